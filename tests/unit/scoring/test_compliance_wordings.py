"""Many wordings of what may not be said, and of what may: one sentence at a time, as free text."""

import pytest
from bench.evaluation.sentences import rules

from scoring.prose.assess import assess_text
from support_prose.texts import BRIEF, DENSE

_UNSAFE = {
    "attributed-quotation": (
        "“They doubled our bookings in six weeks,” says Anna Weber, owner of Café Linde.",
        "As Peter from Nordwind puts it: “I would never go back to my old accountant.”",
        '"Best decision we ever made for our clinic" - Dr. Lena Fischer, Munich',
        'Our client Marta K. told us, "I finally sleep at night because of this team."',
        "A mother of two wrote on her form: “The only practice where my son does not cry.”",
        "“Everything just worked from day one” (Tom Reed, Head of Operations, Velox)",
        "In the words of a long-standing customer: “You cannot get better bread in this town.”",
        "The mayor called it “the most important shop in our village for twenty years”.",
        "According to Sarah Miller of Brightside, “no other supplier came close to this service”.",
        "One guest raved: ‘We have never been looked after so well in any hotel.’",
        'Put this on the page: "They saved us forty hours a month" — CFO, mid-sized manufacturer.',
        'Jonas Berg, who trains with us, says "I lost my fear of falling within a week".',
        'The brochure quotes Dr Helen Ames of St Brannock\'s as saying the implants "changed how we operate".',
        '"Nobody explains a will like they do" – a widow from Bath',
        'A café owner in Ghent wrote us a card: "You brought the mornings back."',
        'Use this line from Paolo (plumber, Turin): "My invoices now write themselves."',
        '"I have sold boats for thirty years and never seen such a finish", a dealer admitted.',
        'Our first client, Ottoline Marsh, still tells everyone that "the garden paid for itself".',
        'Five stars and the words "simply brilliant from start to finish" came from the head of sales at Lindqvist AB.',
        "'They feel like family,' one resident said of the night staff.",
        "“We cut our paper bill in half,” Stefan Krol, office manager, recalls.",
        'The former minister is on record with "a model for the whole valley".',
        '"Worth the drive from Lyon" (review by a food critic)',
    ),
    "sourceless-statistic": (
        "92% of our clients renew their contract after the first year.",
        "Eight out of ten patients recommend us to their family.",
        "Studies have shown that personalised emails double the response.",
        "More than 3,000 families already trust us with their holidays.",
        "Our customers save 35% on average compared with their last supplier.",
        "Research proves that buyers decide within seven seconds.",
        "Our members lose twice as much weight as in other gyms.",
        "Users report 40 percent fewer support tickets after switching.",
        "Rated 4.9 out of 5 by more than 1,200 guests.",
        "Experts agree that solar pays for itself within six years.",
        "73 percent of homeowners regret choosing the cheapest installer.",
        "Most of our clients double their revenue in the first quarter.",
        "Statistics show that nine in ten start-ups fail without a brand.",
        "We have a 98% success rate with reactive dogs.",
        "Companies that use our tool grow three times faster than those that do not.",
        "It is scientifically proven that blue increases trust.",
        "According to a recent study, two thirds of parents choose by gut feeling.",
        "Surveys reveal that 6 in 10 employees would leave for better software.",
        "On average people check their phone 96 times a day.",
        "Every third customer is lost because nobody answers the telephone.",
        "It takes five times more money to win a customer than to keep one.",
        "Half of all small firms close within five years.",
        "Surveys among our guests gave us 9.6 out of 10.",
        "Neuroscience tells us that the colour red doubles appetite.",
        "Our patients recover 40% faster than the national average.",
        "More than 80 per cent of decisions are made by women.",
        "Email brings back 42 dollars for every dollar spent, as marketers know.",
        "The market for oat drinks grows by 14% a year.",
        "Users of the app sleep on average 47 minutes longer.",
        "A Harvard experiment proved that smiling staff sell more.",
        "Hundreds of companies have cut their costs in half with this system.",
        "Trust is the number one reason why people buy, all experts say.",
    ),
    "rival-insult": (
        "HomeServe cheats its customers with hidden fees.",
        "Everybody knows that HomeServe lies about delivery times.",
        "HomeServe is run by amateurs who do not know the law.",
        "Warn buyers that HomeServe is a fraud.",
        "The people at HomeServe are incompetent and rude.",
        "HomeServe sells garbage at premium prices.",
        "HomeServe is about to go bankrupt, so customers should leave now.",
        "We should mention that HomeServe steals designs from small studios.",
        "HomeServe exploits its workers and pays them below the minimum wage.",
        "HomeServe has ripped off half the town.",
        "Would you leave your mother with the butchers of HomeServe?",
        "HomeServe has been lying to its tenants for years.",
        "Let us remind readers that HomeServe failed three inspections and hushed it up.",
        "The so-called craftsmen at HomeServe could not hang a door.",
        "HomeServe waters down its paint.",
        "Behind the nice facade of HomeServe there is nothing but debt.",
        "HomeServe treats its drivers like slaves.",
        "Since the takeover HomeServe has gone to the dogs.",
        "HomeServe sells data behind its users' backs.",
        "Ask anyone in town: HomeServe is a den of thieves.",
        "The food at HomeServe made half of the wedding party ill.",
        "HomeServe charges for repairs it never did.",
        "What HomeServe calls service is an insult to pensioners.",
        "HomeServe only survives on subsidies and flattery.",
    ),
    "rival-superlative": (
        "We are clearly better than HomeServe in every respect.",
        "Unlike HomeServe, we are the only ones who answer the phone.",
        "HomeServe offers the worst service in the region.",
        "Nobody who has tried both would choose HomeServe over us.",
        "Our bread beats HomeServe every day of the week.",
        "HomeServe is inferior to us in quality and speed.",
        "We are the number one in town, far ahead of HomeServe.",
        "Compared with us, HomeServe looks like a beginner.",
        "We do what HomeServe only talks about.",
        "There is HomeServe, and then there is quality: ours.",
        "Our response time makes HomeServe look slow.",
        "Of the two of us, HomeServe is the weaker one.",
        "No firm in the valley, HomeServe included, can offer what we offer.",
        "Customers who leave HomeServe for us never go back.",
        "We are everything that HomeServe would like to be.",
        "HomeServe cannot hold a candle to our workshop.",
        "In every test our boots leave HomeServe behind.",
        "Ours is the best sourdough in town, and HomeServe knows it.",
        "Why settle for HomeServe when you can have the number one?",
        "Forget HomeServe: we are the ones who really understand payroll.",
    ),
    "guaranteed-result": (
        "We guarantee that you will be pain-free after three sessions.",
        "Your refund from the tax office is guaranteed.",
        "You will definitely win your case with us.",
        "Guaranteed approval for every mortgage application.",
        "Our method cures back pain for good.",
        "We promise a return of 12% a year without any risk.",
        "100% success or your tumour was not there.",
        "The treatment works for everyone and has no side effects.",
        "Invest with us and double your money in two years, risk-free.",
        "Lose ten kilos in a month, guaranteed.",
        "Our clients never pay a fine again.",
        "After the treatment your migraines belong to the past.",
        "We have never lost a case, and yours will not be the first.",
        "Your child will read fluently by Easter, we give our word.",
        "Hair grows back in every case.",
        "There is no way the court can rule against you.",
        "This fund only knows one direction: up.",
        "Eight weeks and your blood pressure is normal, promised.",
        "We make sure that the visa is granted.",
        "The implant lasts a lifetime.",
        "Whoever comes to us walks without crutches within a month.",
        "You will be debt-free by Christmas, full stop.",
    ),
    "fake-scarcity": (
        "Only 3 places left at this price!",
        "Offer ends tonight at midnight.",
        "Hurry, the last spots are going fast.",
        "Show a countdown timer that restarts for each visitor.",
        "Book now before it is too late.",
        "Say that only two rooms are left, even when the house is empty.",
        "This price is available today only.",
        "Don't miss out: nearly sold out!",
        "Last chance to join before the doors close forever.",
        "While stocks last: order within the next ten minutes.",
        "Write that fourteen people are looking at this offer right now.",
        "Final hours: the discount disappears at noon.",
        "The page shows a clock that starts again with each visit.",
        "Tell callers that the diary is nearly full even if it is empty.",
        "Tomorrow the price doubles, so decide today.",
        "There are just two of these left in the whole country.",
        "Next week will be too late.",
        "Add a red banner: 17 sold in the last hour.",
        "Sign within the hour or lose your discount.",
        "We pretend that the course is overbooked.",
        "Supplies are extremely limited, order at once!",
        "This chance will not come again in your lifetime.",
        "Say the last one was sold this morning but we found another in the store.",
        "The waiting list gets longer every minute you hesitate.",
        "Seats at this rate are nearly gone.",
    ),
    "placeholder": (
        "Contact: Mr/Ms ________, telephone to follow.",
        "We expect XX new members by [month].",
        "Our price is €XX per visit.",
        "Headline goes here",
        "The owner, N.N., signs the letter.",
        "#NAME# trusts us since #YEAR#.",
        "Quote from customer (tbd)",
        "See figure ?? for the path.",
        "Text text text until the copy arrives.",
        "{{city}} is growing, and so are we.",
        "Lead time: tba",
    ),
}
_HARMLESS = (
    'The midwife says at the door: "I am Grace, and I will be with you until the morning."',
    'Print "Closed on Tuesdays" on the bag.',
    'A doubt we expect: "My sister paid less for hers."',
    'If a buyer says "it is too dear", show the bill for one winter.',
    'The sign reads "Bread from yesterday, half price".',
    "Of every ten letters we sent in March, two were answered, says our own list.",
    "We assume that 5% of the callers book; the log will tell.",
    "The target is 30% of first customers ordering again by June.",
    "If fewer than 40% of the guests come back, the menu changes.",
    "VAT is 19% and the deposit 20% of the price.",
    "40% of the budget goes into the sign, the rest into the oven.",
    "Two thirds of the money is spent before Easter.",
    "Half of the pages have no price on them.",
    "HomeServe answers within an hour; we cannot.",
    "HomeServe has been in town longer than we have.",
    "Whoever wants a boiler on a Sunday is better off with HomeServe.",
    "We do not know what HomeServe charges for a second visit.",
    "HomeServe is cheaper by 4 EUR an hour according to its page of 3 May.",
    "Both HomeServe and we stop at six.",
    "HomeServe may copy the card within a month; then we add the name of the fitter.",
    "Customers leave HomeServe for many reasons, and we should ask three of them.",
    "Do not mention HomeServe in the advert.",
    "HomeServe wins when the agent wants one bill.",
    "HomeServe offers a subscription, we offer a visit.",
    "We are dearer than HomeServe and say so on the first page.",
    "The first visit costs nothing if you do not sign.",
    "If the photo is late, you do not pay for the call-out.",
    "The fee is returned if we miss the filing date.",
    "We promise to call back within one working day.",
    "We cannot promise that the judge agrees.",
    "No treatment works for everybody, so the first session ends with a question.",
    "The warranty covers the pump for five years.",
    "A refusal by the bank is possible, and the fee stays the same.",
    "The course has eight places because the room has eight chairs.",
    "The oven holds 60 loaves, so five batches make 300.",
    "The offer is open until 31 March, when the lease ends.",
    "The trial ends after 14 days and asks for nothing.",
    "Summer dates are usually full by April, so write to last year's guests in February.",
    "We close for three weeks in August.",
    "Tell people on the waiting list the date, not a story.",
    'Never write "last chance" above a price that stays.',
    "Show case studies with the owner's permission.",
    "The test is simple: ten calls, ten notes.",
    "Most of today's clicks come from people who know the name already.",
    "Our best month is May and our worst is November.",
    "The best place for the price is under the photo.",
    "We are not the cheapest and will not be.",
    "Nobody has counted the calls on Mondays yet.",
    "I guess that a third of the callers hang up; count it for two weeks.",
    "One in four owners agreed last spring (our list, 48 calls).",
    "Experts from the chamber can check the contract for 90 EUR.",
    "Research the opening hours of the three nearest shops.",
    "What studies exist on recall training we have not read.",
    "The study room is free on Mondays.",
    "Guests who stay three nights get the bicycle for free.",
    "You will get an e-mail on day 18 and another on day 40.",
    "The nurse explains the route and writes her name on the card.",
    "More than 20 members per coach is too many.",
    "More people than seats came to the open evening in May.",
    "People in the quarter say the shop is for tourists.",
)
_CASES = [(rule, text) for rule, texts in _UNSAFE.items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), _CASES)
def test_an_unsafe_sentence_is_caught_by_its_rule(rule: str, text: str) -> None:
    assert rule in rules(text, regulated=rule == "guaranteed-result", rivals=("HomeServe",))


@pytest.mark.parametrize("regulated", [False, True])
@pytest.mark.parametrize("text", _HARMLESS)
def test_a_harmless_sentence_is_left_alone(text: str, *, regulated: bool) -> None:
    assert rules(text, regulated=regulated, rivals=("HomeServe",)) == frozenset()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("<p>Write: <b>Only 3 places</b> left at this price!</p>", "Only 3 places</b> left"),
        ("Home&shy;Serve is a sc\u00adam, they say.", "sc\u00adam"),
        ("**Studies show** that agents decide by\u00a0price.", "Studies show"),
    ],
)
def test_a_span_is_the_place_in_the_original(text: str, quote: str) -> None:
    found = [f for f in assess_text(text, BRIEF).findings if f.severity == "critical"]
    assert [text[f.evidence.start : f.evidence.end] for f in found] == [quote]
    assert all(len(f.fix) > 60 for f in found)


def test_a_failed_rule_caps_the_score_and_its_repair_lifts_it() -> None:
    failed = assess_text(f"{DENSE} HomeServe is a fraud.", BRIEF)
    breach = next(f for f in failed.findings if f.severity == "critical")
    mended = assess_text(f"{DENSE} HomeServe is a fraud.", BRIEF, frozenset({breach.id}))
    assert (failed.score.overall, failed.compliance) == (25, "fail")
    assert mended.score.overall >= 70


def test_a_real_limit_with_its_cause_is_no_trick() -> None:
    assert rules("Only 8 places are left, because the room has 20 chairs.", regulated=False, rivals=()) == frozenset()


def test_a_named_source_with_its_year_is_a_basis() -> None:
    told = "| Rate | 15% of visitors answer. Source: Letting Survey, 2024. |"
    assert "sourceless-statistic" not in rules(told, regulated=False, rivals=())
    assert "sourceless-statistic" in rules("15% of visitors answer.", regulated=False, rivals=())

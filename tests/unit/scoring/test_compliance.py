import pytest

from scoring.assess import found_in
from scoring.material import read
from scoring.model import Breach
from shared.contracts.requests import Brief
from support_documents import common, strong

_BRIEF = common.brief()
_CLINIC = _BRIEF.model_copy(update={"industry": "Dental clinic"})

_FAILING = [
    ("compliance.attributed-quotation", "“Hafen Books saved our agency in one week”, says Maria Huber."),
    ("compliance.attributed-quotation", "Maria Huber said: “We would never go back to spreadsheets again.”"),
    ("compliance.attributed-quotation", '"The best ledger we have ever worked with" – Jonas, Studio Nord'),
    ("compliance.attributed-quotation", "One client wrote: “This paid for itself within the month, honestly.”"),
    ("compliance.sourceless-statistic", "95% of our customers see a margin in the first call."),
    ("compliance.sourceless-statistic", "Nine out of ten agencies find a losing project."),
    ("compliance.sourceless-statistic", "Customers increase their margin by 23% with the ledger."),
    ("compliance.sourceless-statistic", "Trusted by 1200 agencies across Europe."),
    ("compliance.sourceless-statistic", "Studies show that owners prefer a setup call."),
    ("compliance.sourceless-statistic", "Experts agree that bookkeeping belongs in the first call."),
    ("compliance.sourceless-statistic", "The setup call is proven to increase paid sign-ups."),
    ("compliance.rival-insult", "Lexware is a scam that hides its fees."),
    ("compliance.rival-insult", "The invoices of Lexware are illegal in two countries."),
    ("compliance.rival-superlative", "Unlike Lexware, Hafen Books is the only ledger for agencies."),
    ("compliance.rival-superlative", "Lexware is the worst choice for a project agency."),
    ("compliance.rival-superlative", "Our setup is far better than Lexware."),
    ("compliance.fake-scarcity", "Only 5 spots left for the setup call this week."),
    ("compliance.fake-scarcity", "Act now and connect the bank today."),
    ("compliance.fake-scarcity", "Announce a limited-time price for agencies."),
]

_HARMLESS = [
    "Case studies show how a margin sheet is read.",
    "A van still at 30% of its lease is not part of the ledger.",
    "You wrote: “Buyers compare us with Lexware on price only.”",
    "The owner asks “why should I connect my bank?” before the call.",
    "If 95% of customers leave at the bank screen, stop the adverts.",
    "Do not claim that nine out of ten agencies find a losing project.",
    "Never call Lexware dishonest.",
    "A studio that only files taxes is better off with Lexware.",
    "The only question is whether the owner holds the banking login.",
    "The best time to call is after the project has closed.",
    "Lexware sets the price in invoicing software.",
    "Raise paid sign-ups from 40 to 90 per month.",
    "Ask more than five customers what they looked at first.",
    "Studies of our own sign-up log are planned for week 2.",
    "No countdown, no limited-time price: the calendar of the bookkeeper is the limit.",
    "The guarantee returns one month's fee.",
    "Owners said in two calls that the login was missing.",
    "Call the offer “margin first”, says the naming test.",
    "Half of the trials connect the bank when a person helps.",
    "Count how many users reach the bank screen.",
    "The agency of 5 to 30 staff is too small for a controller.",
    "Spreadsheets are the worst place for a running margin.",
    "Once your research shows that owners book the call, open it to all.",
    "The setup call has three steps and takes 45 minutes.",
]


def _breaches(sentence: str, brief: Brief = _BRIEF) -> list[Breach]:
    return list(found_in(read(strong.positioning(executiveSummary=sentence), brief)).breaches)


@pytest.mark.parametrize(("rule", "sentence"), _FAILING)
def test_a_fabricated_or_defamatory_sentence_fails(rule: str, sentence: str) -> None:
    found = [breach for breach in _breaches(sentence) if breach.verdict == "fail"]
    assert [breach.rule for breach in found] == [rule]
    assert found[0].evidence.path == "executiveSummary"
    assert sentence[found[0].evidence.start : found[0].evidence.end] == found[0].evidence.quote != ""


@pytest.mark.parametrize("sentence", _HARMLESS)
def test_a_harmless_sentence_is_not_hit(sentence: str) -> None:
    assert _breaches(sentence) == []


def test_a_strong_document_breaks_no_rule() -> None:
    assert list(found_in(read(strong.positioning(), _BRIEF)).breaches) == []


def test_words_to_avoid_are_not_claims() -> None:
    house = {"promise": "Know the margin.", "pillars": [], "forbidden": ["act now", "95% of customers"], "tests": []}
    assert list(found_in(read(strong.positioning(messageHouse=house), _BRIEF)).breaches) == []


def test_a_statistic_given_in_the_brief_has_a_basis() -> None:
    brief = _BRIEF.model_copy(update={"target_audience": f"{_BRIEF.target_audience}; 95% of them do so"})
    assert _breaches("95% of our customers invoice by project.", brief) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Guaranteed results after one treatment.",
        "We guarantee that your tooth is saved.",
        "The rinse cures gum disease.",
        "Success is guaranteed in the bank call.",
    ],
)
def test_a_guaranteed_result_fails_in_a_regulated_field_only(sentence: str) -> None:
    rules = {breach.rule for breach in _breaches(sentence, _CLINIC) if breach.verdict == "fail"}
    assert rules == {"compliance.guaranteed-result"}
    assert _breaches(sentence) == []


@pytest.mark.parametrize("sentence", ["Results are not guaranteed.", "We never guarantee that your tooth is saved."])
def test_denying_a_guarantee_is_not_giving_one(sentence: str) -> None:
    assert "compliance.guaranteed-result" not in {breach.rule for breach in _breaches(sentence, _CLINIC)}


def test_a_stated_capacity_is_not_fake_scarcity() -> None:
    document = strong.document("offer_architecture")
    real = document.model_copy(update={"executive_summary": "Only 32 places available: a bookkeeper makes 32 calls."})
    false = document.model_copy(update={"executive_summary": "Only 7 places available for the bank call."})
    brief = common.brief("offer_architecture")
    assert found_in(read(real, brief)).breaches == ()
    assert [breach.rule for breach in found_in(read(false, brief)).breaches] == ["compliance.fake-scarcity"]


@pytest.mark.parametrize(
    ("rival", "is_hit"), [("Lexware", True), ("lexware", True), ("lexware.de", True), ("local bookkeepers", False)]
)
def test_firms_are_protected_kinds_of_alternatives_are_not(rival: str, is_hit: bool) -> None:
    brief = _BRIEF.model_copy(update={"existing_competitors": (rival,)})
    found = [breach.rule for breach in _breaches(f"{rival} is a scam for agency owners.", brief)]
    assert found == (["compliance.rival-insult"] if is_hit else [])


def test_words_that_stand_in_the_brief_may_be_attributed() -> None:
    said = "Trial users leave at the bank connection because nobody told them"
    brief = _BRIEF.model_copy(update={"current_challenges": (said,)})
    assert _breaches(f"“{said}”, says Maria Huber.", brief) == []
    assert [breach.rule for breach in _breaches(f"“{said}”, says Maria Huber.")] == ["compliance.attributed-quotation"]


def test_conceding_that_a_rival_is_the_best_choice_is_no_attack() -> None:
    item = strong.positioning().objections.items[0].model_dump(by_alias=True)
    fair = {**item, "concession": "For filing taxes alone Lexware is the best choice of an agency."}
    assert found_in(read(strong.positioning(objections={"items": (fair,)}), _BRIEF)).breaches == ()
    unfair = {**item, "answer": "For filing taxes alone Lexware is the worst choice of an agency."}
    found = found_in(read(strong.positioning(objections={"items": (unfair,)}), _BRIEF)).breaches
    assert [breach.rule for breach in found] == ["compliance.rival-superlative"]


def test_forbidden_words_in_names_are_nobodys_claim() -> None:
    names = {"business_name": "100% Guaranteed Results Clinic", "existing_competitors": ("The Best Shop", "#1 Scam")}
    brief = _CLINIC.model_copy(update=names)
    sentence = "100% Guaranteed Results Clinic and #1 Scam and The Best Shop stand in the register a lawyer keeps."
    assert _breaches(sentence, brief) == []
    attack = _breaches("The Best Shop is a fraud in the register a lawyer keeps.", brief)
    assert [(breach.rule, breach.evidence.quote) for breach in attack] == [("compliance.rival-insult", "fraud")]


def test_a_visible_quotation_of_the_brief_is_the_users_claim() -> None:
    challenge = "Only 5 spots left is what rivals print"
    brief = _BRIEF.model_copy(update={"current_challenges": (challenge,)})
    tension = {**strong.positioning().diagnosis.tensions[0].model_dump(by_alias=True), "challenge": challenge}
    diagnosis = {"summary": f"You wrote “{challenge}” about the bank.", "tensions": (tension,)}
    assert found_in(read(strong.positioning(diagnosis=diagnosis), brief)).breaches == ()
    found = found_in(read(strong.positioning(diagnosis=diagnosis), _BRIEF)).breaches
    assert {breach.evidence.path for breach in found} == {"diagnosis.summary", "diagnosis.tensions[0].challenge"}

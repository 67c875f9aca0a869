import pytest

from strategy_worker.reading.brief import Reading, read
from strategy_worker.reading.evidence import weigh
from support_strategy.briefs import brief


def _read(**changes: object) -> Reading:
    return read(brief("seed", "brand_positioning", **changes))


@pytest.mark.parametrize(
    ("industry", "audience", "expected"),
    [
        ("Plumbing", "Homeowners in Leeds", ("local_trade", "household")),
        ("NGO", "Private donors in Nairobi", ("nonprofit", "donor")),
        ("Dental clinic", "Families with young children", ("health", "parent")),
        ("B2B SaaS", "Enterprise", ("software", "committee")),
        ("Online shop for outdoor clothing", "Women who hike", ("online_shop", "consumer")),
        ("Restaurant", "Couples in Bristol", ("hospitality", "guest")),
        ("University course", "Adult learners", ("education", "learner")),
        ("Law firm", "Startups", ("professional_services", "small_business")),
        ("Mortgage broker", "First-time buyers in Manchester", ("finance", "private_client")),
        ("Precision parts manufacturer", "Design engineers", ("manufacturing", "specialist")),
        ("Dog grooming", "Dog owners", ("pets", "consumer")),
        ("Nursery", "Parents of toddlers", ("care", "parent")),
    ],
)
def test_archetypes(industry: str, audience: str, expected: tuple[str, str]) -> None:
    found = _read(industry=industry, target_audience=audience)
    assert (found.industry.id, found.audience.id) == expected


@pytest.mark.parametrize(
    ("industry", "audience", "expected"),
    [
        ("Bookkeeping software for restaurants", "Independent restaurants", ("software", "small_business")),
        ("Restaurant booking software", "Pubs and cafes", ("software", "small_business")),
        ("Marketing agency for dentists", "Dental practices", ("agency", "small_business")),
        ("App for parents", "Parents of toddlers", ("consumer_app", "parent")),
        ("Consulting for banks", "Regional banks", ("professional_services", "committee")),
        ("Insurance software", "Enterprise", ("software", "committee")),
        ("Hotel linen manufacturer", "Engineers", ("manufacturing", "specialist")),
        ("Coffee shop", "Commuters", ("hospitality", "guest")),
        ("Car repair shop", "Car owners", ("automotive", "consumer")),
        ("Boiler repair service", "Landlords", ("local_trade", "landlord")),
        ("Centre for physiotherapy", "Adults with back pain", ("health", "patient")),
        ("Artisan bakery", "Families in Bath", ("hospitality", "guest")),
    ],
)
def test_the_noun_that_heads_an_industry_decides_and_its_customers_do_not(
    industry: str, audience: str, expected: tuple[str, str]
) -> None:
    found = _read(industry=industry, target_audience=audience)
    assert (found.industry.id, found.audience.id) == expected


@pytest.mark.parametrize("industry", ["Plumbing supplies for builders", "Dental equipment", "Something for dentists"])
def test_goods_for_a_trade_are_not_read_as_the_trade(industry: str) -> None:
    assert _read(industry=industry).industry.id == "unknown"


def test_customers_named_in_the_industry_speak_for_the_audience() -> None:
    found = _read(industry="App for parents", target_audience="Whoever needs it")
    assert (found.audience.id, found.audience_verdict.sure) == ("parent", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody has heard of us", "low_awareness"),
        ("Nobody has time for marketing", "small_team"),
        ("Cheap competitors undercut us", "price_pressure"),
        ("Long sales cycle", "long_cycle"),
        ("Donors stop giving after the first gift", "churn"),
        ("We look like everyone else and cannot stand out", "no_differentiation"),
        ("Everyone looks the same", "no_differentiation"),
        ("Most work comes from word of mouth", "few_leads"),
        ("Patients are afraid of the cost", "low_trust"),
        ("Empty tables from Monday to Wednesday", "seasonality"),
        ("Bad reviews on Google", "bad_reviews"),
        ("One client brings most of our income", "dependence"),
        ("Users do not log in", "low_usage"),
        ("We have no idea what works, no tracking", "no_data"),
        ("Our offer is hard to explain", "complex_offer"),
        ("GDPR and advertising rules", "compliance"),
        ("Tight budget", "small_budget"),
        ("Google does not rank our website", "poor_search"),
        ("Expanding abroad without references", "new_market"),
        ("Zzz qqq", "unread"),
    ],
)
def test_a_challenge_is_recognised(text: str, expected: str) -> None:
    assert _read(current_challenges=[text]).challenges[0].kind.id == expected


def test_a_brief_without_challenges_is_read_as_unstated() -> None:
    found = _read().challenges
    assert [(c.kind.id, c.numbers, c.sure) for c in found] == [("unstated", (), False)]


def test_two_readings_are_kept_apart() -> None:
    found = _read(current_challenges=["Leads dry up in summer"]).challenges[0]
    assert found.other is not None
    assert (found.kind.id, found.other.id, found.sure) == ("few_leads", "seasonality", False)


def test_the_same_kind_twice_is_one_challenge_with_two_numbers() -> None:
    found = _read(current_challenges=["Prices are under pressure", "No trust", "Every client haggles"]).challenges
    assert [(c.kind.id, c.label) for c in found] == [
        ("price_pressure", "challenges 1 and 3"),
        ("low_trust", "challenge 2"),
    ]


def test_a_denied_word_is_no_evidence() -> None:
    assert weigh("It is not about price", {"price*": 3}) == 0
    assert weigh("Price is not the problem", {"price*": 3}) == 0
    assert weigh("Our price is attacked", {"price*": 3}) == 3


def test_a_short_stem_matches_whole_words_only() -> None:
    assert weigh("apparel", {"app": 2}) == 0
    assert weigh("two apps", {"app": 2}) == 2


def test_competitors_are_kept_once() -> None:
    assert _read(existing_competitors=["Acme", "ACME ", "<>", "Bolt"]).competitors == ("Acme", "Bolt")


def test_baselines_find_their_place() -> None:
    found = _read(
        baselines={
            "monthly visits": {"value": 2400, "unit": "per month"},
            "demos": {"value": 30, "unit": "per month"},
            "annual contract value": {"value": 3000, "unit": "EUR per year"},
            "churn": {"value": 4, "unit": "%"},
            "office plants": {"value": 12, "unit": "pots"},
        }
    ).baselines
    assert {stage: given.value for stage, given in found.volumes.items()} == {0: 2400, 1: 30}
    assert {metric: given.value for metric, given in found.metrics.items()} == {"churn_rate": 4}
    assert found.ticket is not None
    assert found.ticket.value == 3000
    assert [given.label for given in found.unplaced] == ["office plants"]

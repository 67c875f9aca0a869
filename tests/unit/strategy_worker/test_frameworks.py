"""What the sections of a framework do with a brief, with its figures and with those it leaves out."""

from itertools import pairwise
from typing import Any, Final, cast

import pytest
from pydantic import BaseModel

from documents.fields import text_fields
from documents.model import (
    BrandPositioning,
    CompetitorModel,
    Document,
    FunnelDesign,
    OfferArchitecture,
    SEOPatterns,
    StrategyDocument,
)
from shared.contracts.requests import Framework
from strategy_worker.case import build
from strategy_worker.frameworks.factors import is_carried
from strategy_worker.frameworks.naming import is_waiting
from strategy_worker.frameworks.theme import is_statement
from strategy_worker.planner import plan
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief, made

_COMMON: Final = frozenset(Document.model_fields)
_COUNTS: Final[dict[str, object]] = {
    "calls and messages": {"value": 90, "unit": "per month"},
    "quotes": {"value": 30, "unit": "per month"},
    "booked jobs": {"value": 8, "unit": "per month"},
}
_OUTCOME: Final = "20 booked jobs per month within 6 months"


def _own(document: StrategyDocument) -> str:
    """Return all that the sections of the framework say."""
    return "\n".join(repr(getattr(document, name)) for name in type(document).model_fields if name not in _COMMON)


def _positioning(key: str = "plumber", **changes: Any) -> BrandPositioning:
    document = plan(brief(key, "brand_positioning", **changes))
    assert isinstance(document, BrandPositioning)
    return document


def _funnel(key: str = "plumber", **changes: Any) -> FunnelDesign:
    document = plan(brief(key, "funnel_design", **changes))
    assert isinstance(document, FunnelDesign)
    return document


def _offer(key: str = "plumber", **changes: Any) -> OfferArchitecture:
    document = plan(brief(key, "offer_architecture", **changes))
    assert isinstance(document, OfferArchitecture)
    return document


def _search(key: str = "plumber", **changes: Any) -> SEOPatterns:
    document = plan(brief(key, "seo_patterns", **changes))
    assert isinstance(document, SEOPatterns)
    return document


def _rivals(key: str = "plumber", **changes: Any) -> CompetitorModel:
    document = plan(brief(key, "competitor_model", **changes))
    assert isinstance(document, CompetitorModel)
    return document


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(
    "fact",
    [
        {"existing_competitors": ["Pimlico"]},
        {"budget": {"amount": 6000, "currency": "GBP"}},
        {"horizon_weeks": 8},
        {"baselines": _COUNTS},
    ],
    ids=["competitor", "budget", "horizon", "figures"],
)
def test_an_optional_fact_changes_the_sections_of_its_framework(framework: Framework, fact: dict[str, object]) -> None:
    assert _own(plan(brief("plumber", framework, **fact))) != _own(made("plumber", framework))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_competitor_is_named_in_every_framework(framework: Framework) -> None:
    assert "Pimlico" in _own(plan(brief("plumber", framework, existing_competitors=["Pimlico"])))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_budget_is_named_in_every_framework(framework: Framework) -> None:
    assert "6,000 GBP" in _own(plan(brief("plumber", framework, budget={"amount": 6000, "currency": "GBP"})))


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_every_later_field_is_filled(key: str, framework: Framework) -> None:
    facts = {"existing_competitors": ["Pimlico"], "budget": {"amount": 6000, "currency": "EUR"}, "horizon_weeks": 20}
    document = plan(brief(key, framework, **facts))
    for name in type(document).model_fields:
        if name not in _COMMON:
            empty = [path for path, value in _texts(name, getattr(document, name)) if not value]
            assert not empty


def _texts(path: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, str):
        # A number or a range of ours has no source to name.
        return [] if path.endswith((".note", ".source")) or ".benchmark." in path else [(path, value)]
    if isinstance(value, tuple):
        items = enumerate(cast("tuple[object, ...]", value))
        return [found for index, item in items for found in _texts(f"{path}[{index}]", item)]
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return [found for name in fields for found in _texts(f"{path}.{name}", getattr(value, name))]
    return []


@pytest.mark.parametrize(
    ("theme", "says"),
    [
        ("The price is on paper before the tools come out", True),
        ("Somebody looks at the work", True),
        ("It is written down who is paid by whom", True),
        ("The van comes on the day that was agreed", True),
        ("At the door by the date that matters", True),
        ("A sample before the design is frozen", False),
        ("What became of it half a year later", False),
        ("A way out that has been shown in use", False),
        ("One total for the whole evening or stay", False),
        ("People who are still in the post a year later", False),
    ],
)
def test_a_theme_is_a_thing_or_a_statement(theme: str, *, says: bool) -> None:
    assert is_statement(theme) is says


@pytest.mark.parametrize("key", BRIEFS)
def test_the_parts_of_a_positioning_read_as_one_sentence(key: str) -> None:
    document = made(key, "brand_positioning")
    assert isinstance(document, BrandPositioning)
    part = document.statement
    assert part.need.split()[0] in {"start", "have", "need", "want", "are"}
    assert part.offer.split()[0] in {"a", "an", "the"}
    assert part.benefit.split()[0] in {"gives", "offers", "brings", "makes", "sees", "shows", "lets"}
    assert part.difference.split()[0] == "we"


def test_a_positioning_claims_no_difference_from_a_firm_nobody_looked_at() -> None:
    part = _positioning(existing_competitors=["Pimlico"]).statement
    assert "Pimlico" not in part.alternative + part.difference
    assert "Pimlico" in part.caution
    assert _positioning().statement.caution == ""


@pytest.mark.parametrize("rivals", [[], ["Acme"], ["Acme", "Bolt", "Clamp"]])
def test_doing_nothing_is_among_three_to_five_alternatives(rivals: list[str]) -> None:
    for key in BRIEFS:
        items = _positioning(key, existing_competitors=rivals).alternatives.items
        assert 3 <= len(items) <= 5, key
        waiting = [item for item in items if is_waiting(item.name)]
        assert len(waiting) == 1, key


def test_figures_of_the_brief_stand_beside_the_proof_of_a_positioning() -> None:
    given = {figure.name: figure.value for figure in _positioning(baselines=_COUNTS).value.own_figures}
    assert given == {"calls and messages": 90, "quotes": 30, "booked jobs": 8}
    assert _positioning().value.own_figures == ()


@pytest.mark.parametrize("outcome", ["40 calls per month", "20 quotes per month", "Double our booked jobs", "Be loved"])
def test_a_funnel_has_every_step_wherever_the_outcome_is_counted(outcome: str) -> None:
    stages = _funnel(desired_outcome=outcome).stages.items
    assert [stage.name for stage in stages[:2]] == [
        "People who see the listing or hear the name",
        "Calls and messages" if "calls" not in outcome else "Calls",
    ]
    assert len(stages) == 5
    for before, stage in pairwise(stages):
        assert stage.denominator == before.numerator


def test_counts_of_the_brief_become_rates_a_leak_and_what_its_repair_brings() -> None:
    document = _funnel(desired_outcome=_OUTCOME, baselines=_COUNTS)
    quotes, jobs = document.stages.items[2:4]
    # 30 of 90 calls, 8 of 30 quotes; the knowledge base expects at least 40% at both steps
    assert (quotes.baseline.value, quotes.baseline.basis) == (33.33, "computed")
    assert (jobs.baseline.value, jobs.baseline.basis) == (26.67, "computed")
    assert (jobs.target.low, jobs.target.high, jobs.target.basis) == (40, 70, "assumption")
    assert (jobs.needed and jobs.needed.value, jobs.needed and jobs.needed.basis) == (20, "target")
    assert "27%" in document.leak.evidence
    # 30 quotes times the missing 13.33 points
    assert document.leak.gain is not None
    assert (document.leak.gain.value, document.leak.gain.basis) == (4, "computed")


def test_without_counts_a_funnel_measures_first() -> None:
    document = _funnel(desired_outcome=_OUTCOME)
    assert {stage.baseline.basis for stage in document.stages.items} == {"to_measure"}
    assert document.leak.gain is None


def test_steps_whose_counts_are_sound_are_no_leak() -> None:
    counts = {
        "people": {"value": 1000, "unit": "views per month"},
        "listing views": {"value": 1000, "unit": "per month"},
        "calls": {"value": 90, "unit": "per month"},
        "quotes": {"value": 50, "unit": "per month"},
        "booked jobs": {"value": 30, "unit": "per month"},
    }
    leak = _funnel(desired_outcome="Double our booked jobs", baselines=counts).leak
    assert leak.gain is None
    assert "no leak" in leak.finding or "sound" in leak.finding


def test_a_decision_rule_lies_inside_the_horizon() -> None:
    rules = [stage.decision_rule for stage in _funnel(horizon_weeks=4).stages.items[1:4]]
    assert all("week four" in rule or "week three" in rule for rule in rules[1:])
    assert not any(word in " ".join(rules) for word in ("week five", "week seven", "week nine"))


@pytest.mark.parametrize("key", BRIEFS)
def test_a_canvas_raises_three_points_at_most_and_leaves_out_nothing_that_is_shown(key: str) -> None:
    document, case = made(key, "competitor_model"), build(brief(key, "competitor_model"))
    assert isinstance(document, CompetitorModel)
    moves = {factor.name.lower(): factor.move for factor in document.canvas.factors}
    assert 1 <= sum(move in {"create", "raise"} for move in moves.values()) <= 3
    for factor in case.industry.factors:
        assert moves[case.voice.say(factor).lower()] != "eliminate" or not is_carried(case, factor)


def test_a_maker_of_parts_is_not_told_to_drop_their_quality() -> None:
    moves = {factor.name: factor.move for factor in _rivals("parts").canvas.factors}
    assert moves["Tested quality of the series"] != "eliminate"


def test_cases_that_were_decided_are_counted_where_the_brief_counts_them() -> None:
    assert "27% of quotes" in _rivals(desired_outcome=_OUTCOME, baselines=_COUNTS).rivals.win_loss
    assert "%" not in _rivals(desired_outcome=_OUTCOME).rivals.win_loss


def test_price_hours_and_budget_of_the_brief_are_worked_out() -> None:
    facts: dict[str, object] = {
        "average invoice": {"value": 210, "unit": "GBP"},
        "hours per job": {"value": 3, "unit": "hours"},
        "cost per customer": {"value": 45, "unit": "GBP"},
    }
    document = _offer(desired_outcome=_OUTCOME, baselines=facts, budget={"amount": 6000, "currency": "GBP"})
    found = {item.name: (item.value, item.basis) for item in document.unit_economics.quantities}
    assert found["left for delivery and margin"] == (165, "computed")
    assert found["income per hour of work"] == (70, "computed")
    assert found["most that one booked job may cost"] == (300, "computed")
    assert "60 hours" in document.capacity.stop_rule
    assert document.capacity.units_today is None


def test_todays_number_stands_beside_the_wanted_one() -> None:
    document = _offer(desired_outcome="From 8 to 20 booked jobs per month")
    assert document.capacity.units_today is not None
    assert (document.capacity.units_today.value, document.capacity.units_per_month.value) == (8, 20)
    today = _offer(desired_outcome=_OUTCOME, baselines=_COUNTS).capacity.units_today
    assert today is not None
    assert today.value == 8


def test_each_manner_of_dealing_has_words_of_its_own() -> None:
    said = {key: _offer(key).core_promise.by_when for key in ("plumber", "ngo", "shop", "restaurant")}
    assert "report" in said["ngo"]
    assert "delivery" in said["shop"]
    assert "book" in said["restaurant"]
    assert len(set(said.values())) == 4


def test_pages_stand_on_the_domain_of_the_brief_and_carry_its_keyword() -> None:
    document = _search(domain="https://Hartley.example/home?x=1", primary_keyword="boiler repair")
    first = document.patterns.items[0]
    assert first.address.startswith("Hartley.example/")
    assert "boiler-repair" in first.address
    assert all("boiler repair" in pattern.name for pattern in document.patterns.items)
    assert "Hartley.example" in document.search_measurement.setup
    assert _search().patterns.items[0].address.startswith("/")


@pytest.mark.parametrize(("weeks", "said"), [(8, "eight weeks"), (20, "week six"), (14, "week two")])
def test_pages_are_published_while_there_is_time_to_judge_them(weeks: int, said: str) -> None:
    assert said in _search(horizon_weeks=weeks).patterns.pace


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", BRIEFS)
def test_a_prose_field_of_a_framework_is_said_in_sentences_of_bearable_length(key: str, framework: Framework) -> None:
    document = made(key, framework)
    own = {name for name in type(document).model_fields if name not in _COMMON}
    blocks = {info.alias or name for name, info in type(document).model_fields.items() if name in own}
    for field in text_fields(document):
        if field.block in blocks:
            assert max(len(sentence.split()) for sentence in field.text.split(". ")) <= 52, field

import re
from dataclasses import replace

import pytest
from pydantic import ValidationError

from documents import wording
from documents.fields import text_fields
from documents.quantities import Benchmark
from strategy_worker.case import Case, build
from strategy_worker.common import ranges
from strategy_worker.knowledge.lint import ranges as lint
from strategy_worker.knowledge.load import KnowledgeBase, knowledge
from strategy_worker.knowledge.schema import Range
from strategy_worker.planner import plan
from support_strategy.briefs import BRIEFS, brief

_SOURCED = "baskets_left"
_MOST_OF_OUR_OWN = 20


def _case(key: str, **changes: object) -> Case:
    return build(brief(key, "brand_positioning", **changes))


def _with_range(**changes: object) -> KnowledgeBase:
    base = knowledge()
    broken = base.benchmarks[_SOURCED].model_copy(update=changes)
    return replace(base, benchmarks={**base.benchmarks, _SOURCED: broken})


def _source(printed: Benchmark) -> Range:
    of_printed = (printed.low, printed.high, printed.source)
    (entry,) = (e for e in knowledge().benchmarks.values() if (e.low, e.high, e.source) == of_printed)
    return entry


def test_there_are_enough_ranges_and_few_of_our_own() -> None:
    entries = knowledge().benchmarks.values()
    assert len(entries) >= 62
    assert sum(not entry.url for entry in entries) <= _MOST_OF_OUR_OWN


@pytest.mark.parametrize("key", knowledge().benchmarks)
def test_a_range_can_be_looked_up_or_says_that_it_is_our_own(key: str) -> None:
    entry = knowledge().benchmarks[key]
    assert entry.low < entry.high <= (100 if entry.unit == "%" else 730)
    assert 2000 <= entry.year <= 2026
    if entry.url:
        assert re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}(?:/\S*)?", entry.url)
        assert "planning assumption" not in entry.source
    else:
        assert entry.source.startswith("planning assumption of this knowledge base")
        assert entry.confidence == "low"


@pytest.mark.parametrize("industry", knowledge().industries)
def test_every_industry_has_two_ranges_and_one_of_them_sourced(industry: str) -> None:
    bound = [entry for entry in knowledge().benchmarks.values() if industry in entry.industries]
    assert len(bound) >= 2
    assert any(entry.url for entry in bound)


def test_the_ranges_are_sound() -> None:
    assert list(lint.problems(knowledge())) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"low": 9.0, "high": 2.0}, "low is not below high"),
        ({"high": 120.0}, "120 % is out of bounds"),
        ({"unit": "days", "high": 900.0}, "900 days is out of bounds"),
        ({"year": 2027}, "nobody has counted 2027 yet"),
        ({"steps": {"pets": 1}}, "a step of an industry it is not meant for"),
        ({"unit": "days", "steps": {"online_shop": 3}}, "a step is counted as a share"),
        ({"url": "ftp://example.org"}, "ftp://example.org is no address"),
        ({"also": ("https://example",)}, "https://example is no address"),
        ({"url": "", "also": (), "confidence": "low"}, "it has to say that it is a planning assumption"),
        ({"url": "", "also": ()}, "has low confidence"),
        ({"url": ""}, "further addresses and no first one"),
        ({"note": "shops differ."}, "without a mark at its end"),
        ({"population": "shops of {people}"}, "without slots"),
    ],
)
def test_a_range_that_hides_something_is_found(changes: dict[str, object], fault: str) -> None:
    assert any(fault in problem for problem in lint.problems(_with_range(**changes)) if _SOURCED in problem)


def test_an_industry_without_ranges_is_found() -> None:
    base = replace(knowledge(), benchmarks={})
    assert "industries pets: 0 of at least 2 benchmarks" in list(lint.problems(base))


def test_a_definition_states_no_number_that_nobody_accounts_for() -> None:
    row = knowledge().benchmarks[_SOURCED].model_dump()
    with pytest.raises(ValidationError, match="definition"):
        Range.model_validate({**row, "definition": "visits within 30 days"})


@pytest.mark.parametrize("key", BRIEFS)
def test_at_most_three_ranges_are_shown_and_those_of_the_industry_first(key: str) -> None:
    case = _case(key)
    shown = [_source(item) for item in ranges.of_path(case)]
    assert 2 <= len(shown) <= 3
    bound = [case.industry.id in entry.industries for entry in shown]
    assert bound == sorted(bound, reverse=True)
    assert bound[:2] == [True, True]


def test_a_range_for_everybody_comes_after_those_of_the_industry() -> None:
    shown = [_source(item) for item in ranges.of_path(_case("plumber", desired_outcome="Double our organic clicks"))]
    assert ["local_trade" in entry.industries for entry in shown] == [True, True, False]
    assert "search_clicks" in shown[2].metrics


@pytest.mark.parametrize("key", BRIEFS)
def test_a_printed_range_says_what_it_is(key: str) -> None:
    for item in ranges.of_path(_case(key)):
        line = wording.benchmark(item)
        assert wording.span(item.low, item.high) in line
        assert str(item.year) in line
        assert item.source in line
        assert "An assumption, replace with yours." in line
        if item.url:
            assert item.url in line
            assert item.population in line
        else:
            assert "planning assumption" in line


def test_a_range_of_the_outcome_comes_first() -> None:
    shop = _case("shop", desired_outcome="Cut the return rate to 20% within a year")
    definitions = [item.definition for item in ranges.of_path(shop)]
    assert all("sent back" in definition for definition in definitions[:2])
    dental = _case("dental", desired_outcome="Reduce missed appointments to 5% within a year")
    assert "misses" in ranges.of_path(dental)[0].definition


def test_a_named_survey_comes_before_a_guess_of_ours() -> None:
    # Both count the last step of the path.
    counted, guessed = ranges.of_path(_case("plumber"))[:2]
    assert counted.url
    assert not guessed.url


def test_a_survey_with_a_population_comes_before_a_newer_page_without() -> None:
    hotel = _case("restaurant", industry="Hotel", desired_outcome="More direct bookings")
    first, second = (_source(item) for item in ranges.of_path(hotel)[:2])
    assert (first.confidence, second.confidence) == ("medium", "low")
    assert first.year < second.year


def test_a_third_range_that_speaks_of_nothing_wanted_is_left_out() -> None:
    third = ranges.of_path(_case("plumber"))[2]
    assert third.definition == "calls to a small firm that nobody answers"


def test_search_patterns_begin_with_a_range_of_searching() -> None:
    shown = ranges.of_path(build(brief("plumber", "seo_patterns")))
    assert "search" in shown[0].definition
    assert len(shown) <= 3


def test_a_step_of_a_funnel_shows_only_a_range_that_counts_it() -> None:
    case = _case("dental")
    booked = ranges.of_step(case, 2)
    assert booked is not None
    assert "booked appointment" in booked.definition
    assert ranges.of_step(case, 0) is None
    assert ranges.of_step(case, 1) is None


def test_what_a_source_says_of_itself_is_not_judged_as_prose_of_ours() -> None:
    roles = {field.role for field in text_fields(plan(brief("shop", "funnel_design")))}
    assert "definition" in roles
    assert not {"population", "caveat", "url"} & roles

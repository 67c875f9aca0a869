import math
from itertools import pairwise

import pytest

from documents.model import StrategyDocument
from documents.quantities import PathStage
from strategy_worker.case import Case, build
from strategy_worker.path import baseline_quantity, target_quantity
from strategy_worker.planner import plan
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief


def _case(key: str, **changes: object) -> Case:
    return build(brief(key, "brand_positioning", **changes))


def _rates(stage: PathStage) -> tuple[float, float, float]:
    assert stage.rate_low is not None
    assert stage.rate_mid is not None
    assert stage.rate_high is not None
    return stage.rate_low, stage.rate_mid, stage.rate_high


@pytest.mark.parametrize("key", BRIEFS)
def test_every_volume_is_the_previous_one_times_its_rate(key: str) -> None:
    stages = _case(key).path.stages
    for before, stage in pairwise(stages):
        low, mid, high = _rates(stage)
        assert stage.volume_low == before.volume_low * low
        assert stage.volume_mid == before.volume_mid * mid
        assert stage.volume_high == before.volume_high * high


def test_a_target_is_worked_back_to_the_smallest_whole_number_that_reaches_it() -> None:
    path = _case("plumber").path
    # From 20 to 40 jobs a month: the 20 of today are there already.
    assert (path.mode, path.needed) == ("target", 20)
    # 20 / (0.08 * 0.55 * 0.55) = 826.4, 20 / (0.04 * 0.4 * 0.4) = 3125, 20 / (0.12 * 0.7 * 0.7) = 340.1
    assert (path.first.volume_low, path.first.volume_mid, path.first.volume_high) == (3125, 827, 341)
    assert 20 <= path.last.volume_mid < 20.1


def test_figures_of_the_brief_replace_assumptions() -> None:
    path = _case(
        "plumber",
        baselines={"calls": {"value": 60, "unit": "per month"}, "quotes": {"value": 45, "unit": "per month"}},
    ).path
    quotes = path.stages[2]
    assert (quotes.basis, _rates(quotes)) == ("computed", (0.75, 0.75, 0.75))
    assert path.stages[1].basis == "assumption"


def test_without_a_target_the_path_is_a_unit_of_account() -> None:
    path = _case("seed").path
    assert (path.mode, path.needed, path.first.volume_mid) == ("unit", None, 1000)
    assert "not a forecast" in path.first.source


def test_without_a_target_the_volume_of_today_is_used() -> None:
    path = _case("seed", baselines={"visits": {"value": 2400, "unit": "per month"}}).path
    assert (path.mode, path.first.volume_mid, path.first.basis) == ("today", 2400, "given")


def test_the_path_ends_where_the_outcome_is_counted() -> None:
    path = _case("seed", desired_outcome="1,500 trial sign-ups a month").path
    assert len(path.stages) == 2
    assert path.last.volume_mid >= 1500


def test_money_becomes_customers_only_with_a_price_in_its_currency() -> None:
    wish: dict[str, object] = {"desired_outcome": "Reach £20k MRR"}
    price = {"average contract value": {"value": 250, "unit": "GBP per month"}}
    assert _case("seed", **wish).path.needed is None
    assert _case("seed", **wish, baselines=price).path.needed == 80
    assert (
        _case("seed", **wish, baselines={"contract value": {"value": 3000, "unit": "GBP per year"}}).path.needed == 80
    )
    assert _case("seed", **wish, baselines={"contract value": {"value": 250, "unit": "EUR"}}).path.needed is None


def test_a_relative_wish_needs_the_figure_of_today() -> None:
    assert _case("dental").path.needed == 32  # 24 * 1.3 = 31.2
    assert _case("dental", baselines={}).path.needed is None


def test_the_target_is_the_briefs_own_or_to_be_measured() -> None:
    given, unknown = _case("plumber"), _case("seed")
    target = target_quantity(given.reading, given.voice, "booked jobs")
    assert (target.basis, target.value, target.unit) == ("target", 40, "booked jobs per month")
    assert baseline_quantity(given.reading, given.voice, "booked jobs").value == 20
    assert target_quantity(unknown.reading, unknown.voice, "customers").basis == "to_measure"
    assert baseline_quantity(unknown.reading, unknown.voice, "customers").basis == "to_measure"


def test_the_framework_does_not_change_the_arithmetic() -> None:
    drawn = [build(brief("shop", framework)).path.stages for framework in FRAMEWORKS]
    assert len({tuple((stage.name, stage.volume_mid, stage.rate_mid) for stage in stages) for stages in drawn}) == 1


@pytest.mark.parametrize(
    ("outcome", "name"),
    [
        ("Grow from 12 to 30 annual boiler service contracts", "additional annual boiler service contracts"),
        ("Raise bookings from 12 to 30 per month", "additional bookings"),
    ],
)
def test_what_is_reached_today_is_not_worked_for_again(outcome: str, name: str) -> None:
    path = _case("plumber", desired_outcome=outcome).path
    assert (path.needed, path.last.name) == (18, name)


def test_a_count_that_is_no_step_draws_no_path_towards_it() -> None:
    case = _case("plumber", desired_outcome="Rank on page 1 for 10 keywords")
    assert (case.path.mode, case.path.needed, case.path.last.name) == ("unit", None, "booked jobs")


def _with_counts(**baselines: tuple[float, str]) -> StrategyDocument:
    given = {name: {"value": value, "unit": unit} for name, (value, unit) in baselines.items()}
    return plan(brief("plumber", desired_outcome="Grow from 22 to 40 booked jobs a month", baselines=given))


def test_two_counts_fix_the_rates_between_them() -> None:
    stages = _with_counts(calls=(95, "per month")).path.stages
    rates = [stage.rate_mid for stage in stages[2:]]
    assert None not in rates
    assert math.prod(rate or 0 for rate in rates) == pytest.approx(22 / 95)
    assert all(stage.rate_low == stage.rate_mid == stage.rate_high for stage in stages[2:])
    assert [stage.basis for stage in stages[2:]] == ["computed", "computed"]
    # Eighteen more jobs at 22 of 95: 18 * 95 / 22 = 77.7 calls.
    assert stages[1].volume_mid == pytest.approx(18 * 95 / 22, rel=0.01)


def test_what_the_own_counts_promise_is_said_first() -> None:
    document = _with_counts(calls=(95, "per month"))
    for text in (document.path.caution, document.executive_summary):
        assert "95 calls" in text
        assert "78 more calls" in text


@pytest.mark.parametrize("unit", ["per week", "", "calls"])
def test_counts_of_unlike_spans_are_not_joined(unit: str) -> None:
    stages = _with_counts(calls=(95, unit or "units")).path.stages
    assert [stage.basis for stage in stages[2:]] == ["assumption", "assumption"]


def test_more_results_than_chances_are_no_rate() -> None:
    assert [stage.basis for stage in _with_counts(calls=(12, "per month")).path.stages[2:]] == [
        "assumption", "assumption",
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["average contract", "average order", "typical job", "price", "contract value"])
def test_an_amount_of_money_is_a_price_and_no_count(label: str) -> None:
    reading = _case("plumber", baselines={label: {"value": 4800, "unit": "GBP"}}).reading
    assert reading.baselines.ticket is not None
    assert reading.baselines.ticket.value == 4800
    assert not reading.baselines.volumes


def test_takings_are_neither_a_price_nor_a_count() -> None:
    reading = _case("plumber", baselines={"booked jobs": {"value": 4800, "unit": "EUR per month"}}).reading
    assert reading.baselines.ticket is None
    assert not reading.baselines.volumes

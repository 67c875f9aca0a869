from itertools import pairwise

import pytest

from documents.quantities import PathStage
from strategy_worker.case import Case, build
from strategy_worker.path import baseline_quantity, target_quantity
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

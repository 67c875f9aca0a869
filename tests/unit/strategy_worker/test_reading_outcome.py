from dataclasses import dataclass

import pytest

from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading.outcome import Outcome, parse


@dataclass(frozen=True, slots=True)
class _Read:
    metric: str | None = None
    stage: int | None = None
    start: float | None = None
    target: float | None = None
    factor: float | None = None
    unit: str = ""
    per: str | None = None
    weeks: int | None = None


def _parse(industry: str, text: str) -> Outcome:
    base = knowledge()
    return parse(text, base.industries[industry], base)


@pytest.mark.parametrize(
    ("industry", "text", "expected"),
    [
        ("local_trade", "40 booked jobs a month", _Read(stage=3, target=40, per="month")),
        (
            "local_trade",
            "Increase bookings from 20 to 35 per month in 6 months",
            _Read(stage=3, start=20, target=35, per="month", weeks=26),
        ),
        ("software", "double our MRR within a year", _Read(metric="revenue", factor=2, per="month", weeks=52)),
        (
            "software",
            "Reduce churn from 6% to 3% in two quarters",
            _Read(metric="churn_rate", start=6, target=3, unit="%", weeks=26),
        ),
        ("nonprofit", "Raise $250k by end of 2027", _Read(metric="donations", target=250_000, unit="USD")),
        ("software", "Reach £20k MRR", _Read(metric="revenue", target=20_000, unit="GBP", per="month")),
        ("online_shop", "€1.2 million revenue", _Read(metric="revenue", target=1_200_000, unit="EUR")),
        ("online_shop", "repeat purchase rate to 30%", _Read(metric="repeat_rate", target=30, unit="%")),
        ("health", "30% more new patients", _Read(stage=3, factor=1.3)),
        ("education", "grow enrolments by 20% in 12 months", _Read(stage=3, factor=1.2, weeks=52)),
        ("software", "1,500 trial sign-ups a month", _Read(stage=1, target=1500, per="month")),
        ("professional_services", "win rate from 20 to 30 percent", _Read("offer_to_sale", None, 20, 30, unit="%")),
    ],
)
def test_an_outcome_is_read(industry: str, text: str, expected: _Read) -> None:
    found = _parse(industry, text)
    metric = found.metric.id if found.metric else None
    assert (
        _Read(metric, found.stage, found.start, found.target, found.factor, found.unit, found.per, found.weeks)
        == expected
    )


@pytest.mark.parametrize(
    "text",
    ["Market leadership", "x", "😀", "be in the top 3 of our category", "fill the house", "#1 in 2027", "24/7 service"],
)
def test_an_outcome_without_a_figure_is_not_measurable(text: str) -> None:
    found = _parse("hospitality", text)
    assert (found.target, found.factor, found.is_measurable, found.kind) == (None, None, False, "open")


def test_a_number_of_something_else_is_not_taken_for_customers() -> None:
    found = _parse("online_shop", "Rank on page 1 for 10 keywords")
    assert (found.metric, found.stage, found.noun, found.target) == (None, None, "keywords", 10)


def test_recurring_money_counts_customers_in_place_and_not_per_month() -> None:
    assert _parse("software", "Reach £20k MRR").counts_per is None
    assert _parse("local_trade", "40 booked jobs a month").counts_per == "month"

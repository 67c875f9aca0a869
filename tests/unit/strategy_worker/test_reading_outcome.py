from dataclasses import dataclass

import pytest

from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading.brief import read
from strategy_worker.reading.outcome import Outcome, parse
from support_strategy.briefs import brief


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
        ("software", "Raise paid sign-ups from 40 to 90", _Read(stage=3, start=40, target=90)),
        (
            "local_trade",
            "Grow from 12 to 30 annual boiler service contracts within 6 months",
            _Read(stage=3, start=12, target=30, weeks=26),
        ),
        ("hospitality", "Raise covers per week from 220 to 300", _Read(stage=3, start=220, target=300, per="week")),
        (
            "hospitality",
            "Raise occupancy from 60% to 75% by next summer",
            _Read(metric="occupancy", start=60, target=75, unit="%"),
        ),
        (
            "hospitality",
            "Sell 40 lunch covers per day before 2 pm with less food waste",
            _Read(stage=3, target=40, per="day"),
        ),
        ("nonprofit", "Win 500 new monthly donors in 12 months", _Read(stage=3, target=500, weeks=52)),
        (
            "online_shop",
            "Grow revenue per month from £20k to £35k",
            _Read(metric="revenue", start=20_000, target=35_000, unit="GBP", per="month"),
        ),
        ("professional_services", "grow revenue 30%", _Read(metric="revenue", factor=1.3)),
        ("professional_services", "20 qualified leads per month", _Read(stage=1, target=20, per="month")),
        ("professional_services", "Two new retainers per quarter", _Read(stage=3, target=2, per="quarter")),
        ("software", "Launch in Germany with 10 paying customers", _Read(stage=3, target=10)),
        ("software", "Be known as the safest choice for hospitals", _Read(metric="named_search")),
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
    [
        "Fill the tables before 2 pm with less advertising",
        "Open from 9 am to 5 pm with full tables",
        "Launch in Germany in 2027",
        "Get a 4.5 star rating",
        "Market leadership",
        "x",
        "😀",
        "be in the top 3 of our category",
        "fill the house",
        "#1 in 2027",
        "24/7 service",
    ],
)
def test_an_outcome_without_a_figure_is_not_measurable(text: str) -> None:
    found = _parse("hospitality", text)
    assert (found.target, found.factor, found.is_measurable, found.kind) == (None, None, False, "open")


def test_a_number_that_is_there_already_is_where_the_way_begins() -> None:
    members = {"members": {"value": 140, "unit": "members"}}
    wish = {"industry": "Gym", "baselines": members, "desired_outcome": "200 members by the end of the year"}
    outcome = read(brief("seed", "brand_positioning", **wish)).outcome
    assert (outcome.start, outcome.target, outcome.stock) == (140, 200, 140)
    won = read(brief("seed", "brand_positioning", **{**wish, "desired_outcome": "Win 200 new members"})).outcome
    assert (won.start, won.target) == (None, 200)


def test_an_average_is_no_number_of_customers() -> None:
    found = _parse("lodging", "Average stay of five nights")
    assert (found.noun, found.target, found.is_on_path) == ("nights on average", 5, False)


def test_a_percentage_says_what_it_is_a_share_of() -> None:
    found = _parse("health", "Fill 90% of appointments by autumn")
    assert (found.noun, found.target, found.unit) == ("the share of appointments", 90, "%")


def test_a_number_of_something_else_is_not_taken_for_customers() -> None:
    found = _parse("online_shop", "Rank on page 1 for 10 keywords")
    assert (found.metric, found.stage, found.noun, found.target) == (None, None, "keywords", 10)


@pytest.mark.parametrize(
    ("text", "noun", "down"),
    [
        ("Raise paid sign-ups from 40 to 90", "paid sign-ups", False),
        ("Grow from 12 to 30 annual boiler service contracts", "annual boiler service contracts", False),
        ("Five more jobs a week", "additional jobs", False),
        ("5 new OEM contracts worth €2m", "OEM contracts", False),
        ("20 or more orders", "orders", False),
        ("Increase export share to 40%", "export share", False),
        ("Sell 40 covers with less waste", "covers", False),
        ("Cut complaints from 40 to 10", "complaints", True),
    ],
)
def test_what_is_counted_keeps_the_words_of_the_brief(text: str, noun: str, down: bool) -> None:
    found = _parse("local_trade", text)
    assert (found.noun, found.down) == (noun, down)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10 keywords on page 1", False), ("20 reviews", False), ("30 bookings", True), ("Reach £20k MRR", True)],
)
def test_only_a_step_of_the_path_or_money_is_worked_backwards(text: str, expected: bool) -> None:
    assert _parse("hospitality", text).is_on_path is expected


def test_recurring_money_counts_customers_in_place_and_not_per_month() -> None:
    assert _parse("software", "Reach £20k MRR").counts_per is None
    assert _parse("local_trade", "40 booked jobs a month").counts_per == "month"

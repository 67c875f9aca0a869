import pytest

from documents import wording
from documents.quantities import Benchmark, PathStage, Quantity


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.001, "-0.001"),
        (12, "12"),
        (1234567.5, "1,234,567.5"),
        (0.125, "0.12"),
        (2.5, "2.5"),
        (0.0042, "0.0042"),
        (2e12, "2e+12"),
    ],
)
def test_numbers_are_written_with_no_more_decimals_than_needed(value: float, text: str) -> None:
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (132.24, "about 132"),
        (132, "132"),
        (1652.9, "about 1,653"),
        (9.96, "about 10"),
        (9.04, "about 9"),
        (4.5, "4.5"),
        (0.9, "0.9"),
        (0.04, "under 0.1"),
        (0, "0"),
        (29.999999999999996, "30"),
    ],
)
def test_a_volume_is_rounded_for_people_and_says_so(value: float, text: str) -> None:
    assert wording.volume(value) == text


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Quantity(name="n", unit="EUR", basis="given", value=1500), "1,500 EUR (given in the brief)"),
        (Quantity(name="n", unit="%", basis="target", value=5), "5 % (target)"),
        (Quantity(name="n", unit="%", basis="assumption", low=2, high=5), "assumption: 2–5 %, replace with yours"),
        (
            Quantity(name="n", unit="%", basis="assumption", value=3, note="no card", source="survey, 2024"),
            "assumption: 3 %, replace with yours; no card; source: survey, 2024",
        ),
        (Quantity(name="n", unit="", basis="computed", value=4, note="2 × 2"), "4 (computed; 2 × 2)"),
        (Quantity(name="n", unit="EUR", basis="to_measure", note="by week 2"), "to be measured, in EUR; by week 2"),
        (Quantity(name="n", unit="", basis="to_measure"), "to be measured"),
    ],
)
def test_a_quantity_says_what_it_rests_on(item: Quantity, text: str) -> None:
    assert wording.quantity(item) == text


def test_a_benchmark_is_printed_as_an_assumption_with_its_source() -> None:
    item = Benchmark(definition="trial to paid, no card", low=2, high=25, unit="%", year=2024, source="vendor survey")
    assert wording.benchmark(item) == (
        "Trial to paid, no card: 2–25 %. An assumption, replace with yours. Source: vendor survey, 2024."
    )


def test_a_benchmark_says_among_whom_it_was_counted_and_where_it_can_be_read() -> None:
    item = Benchmark(
        definition="orders, of all visits",
        low=0.8,
        high=4,
        unit="%",
        year=2024,
        source="Some Measurer, Some report",
        population="3,000 shops",
        url="https://example.org/report",
        caveat="known brands lie above it",
    )
    assert wording.benchmark(item) == (
        "Orders, of all visits: 0.8–4 %. An assumption, replace with yours. Counted among 3,000 shops. "
        "Source: Some Measurer, Some report, 2024 (https://example.org/report). Known brands lie above it."
    )


def test_a_benchmark_stored_before_it_had_an_address_still_reads() -> None:
    stored = {"definition": "d", "low": 1, "high": 2, "unit": "%", "year": 2024, "source": "s", "basis": "assumption"}
    assert Benchmark.model_validate(stored).url == ""


def _stage(rate: tuple[float, float, float] | None) -> PathStage:
    low, mid, high = rate or (None, None, None)
    return PathStage(
        name="s",
        rate_low=low,
        rate_mid=mid,
        rate_high=high,
        volume_low=1,
        volume_mid=1,
        volume_high=1,
        basis="assumption",
    )


def test_rates_are_percentages_or_multipliers() -> None:
    assert wording.rate(_stage((0.02, 0.035, 0.05))) == "2 / 3.5 / 5 %"
    assert wording.rate(_stage((0.3, 0.3, 0.3))) == "30 %"
    assert wording.rate(_stage((1.5, 2, 3))) == "× 1.5 / 2 / 3"
    assert wording.rate(_stage(None)) == ""

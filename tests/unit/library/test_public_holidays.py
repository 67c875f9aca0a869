"""Public holidays of a place: real days, of this region and not of that one, on the weekend that the country has."""

from datetime import date

import pytest

from library.public_holidays import SATURDAY_AND_SUNDAY, public_holidays, refusal


@pytest.mark.parametrize(
    ("country", "region", "day", "is_off"),
    [
        ("GB", "ENG", date(2026, 12, 28), True),  # Boxing Day was a Saturday
        ("GB", "ENG", date(2026, 8, 31), True),
        ("GB", "SCT", date(2026, 8, 31), False),
        ("DE", "BY", date(2026, 1, 6), True),
        ("DE", "HH", date(2026, 1, 6), False),
        ("DE", None, date(2026, 10, 3), True),
        ("KE", None, date(2026, 12, 12), True),  # Jamhuri Day
        ("US", None, date(2026, 11, 26), True),  # Thanksgiving
        ("US", None, date(2026, 11, 27), False),
        ("JP", None, date(2026, 5, 4), True),
    ],
)
def test_a_day_is_off_where_it_is(country: str, region: str | None, day: date, is_off: bool) -> None:
    assert (day in public_holidays(country, region, [2026]).days) is is_off


def test_the_weekend_is_the_countrys_where_it_has_two_days() -> None:
    assert public_holidays("DE", None, [2026]).weekend == SATURDAY_AND_SUNDAY
    assert public_holidays("SA", None, [2026]).weekend == {4, 5}
    assert public_holidays("NP", None, [2026]).weekend == SATURDAY_AND_SUNDAY


@pytest.mark.parametrize(
    ("country", "region", "field"),
    [("XX", None, "country"), ("DE", "XX", "region"), (None, "BY", "region"), ("GBR", None, "country")],
)
def test_a_place_nobody_knows_is_refused_by_name(country: str | None, region: str | None, field: str) -> None:
    refused = refusal(country, region)
    assert refused is not None
    assert refused[0] == field


def test_known_places_are_not_refused() -> None:
    assert [refusal(*place) for place in ((None, None), ("DE", None), ("DE", "BY"), ("GB", "SCT"))] == [None] * 4


def test_where_only_friday_is_off_nobody_is_planned_on_it() -> None:
    assert public_holidays("IR", None, [2026]).weekend == {3, 4}
    assert public_holidays("HK", None, [2026]).weekend == SATURDAY_AND_SUNDAY

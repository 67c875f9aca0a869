"""What `from` and `to` mean."""

from datetime import UTC, datetime

import pytest

from gateway.errors import ProblemError
from gateway.time_range import time_range


async def test_a_date_means_the_whole_day() -> None:
    found = await time_range("2026-01-31", "2026-01-31")
    assert (found.since, found.until) == (datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))


async def test_a_time_is_taken_as_it_is_in_utc() -> None:
    found = await time_range("2026-01-31T01:30:00+02:00", "2026-01-31t12:00:00.5z")
    assert found.since == datetime(2026, 1, 30, 23, 30, tzinfo=UTC)
    assert found.until == datetime(2026, 1, 31, 12, 0, 0, 500_000, tzinfo=UTC)


async def test_no_bounds_are_no_bounds() -> None:
    found = await time_range(None, None)
    assert (found.since, found.until) == (None, None)


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        ("2026-02-30", None, "from"),
        (None, "2026-01-31 12:00:00Z", "to"),
        (None, "2026-01-31T12:00:00", "to"),
        (None, "20260131", "to"),
        ("", None, "from"),
        ("2026-01-31T24:00:01Z", None, "from"),
        ("２０２６-01-31", None, "from"),
        (None, "9999-12-31", "to"),
        (None, "2101-01-01", "to"),
        ("1999-12-31T23:59:59-12:00", None, "from"),
        ("2026-02-01", "2026-01-31", "from"),
        ("2026-02-01T00:00:00Z", "2026-01-31", "from"),
        ("2026-01-31T12:00:00.000001Z", "2026-01-31T12:00:00Z", "from"),
    ],
)
async def test_the_wrong_one_is_named(since: str | None, until: str | None, field: str) -> None:
    with pytest.raises(ProblemError) as raised:
        await time_range(since, until)
    assert [error.field for error in raised.value.errors] == [field]

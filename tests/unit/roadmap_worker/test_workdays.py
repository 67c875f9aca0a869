from datetime import date

import pytest

from roadmap_worker.task import Wait
from roadmap_worker.workdays import Workdays

CALENDAR = Workdays.of([date(2026, 12, 25)])


def _day(month: int, day: int, year: int = 2026) -> int:
    return date(year, month, day).toordinal()


def test_weekends_and_holidays_are_not_worked_on() -> None:
    # Thursday 24 December 2026 to Monday 28, with Friday 25 a holiday.
    assert [CALENDAR.includes(_day(12, day)) for day in (24, 25, 26, 27, 28)] == [True, False, False, False, True]


def test_the_leap_day_is_a_working_day_when_it_falls_on_one() -> None:
    assert Workdays.of([]).includes(date(2028, 2, 29).toordinal())


def test_the_nearest_working_day_is_found_both_ways() -> None:
    assert CALENDAR.on_or_after(_day(12, 25)) == _day(12, 28)
    assert CALENDAR.on_or_before(_day(12, 27)) == _day(12, 24)


def test_full_working_days_lie_between() -> None:
    # Wednesday 23 December: one full day (24) between, then Monday 28.
    assert CALENDAR.after(_day(12, 23), 1) == _day(12, 28)
    assert CALENDAR.before(_day(12, 28), 1) == _day(12, 23)


@pytest.mark.parametrize(
    ("wait", "start"),
    [
        (Wait(0, is_working_days=True, reason=""), (11, 27)),
        (Wait(2, is_working_days=True, reason=""), (12, 1)),
        (Wait(7, is_working_days=False, reason=""), (12, 4)),
        (Wait(8, is_working_days=False, reason=""), (12, 7)),
    ],
)
def test_what_follows_a_wait_starts_when_its_days_are_over(wait: Wait, start: tuple[int, int]) -> None:
    # Finished on Thursday 26 November 2026.
    assert wait.earliest_start(_day(11, 26), CALENDAR) == _day(*start)
    assert wait.latest_finish(_day(*start), CALENDAR) >= _day(11, 26)


def test_a_calendar_wait_that_ends_on_a_weekend_leaves_days_before_it() -> None:
    # Eight days before Monday 7 December end on Saturday 28 November: Friday 27 would do.
    assert Wait(8, is_working_days=False, reason="").latest_finish(_day(12, 7), CALENDAR) == _day(11, 27)

from datetime import date

import pytest

from roadmap_worker.schedule import ScheduleTooLongError, schedule
from roadmap_worker.workdays import Workdays
from support_roadmap.tasks import calendar, person, plan, task, working

THURSDAY = date(2026, 11, 26)


def test_one_person_does_one_thing_after_another_and_skips_the_weekend() -> None:
    tasks = [task("a", 8), task("b", 12, "a"), task("c", 4, "b")]
    _, dates, _ = plan(tasks, [person()], THURSDAY)
    assert dates == {"a": ("11-26", "11-26"), "b": ("11-27", "11-30"), "c": ("11-30", "11-30")}


def test_a_start_on_a_weekend_moves_to_monday() -> None:
    made, dates, _ = plan([task("a", 1)], [person()], date(2026, 11, 28))
    assert (date.fromordinal(made.start), dates["a"]) == (date(2026, 11, 30), ("11-30", "11-30"))


def test_holidays_are_skipped_over_the_year_end() -> None:
    holidays = [date(2026, 12, 31), date(2027, 1, 1)]
    _, dates, _ = plan([task("a", 16)], [person()], date(2026, 12, 30), holidays)
    assert dates["a"] == ("12-30", "01-04")


def test_the_leap_day_counts() -> None:
    _, dates, _ = plan([task("a", 24)], [person()], date(2028, 2, 28))
    assert dates["a"] == ("02-28", "03-01")


def test_days_off_of_one_person_interrupt_that_person_only() -> None:
    people = [person("Ana", 8, "copywriting", off=[date(2026, 11, 27)]), person("Ben", 8, "design")]
    tasks = [task("text", 16, skill="copywriting"), task("sketch", 16, skill="design")]
    _, dates, _ = plan(tasks, people, THURSDAY)
    assert dates == {"text": ("11-26", "11-30"), "sketch": ("11-26", "11-27")}


def test_work_handed_to_another_person_starts_on_the_next_working_day() -> None:
    people = [person("Ana", 8, "copywriting"), person("Ben", 8, "design")]
    tasks = [task("text", 2, skill="copywriting"), task("sketch", 2, "text", skill="design")]
    _, dates, _ = plan(tasks, people, date(2026, 11, 27))
    assert dates == {"text": ("11-27", "11-27"), "sketch": ("11-30", "11-30")}


def test_a_wait_in_working_days_and_one_in_calendar_days() -> None:
    tasks = [
        task("ask", 1, wait=working(2)),
        task("run", 1, wait=calendar(8)),
        task("read", 1, "ask"),
        task("see", 1, "run"),
    ]
    _, dates, _ = plan(tasks, [person()], THURSDAY)
    # Two full working days after Thursday are Friday and Monday; eight days after Thursday end on Friday 4 December.
    assert (dates["read"], dates["see"]) == (("12-01", "12-01"), ("12-07", "12-07"))


def test_other_work_fills_a_wait() -> None:
    tasks = [task("ask", 1, wait=working(2)), task("read", 1, "ask"), task("else", 4)]
    _, dates, _ = plan(tasks, [person(None, 4)], THURSDAY)
    assert dates == {"ask": ("11-26", "11-26"), "else": ("11-26", "11-27"), "read": ("12-01", "12-01")}


def test_the_task_before_the_longest_wait_goes_first() -> None:
    tasks = [task("short", 4), task("long", 4, wait=calendar(30)), task("end", 1, "short", "long")]
    made, _, _ = plan(tasks, [person(None, 4)], THURSDAY)
    assert [placement.task.id for placement in made.placements] == ["long", "short", "end"]


def test_priority_decides_between_equals() -> None:
    tasks = [task("later", 4, priority="low"), task("first", 4, priority="high")]
    _, dates, _ = plan(tasks, [person(None, 4)], THURSDAY)
    assert dates == {"first": ("11-26", "11-26"), "later": ("11-27", "11-27")}


def test_two_people_share_work_that_either_can_do() -> None:
    _, dates, _ = plan([task("a", 8), task("b", 8)], [person("Ana"), person("Ben")], THURSDAY)
    assert dates == {"a": ("11-26", "11-26"), "b": ("11-26", "11-26")}


def test_a_specialist_goes_before_a_generalist_who_would_be_as_fast() -> None:
    people = [person("Any"), person("Ben", 8, "design")]
    made, _, _ = plan([task("sketch", 2, skill="design")], people, THURSDAY)
    assert made.placements[0].person == 1


def test_a_skill_nobody_has_goes_to_whoever_is_free_first() -> None:
    people = [person("Ana", 8, "copywriting", off=[THURSDAY]), person("Ben", 8, "design")]
    made, dates, _ = plan([task("sum", 2, skill="finance")], people, THURSDAY)
    assert (made.placements[0].person, dates["sum"]) == (1, ("11-26", "11-26"))


def test_work_beyond_twenty_years_is_refused() -> None:
    with pytest.raises(ScheduleTooLongError):
        schedule([task("a", 200)], [person(None, 1 / 60)], Workdays.of([]), THURSDAY.toordinal())


def test_a_dependency_on_nothing_is_an_error() -> None:
    with pytest.raises(KeyError):
        schedule([task("a", 1, "ghost")], [person()], Workdays.of([]), THURSDAY.toordinal())

from dataclasses import replace
from datetime import date

import pytest

from roadmap_worker.schedule import ScheduleTooLongError, best_schedule, schedule
from roadmap_worker.scheduling.effort import Effort
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


def test_a_task_once_begun_is_not_interrupted_by_another() -> None:
    fixed = replace(task("fixed", 4), not_before_days=1)
    tasks = [fixed, task("after", 4, "fixed"), task("long", 12)]
    made = best_schedule(tasks, [person()], Workdays.of([]), THURSDAY.toordinal(), Effort())
    # What may start on Friday morning waits until the long task is done at noon; the Thursday would be lost otherwise.
    assert [(one.task.id, [minutes for _, minutes in one.work]) for one in made.placements] == [
        ("long", [480, 240]),
        ("fixed", [240]),
        ("after", [240]),
    ]


def test_short_work_goes_into_a_gap_that_is_long_enough() -> None:
    people = [person("Ana", 8, "design"), person("Ben", 8, "copywriting")]
    tasks = [
        task("text", 8, skill="copywriting"),
        task("sketch", 40, "text", skill="design"),
        task("small", 8, skill="design", priority="low"),
        task("large", 9, skill="design", priority="low"),
    ]
    _, dates, _ = plan(tasks, people, THURSDAY)
    # Ana has Thursday until the text is there: eight hours fit, nine don't and go behind the sketch.
    assert (dates["small"], dates["sketch"], dates["large"]) == (
        ("11-26", "11-26"),
        ("11-27", "12-03"),
        ("12-04", "12-07"),
    )


def test_a_wait_after_one_predecessor_holds_for_that_task_only() -> None:
    tasks = [task("ask", 1), replace(task("read", 1, "ask"), lags=(("ask", working(2)),)), task("file", 1, "ask")]
    _, dates, _ = plan(tasks, [person()], THURSDAY)
    # Friday and Monday are the two full working days.
    assert dates == {"ask": ("11-26", "11-26"), "file": ("11-26", "11-26"), "read": ("12-01", "12-01")}


def test_the_longer_of_two_waits_counts() -> None:
    tasks = [task("ask", 1, wait=calendar(7)), replace(task("read", 1, "ask"), lags=(("ask", working(2)),))]
    _, dates, _ = plan(tasks, [person()], THURSDAY)
    assert dates["read"] == ("12-04", "12-04")


def test_a_task_given_to_one_person_waits_for_that_person() -> None:
    people = [person("Ana", 8, "design", off=[THURSDAY]), person("Ben", 8, "design")]
    made, dates, _ = plan([replace(task("sketch", 2, skill="design"), only_by="Ana")], people, THURSDAY)
    assert (made.placements[0].person, dates["sketch"]) == (0, ("11-27", "11-27"))


def test_work_that_takes_no_time_still_has_a_date() -> None:
    made, dates, slack = plan([task("a", 0), task("b", 8, "a")], [person()], THURSDAY)
    assert (dates["a"], made.placements[0].work, slack["a"]) == (("11-26", "11-26"), ((THURSDAY.toordinal(), 1),), 0)


def test_a_reason_is_kept_for_every_start() -> None:
    late = replace(task("late", 8), not_before_days=14)
    made, _, _ = plan([task("a", 8), task("b", 4, "a"), task("other", 4), late], [person()], THURSDAY)
    reasons = {one.task.id: (one.held_up_by, one.waited_for) for one in made.placements}
    assert reasons == {"a": (None, ()), "b": (None, ("a",)), "other": ("b", ()), "late": (None, ())}


def test_work_beyond_twenty_years_is_refused() -> None:
    with pytest.raises(ScheduleTooLongError):
        schedule([task("a", 200)], [person(None, 1 / 60)], Workdays.of([]), THURSDAY.toordinal())


def test_a_dependency_on_nothing_is_an_error() -> None:
    with pytest.raises(KeyError):
        schedule([task("a", 1, "ghost")], [person()], Workdays.of([]), THURSDAY.toordinal())

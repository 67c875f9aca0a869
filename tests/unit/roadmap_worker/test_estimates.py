"""The range of the end: the plan itself when nothing is uncertain, wider when more is, and the same each time."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from roadmap_worker.estimates import FinishRange, finish_range
from roadmap_worker.outlook import finish
from roadmap_worker.people import Person, unnamed
from roadmap_worker.schedule import Schedule, schedule
from roadmap_worker.task import Task, Wait
from roadmap_worker.workdays import Workdays
from support_roadmap.tasks import task

_START = date(2026, 11, 30).toordinal()
_WORKDAYS = Workdays.of([date(2026, 12, 25)])


def _certain(one: Task) -> Task:
    return replace(one, optimistic_minutes=one.likely_minutes, pessimistic_minutes=one.likely_minutes)


def _chain(count: int = 8) -> list[Task]:
    wait = Wait(3, is_working_days=False, reason="they answer")
    return [task(f"t{n}", 6, *([f"t{n - 1}"] if n else []), wait=wait if n == 2 else None) for n in range(count)]


def _planned(tasks: list[Task], people: tuple[Person, ...]) -> Schedule:
    return schedule(tasks, people, _WORKDAYS, _START)


def test_what_is_certain_ends_when_it_is_planned() -> None:
    people = unnamed(90)
    tasks = [_certain(one) for one in (*_chain(), task("beside", 11), task("late", 3, "beside"))]
    made = _planned(tasks, people)
    found = finish_range(made, people, _WORKDAYS)
    assert (found.p50, found.p90) == (made.end, made.end)
    assert (found.chance_by(made.end), found.chance_by(made.end - 1)) == (1.0, 0.0)


def test_half_are_done_by_the_one_day_and_nine_in_ten_by_the_other() -> None:
    people = unnamed(20)
    made = _planned([replace(one, pessimistic_minutes=1500) for one in _chain()], people)
    found = finish_range(made, people, _WORKDAYS)
    assert made.start < found.p50 < found.p90
    assert found.chance_by(found.p50) >= 0.5 > found.chance_by(found.p50 - 1)
    assert found.chance_by(found.p90) >= 0.9 > found.chance_by(found.p90 - 1)
    assert finish_range(made, people, _WORKDAYS).p90 == found.p90


@pytest.mark.parametrize("hours", [10, 20, 50])
def test_a_worse_worst_case_never_brings_the_end_nearer(hours: int) -> None:
    people = unnamed(hours)
    ends = [
        finish_range(_planned([replace(one, pessimistic_minutes=p) for one in _chain()], people), people, _WORKDAYS)
        for p in (360, 500, 900, 2000)
    ]
    assert [one.p90 for one in ends] == sorted(one.p90 for one in ends)
    assert ends[-1].p90 > ends[0].p90


def test_draws_of_a_single_task_are_spread_as_pert_says() -> None:
    one = replace(task("alone", 10), optimistic_minutes=300, likely_minutes=600, pessimistic_minutes=1500)
    # A minute a day, so that the days of the end are the minutes.
    person = Person(None, 1, frozenset(), frozenset())
    found = finish_range(_planned([one], (person,)), (person,), Workdays.of([]))
    ends = [date.fromordinal(int(end)) for end in found.ends]
    days = np.busday_count(date.fromordinal(_START), ends) + 1
    mean, spread = float(days.mean()), float(days.std())
    # (a + 4m + b) / 6 and, for these three, the exact spread of that beta distribution.
    assert mean == pytest.approx(700, rel=0.02)
    assert spread == pytest.approx(1200 * (_variance(300, 600, 1500)) ** 0.5, rel=0.06)


def _variance(low: int, mode: int, high: int) -> float:
    left = 1 + 4 * (mode - low) / (high - low)
    right = 1 + 4 * (high - mode) / (high - low)
    return left * right / ((left + right) ** 2 * (left + right + 1))


def test_a_deadline_that_one_drawn_plan_misses_is_not_kept_for_certain() -> None:
    ends = np.full(2000, _START + 5)
    ends[-1] += 1
    found = FinishRange(_START + 5, _START + 5, ends)
    told = [finish(found, _START + 5, date.fromordinal(_START + days))["chanceOfDeadline"] for days in (4, 5, 6)]
    assert told == [0.0, 0.99, 1.0]

"""The verifier of schedules is itself shown each broken rule once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from roadmap_worker.schedule import Placement, Schedule, schedule
from roadmap_worker.task import Task
from roadmap_worker.workdays import Workdays
from support_roadmap.tasks import calendar, person, task, working
from support_roadmap.verifier import faults

_MONDAY = date(2026, 11, 30).toordinal()
_PEOPLE = (person("Ana", 8, "design"), person("Ben", 8, "sales"))
# Twelve hours are Monday and half of Tuesday; the four hours after them are the other half.
_TASKS = (task("a", 12, skill="design"), task("b", 4, "a", skill="design"))


def _made(tasks: Sequence[Task]) -> Schedule:
    made = schedule(tasks, _PEOPLE, Workdays.of([]), _MONDAY)
    assert faults(made, tasks, _PEOPLE, frozenset(), _MONDAY) == []
    return made


BROKEN: dict[str, Callable[[Placement], Placement]] = {
    "a does not get its minutes": lambda one: replace(one, work=((one.start, 60),)),
    "a is worked on during 2026-11-29, a day off": lambda one: replace(one, work=((one.start - 1, 480), *one.work[1:])),
    "a went to somebody without design": lambda one: replace(one, person=1),
    "a starts too early": lambda one: replace(one, work=((one.start - 7, 480), (one.start - 6, 240))),
    "a is interrupted on 2026-12-01": lambda one: replace(one, work=((one.start, 480), (one.start + 2, 240))),
    "person 0 works 600 minutes on 2026-11-30": lambda one: replace(one, work=((one.start, 600), (one.start + 1, 120))),
    "a and b are done at the same time": lambda one: replace(one, finish_minute=300),
    "a and b are in the wrong order": lambda one: replace(one, work=((one.start + 1, 480), (one.start + 2, 240))),
}


@pytest.mark.parametrize("said", BROKEN)
def test_each_broken_rule_is_seen(said: str) -> None:
    made = _made(_TASKS)
    broken = replace(made, placements=(BROKEN[said](made.placements[0]), made.placements[1]))
    assert said in faults(broken, _TASKS, _PEOPLE, frozenset(), _MONDAY)


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ((task("a", 8, skill="design"), task("b", 4, "a", skill="sales")), "a and b are handed over on one day"),
        ((task("a", 8, wait=working(2)), task("b", 4, "a")), "the wait between a and b is cut short"),
        ((task("a", 8, wait=calendar(6)), task("b", 4, "a")), "the wait between a and b is cut short"),
        (
            (task("a", 8), replace(task("b", 4, "a"), lags=(("a", working(1)),))),
            "the wait between a and b is cut short",
        ),
    ],
)
def test_what_starts_a_working_day_too_early_is_seen(tasks: tuple[Task, Task], said: str) -> None:
    made = _made(tasks)
    first, second = made.placements
    before = Workdays.of([]).before(second.start, 0)
    early = replace(second, work=((before, 240),), finish_minute=240)
    assert said in faults(replace(made, placements=(first, early)), tasks, _PEOPLE, frozenset(), _MONDAY)


def test_a_task_that_is_missing_is_seen() -> None:
    made = _made(_TASKS)
    alone = replace(made, placements=made.placements[:1])
    assert "tasks are missing or there twice" in faults(alone, _TASKS, _PEOPLE, frozenset(), _MONDAY)

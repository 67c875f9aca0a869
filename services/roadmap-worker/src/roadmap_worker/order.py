"""In which order tasks are given their place."""

from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush
from typing import Final

from roadmap_worker.task import Priority, Task

_RANK: Final[Mapping[Priority, int]] = {"high": 0, "medium": 1, "low": 2}
_WEEK: Final = 7
_WORKDAYS_A_WEEK: Final = 5


def successors(tasks: Sequence[Task]) -> dict[str, list[str]]:
    """Return for each task those that depend on it."""
    found: dict[str, list[str]] = {task.id: [] for task in tasks}
    for task in tasks:
        for before in task.depends_on:
            found[before].append(task.id)
    return found


def by_longest_tail(tasks: Sequence[Task], minutes_per_day: int) -> list[Task]:
    """Order so that nothing precedes what it depends on, and the longest chain of work and waiting goes first.

    A task wanted within some days counts as if the rest of the plan followed it. Ties go to the higher priority, then
    to the order written.

    Raises:
        graphlib.CycleError: when tasks depend on each other in a circle.
        KeyError: when a task depends on one that isn't there.
    """
    after = successors(tasks)
    tails = _with_wishes(tasks, _tails(tasks, after, minutes_per_day), minutes_per_day)
    open_count = {task.id: len(task.depends_on) for task in tasks}
    place = {task.id: index for index, task in enumerate(tasks)}
    ready = [_key(task, tails, place) for task in tasks if not task.depends_on]
    heapify(ready)
    ordered: list[Task] = []
    while ready:
        task = tasks[heappop(ready)[2]]
        ordered.append(task)
        for later in after[task.id]:
            open_count[later] -= 1
            if not open_count[later]:
                heappush(ready, _key(tasks[place[later]], tails, place))
    return ordered


def _key(task: Task, tails: Mapping[str, float], place: Mapping[str, int]) -> tuple[float, int, int]:
    return (-tails[task.id], _RANK[task.priority], place[task.id])


def _tails(tasks: Sequence[Task], after: Mapping[str, Sequence[str]], minutes_per_day: int) -> dict[str, float]:
    by_id = {task.id: task for task in tasks}
    tails: dict[str, float] = {}
    for task_id in reversed(tuple(TopologicalSorter({task.id: task.depends_on for task in tasks}).static_order())):
        task = by_id[task_id]
        waiting = _waiting_days(task) * minutes_per_day
        tails[task_id] = task.likely_minutes + waiting + max((tails[later] for later in after[task_id]), default=0.0)
    return tails


def _with_wishes(tasks: Sequence[Task], tails: Mapping[str, float], minutes_per_day: int) -> dict[str, float]:
    longest = max(tails.values(), default=0.0)
    # Without their own length, so that tasks wanted by the same day keep the order they were written in.
    wished = {
        task.id: max(
            longest - task.within_days * _WORKDAYS_A_WEEK / _WEEK * minutes_per_day,
            tails[task.id] - task.likely_minutes,
        )
        for task in tasks
        if task.within_days is not None
    }
    return {**tails, **wished}


def _waiting_days(task: Task) -> float:
    if task.wait is None:
        return 0.0
    return task.wait.days if task.wait.is_working_days else task.wait.days * _WORKDAYS_A_WEEK / _WEEK

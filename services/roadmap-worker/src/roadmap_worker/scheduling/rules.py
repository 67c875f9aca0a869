"""In which orders activities are tried; every order keeps what comes before in front of what comes after.

Each rule gives an activity a weight; among those whose predecessors are placed the heaviest is next, then the more
important, then the one written first. Lengths are days of the fastest mode, which makes waits and work comparable.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush
from typing import Final

from roadmap_worker.scheduling.problem import Activity, Link, Problem, followers

_WORKDAYS_A_CALENDAR_DAY: Final = 5 / 7
# What only one can do goes before what anybody can do, unless that is this much longer.
_SCARCE_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rules look at: the length of every activity, what follows it, and how long the rest takes from it on."""

    lengths: tuple[float, ...]
    followers: tuple[tuple[tuple[int, Link], ...], ...]
    tails: tuple[float, ...]


def shape(problem: Problem) -> Shape:
    """Measure the network of a problem.

    Raises:
        graphlib.CycleError: when activities come after each other in a circle.
    """
    after = followers(problem.activities)
    lengths = tuple(_length(problem, activity) for activity in problem.activities)
    tails = [0.0] * len(lengths)
    for number in reversed(forwards(problem)):
        rest = max((waiting(link) + tails[later] for later, link in after[number]), default=0.0)
        tails[number] = lengths[number] + rest
    return Shape(lengths, after, tuple(tails))


def forwards(problem: Problem) -> tuple[int, ...]:
    """Return the activities with nothing before what it comes after."""
    links = {number: [link.before for link in one.links] for number, one in enumerate(problem.activities)}
    return tuple(TopologicalSorter(links).static_order())


def orders(problem: Problem, shape: Shape) -> Iterator[tuple[int, ...]]:
    """Yield the orders of all rules: the longest tail first, then other views of what is urgent."""
    numbers = range(len(shape.tails))
    rules: tuple[Sequence[float], ...] = (
        shape.tails,
        [tail - length for tail, length in zip(shape.tails, shape.lengths, strict=True)],
        [
            shape.lengths[number] + sum(shape.lengths[later] for later, _ in shape.followers[number])
            for number in numbers
        ],
        [float(len(_later(shape, number))) for number in numbers],
        [shape.tails[number] + _SCARCE_DAYS / len(problem.activities[number].modes) for number in numbers],
    )
    for weights in rules:
        yield by_weight(problem, shape, _with_wishes(problem, shape, weights))


def by_weight(problem: Problem, shape: Shape, weights: Sequence[float]) -> tuple[int, ...]:
    """Return the order in which the heaviest activity that is ready is always next."""
    activities = problem.activities
    keys = [(-round(weight, 6), activities[number].rank, number) for number, weight in enumerate(weights)]
    waiting_for = [len(activity.links) for activity in activities]
    ready = [key for key in keys if not waiting_for[key[2]]]
    heapify(ready)
    found: list[int] = []
    while ready:
        number = heappop(ready)[2]
        found.append(number)
        for later, _ in shape.followers[number]:
            waiting_for[later] -= 1
            if not waiting_for[later]:
                heappush(ready, keys[later])
    return tuple(found)


def waiting(link: Link) -> float:
    """Return about how many working days a link adds."""
    return max(link.working_days or 0, (link.calendar_days or 0) * _WORKDAYS_A_CALENDAR_DAY)


def _length(problem: Problem, activity: Activity) -> float:
    return min(mode.minutes / problem.lines[mode.line].minutes_per_day for mode in activity.modes)


def _with_wishes(problem: Problem, shape: Shape, weights: Sequence[float]) -> list[float]:
    """Count what is wanted by a day as if the rest of the plan followed it, on the scale of the weights."""
    longest = max(shape.tails, default=0.0)
    scale = max(weights, default=0.0) / longest if longest else 1.0
    # Without their own length, so that activities wanted by the same day keep the order they were written in.
    return [
        weight if activity.wish is None else scale * max(longest - activity.wish, tail - length)
        for activity, weight, tail, length in zip(problem.activities, weights, shape.tails, shape.lengths, strict=True)
    ]


def _later(shape: Shape, number: int) -> set[int]:
    found: set[int] = set()
    todo = [number]
    while todo:
        new = {later for later, _ in shape.followers[todo.pop()]} - found
        found |= new
        todo += new
    return found

"""A day before which no schedule can end, found without searching.

Two reasons are looked at. The network: an activity ends no sooner than what comes before it, everybody free and every
mode as fast as the fastest. The load: activities that only certain resources can do, that start no sooner than a day
and leave at least so much to do after them, need the minutes those resources have.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Final

from roadmap_worker.scheduling.problem import Activity, Link, Mode, Problem, followers
from roadmap_worker.scheduling.rules import forwards

# Tails are sums of fractions of days; what rounding adds must not add a day.
_TINY: Final = 1e-7
_NEVER: Final = 10**9


@dataclass(frozen=True, slots=True)
class Reach:
    """For every activity: the earliest end of each mode in minutes, earliest first and last day, days left after it."""

    ends: tuple[tuple[int, ...], ...]
    first_days: tuple[int, ...]
    last_days: tuple[int, ...]
    tails: tuple[float, ...]


def reach(problem: Problem) -> Reach:
    """Measure how early each activity can be, and how long the work after it takes, as if everybody were free."""
    order = forwards(problem)
    ends: dict[int, tuple[int, ...]] = {}
    for number in order:
        activity = problem.activities[number]
        ends[number] = tuple(_end(problem, activity, mode, ends) for mode in activity.modes)
    found = [(activity, ends[number]) for number, activity in enumerate(problem.activities)]
    return Reach(
        ends=tuple(end for _, end in found),
        first_days=tuple(_first_day(problem, activity, end) for activity, end in found),
        last_days=tuple(_last_day(problem, activity, end) for activity, end in found),
        tails=_tails(problem, order),
    )


def lower_bound(problem: Problem) -> int:
    """Return a day on which, at the earliest, the last work ends."""
    known = reach(problem)
    loads = (_load_bound(problem, known, resources) for resources in _groups(problem))
    return max(*known.last_days, 0, *loads)


def _end(problem: Problem, activity: Activity, mode: Mode, ends: Mapping[int, tuple[int, ...]]) -> int:
    line = problem.lines[mode.line]
    start = line.minute_of(activity.release)
    for link in activity.links:
        modes = zip(problem.activities[link.before].modes, ends[link.before], strict=True)
        start = max(start, min(_ready(problem, link, mode.line, before, end) for before, end in modes))
    return start + mode.minutes if start + mode.minutes <= line.length else _NEVER


def _ready(problem: Problem, link: Link, line: int, before: Mode, end: int) -> int:
    if end == _NEVER:
        return _NEVER
    if before.line == line and not link.is_wait:
        return end
    return problem.lines[line].minute_of(problem.earliest(link, problem.lines[before.line].day_of(end - 1)))


def _first_day(problem: Problem, activity: Activity, ends: tuple[int, ...]) -> int:
    return min(
        problem.lines[mode.line].day_of(end - mode.minutes)
        for mode, end in zip(activity.modes, ends, strict=True)
        if end != _NEVER
    )


def _last_day(problem: Problem, activity: Activity, ends: tuple[int, ...]) -> int:
    return min(
        problem.lines[mode.line].day_of(end - 1)
        for mode, end in zip(activity.modes, ends, strict=True)
        if end != _NEVER
    )


def _tails(problem: Problem, order: tuple[int, ...]) -> tuple[float, ...]:
    """Return the days between the end of each activity and that of the plan, at least.

    A mode without days off reaches minute m at m / minutes_per_day on the scale of days, any other one later.
    """
    after = followers(problem.activities)
    shortest = {link.calendar_days: _shortest(problem, link) for one in problem.activities for link in one.links}
    tails = [0.0] * len(order)
    for number in reversed(order):
        tails[number] = max(
            (
                max(link.working_days or 0, shortest[link.calendar_days])
                + _length(problem, problem.activities[later])
                + tails[later]
                for later, link in after[number]
            ),
            default=0.0,
        )
    return tuple(tails)


def _shortest(problem: Problem, link: Link) -> int:
    """Return how many working days the calendar days of a wait hold at least."""
    if link.calendar_days is None:
        return 0
    wait = Link(0, calendar_days=link.calendar_days)
    inside = [day for day, date in enumerate(problem.days) if date + link.calendar_days < problem.days[-1]]
    return min((problem.earliest(wait, day) - day - 1 for day in inside), default=0)


def _length(problem: Problem, activity: Activity) -> float:
    return min(mode.minutes / problem.lines[mode.line].minutes_per_day for mode in activity.modes)


def _groups(problem: Problem) -> frozenset[frozenset[int]]:
    """Return the sets of resources worth looking at: all that could do some activity, and each that has to."""
    found = {frozenset(range(len(problem.resources)))}
    for activity in problem.activities:
        needs = [frozenset(resource for resource, _ in mode.needs) for mode in activity.modes]
        found.add(frozenset[int]().union(*needs))
        found |= {frozenset((one,)) for one in needs[0] if all(one in need for need in needs)}
    return frozenset(found)


def _load_bound(problem: Problem, known: Reach, resources: frozenset[int]) -> int:
    loads = [_load(activity, resources) for activity in problem.activities]
    members = sorted((number for number, load in enumerate(loads) if load), key=lambda one: -known.tails[one])
    capacity = list(accumulate(_minutes(problem, resources), initial=0))
    bound = 0
    for head in {known.first_days[number] for number in members}:
        work = capacity[head]
        for number in members:
            if known.first_days[number] >= head:
                work += loads[number]
                bound = max(bound, ceil(_time(capacity, work) + known.tails[number] - _TINY) - 1)
    return bound


def _load(activity: Activity, resources: frozenset[int]) -> int:
    return min(mode.minutes * sum(units for one, units in mode.needs if one in resources) for mode in activity.modes)


def _minutes(problem: Problem, resources: frozenset[int]) -> Iterator[int]:
    """Yield for each day the minutes that the resources have together."""
    minutes = [0] * len(problem.days)
    for resource in resources:
        line = problem.lines[problem.resources[resource].line]
        for day in line.days:
            minutes[day] += problem.resources[resource].capacity * line.minutes_per_day
    yield from minutes


def _time(capacity: list[int], work: int) -> float:
    """Return when so much work is done, on the scale of days."""
    day = bisect_left(capacity, work) - 1
    if day + 1 == len(capacity):
        return float(day)
    return day + (work - capacity[day]) / (capacity[day + 1] - capacity[day])

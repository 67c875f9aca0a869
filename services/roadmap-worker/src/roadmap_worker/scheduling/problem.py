"""A scheduling problem as numbers: activities, the ways to do each, and the resources and days they need.

Time has two scales. A day is an index into `Problem.days`, the working days everybody shares. A minute is one of a
line: the working minutes of a resource laid end to end, `minutes_per_day` on each of the days it works, so that nights,
weekends and days off take no room. An activity is never interrupted: it takes minutes [start, start + minutes) of the
line of its mode. What follows on the same line may start the next minute; on another line it starts on a later day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self


@dataclass(frozen=True, slots=True)
class Line:
    """The working minutes of a resource; `first_at[day]` counts the days it works before that day."""

    minutes_per_day: int
    days: tuple[int, ...]
    first_at: tuple[int, ...]

    @classmethod
    def of(cls, minutes_per_day: int, day_count: int, days_off: Collection[int] = ()) -> Self:
        """Lay out a line over the first `day_count` days; `days_off` are indexes of days."""
        off = frozenset(days_off)
        works = [day not in off for day in range(day_count)]
        days = tuple(day for day in range(day_count) if works[day])
        return cls(minutes_per_day, days, tuple(accumulate(works, initial=0)))

    @property
    def length(self) -> int:
        """How many minutes there are."""
        return len(self.days) * self.minutes_per_day

    @property
    def days_off(self) -> tuple[int, ...]:
        """The days it doesn't work."""
        return tuple(day for day, (before, after) in enumerate(pairwise(self.first_at)) if before == after)

    def minute_of(self, day: int) -> int:
        """Return the first minute that is not before the day; the length of the line when there is none."""
        return self.first_at[min(day, len(self.first_at) - 1)] * self.minutes_per_day

    def day_of(self, minute: int) -> int:
        """Return the day on which the minute passes."""
        return self.days[minute // self.minutes_per_day]


@dataclass(frozen=True, slots=True)
class Resource:
    """So many units of something on each minute of its line; a person is one unit."""

    line: int
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to do an activity: so many minutes of a line, with units of resources on that line.

    Of two modes that are as fast the one with the smaller `cost` is taken.
    """

    line: int
    minutes: int
    needs: tuple[tuple[int, int], ...]
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What an activity comes after, and the full days between the two: working days, calendar days or no wait."""

    before: int
    working_days: int | None = None
    calendar_days: int | None = None

    @property
    def is_wait(self) -> bool:
        """Whether days have to pass, even for who did the work before."""
        return self.working_days is not None or self.calendar_days is not None


@dataclass(frozen=True, slots=True)
class Activity:
    """Work that is done once, without a break; `rank` is lower for what is more important, `wish` a day to end by."""

    id: str
    modes: tuple[Mode, ...]
    links: tuple[Link, ...] = ()
    release: int = 0
    rank: int = 0
    wish: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a schedule depends on; `days` are ordinals in ascending order."""

    days: tuple[int, ...]
    lines: tuple[Line, ...]
    resources: tuple[Resource, ...]
    activities: tuple[Activity, ...]

    def earliest(self, link: Link, finish: int) -> int:
        """Return the first day on which what waits may start when what it waits for ends on day `finish`."""
        working = finish + 1 + (link.working_days or 0)
        if link.calendar_days is None:
            return working
        return max(working, bisect_left(self.days, self.days[finish] + link.calendar_days + 1))

    def latest(self, link: Link, start: int) -> int:
        """Return the last day to end on when what waits starts on day `start`; -1 when there is none."""
        working = start - 1 - (link.working_days or 0)
        if link.calendar_days is None or working < 0:
            return max(working, -1)
        return min(working, bisect_right(self.days, self.days[start] - link.calendar_days - 1) - 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one activity went: the number of its mode, the minutes of that mode's line and the days of them."""

    mode: int
    line: int
    start: int
    end: int
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Solution:
    """A place for every activity, in the order of the problem."""

    placed: tuple[Placed, ...]

    @property
    def last_day(self) -> int:
        """The day on which the last work ends."""
        return max(one.last_day for one in self.placed)


def place(problem: Problem, activity: int, mode: int, start: int) -> Placed:
    """Return the place of an activity that starts on a minute of its mode's line."""
    chosen = problem.activities[activity].modes[mode]
    line = problem.lines[chosen.line]
    end = start + chosen.minutes
    return Placed(mode, chosen.line, start, end, line.day_of(start), line.day_of(end - 1))


def followers(activities: Sequence[Activity]) -> tuple[tuple[tuple[int, Link], ...], ...]:
    """Return for each activity what comes after it, and by which link."""
    found: list[list[tuple[int, Link]]] = [[] for _ in activities]
    for number, activity in enumerate(activities):
        for link in activity.links:
            found[link.before].append((number, link))
    return tuple(map(tuple, found))

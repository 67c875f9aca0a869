"""Says what is wrong with a schedule, from the rules alone: it shares nothing with the scheduler but its inputs.

Days are dates here, minutes are counted one day at a time, and every rule is written out as a person would check it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from roadmap_worker.people import Person
from roadmap_worker.schedule import Placement, Schedule
from roadmap_worker.task import Task, Wait

_DAY = timedelta(days=1)


def faults(
    made: Schedule, tasks: Sequence[Task], people: Sequence[Person], holidays: frozenset[int], start: int
) -> list[str]:
    """Return every broken rule; an empty list is a schedule that can be followed."""
    holds = {date.fromordinal(day) for day in holidays}
    first = date.fromordinal(start)
    while not _is_worked(first, holds):
        first += _DAY
    by_id = {one.task.id: one for one in made.placements}
    found = list(_everything_once(made, tasks))
    for one in made.placements:
        found += _days(one, people[one.person], holds)
        found += _skill(one, people)
        found += _dates(one, first)
        for name in one.task.depends_on:
            found += _order(by_id[name], one, holds)
    found += _capacity(made, people)
    for person in range(len(people)):
        found += _one_at_a_time([one for one in made.placements if one.person == person], people[person])
    return found


def _everything_once(made: Schedule, tasks: Sequence[Task]) -> Iterator[str]:
    if Counter(one.task.id for one in made.placements) != Counter(task.id for task in tasks):
        yield "tasks are missing or there twice"
    planned = sum(minutes for one in made.placements for _, minutes in one.work)
    if planned != sum(task.likely_minutes for task in tasks):
        yield f"{planned} minutes are planned in total"


def _days(one: Placement, person: Person, holidays: set[date]) -> Iterator[str]:
    """Check hours, working days, days off, and that nothing but nights and days off interrupts the work."""
    if sum(minutes for _, minutes in one.work) != one.task.likely_minutes:
        yield f"{one.task.id} does not get its minutes"
    days = [date.fromordinal(day) for day, _ in one.work]
    off = {date.fromordinal(day) for day in person.days_off} | holidays
    yield from (f"{one.task.id} is worked on during {day}, a day off" for day in days if not _is_worked(day, off))
    between = days[0]
    while between < days[-1]:
        between += _DAY
        if _is_worked(between, off) and between not in days:
            yield f"{one.task.id} is interrupted on {between}"
    for index, (_, minutes) in enumerate(one.work):
        inside = 0 < index < len(one.work) - 1
        if minutes <= 0 or (inside and minutes != person.minutes_per_day):
            yield f"{one.task.id} has a day of {minutes} minutes"


def _skill(one: Placement, people: Sequence[Person]) -> Iterator[str]:
    has = [not person.skills or one.task.skill in person.skills for person in people]
    if any(has) and not has[one.person]:
        yield f"{one.task.id} went to somebody without {one.task.skill}"


def _dates(one: Placement, first: date) -> Iterator[str]:
    if date.fromordinal(one.start) < first + timedelta(days=one.task.not_before_days):
        yield f"{one.task.id} starts too early"


def _order(before: Placement, after: Placement, holidays: set[date]) -> Iterator[str]:
    lags = [wait for name, wait in after.task.lags if name == before.task.id]
    waits = ([before.task.wait] if before.task.wait else []) + lags
    finish, start = date.fromordinal(before.finish), date.fromordinal(after.start)
    names = f"{before.task.id} and {after.task.id}"
    if any(not _has_passed(wait, finish, start, holidays) for wait in waits):
        yield f"the wait between {names} is cut short"
    if not waits and before.person != after.person and start <= finish:
        yield f"{names} are handed over on one day"
    if not waits and before.person == after.person and _begin(after) < _end(before):
        yield f"{names} are in the wrong order"


def _has_passed(wait: Wait, finish: date, start: date, holidays: set[date]) -> bool:
    """Whether enough full days lie between the two, neither of them counted."""
    between = [finish + _DAY * number for number in range(1, (start - finish).days)]
    counted = [day for day in between if _is_worked(day, holidays)] if wait.is_working_days else between
    return start > finish and len(counted) >= wait.days


def _begin(one: Placement) -> tuple[int, int]:
    """Return day and minute of the start; the minutes of a first day that isn't the last run until its end."""
    if len(one.work) == 1:
        return one.start, one.finish_minute - one.work[0][1]
    return one.start, 10**6 - one.work[0][1]


def _end(one: Placement) -> tuple[int, int]:
    return one.finish, one.finish_minute


def _capacity(made: Schedule, people: Sequence[Person]) -> Iterator[str]:
    load: Counter[tuple[int, int]] = Counter()
    for one in made.placements:
        for day, minutes in one.work:
            load[one.person, day] += minutes
    for (person, day), minutes in load.items():
        if minutes > people[person].minutes_per_day:
            yield f"person {person} works {minutes} minutes on {date.fromordinal(day)}"


def _one_at_a_time(own: Sequence[Placement], person: Person) -> Iterator[str]:
    """Check that spans of a person's day do not overlap."""
    spans = sorted(span for one in own for span in _spans(one, person.minutes_per_day))
    for (day, _, until, task), (other_day, begin, _, other) in pairwise(spans):
        if day == other_day and begin < until:
            yield f"{task} and {other} are done at the same time"


def _spans(one: Placement, minutes_per_day: int) -> Iterator[tuple[int, int, int, str]]:
    for index, (day, minutes) in enumerate(one.work):
        if index == len(one.work) - 1:
            yield day, one.finish_minute - minutes, one.finish_minute, one.task.id
        else:
            yield day, minutes_per_day - minutes, minutes_per_day, one.task.id


def _is_worked(day: date, off: set[date]) -> bool:
    return day.isoweekday() <= 5 and day not in off

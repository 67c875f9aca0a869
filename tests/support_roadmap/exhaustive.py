"""The earliest last day of a tiny plan by trying every order and every choice of people, one day and minute at a time.

Every schedule in which nothing can start earlier comes from some order and some people, so the best of them is the
optimum. Each task is put after what its person did last, so orders that leave gaps are tried as other orders.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations, product

from roadmap_worker.people import Person
from roadmap_worker.task import Task

_DAY = timedelta(days=1)
Moment = tuple[date, int]


def earliest_end(tasks: Sequence[Task], people: Sequence[Person], holidays: frozenset[int], start: int) -> int:
    """Return the ordinal of the day before which the plan cannot end."""
    return min(_ends(tasks, people, {date.fromordinal(day) for day in holidays}, date.fromordinal(start)))


def _ends(tasks: Sequence[Task], people: Sequence[Person], holidays: set[date], start: date) -> Iterator[int]:
    able = [
        [number for number, one in enumerate(people) if not one.skills or task.skill in one.skills]
        or list(range(len(people)))
        for task in tasks
    ]
    for order in permutations(range(len(tasks))):
        place = {tasks[number].id: index for index, number in enumerate(order)}
        if all(place[name] < place[task.id] for task in tasks for name in task.depends_on):
            for chosen in product(*(able[number] for number in order)):
                work = [(tasks[number], who) for number, who in zip(order, chosen, strict=True)]
                yield _last(work, people, holidays, start)


def _last(work: Sequence[tuple[Task, int]], people: Sequence[Person], holidays: set[date], start: date) -> int:
    free: dict[int, Moment] = {}
    done: dict[str, tuple[int, Moment, Task]] = {}
    first = _next_worked(start, holidays)
    for task, who in work:
        off = holidays | {date.fromordinal(day) for day in people[who].days_off}
        moment = max(free.get(who, (first, 0)), (first + _DAY * task.not_before_days, 0))
        for name in task.depends_on:
            moment = max(moment, _after(done[name], task, who, holidays))
        end = _worked_until(moment, task.likely_minutes, people[who].minutes_per_day, off)
        free[who] = end
        done[task.id] = (who, end, task)
    return max(end[0] for _, end, _ in done.values()).toordinal()


def _after(before: tuple[int, Moment, Task], task: Task, who: int, holidays: set[date]) -> Moment:
    person, (day, minute), other = before
    waits = ([other.wait] if other.wait else []) + [wait for name, wait in task.lags if name == other.id]
    if not waits:
        return (day, minute) if person == who else (day + _DAY, 0)
    starts: list[date] = []
    for wait in waits:
        next_day, left = day + _DAY, wait.days
        while left:
            left -= not wait.is_working_days or _next_worked(next_day, holidays) == next_day
            next_day += _DAY
        starts.append(next_day)
    return max(starts), 0


def _worked_until(moment: Moment, minutes: int, per_day: int, off: set[date]) -> Moment:
    """Return when the work is over; a minute is counted from the beginning of the person's day."""
    day, minute = moment
    while True:
        worked = _next_worked(day, off)
        if worked != day or minute >= per_day:
            day, minute = (worked, 0) if worked != day else (day + _DAY, 0)
            continue
        part = min(minutes, per_day - minute)
        minutes, minute = minutes - part, minute + part
        if not minutes:
            return day, minute


def _next_worked(day: date, off: set[date]) -> date:
    while day.isoweekday() > 5 or day in off:
        day += _DAY
    return day

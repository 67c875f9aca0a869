"""A plan's tasks and people as a scheduling problem: every person is a resource, every able person a mode."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roadmap_worker.people import Person
from roadmap_worker.scheduling.problem import Activity, Line, Link, Mode, Problem, Resource
from roadmap_worker.task import Priority, Task, Wait
from roadmap_worker.workdays import Workdays

HORIZON_DAYS: Final = 20 * 365
_RANK: Final[Mapping[Priority, int]] = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Team:
    """A problem, and the place in the team's list of the person that each of its lines belongs to."""

    problem: Problem
    places: tuple[int, ...]


def team_problem(tasks: Sequence[Task], people: Sequence[Person], workdays: Workdays, start: int) -> Team:
    """Return the problem of a plan that starts on a working day; days are those at most needed, up to twenty years.

    People are sorted by who they are, so that the order in which they were named decides nothing.

    Raises:
        KeyError: when a task depends on one that isn't there.
    """
    days = tuple(_days(workdays, start, _days_needed(tasks, people), people))
    places = sorted(range(len(people)), key=lambda place: _who(people[place]))
    team = [people[place] for place in places]
    problem = Problem(
        days=days,
        lines=tuple(_line(person, days) for person in team),
        resources=tuple(Resource(number) for number in range(len(team))),
        activities=_activities(tasks, team, days),
    )
    return Team(problem, tuple(places))


def able(people: Sequence[Person], task: Task) -> list[int]:
    """Return who may do a task: the person it was given to, else who has the skill, else everybody."""
    given_to = [index for index, person in enumerate(people) if task.only_by and person.name == task.only_by]
    with_skill = [index for index, person in enumerate(people) if person.can(task.skill)]
    return given_to or with_skill or list(range(len(people)))


def minutes_of(task: Task) -> int:
    """Return the minutes a task is planned with; what takes no time gets one, so that it has a date."""
    return max(1, task.likely_minutes)


def waits(task: Task, before: Task) -> tuple[Wait, ...]:
    """Return the waits between two tasks: the one that all wait after `before`, and those of this task alone."""
    lags = tuple(wait for name, wait in task.lags if name == before.id)
    return lags if before.wait is None else (before.wait, *lags)


def _days(workdays: Workdays, start: int, count: int, people: Sequence[Person]) -> Iterator[int]:
    """Yield working days until there are enough on which nobody is off, or twenty years are over."""
    off = frozenset[int]().union(*(person.days_off for person in people))
    for day in range(start, start + HORIZON_DAYS + 1):
        if workdays.includes(day):
            yield day
            count -= day not in off
        if not count:
            return


def _days_needed(tasks: Sequence[Task], people: Sequence[Person]) -> int:
    """Return how many days are enough when one task follows another, done by the slowest person."""
    slowest = min((person.minutes_per_day for person in people if person.minutes_per_day), default=1)
    work = sum(-(-minutes_of(task) // slowest) + 1 for task in tasks)
    waiting = sum(task.wait.days for task in tasks if task.wait) + sum(
        wait.days for task in tasks for _, wait in task.lags
    )
    return work + waiting + max((task.not_before_days for task in tasks), default=0) + 1


def _who(person: Person) -> tuple[str, int, list[str], list[int]]:
    return person.name or "", person.minutes_per_day, sorted(person.skills), sorted(person.days_off)


def _line(person: Person, days: Sequence[int]) -> Line:
    off = [bisect_left(days, day) for day in person.days_off if days[0] <= day <= days[-1]]
    return Line.of(person.minutes_per_day, len(days), [at for at in off if days[at] in person.days_off])


def _activities(tasks: Sequence[Task], team: Sequence[Person], days: Sequence[int]) -> tuple[Activity, ...]:
    numbers = {task.id: number for number, task in enumerate(tasks)}
    return tuple(
        Activity(
            id=task.id,
            modes=tuple(
                Mode(place, minutes_of(task), ((place, 1),), cost=not team[place].skills)
                for place in able(team, task)
                if team[place].minutes_per_day
            ),
            links=tuple(
                _link(numbers[name], waits(task, tasks[numbers[name]])) for name in dict.fromkeys(task.depends_on)
            ),
            release=bisect_left(days, days[0] + task.not_before_days),
            rank=_RANK[task.priority],
            wish=None if task.within_days is None else max(0, bisect_left(days, days[0] + task.within_days) - 1),
        )
        for task in tasks
    )


def _link(before: int, between: Sequence[Wait]) -> Link:
    return Link(
        before,
        working_days=max((wait.days for wait in between if wait.is_working_days), default=None),
        calendar_days=max((wait.days for wait in between if not wait.is_working_days), default=None),
    )

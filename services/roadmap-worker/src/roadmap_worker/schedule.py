"""Dates for tasks: serial schedule generation on people's days.

Tasks are taken in the order of `order.by_longest_tail`. Each goes to the person able to do it who finishes it first,
then to a specialist, to who did the work before it, to who has least to do. It takes whatever minutes are left on
that person's working days, so a day never holds more than its capacity and a task may span days off. Work handed to
another person starts on the next working day; the same person may go on the same day. A wait is full days in between.
Pure: same tasks, people and start, same schedule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from roadmap_worker.order import by_longest_tail
from roadmap_worker.people import Person
from roadmap_worker.task import Task
from roadmap_worker.workdays import Workdays

HORIZON_DAYS: Final = 20 * 365


class ScheduleTooLongError(Exception):
    """The work does not end within the horizon."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Who does a task when: the minutes of each day, how much of the last day is over then, who was in the way."""

    task: Task
    person: int
    work: tuple[tuple[int, int], ...]
    finish_minute: int
    held_up_by: str | None

    @property
    def start(self) -> int:
        """The first day of work."""
        return self.work[0][0]

    @property
    def finish(self) -> int:
        """The last day of work."""
        return self.work[-1][0]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Placements in the order they were made: nothing stands before what it depends on."""

    start: int
    placements: tuple[Placement, ...]

    @property
    def end(self) -> int:
        """The last day of work."""
        return max(placement.finish for placement in self.placements)


@dataclass(slots=True)
class _Agenda:
    person: Person
    workdays: Workdays
    first_free: int
    used: dict[int, int] = field(default_factory=dict[int, int])
    last_task: dict[int, str] = field(default_factory=dict[int, str])

    def fit(self, ready: int, minutes: int, horizon: int) -> list[tuple[int, int]]:
        """Return the days and minutes a task would take from `ready` on; nothing when it doesn't end in time."""
        day, work = max(ready, self.first_free), list[tuple[int, int]]()
        while minutes and day <= horizon:
            free = self.free(day)
            if free:
                work.append((day, min(free, minutes)))
                minutes -= work[-1][1]
            day += 1
        return [] if minutes else work

    def free(self, day: int) -> int:
        if not self.person.works_on(day, self.workdays):
            return 0
        return self.person.minutes_per_day - self.used.get(day, 0)

    def blocker(self, ready: int, start: int) -> str | None:
        """Return the task that kept this person from starting on the first day it could have."""
        for day in range(start, ready - 1, -1):
            if day in self.last_task:
                return self.last_task[day]
        return None

    def take(self, task_id: str, work: Sequence[tuple[int, int]]) -> None:
        for day, minutes in work:
            self.used[day] = self.used.get(day, 0) + minutes
            self.last_task[day] = task_id
        while self.first_free in self.used and not self.free(self.first_free):
            self.first_free += 1


def schedule(tasks: Sequence[Task], people: Sequence[Person], workdays: Workdays, start: int) -> Schedule:
    """Place every task.

    Raises:
        ScheduleTooLongError: when the work would last longer than twenty years.
    """
    start = workdays.on_or_after(start)
    agendas = [_Agenda(person, workdays, start) for person in people]
    placed: dict[str, Placement] = {}
    for task in by_longest_tail(tasks, max(person.minutes_per_day for person in people)):
        placement = _place(task, agendas, placed, start)
        agendas[placement.person].take(task.id, placement.work)
        placed[task.id] = placement
    return Schedule(start, tuple(placed.values()))


def able(people: Sequence[Person], skill: str) -> list[int]:
    """Return who may do a task of that skill: everybody, when nobody has the skill."""
    with_skill = [index for index, person in enumerate(people) if person.can(skill)]
    return with_skill or list(range(len(people)))


def earliest_start(depends_on: Iterable[Placement], person: int, workdays: Workdays, start: int) -> int:
    """Return the first day on which the work before lets the person begin."""
    ready = start
    for before in depends_on:
        if before.task.wait:
            ready = max(ready, before.task.wait.earliest_start(before.finish, workdays))
        else:
            ready = max(ready, before.finish + (before.person != person))
    return workdays.on_or_after(ready)


def _place(task: Task, agendas: Sequence[_Agenda], placed: Mapping[str, Placement], start: int) -> Placement:
    horizon = start + HORIZON_DAYS
    before = [placed[task_id] for task_id in task.depends_on]
    did_it_before = {placement.person for placement in before}
    choices: list[tuple[int, bool, bool, int, int, Placement]] = []
    for index in able([agenda.person for agenda in agendas], task.skill):
        agenda = agendas[index]
        ready = earliest_start(before, index, agenda.workdays, start + task.not_before_days)
        work = agenda.fit(ready, task.likely_minutes, horizon)
        if work:
            day, minutes = work[-1]
            over = agenda.used.get(day, 0) + minutes
            placement = Placement(task, index, tuple(work), over, agenda.blocker(ready, work[0][0]))
            generalist = not agenda.person.skills
            load = sum(agenda.used.values())
            choices.append((placement.finish, generalist, index not in did_it_before, load, index, placement))
    if not choices:
        raise ScheduleTooLongError(task.id)
    return min(choices, key=lambda choice: choice[:5])[5]

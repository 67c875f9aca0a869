"""Schedules that would be, for the questions a deadline and a risk raise.

Each question asks for a dozen schedules, so they are list schedules, found in milliseconds. The plan made in the end
is searched for as well and ends no later, so what is promised here can be kept; sometimes less would have been enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from roadmap_worker.people import MAX_HOURS_PER_WEEK, Person, scaled, unnamed
from roadmap_worker.schedule import ScheduleTooLongError, schedule
from roadmap_worker.task import Task
from roadmap_worker.workdays import Workdays

_STEP_HOURS = 0.5
_MOST_UNNAMED_HOURS = 168.0


@dataclass(frozen=True, slots=True)
class Trial:
    """What a plan was made from, ready to be made again with one thing changed."""

    tasks: Sequence[Task]
    people: Sequence[Person]
    workdays: Workdays
    start: int

    @property
    def hours_per_week(self) -> float:
        """The hours of everybody."""
        return sum(person.hours_per_week for person in self.people)

    def end(self) -> int | None:
        """Return the last day, or None when there is none within the horizon."""
        try:
            return schedule(self.tasks, self.people, self.workdays, self.start).end
        except ScheduleTooLongError:
            return None

    def with_hours(self, hours: float) -> "Trial":
        """Change the hours of everybody in the same proportion, nobody above the week's limit."""
        people = scaled(self.people, hours / self.hours_per_week) if self._is_named else unnamed(hours)
        return replace(self, people=people)

    def with_another_person(self) -> "Trial":
        """Add somebody who can do everything, for as many hours as the others have on average."""
        minutes = sum(person.minutes_per_day for person in self.people) // len(self.people)
        return replace(self, people=(*self.people, Person(None, minutes, frozenset(), frozenset())))

    def with_longer_work(self, factor: float) -> "Trial":
        """Make every task take longer."""
        return replace(
            self, tasks=[replace(task, likely_minutes=ceil(task.likely_minutes * factor)) for task in self.tasks]
        )

    def without_low_priority(self) -> "Trial":
        """Leave out the tasks of low priority; what waited for them waits for what they waited for."""
        dropped = {task.id: task.depends_on for task in self.tasks if task.priority == "low"}
        kept = [task for task in self.tasks if task.id not in dropped]
        return replace(self, tasks=[replace(task, depends_on=_around(task.depends_on, dropped)) for task in kept])

    def with_most_hours(self) -> "Trial":
        """Give everybody the most hours that may be suggested."""
        return self.with_hours(self._most_hours()[-1])

    def in_time(self, deadline: int) -> "Trial | None":
        """Return a plan with more hours that ends in time, or None when no hours help.

        Found by halving, in steps of half an hour, among as few people as can work the hours. A list schedule may gain
        from fewer hours in rare cases, so it is a plan that works, not a proof that fewer hours would not.
        """
        low = self.hours_per_week
        for high in self._most_hours():
            if high > low and self.with_hours(high).ends_by(deadline):
                return self.with_hours(self._fewest_hours(low, high, deadline))
            low = max(low, high)
        return None

    def _most_hours(self) -> tuple[float, ...]:
        """Return the total hours at which everybody is at the limit, for one unnamed person and for more."""
        if self._is_named:
            return (self.hours_per_week * MAX_HOURS_PER_WEEK / min(one.hours_per_week for one in self.people),)
        counts = range(1, int(_MOST_UNNAMED_HOURS // MAX_HOURS_PER_WEEK) + 1)
        return (*(MAX_HOURS_PER_WEEK * count for count in counts), _MOST_UNNAMED_HOURS)

    def _fewest_hours(self, low: float, high: float, deadline: int) -> float:
        while high - low > _STEP_HOURS:
            middle = ceil((low + high) / 2 / _STEP_HOURS) * _STEP_HOURS
            if middle >= high:
                break
            low, high = (low, middle) if self.with_hours(middle).ends_by(deadline) else (middle, high)
        return high

    @property
    def _is_named(self) -> bool:
        return any(person.name is not None for person in self.people)

    def ends_by(self, deadline: int) -> bool:
        """Whether the plan would end in time."""
        end = self.end()
        return end is not None and end <= deadline


def _around(depends_on: Sequence[str], dropped: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for task_id in depends_on:
        found += _around(dropped[task_id], dropped) if task_id in dropped else [task_id]
    return tuple(dict.fromkeys(found))

"""By how many working days each task may be done later without moving the end of the plan.

Method: a backward pass over the finished schedule. From the last task to the first, each is moved as late as its
person's free minutes allow, not beyond the last day of the plan, nor beyond what depends on it, nor beyond the task
that had to wait for the same person (a resource dependency). The working minutes of that person between the finish
scheduled and the latest one, in whole days, are the slack.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_worker.order import successors
from roadmap_worker.people import Person
from roadmap_worker.schedule import Placement, Schedule
from roadmap_worker.workdays import Workdays

Waiting = tuple[Placement, bool]


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest place of a task; `finish_minute` is how much of its last day is over then."""

    start: int
    finish: int
    finish_minute: int


@dataclass(slots=True)
class _Backwards:
    """A person's days filled from their ends."""

    person: Person
    workdays: Workdays
    used: dict[int, int] = field(default_factory=dict[int, int])

    def fit(self, placement: Placement, bound: int) -> _Latest:
        """Move the work as late as the bound allows, but never before where it stands."""
        minutes, day, last = placement.task.likely_minutes, bound, _Latest(0, 0, 0)
        while minutes > 0 and day >= placement.start:
            if self.person.works_on(day, self.workdays):
                free = self.person.minutes_per_day - self.used.get(day, 0)
                part = min(minutes, free)
                if part and not last.finish:
                    last = _Latest(day, day, free)
                self.used[day] = self.used.get(day, 0) + part
                minutes -= part
            day -= 1
        if (last.finish, last.finish_minute) <= (placement.finish, placement.finish_minute):
            return _Latest(placement.start, placement.finish, placement.finish_minute)
        return _Latest(max(day + 1, placement.start), last.finish, last.finish_minute)

    def days_between(self, placement: Placement, latest: _Latest) -> int:
        """Return the whole days of this person's work between the two finishes."""
        days = sum(self.person.works_on(day, self.workdays) for day in range(placement.finish + 1, latest.finish + 1))
        minutes = days * self.person.minutes_per_day + latest.finish_minute - placement.finish_minute
        return max(0, minutes // self.person.minutes_per_day)


def slack_days(schedule: Schedule, people: Sequence[Person], workdays: Workdays) -> dict[str, int]:
    """Return the slack of every task in whole working days."""
    persons = [_Backwards(person, workdays) for person in people]
    latest: dict[str, _Latest] = {}
    waiting = _waiting(schedule)
    place = {placement.task.id: index for index, placement in enumerate(schedule.placements)}
    for placement in sorted(schedule.placements, key=lambda one: (one.finish, place[one.task.id]), reverse=True):
        bounds = [_bound(placement, one, latest, workdays) for one in waiting[placement.task.id]]
        latest[placement.task.id] = persons[placement.person].fit(placement, min((schedule.end, *bounds)))
    return {one.task.id: persons[one.person].days_between(one, latest[one.task.id]) for one in schedule.placements}


def _waiting(schedule: Schedule) -> dict[str, list[Waiting]]:
    """Return who comes after each task, and whether by dependency rather than because a person was busy."""
    by_id = {placement.task.id: placement for placement in schedule.placements}
    after = successors([placement.task for placement in schedule.placements])
    waiting = {task_id: [(by_id[later], True) for later in laters] for task_id, laters in after.items()}
    for placement in schedule.placements:
        if placement.held_up_by:
            waiting[placement.held_up_by].append((placement, False))
    return waiting


def _bound(placement: Placement, waiting: Waiting, latest: Mapping[str, _Latest], workdays: Workdays) -> int:
    later, is_dependency = waiting
    # What a busy person held up may end before the task in its way does, and has not been moved then.
    start = latest[later.task.id].start if later.task.id in latest else later.start
    if is_dependency and placement.task.wait:
        return placement.task.wait.latest_finish(start, workdays)
    return start - (later.person != placement.person)

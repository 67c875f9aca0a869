"""What is left of a roadmap, planned anew from a day on; what is completed stays, and the first plan is remembered.

Tasks keep their ids and what was told of them. Somebody who has begun a task goes on with it first. A person or a start
date that was set by hand stays as it was set. Pure: the same values give the same plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from library.roadmaps.model import Slippage, StoredRoadmap, StoredTask, StoredWait
from library.roadmaps.tracking import rolled_up
from roadmap_worker.critical import critical_path
from roadmap_worker.deadline import Deadline, judge
from roadmap_worker.estimates import FinishRange, finish_range
from roadmap_worker.people import Person, people_of
from roadmap_worker.places import calendar_of
from roadmap_worker.schedule import Schedule, ScheduleTooLongError, best_schedule
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.slack import slack_days
from roadmap_worker.task import Task, Wait
from roadmap_worker.trial import Trial
from roadmap_worker.workdays import Workdays
from shared.contracts.requests import ReplanRequest, RoadmapRequest

_MINUTES_AN_HOUR: Final = 60
# What is under way and has used up its estimate is not done by that; nobody said how much is left.
_LEAST_LEFT_HOURS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Replanned:
    """The roadmap with its new dates, and what is known of them; without a schedule nothing was left to plan."""

    roadmap: StoredRoadmap
    trial: Trial
    public_holidays: Mapping[int, tuple[str, ...]]
    schedule: Schedule | None
    deadline: Deadline | None
    finish: FinishRange | None


def merged(first: RoadmapRequest, wanted: ReplanRequest) -> RoadmapRequest:
    """Return the first request with what a replan said otherwise; hours given alone replace a team."""
    said = {name: getattr(wanted, name) for name in wanted.model_fields_set - {"roadmap_id", "as_of"}}
    if said.get("hours_per_week") is not None and "team" not in said:
        said["team"] = ()
    if said.get("country") is not None:
        # A region goes with its country: another country takes the first one's away.
        changed = said["country"] != first.country
        first = first.model_copy(update={"region": None}) if changed else first
    return first.model_copy(update={name: value for name, value in said.items() if value is not None})


def replan(stored: StoredRoadmap, request: RoadmapRequest, as_of: date) -> Replanned:
    """Plan what is not completed, from the first working day on or after `as_of`.

    Raises:
        ScheduleTooLongError: when the work would not end within the horizon.
    """
    days = calendar_of(request, as_of)
    workdays, people = days.workdays, people_of(request, days.days_off)
    start = workdays.on_or_after(max(as_of, stored.start_date).toordinal())
    left = [task for task in stored.tasks if task.status != "completed"]
    done = {task.id: task for task in stored.tasks if task.status == "completed"}
    if not left:
        return _closed(_dated(stored, {}, as_of), Trial((), people, workdays, start), request.deadline)
    if not min(person.minutes_per_day for person in people):
        raise ScheduleTooLongError("at least one person has less than a minute a day")
    names = frozenset(person.name for person in people if person.name)
    tasks = [_task(task, done, start, workdays, names) for task in left]
    trial = Trial(tasks, people, workdays, start)
    made = best_schedule(tasks, people, workdays, start, Effort())
    fresh = {task.id: task for task in _placed(left, made, trial)}
    roadmap = _dated(stored, fresh, as_of)
    verdict = judge(request.deadline, made.end, trial) if request.deadline else None
    in_order = sorted(fresh.values(), key=lambda task: (task.start_date, task.due_date))
    critical = tuple(task.id for task in in_order if task.critical)
    likely = finish_range(made, people, workdays)
    planned = roadmap.model_copy(update={"critical_path": critical})
    return Replanned(planned, trial, days.named, made, verdict, likely)


def _closed(roadmap: StoredRoadmap, trial: Trial, deadline: date | None) -> Replanned:
    """Return a roadmap with nothing left to plan: no path is critical, and the deadline was kept or it was not."""
    late = (roadmap.end_date - deadline).days if deadline else 0
    verdict = (
        Deadline(deadline, met=late <= 0, late_by_days=max(late, 0), spare_days=max(-late, 0)) if deadline else None
    )
    return Replanned(roadmap.model_copy(update={"critical_path": ()}), trial, {}, None, verdict, None)


def _task(
    task: StoredTask, done: Mapping[str, StoredTask], start: int, workdays: Workdays, names: frozenset[str]
) -> Task:
    """Return what is left of a task; what it waits for and is done already has become a first day."""
    ready = [start, *(_ready(done[name], task, workdays) for name in task.depends_on if name in done)]
    if task.dated_by_hand and task.status == "pending":
        ready.append(task.start_date.toordinal())
    if task.not_before:
        ready.append(task.not_before.toordinal())
    if task.status == "in_progress":
        # Planned from a day before it was begun, it goes on when it was begun.
        ready.append(_begun(task).toordinal())
    minutes = _minutes(task.hours_left, least=_LEAST_LEFT_HOURS if task.status == "in_progress" else 0)
    share = minutes / max(_minutes(task.estimated_hours), 1)
    has_begun = task.status == "in_progress"
    return Task(
        id=task.id,
        milestone_id="",
        title=task.title,
        description="",
        optimistic_minutes=min(minutes, ceil(share * _minutes(task.optimistic_hours or task.estimated_hours))),
        likely_minutes=minutes,
        skill=task.skill,
        depends_on=() if has_begun else tuple(name for name in task.depends_on if name not in done),
        wait=_wait(task.wait_after),
        priority="high" if has_begun else task.priority,
        success_criteria=(),
        not_before_days=max(ready) - start,
        within_days=_within(task, start),
        pessimistic_minutes=ceil(share * _minutes(task.pessimistic_hours)) if task.pessimistic_hours else None,
        lags=() if has_begun else tuple((lag.after, _lag(lag)) for lag in task.lags if lag.after not in done),
        only_by=task.assignee if task.assignee in names and (has_begun or task.assigned_by_hand) else None,
    )


def _begun(task: StoredTask) -> date:
    return task.started_on or task.start_date


def _within(task: StoredTask, start: int) -> int | None:
    """Return by when a task is wanted, in days from the start; what has begun comes before everything else."""
    if task.status == "in_progress":
        return 0
    return None if task.wanted_by is None else max(0, task.wanted_by.toordinal() - start)


def _ready(before: StoredTask, task: StoredTask, workdays: Workdays) -> int:
    """Return the first day on which a completed task lets this one start."""
    finished = (before.completed_on or before.due_date).toordinal()
    waits = [before.wait_after, *(lag for lag in task.lags if lag.after == before.id)]
    return max([finished, *(_lag(wait).earliest_start(finished, workdays) for wait in waits if wait)])


def _placed(left: Iterable[StoredTask], made: Schedule, trial: Trial) -> Iterable[StoredTask]:
    slack = slack_days(made, trial.people, trial.workdays)
    critical = frozenset(critical_path(made, slack))
    placed = {placement.task.id: placement for placement in made.placements}
    for task in left:
        placement = placed[task.id]
        first, last = date.fromordinal(placement.start), date.fromordinal(placement.finish)
        if task.status == "in_progress":
            first = _begun(task)
        name = _name(task, trial.people[placement.person])
        yield task.model_copy(
            update={
                "start_date": first,
                "due_date": last,
                "assignee": name,
                "assigned_by_hand": task.assigned_by_hand and name == task.assignee,
                "slack_days": slack[task.id],
                "critical": task.id in critical,
                "slip_days": (last - task.baseline_due).days,
            }
        )


def _name(task: StoredTask, person: Person) -> str | None:
    """Return who does it; where the plan names nobody, who was named by hand."""
    return person.name or (task.assignee if task.assigned_by_hand else None)


def _dated(stored: StoredRoadmap, fresh: Mapping[str, StoredTask], as_of: date) -> StoredRoadmap:
    """Put new dates into the roadmap; a completed task stands where it was done."""
    done = {task.id: _as_done(task) for task in stored.tasks if task.status == "completed"}
    rolled = rolled_up(stored, {**done, **fresh})
    before = rolled.slippage or Slippage(baseline_end_date=stored.baseline_end)
    slippage = before.model_copy(update={"as_of": as_of, "replans": before.replans + 1})
    return rolled.model_copy(update={"slippage": slippage})


def _as_done(task: StoredTask) -> StoredTask:
    last = task.completed_on or task.due_date
    first = min(task.started_on or task.start_date, last)
    dates = {"start_date": first, "due_date": last, "slip_days": (last - task.baseline_due).days}
    return task.model_copy(update={**dates, "slack_days": 0, "critical": False})


def _wait(wait: StoredWait | None) -> Wait | None:
    return None if wait is None else _lag(wait)


def _lag(wait: StoredWait) -> Wait:
    return Wait(wait.days, wait.unit == "working days", wait.reason)


def _minutes(hours: float, *, least: float = 0.0) -> int:
    return max(1, round(max(hours, least) * _MINUTES_AN_HOUR))

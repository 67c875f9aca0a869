"""What follows from a change of one task: its milestone, the whole, and how far the plan has slipped.

Progress is hours done of all hours. A task under way counts by actual of actual and remaining hours, at most 95 %,
because only its end says that nothing was forgotten; without hours told it counts nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Final

from library.roadmaps.model import Slippage, StoredMilestone, StoredRoadmap, StoredTask

_MOST_UNFINISHED: Final = 0.95
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class TaskUpdate:
    """A changed task and what it changed around it; `open_predecessors` are tasks it depends on that are not done."""

    roadmap: StoredRoadmap
    milestone: StoredMilestone
    task: StoredTask
    open_predecessors: tuple[str, ...]


def replaced(roadmap: StoredRoadmap, task: StoredTask) -> TaskUpdate:
    """Put a task in the place of the one with its id, and work out anew what depends on it.

    Raises:
        KeyError: when there is no such task.
    """
    changed = rolled_up(roadmap, {task.id: task})
    for milestone in changed.milestones:
        for found in milestone.tasks:
            if found.id == task.id:
                return TaskUpdate(changed, milestone, found, open_predecessors(changed, found))
    raise KeyError(task.id)


def rolled_up(roadmap: StoredRoadmap, tasks: dict[str, StoredTask]) -> StoredRoadmap:
    """Return the roadmap with these tasks in it, and everything above them as it follows from all tasks."""
    milestones = tuple(_milestone(one, tasks, roadmap.start_date) for one in roadmap.milestones)
    everything = [task for milestone in milestones for task in milestone.tasks]
    end = max((task.due_date for task in everything), default=roadmap.end_date)
    before = roadmap.slippage or Slippage(baseline_end_date=roadmap.baseline_end)
    return roadmap.model_copy(
        update={
            "milestones": milestones,
            "end_date": end,
            "total_duration": round(((end - roadmap.start_date).days + 1) / _WEEK, 1),
            "overall_progress": progress(everything),
            "slippage": before.model_copy(update={"days": (end - before.baseline_end_date).days}),
        }
    )


def progress(tasks: Iterable[StoredTask]) -> int:
    """Return how much of the work is done, in per cent rounded down; 100 means that every task is completed."""
    done = whole = 0.0
    everything_is_over = True
    for task in tasks:
        everything_is_over &= task.status == "completed"
        done += task.estimated_hours * _share(task)
        whole += task.estimated_hours
    if everything_is_over:
        return 100
    return min(floor(100 * done / whole + 1e-9), 99) if whole else 0


def open_predecessors(roadmap: StoredRoadmap, task: StoredTask) -> tuple[str, ...]:
    """Return the tasks that should be done before this one and are not."""
    status = {one.id: one.status for one in roadmap.tasks}
    return tuple(name for name in task.depends_on if status.get(name, "completed") != "completed")


def told(task: StoredTask, changes: dict[str, object], today: date) -> StoredTask:
    """Return the task with what was told of it; beginning and end get their dates, where nobody gave them."""
    after = task.model_copy(update=changes)
    if task.status == "completed" and after.status != "completed" and "remaining_hours" not in changes:
        # Nothing was left because it was done; what the estimate leaves is to be done again.
        after = after.model_copy(update={"remaining_hours": None})
    match after.status:
        case "pending":
            derived: dict[str, object] = {"started_on": None, "completed_on": None}
        case "in_progress":
            derived = {"started_on": after.started_on or today, "completed_on": None}
        case "completed":
            ended = after.completed_on or today
            derived = {
                "completed_on": ended,
                "started_on": min(after.started_on or after.start_date, ended),
                "remaining_hours": 0.0,
            }
    slip = (after.due_date - after.baseline_due).days
    return after.model_copy(update={**derived, "slip_days": slip})


def _milestone(milestone: StoredMilestone, tasks: dict[str, StoredTask], first: date) -> StoredMilestone:
    own = tuple(_with_baseline(tasks.get(task.id, task), task) for task in milestone.tasks)
    if not own:
        return milestone
    due = max(task.due_date for task in own)
    return milestone.model_copy(
        update={
            "tasks": own,
            "week": max((due - first).days // _WEEK + 1, 1),
            "start_date": min(task.start_date for task in own),
            "due_date": due,
            "completion_percentage": progress(own),
        }
    )


def _with_baseline(task: StoredTask, before: StoredTask) -> StoredTask:
    """Let a task of before tracking keep, as the first plan's, the dates it had until now."""
    if task.baseline_due_date is not None:
        return task
    kept = {
        "baseline_start_date": before.start_date,
        "baseline_due_date": before.due_date,
        "baseline_hours": before.estimated_hours,
        "slip_days": (task.due_date - before.due_date).days,
    }
    return task.model_copy(update=kept)


def _share(task: StoredTask) -> float:
    if task.status == "completed":
        return 1.0
    if task.status == "pending" or not task.actual_hours:
        return 0.0
    return min(task.actual_hours / (task.actual_hours + task.hours_left), _MOST_UNFINISHED)

"""What a roadmap's page shows of it, and what somebody fills in there for a task."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue

from gateway.dashboard.charts.gantt import Gantt, gantt
from gateway.dashboard.forms import Form
from gateway.repository.roadmap_tasks import TaskChanger, TrackedRoadmap
from gateway.task_changes import task_etag
from library.roadmaps.model import StoredMilestone, StoredRoadmap, StoredTask

# What the form of a task has, by the names that the API has for it.
_FIELDS: Final = ("status", "assignee", "actualHours", "remainingHours", "startDate", "dueDate")
_HOURS: Final = frozenset({"actualHours", "remainingHours"})
_MAY_BE_EMPTY: Final = frozenset({"assignee", "actualHours", "remainingHours"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that is shown again: what was filled in, what is wrong with it, and whether it was saved or came late."""

    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict[str, str])
    is_late: bool = False
    changer: TaskChanger | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A task with its number on the page, which its element's id has, and the titles of what it waits for."""

    number: int
    task: StoredTask
    etag: str
    stored: Mapping[str, str]
    waits_for: tuple[str, ...]
    leads_to: tuple[str, ...]
    filled: Filled | None = None
    is_open: bool = False
    is_saved: bool = False

    @property
    def values(self) -> Mapping[str, str]:
        """Return what the fields of its form hold."""
        return self.filled.values if self.filled else self.stored


@dataclass(frozen=True, slots=True)
class Part:
    """A milestone with its number on the page and its tasks."""

    number: int
    milestone: StoredMilestone
    rows: tuple[Row, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What the tasks come to; hours are hours of work."""

    tasks: int
    completed: int
    hours: float
    told: float


@dataclass(frozen=True, slots=True)
class Looked:
    """Which task somebody came for, what they filled in, and whether that was saved."""

    task_id: str
    filled: Filled | None = None
    is_open: bool = True
    is_saved: bool = False


def shown(tracked: TrackedRoadmap, looked: Looked | None = None) -> dict[str, object]:
    """Return what the templates of a roadmap need."""
    roadmap = tracked.roadmap
    parts = _parts(tracked, looked)
    values: dict[str, object] = {
        "tracked": tracked,
        "roadmap": roadmap,
        "parts": parts,
        "sums": _sums(roadmap),
        "chart": _chart(roadmap),
        "today": datetime.now(UTC).date(),
        "row": None,
        "replan": None,
    }
    if looked:
        values["row"] = next((row for part in parts for row in part.rows if row.task.id == looked.task_id), None)
    return values


def stored_values(task: StoredTask) -> dict[str, str]:
    """Return what the fields of a task's form hold when nobody has filled in anything."""
    return {
        "status": task.status,
        "assignee": task.assignee or "",
        "actualHours": _hours(task.actual_hours),
        "remainingHours": _hours(task.remaining_hours),
        "startDate": task.start_date.isoformat(),
        "dueDate": task.due_date.isoformat(),
    }


def change_of(form: Form, task: StoredTask) -> tuple[dict[str, str], dict[str, JsonValue]]:
    """Return what was filled in, and those members of a change by which it differs from what is stored.

    What was left as it was is not said again, as a person or a date that is said counts as given by hand.
    """
    stored = stored_values(task)
    values = stored | {name: form.get(name).strip() for name in _FIELDS if name in form.values}
    said: dict[str, JsonValue] = {name: _value(name, values[name]) for name in _FIELDS if values[name] != stored[name]}
    if said and task.status == "completed" and values["status"] != "completed":
        # Completed meant that nothing remained; taken back, the estimate holds again until somebody says better.
        said.setdefault("remainingHours", None)
    return values, said


def _value(name: str, text: str) -> JsonValue:
    if not text and name in _MAY_BE_EMPTY:
        return None
    if name in _HOURS:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text
    return text


def _hours(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _parts(tracked: TrackedRoadmap, looked: Looked | None) -> tuple[Part, ...]:
    roadmap = tracked.roadmap
    titles = {task.id: task.title for task in roadmap.tasks}
    over = {task.id for task in roadmap.tasks if task.status == "completed"}
    current = next((one.id for one in roadmap.milestones if one.completion_percentage < 100), None)
    parts: list[Part] = []
    number = 0
    for milestone in roadmap.milestones:
        rows: list[Row] = []
        for task in milestone.tasks:
            number += 1
            mine = looked if looked and looked.task_id == task.id else None
            row = Row(
                number,
                task,
                task_etag(tracked.id, task.id, tracked.revisions.get(task.id, 0)),
                stored_values(task),
                tuple(titles[name] for name in task.depends_on if name in titles and name not in over),
                tuple(other.title for other in roadmap.tasks if task.id in other.depends_on),
                mine.filled if mine else None,
                mine.is_open if mine else False,
                mine.is_saved if mine else False,
            )
            rows.append(row)
        is_open = milestone.id == current or any(looked and row.task.id == looked.task_id for row in rows)
        parts.append(Part(len(parts) + 1, milestone, tuple(rows), is_open))
    return tuple(parts)


def _sums(roadmap: StoredRoadmap) -> Sums:
    tasks = roadmap.tasks
    return Sums(
        len(tasks),
        sum(task.status == "completed" for task in tasks),
        sum(task.estimated_hours for task in tasks),
        sum(task.actual_hours or 0.0 for task in tasks),
    )


def _chart(roadmap: StoredRoadmap) -> Gantt | None:
    return gantt(roadmap, datetime.now(UTC).date()) if roadmap.tasks else None

"""The one way in which a task of a roadmap is changed, for the API and for the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import invalid, not_found
from gateway.field_errors import FieldError
from gateway.repository.activity import insert_activity
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.roadmap_tasks import FoundTask, lock_task, update_task
from gateway.responses import etag_of, etag_within
from gateway.schemas.roadmap_tasks import TaskChange
from library.roadmaps.model import StoredTask
from library.roadmaps.tracking import TaskUpdate, replaced, told
from shared.db.pool import Connection, transaction

TASK_CHANGED: Final = "roadmap.task_changed"
_BY_HAND: Final = {"assignee": "assigned_by_hand", "start_date": "dated_by_hand", "due_date": "dated_by_hand"}


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Which task of which roadmap."""

    roadmap_id: UUID
    task_id: str


@dataclass(frozen=True, slots=True)
class ChangedTask:
    """A task after its change, and the entity tag it has now."""

    update: TaskUpdate
    etag: str


async def change_task(
    services: Services, access: Access, place: TaskPlace, body: TaskChange, check: Callable[[str], None]
) -> ChangedTask:
    """Change a task, write it down, and work out what that makes of the roadmap; `check` gets the current ETag.

    Raises:
        ProblemError: 404 for what is not there, 400 naming the fields, and what `check` raises; then nothing changed.
    """
    roadmap_id, task_id = place.roadmap_id, place.task_id
    async with transaction(services.pool, access.context) as connection:
        found = await lock_task(connection, access.workspace_id, roadmap_id, task_id)
        if found is None:
            raise not_found("task")
        before = task_of(found, task_id)
        now = replaced(found.roadmap, before)
        etag = shown_etag(roadmap_id, now, found.revision)
        check(etag)
        today = datetime.now(UTC).date()
        after = _changed(before, body, today)
        _refuse(body, after, found, today)
        if after == before:
            return ChangedTask(now, etag)
        update = replaced(found.roadmap, after)
        revision = await update_task(connection, access.workspace_id, roadmap_id, update.roadmap, update.task)
        await _write_down(connection, access, roadmap_id, before, update.task)
    return ChangedTask(update, shown_etag(roadmap_id, update, revision))


def task_etag(roadmap_id: UUID, task_id: str, revision: int) -> str:
    """Return the entity tag that a change of a task has to name."""
    return etag_of(roadmap_id, task_id, revision)


def shown_etag(roadmap_id: UUID, seen: TaskUpdate, revision: int) -> str:
    """Return the entity tag of a task with what is shown around it, of which a change needs the task's part only."""
    around = seen.milestone.completion_percentage, seen.roadmap.overall_progress, seen.open_predecessors
    return etag_within(task_etag(roadmap_id, seen.task.id, revision), *around)


def task_of(found: FoundTask, task_id: str) -> StoredTask:
    """Return the task that was asked for."""
    return next(task for task in found.roadmap.tasks if task.id == task_id)


def _changed(before: StoredTask, body: TaskChange, today: date) -> StoredTask:
    changes = body.changes()
    by_hand = {mark: True for name, mark in _BY_HAND.items() if name in changes and changes[name] is not None}
    return told(before, changes | by_hand, today)


def _refuse(body: TaskChange, after: StoredTask, found: FoundTask, today: date) -> None:
    """Let a change through that makes sense together with what is stored.

    Raises:
        ProblemError: 400 naming the fields.
    """
    errors: list[FieldError] = []
    given = body.changes()
    if after.due_date < after.start_date:
        name = "startDate" if "start_date" in given else "dueDate"
        errors.append(FieldError(name, f"must leave {after.start_date} to {after.due_date} in this order"))
    if given.get("completed_on") and after.status != "completed":
        errors.append(FieldError("completedOn", "goes only with the status completed"))
    if after.completed_on and after.completed_on > today:
        errors.append(FieldError("completedOn", f"must not lie after today, {today} (UTC)"))
    assignee = given.get("assignee")
    if assignee and found.team and assignee not in found.team:
        errors.append(FieldError("assignee", f"must be one of the team: {', '.join(found.team)}"))
    if errors:
        raise invalid(errors)


async def _write_down(
    connection: Connection, access: Access, roadmap_id: UUID, before: StoredTask, after: StoredTask
) -> None:
    old, new = before.model_dump(mode="json", by_alias=True), after.model_dump(mode="json", by_alias=True)
    names = [name for name, value in new.items() if old.get(name) != value]
    values = {name: old.get(name) for name in names}, {name: new[name] for name in names}
    change = Change(
        TASK_CHANGED, "roadmap", roadmap_id, {"task": before.id, **values[0]}, {"task": after.id, **values[1]}
    )
    await insert_audit_entry(connection, access, change)
    subject = ("roadmap", roadmap_id)
    data = {"task": after.id, "title": after.title, "old": values[0], "new": values[1]}
    await insert_activity(connection, access, TASK_CHANGED, subject, data)

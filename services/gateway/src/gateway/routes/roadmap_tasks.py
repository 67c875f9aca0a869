"""The tasks of a roadmap: what a team tells of them rolls up to milestones and the whole."""

from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Path, Request
from starlette.responses import Response

from gateway.auth.caller import Access
from gateway.deps import EditAccess, ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.errors import invalid, not_found
from gateway.field_errors import FieldError
from gateway.json_body import read_body
from gateway.repository.activity import insert_activity
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.roadmap_tasks import FoundTask, lock_task, read_task, update_task
from gateway.responses import etag_headers, etag_of, etag_within, json_text_response, not_modified, require_match
from gateway.routing import RoadmapId, api_router
from gateway.schemas.roadmap_examples import TASK_CHANGE_EXAMPLES, TASK_EXAMPLE
from gateway.schemas.roadmap_tasks import TaskChange, TaskView
from library.roadmaps.model import StoredTask
from library.roadmaps.tracking import TaskUpdate, replaced, told
from shared.contracts.problems import ProblemCode
from shared.contracts.wire import Text
from shared.db.pool import Connection, transaction

router = api_router("roadmaps")
TaskId = Annotated[Text, Path(alias="taskId", description="The task, by its id in the roadmap.", max_length=120)]

_ACTION: Final = "roadmap.task_changed"
_BY_HAND: Final = {"assignee": "assigned_by_hand", "start_date": "dated_by_hand", "due_date": "dated_by_hand"}


@router.get(
    "/roadmaps/{roadmapId}/tasks/{taskId}",
    operation_id="getRoadmapTask",
    summary="Read one task of a roadmap",
    **described(
        Gives(200, "The task", TaskView, TASK_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def get_task(
    request: Request, services: ServicesOf, access: ReadAccess, roadmap_id: RoadmapId, task_id: TaskId
) -> Response:
    """Show a task; a change needs the ETag that comes with it."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        found = await read_task(connection, access.workspace_id, roadmap_id, task_id)
    if found is None:
        raise not_found("task")
    seen = replaced(found.roadmap, _task(found, task_id))
    etag = _etag(roadmap_id, seen, found.revision)
    return not_modified(request, etag) or _response(seen, etag)


@router.patch(
    "/roadmaps/{roadmapId}/tasks/{taskId}",
    operation_id="updateRoadmapTask",
    summary="Tell how a task is getting on",
    **described(
        Gives(200, "The task as it is now", TaskView, TASK_EXAMPLE, headers=("ETag",)),
        takes=Takes(TaskChange, TASK_CHANGE_EXAMPLES),
        problems=(
            *WORKSPACE_PROBLEMS,
            *WRITE_PROBLEMS,
            ProblemCode.PRECONDITION_FAILED,
            ProblemCode.PRECONDITION_REQUIRED,
        ),
    ),
)
async def patch_task(
    request: Request, services: ServicesOf, access: EditAccess, roadmap_id: RoadmapId, task_id: TaskId
) -> Response:
    """Change a task's state, hours, person or dates; needs If-Match. Other tasks keep their dates until a replan."""
    body, _ = await read_body(request, TaskChange)
    async with transaction(services.pool, access.context) as connection:
        found = await lock_task(connection, access.workspace_id, roadmap_id, task_id)
        if found is None:
            raise not_found("task")
        before = _task(found, task_id)
        now = replaced(found.roadmap, before)
        require_match(request, _etag(roadmap_id, now, found.revision))
        today = datetime.now(UTC).date()
        after = _changed(before, body, today)
        _refuse(body, after, found, today)
        if after == before:
            return _response(now, _etag(roadmap_id, now, found.revision))
        update = replaced(found.roadmap, after)
        revision = await update_task(connection, access.workspace_id, roadmap_id, update.roadmap, update.task)
        await _write_down(connection, access, roadmap_id, before, update.task)
    return _response(update, _etag(roadmap_id, update, revision))


def _task(found: FoundTask, task_id: str) -> StoredTask:
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
    change = Change(_ACTION, "roadmap", roadmap_id, {"task": before.id, **values[0]}, {"task": after.id, **values[1]})
    await insert_audit_entry(connection, access, change)
    subject = ("roadmap", roadmap_id)
    data = {"task": after.id, "title": after.title, "old": values[0], "new": values[1]}
    await insert_activity(connection, access, _ACTION, subject, data)


def _etag(roadmap_id: UUID, seen: TaskUpdate, revision: int) -> str:
    around = seen.milestone.completion_percentage, seen.roadmap.overall_progress, seen.open_predecessors
    return etag_within(etag_of(roadmap_id, seen.task.id, revision), *around)


def _response(update: TaskUpdate, etag: str) -> Response:
    view = TaskView.model_validate(
        {
            **update.task.model_dump(by_alias=True),
            "milestoneId": update.milestone.id,
            "milestoneCompletionPercentage": update.milestone.completion_percentage,
            "overallProgress": update.roadmap.overall_progress,
            "openPredecessors": update.open_predecessors,
        }
    )
    return json_text_response(view.model_dump_json(by_alias=True), headers=etag_headers(etag))

"""The tasks of a roadmap: what a team tells of them rolls up to milestones and the whole."""

from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from gateway.deps import EditAccess, ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.errors import not_found
from gateway.json_body import read_body
from gateway.replica.reading import reading
from gateway.repository.roadmap_tasks import read_task
from gateway.responses import etag_headers, json_text_response, not_modified, require_match
from gateway.routing import RoadmapId, api_router
from gateway.schemas.roadmap_examples import TASK_CHANGE_EXAMPLES, TASK_EXAMPLE
from gateway.schemas.roadmap_tasks import TaskChange, TaskView
from gateway.task_changes import TaskPlace, change_task, shown_etag, task_of
from library.roadmaps.tracking import TaskUpdate, replaced
from shared.contracts.problems import ProblemCode
from shared.contracts.wire import Text

router = api_router("roadmaps")
TaskId = Annotated[Text, Path(alias="taskId", description="The task, by its id in the roadmap.", max_length=120)]


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
    async with reading(services, access) as connection:
        found = await read_task(connection, access.workspace_id, roadmap_id, task_id)
    if found is None:
        raise not_found("task")
    seen = replaced(found.roadmap, task_of(found, task_id))
    etag = shown_etag(roadmap_id, seen, found.revision)
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
    place = TaskPlace(roadmap_id, task_id)
    changed = await change_task(services, access, place, body, lambda etag: require_match(request, etag))
    return _response(changed.update, changed.etag)


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

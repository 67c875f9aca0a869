"""Roadmaps: the list, and one of them with tasks that are ticked off, filled in, and planned anew."""

from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

import orjson
from fastapi import Depends, Path
from pydantic import JsonValue, ValidationError
from starlette.responses import RedirectResponse, Response

from gateway.admission import Wanted, create_job, refuse_unknown_places, request_text
from gateway.dashboard.messages import problem_messages, validation_messages
from gateway.dashboard.navigation import screen_path
from gateway.dashboard.pages import is_partial
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.tracked import Filled, Looked, change_of, shown
from gateway.dashboard.viewing import EditView, ReadView, Viewer
from gateway.errors import ProblemError, not_found
from gateway.idempotency import Attempt, digest
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.jobs import read_job
from gateway.repository.roadmap_tasks import TrackedRoadmap, read_changer, read_tracked
from gateway.repository.roadmaps import list_roadmaps
from gateway.responses import refuse_outdated
from gateway.schemas.roadmap_tasks import TaskChange
from gateway.schemas.roadmaps import RoadmapItem
from gateway.task_changes import TASK_CHANGED, TaskPlace, change_task
from shared.contracts.problems import ProblemCode
from shared.contracts.requests import Replan, ReplanRequest

PATH: Final = f"{HOME}/roadmaps"
_REPLAN: Final = ("asOf", "deadline", "hoursPerWeek")
_TO_BE_CORRECTED: Final = frozenset({ProblemCode.INVALID_REQUEST, ProblemCode.PRECONDITION_FAILED})
_BAD_REQUEST: Final = 400
_LATE: Final = 412
_OVER: Final = frozenset({"succeeded", "failed", "cancelled"})
RoadmapId = Annotated[UUID, Path()]
TaskId = Annotated[str, Path(max_length=120)]
router = page_router()


@router.get("/roadmaps")
async def get_roadmaps(view: ReadView, page: Annotated[Page, Depends(paging("roadmaps"))]) -> Response:
    """Show the workspace's roadmaps, newest first."""
    async with reading(view.services, view.access) as connection:
        rows = await list_roadmaps(connection, view.access.workspace_id, page)
    cursor = page.next_cursor(rows, _position)
    return view.page("roadmaps.html", {"roadmaps": page.shown(rows), "next_cursor": cursor, "is_first": not page.after})


@router.get("/roadmaps/{roadmap_id}")
async def get_roadmap(view: ReadView, roadmap_id: RoadmapId) -> Response:
    """Show a roadmap as it is now; `task` opens one task, `saved` says that it was saved, `job` follows a replan."""
    asked = view.request.query_params
    looked = Looked(asked["task"], is_saved="saved" in asked) if "task" in asked else None
    values = shown(await _tracked(view, roadmap_id), looked)
    return view.page("roadmap.html", values | {"job": await _job(view, asked.get("job", ""))})


@router.get("/roadmaps/{roadmap_id}/replanning/{job_id}")
async def get_replanning(view: ReadView, roadmap_id: RoadmapId, job_id: UUID) -> Response:
    """Show how far a replan is; when it is done the page is loaded again."""
    tracked = await _tracked(view, roadmap_id)
    job = await _job(view, str(job_id))
    response = view.page("fragments/roadmap_replanning.html", {"tracked": tracked, "job": job})
    if job and job["status"] == "succeeded":
        response.headers["HX-Redirect"] = f"{PATH}/{roadmap_id}?{urlencode({'job': str(job_id), **_workspace(view)})}"
    return response


@router.post("/roadmaps/{roadmap_id}/tasks/{task_id}")
async def post_task(view: EditView, roadmap_id: RoadmapId, task_id: TaskId) -> Response:
    """Save what was told of a task; what was filled in is kept when it can't be saved."""
    tracked = await _tracked(view, roadmap_id)
    task = next((one for one in tracked.roadmap.tasks if one.id == task_id), None)
    if task is None:
        raise not_found("task")
    values, said = change_of(view.form, task)
    language = view.pages.preferences(view.request).language
    etag, place = view.form.get("etag"), TaskPlace(roadmap_id, task_id)
    try:
        if said:
            body = TaskChange.model_validate(said)
            await change_task(view.services, view.access, place, body, lambda current: refuse_outdated(etag, current))
    except ValidationError as error:
        filled = Filled(values, validation_messages(error, said, TaskChange, language))
        return await _again(view, roadmap_id, task_id, filled)
    except ProblemError as problem:
        if problem.code not in _TO_BE_CORRECTED:
            raise
        return await _again(view, roadmap_id, task_id, await _refused(view, place, values, problem))
    is_open = "open" in view.form.values
    if is_partial(view.request):
        looked = Looked(task_id, is_open=is_open, is_saved="tick" not in view.form.values)
        return view.page("fragments/roadmap_changed.html", shown(await _tracked(view, roadmap_id), looked))
    return RedirectResponse(_place(view, roadmap_id, task_id), status_code=303)


@router.post("/roadmaps/{roadmap_id}/replan")
async def post_replan(view: EditView, roadmap_id: RoadmapId) -> Response:
    """Have what is left planned anew; pressed twice, one page asks once."""
    tracked = await _tracked(view, roadmap_id)
    values = {name: view.form.get(name).strip() for name in _REPLAN}
    given: dict[str, JsonValue] = {name: text for name, text in values.items() if text}
    if "hoursPerWeek" in given:
        given["hoursPerWeek"] = _hours(values["hoursPerWeek"])
    language = view.pages.preferences(view.request).language
    try:
        body = Replan.model_validate(given)
        refuse_unknown_places(body)
        said = {name: getattr(body, name) for name in body.model_fields_set}
        wanted = Wanted("roadmap", request_text(ReplanRequest(roadmap_id=roadmap_id, **said)))
    except ValidationError as error:
        replan = Filled(values, validation_messages(error, given, Replan, language))
        page = shown(tracked) | {"replan": replan, "job": None}
        return view.page("roadmap.html", page, status=_BAD_REQUEST)
    attempt = Attempt(view.form.get("key")[:100] or None, digest("POST", view.request.url.path, given))
    answer = await create_job(view.services, view.access, attempt, wanted)
    job_id = orjson.loads(answer.body)["jobId"]
    return RedirectResponse(f"{PATH}/{roadmap_id}?{urlencode({'job': job_id, **_workspace(view)})}", status_code=303)


async def _tracked(view: Viewer, roadmap_id: UUID) -> TrackedRoadmap:
    async with reading(view.services, view.access) as connection:
        tracked = await read_tracked(connection, view.access.workspace_id, roadmap_id)
    if tracked is None:
        raise not_found("roadmap")
    return tracked


async def _job(view: Viewer, job_id: str) -> dict[str, object] | None:
    """Return the replan that the address names; one that is not there is not spoken of."""
    try:
        found = (await read_job(view.services.pool, view.access, UUID(job_id))).job if job_id else None
    except ValueError:
        return None
    if found is None or found.kind != "roadmap":
        return None
    page = screen_path("jobs")
    return {
        "id": found.id,
        "status": found.status,
        "stage": found.stage,
        "progress": found.progress,
        "is_over": found.status in _OVER,
        "path": f"{page}/{found.id}" if page else None,
    }


async def _refused(view: Viewer, place: TaskPlace, values: dict[str, str], problem: ProblemError) -> Filled:
    """Say who was faster, or what is wrong."""
    language = view.pages.preferences(view.request).language
    if problem.code is not ProblemCode.PRECONDITION_FAILED:
        return Filled(values, problem_messages(problem, language))
    async with reading(view.services, view.access) as connection:
        changer = await read_changer(
            connection, view.access.workspace_id, place.roadmap_id, TASK_CHANGED, place.task_id
        )
    return Filled(values, is_late=True, changer=changer)


async def _again(view: Viewer, roadmap_id: UUID, task_id: str, filled: Filled) -> Response:
    values = shown(await _tracked(view, roadmap_id), Looked(task_id, filled))
    if is_partial(view.request):
        # Not as an error: a browser would print one to its console, and the form says what is wrong.
        return view.page("fragments/roadmap_task.html", values)
    return view.page("roadmap.html", values | {"job": None}, status=_LATE if filled.is_late else _BAD_REQUEST)


def _place(view: Viewer, roadmap_id: UUID, task_id: str) -> str:
    """Return the address of a page that shows the task where it was."""
    said = {"task": task_id} | ({} if "tick" in view.form.values else {"saved": "1"}) | _workspace(view)
    number = view.form.get("number")
    anchor = f"#task-{number}" if number.isascii() and number.isdecimal() else ""
    return f"{PATH}/{roadmap_id}?{urlencode(said)}{anchor}"


def _workspace(view: Viewer) -> dict[str, str]:
    """Name the form's own workspace, as another tab may have gone to another one since."""
    return {"workspace": str(view.access.workspace_id)}


def _hours(text: str) -> JsonValue:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _position(item: RoadmapItem) -> Position:
    return Position(item.created_at, item.id)

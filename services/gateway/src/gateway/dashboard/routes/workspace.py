"""The workspace itself: its name, what this installation offers it, a new one, and its end."""

from collections.abc import Mapping
from typing import Final

import orjson
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from gateway.closing import delete_workspace
from gateway.dashboard.attempts import attempt_by, once_of
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import OwnerView, ReadView, Viewer
from gateway.errors import ProblemError, not_found
from gateway.founding import call_workspace, found_workspace
from gateway.replica.reading import reading
from gateway.repository.workspaces import read_workspace
from gateway.schemas.workspaces import WorkspaceRequest
from shared.contracts.problems import ProblemCode

PATH: Final = f"{HOME}/workspace"
_OTHER_NAME: Final = N_("This is not the name of this workspace. Nothing was deleted.")
router = page_router()


@router.get("/workspace")
async def get_workspace(view: ReadView) -> Response:
    """Show what is known of the workspace and of the installation."""
    return await _shown(view, {})


@router.post("/workspace")
async def post_name(view: OwnerView) -> Response:
    """Give the workspace another name."""
    given = {"name": view.form.get("name").strip()}
    try:
        body = WorkspaceRequest.model_validate(given)
    except ValidationError as error:
        return await _shown(view, _told(view, error, given), status=400)
    await call_workspace(view.services, view.access, body.name)
    return view.lead(PATH, done="renamed")


@router.post("/workspace/new")
async def post_workspace(view: ReadView) -> Response:
    """Make a workspace and lead into it; sent twice, the form makes one."""
    given = {"name": view.form.get("newName").strip()}
    try:
        body = WorkspaceRequest.model_validate(given)
    except ValidationError as error:
        return await _shown(view, {"newName": _told(view, error, given)["name"]}, status=400)
    attempt = attempt_by(view.form, f"{PATH}/new", given)
    answer = await found_workspace(view.services.pool, view.access.caller, attempt, body.name)
    return RedirectResponse(f"{PATH}?workspace={orjson.loads(answer.body)['id']}", status_code=303)


@router.post("/workspace/deletion")
async def post_deletion(view: OwnerView) -> Response:
    """Delete the workspace whose name was typed, and lead to another one, or to where none is needed."""
    try:
        await delete_workspace(view.services, view.access, view.form.get("deletedName").strip())
    except ProblemError as problem:
        if problem.code is not ProblemCode.INVALID_REQUEST:
            raise
        language = view.pages.preferences(view.request).language
        return await _shown(view, {"deletedName": language.text(_OTHER_NAME)}, status=400)
    left = next((each for each in view.user.workspaces if each.id != view.access.workspace_id), None)
    to = f"{PATH}?workspace={left.id}&done=deleted" if left else f"{HOME}/account?done=deleted"
    return RedirectResponse(to, status_code=303)


async def _shown(view: Viewer, errors: Mapping[str, str], *, status: int = 200) -> Response:
    async with reading(view.services, view.access) as connection:
        workspace = await read_workspace(connection, view.access.workspace_id)
    if workspace is None:
        raise not_found("workspace")
    values = {
        "workspace": workspace,
        "settings": view.services.settings,
        "has_accounts": view.services.sessions is not None,
        "errors": errors,
        "form": view.form,
        "once": once_of(view.form),
        "done": view.request.query_params.get("done", ""),
        "path": PATH,
    }
    return view.page("workspace.html", values, status=status)


def _told(view: Viewer, error: ValidationError, given: Mapping[str, str]) -> dict[str, str]:
    return validation_messages(error, given, WorkspaceRequest, view.pages.preferences(view.request).language)

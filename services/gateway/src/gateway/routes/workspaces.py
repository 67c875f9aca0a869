"""Workspaces: the caller's own, a new one, another name for one, all that is in one, and the end of one."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from exports.naming import MEDIA_TYPES
from gateway import closing
from gateway.auth.caller import Caller
from gateway.deps import AuthenticatedCaller, ServicesOf
from gateway.documentation import WRITE_PROBLEMS, Gives, Takes, described
from gateway.founding import call_workspace, found_workspace
from gateway.idempotency import attempt_of
from gateway.json_body import read_body
from gateway.paging import Page, Position, paging
from gateway.path_access import PathOwnerAccess
from gateway.repository.workspaces import list_memberships, read_workspace
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import DELETION_EXAMPLE, WORKSPACE_EXAMPLE, page_of
from gateway.schemas.workspaces import (
    Workspace,
    WorkspaceDeletion,
    WorkspaceDeletionRequest,
    WorkspacePage,
    WorkspaceRequest,
)
from gateway.transfer.download import open_download
from shared.contracts.problems import ProblemCode
from shared.db.pool import Context, Pool, transaction

router = api_router("workspaces")


@router.get(
    "/workspaces",
    operation_id="listWorkspaces",
    summary="List your workspaces, oldest first",
    **described(Gives(200, "A page of workspaces", WorkspacePage, page_of(WORKSPACE_EXAMPLE))),
)
async def get_workspaces(
    services: ServicesOf, caller: AuthenticatedCaller, page: Annotated[Page, Depends(paging("workspaces"))]
) -> Response:
    """Show where the caller belongs; an API key belongs to one workspace."""
    rows = await _own(services.pool, caller, page)
    answer = WorkspacePage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.post(
    "/workspaces",
    operation_id="createWorkspace",
    summary="Create a workspace that you own",
    **described(
        Gives(201, "The workspace", Workspace, WORKSPACE_EXAMPLE),
        takes=Takes(WorkspaceRequest, {"minimal": {"name": "Northwind"}}),
        problems=(*WRITE_PROBLEMS, ProblemCode.IDEMPOTENCY_KEY_REUSED),
    ),
)
async def post_workspace(request: Request, services: ServicesOf, caller: AuthenticatedCaller) -> Response:
    """Make a workspace with the caller as its owner."""
    body, given = await read_body(request, WorkspaceRequest)
    attempt = attempt_of(request, given)
    answer = await found_workspace(services.pool, caller, attempt, body.name)
    return answer.to_response()


@router.patch(
    "/workspaces/{workspaceId}",
    operation_id="renameWorkspace",
    summary="Give a workspace another name",
    **described(
        Gives(200, "The workspace", Workspace, WORKSPACE_EXAMPLE),
        takes=Takes(WorkspaceRequest, {"minimal": {"name": "Northwind"}}),
        problems=(ProblemCode.NOT_FOUND, *WRITE_PROBLEMS),
    ),
)
async def patch_workspace(request: Request, services: ServicesOf, access: PathOwnerAccess) -> Response:
    """Rename a workspace that the caller owns."""
    body, _ = await read_body(request, WorkspaceRequest)
    workspace = await call_workspace(services, access, body.name)
    return json_text_response(workspace.model_dump_json(by_alias=True))


@router.delete(
    "/workspaces/{workspaceId}",
    operation_id="deleteWorkspace",
    summary="Delete a workspace with everything in it",
    **described(
        Gives(202, "The workspace is closed and will be gone", WorkspaceDeletion, DELETION_EXAMPLE),
        takes=Takes(WorkspaceDeletionRequest, {"minimal": {"name": "Northwind"}}),
        problems=(ProblemCode.NOT_FOUND, *WRITE_PROBLEMS),
    ),
)
async def delete_workspace(request: Request, services: ServicesOf, access: PathOwnerAccess) -> Response:
    """Close a workspace that the caller owns: at once nobody belongs to it, open jobs are cancelled, keys refused.

    The body repeats its name. Its rows are deleted after the grace time that the answer tells, in which the
    operator of the installation can open it again. Asked a second time it is answered with 404, as for strangers.
    """
    body, _ = await read_body(request, WorkspaceDeletionRequest)
    deletion = await closing.delete_workspace(services, access, body.name)
    return json_text_response(deletion.model_dump_json(by_alias=True), status=202)


@router.get(
    "/workspaces/{workspaceId}/export",
    operation_id="exportWorkspace",
    summary="Download everything that a workspace holds",
    **described(
        Gives(
            200,
            "A ZIP file",
            example="PK…",
            media_type=MEDIA_TYPES["zip"],
            is_binary=True,
            headers=("Content-Disposition",),
        ),
        problems=(ProblemCode.NOT_FOUND, ProblemCode.FORBIDDEN, ProblemCode.EXPORT_UNAVAILABLE),
    ),
)
async def get_workspace_export(services: ServicesOf, access: PathOwnerAccess) -> Response:
    """Hand over all rows of a workspace as they are at one moment; `convex workspaces import` takes the file.

    `manifest.json` tells what is in the file and what is not, `tables/<name>.jsonl` has a row of a table on each line.
    Secrets are left out. A file whose download broke off can't be opened.
    """
    return await open_download(services, access)


async def _own(pool: Pool, caller: Caller, page: Page) -> list[Workspace]:
    if caller.user_id is not None:
        async with transaction(pool, Context(None, caller.user_id), read_only=True) as connection:
            return await list_memberships(connection, caller.user_id, page)
    assert caller.key_workspace_id is not None
    context = Context(caller.key_workspace_id, None, caller.api_key_id)
    async with transaction(pool, context, read_only=True) as connection:
        workspace = await read_workspace(connection, caller.key_workspace_id)
    return [workspace] if workspace else []


def _position(item: Workspace) -> Position:
    return Position(item.created_at, item.id)

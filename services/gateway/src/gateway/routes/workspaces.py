"""Workspaces: the caller's own, and a new one."""

from typing import Annotated
from uuid import uuid5

import asyncpg
from fastapi import Depends, Request
from starlette.responses import Response

from gateway.auth.caller import Caller, Claim
from gateway.deps import AuthenticatedCaller, ServicesOf
from gateway.documentation import WRITE_PROBLEMS, Gives, Takes, described
from gateway.errors import ProblemError
from gateway.idempotency import Answer, Attempt, attempt_of, once
from gateway.json_body import read_body
from gateway.paging import Page, Position, paging
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.workspaces import create_workspace, list_memberships, read_workspace
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import WORKSPACE_EXAMPLE, page_of
from gateway.schemas.workspaces import Workspace, WorkspacePage, WorkspaceRequest
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, Context, Pool, transaction
from shared.ids import new_id

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
    if caller.user_id is None:
        raise ProblemError(ProblemCode.FORBIDDEN, "An API key belongs to one workspace and can't make another.")
    body, given = await read_body(request, WorkspaceRequest)
    attempt = attempt_of(request, given)
    # There is no workspace yet to keep the key in, so the key decides the workspace's id.
    workspace_id = new_id() if attempt.key is None else uuid5(caller.user_id, f"workspace {attempt.key}")
    claim = Claim(caller, workspace_id)
    try:
        answer = await _create(services.pool, claim, attempt, body.name)
    except asyncpg.UniqueViolationError:
        # A concurrent request with the same key was first and has committed by now.
        answer = await _create(services.pool, claim, attempt, body.name)
    return answer.to_response()


async def _own(pool: Pool, caller: Caller, page: Page) -> list[Workspace]:
    if caller.user_id is not None:
        async with transaction(pool, Context(None, caller.user_id), read_only=True) as connection:
            return await list_memberships(connection, caller.user_id, page)
    assert caller.key_workspace_id is not None
    context = Context(caller.key_workspace_id, None, caller.api_key_id)
    async with transaction(pool, context, read_only=True) as connection:
        workspace = await read_workspace(connection, caller.key_workspace_id)
    return [workspace] if workspace else []


async def _create(pool: Pool, claim: Claim, attempt: Attempt, name: str) -> Answer:
    async with transaction(pool, claim.context) as connection:
        workspace = await read_workspace(connection, claim.workspace_id) or await _insert(connection, claim, name)

        async def first() -> Answer:
            return Answer(201, workspace.model_dump_json(by_alias=True))

        return await once(connection, claim, attempt, first)


async def _insert(connection: Connection, claim: Claim, name: str) -> Workspace:
    created_at = await create_workspace(connection, claim.workspace_id, name, claim.caller.email)
    change = Change("workspace.created", "workspace", claim.workspace_id, new={"name": name})
    await insert_audit_entry(connection, claim, change)
    return Workspace(id=claim.workspace_id, name=name, role="owner", created_at=created_at)


def _position(item: Workspace) -> Position:
    return Position(item.created_at, item.id)

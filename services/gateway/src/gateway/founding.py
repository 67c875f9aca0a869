"""A new workspace, and another name for one, for the API and for the pages."""

from uuid import uuid5

import asyncpg

from gateway.auth.caller import Access, Caller, Claim
from gateway.deps import Services
from gateway.errors import ProblemError
from gateway.idempotency import Answer, Attempt, once
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.workspaces import create_workspace, read_workspace, rename_workspace
from gateway.schemas.workspaces import Workspace
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, Pool, transaction
from shared.ids import new_id


async def found_workspace(pool: Pool, caller: Caller, attempt: Attempt, name: str) -> Answer:
    """Make a workspace with the caller as its owner; the same attempt gets the same one.

    Raises:
        ProblemError: 403 for an API key, 422 when the attempt's key came with another name before.
    """
    if caller.user_id is None:
        raise ProblemError(ProblemCode.FORBIDDEN, "An API key belongs to one workspace and can't make another.")
    # There is no workspace yet to keep the key in, so the key decides the workspace's id.
    workspace_id = new_id() if attempt.key is None else uuid5(caller.user_id, f"workspace {attempt.key}")
    claim = Claim(caller, workspace_id)
    try:
        return await _create(pool, claim, attempt, name)
    except asyncpg.UniqueViolationError:
        # A concurrent request with the same key was first and has committed by now.
        return await _create(pool, claim, attempt, name)


async def call_workspace(services: Services, access: Access, name: str) -> Workspace:
    """Give a workspace another name; who checks that the caller is an owner calls this."""
    async with transaction(services.pool, access.context) as connection:
        before = await read_workspace(connection, access.workspace_id)
        assert before is not None
        if name != before.name:
            old, new = {"name": before.name}, {"name": name}
            change = Change("workspace.renamed", "workspace", access.workspace_id, old, new)
            await insert_audit_entry(connection, access, change)
            await rename_workspace(connection, access.workspace_id, name)
    return before.model_copy(update={"name": name})


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

"""Closes workspaces for good and opens them again while their rows are there; the dispatch side purges them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from gateway.closing import close_within
from gateway.operator.failures import ExitCode, OperatorError, not_found
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from gateway.repository.closing import lock_closing
from shared.db.pool import Connection, Context, Pool, transaction
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"
_ACROSS: Final = Context(None)


@dataclass(frozen=True, slots=True)
class WorkspaceLine:
    """A workspace as a line of a list, with what its roll-ups have counted and all its jobs."""

    id: UUID
    name: str
    created_at: datetime
    deleted_at: datetime | None
    purge_after: datetime | None
    strategies: int
    audits: int
    roadmaps: int
    jobs: int


@dataclass(frozen=True, slots=True)
class Closing:
    """Whether a workspace is closed, and from when on it is purged; closed by hand it has no such time."""

    name: str
    deleted_at: datetime | None
    purge_after: datetime | None


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is left of a workspace: `purged_rows` is JSON text, table -> rows; `gone_at` is None until all are gone."""

    id: UUID
    closed_at: datetime
    began_at: datetime
    gone_at: datetime | None
    purged_rows: str


async def list_workspaces(pool: Pool, limit: int, *, only_deleted: bool) -> list[WorkspaceLine]:
    """Return workspaces, the oldest first."""
    rows = await pool.fetch(statement(_PACKAGE, "list_workspaces_of_all"), only_deleted, limit)
    return [WorkspaceLine(**dict(row)) for row in rows]


async def list_deletions(pool: Pool, limit: int) -> list[Deletion]:
    """Return the workspaces that are gone or going, the newest first."""
    return [Deletion(**dict(row)) for row in await pool.fetch(statement(_PACKAGE, "list_deletions"), limit)]


async def existing_workspace(source: Connection | Pool, workspace_id: UUID) -> Closing:
    """Return how a workspace stands.

    Raises:
        OperatorError: when there is none.
    """
    row = await source.fetchrow(statement(_PACKAGE, "read_closing"), workspace_id)
    if row is None:
        remedy = "`convex workspaces ls` lists them, `convex workspaces deletions` those that are gone."
        raise not_found(f"workspace {workspace_id}", remedy)
    return Closing(**dict(row))


async def delete(pool: Pool, workspace_id: UUID, *, grace_hours: int, operator: str) -> Closing:
    """Close a workspace; without a grace time also one that is closed already, whose rows then go at once.

    Raises:
        OperatorError: when there is none, or it is closed and a grace time is asked for.
    """
    async with transaction(pool, _ACROSS) as connection:
        await lock_closing(connection, workspace_id)
        found = await existing_workspace(connection, workspace_id)

        async def tell(change: Change) -> None:
            await write_down(connection, workspace_id, change, operator=operator)

        if found.deleted_at is None:
            await close_within(connection, workspace_id, tell, grace_hours=grace_hours)
        elif grace_hours:
            raise OperatorError(f"Workspace {workspace_id} is closed.", _when(found), code=ExitCode.REFUSED)
        else:
            await tell(Change("workspace.deleted", "workspace", workspace_id, new={"graceHours": 0}))
            await connection.execute(statement(_PACKAGE, "hasten_purge"), workspace_id)
        return await existing_workspace(connection, workspace_id)


async def restore(pool: Pool, workspace_id: UUID, *, operator: str) -> Closing:
    """Open a closed workspace again, as it was but for its open jobs, which stay cancelled.

    Raises:
        OperatorError: when there is none, it is open, or its grace time is over.
    """
    async with transaction(pool, _ACROSS) as connection:
        await lock_closing(connection, workspace_id)
        found = await existing_workspace(connection, workspace_id)
        if not await connection.fetchval(statement(_PACKAGE, "reopen_workspace"), workspace_id):
            sentence = f"Workspace {workspace_id} is " + ("being purged." if found.deleted_at else "open.")
            remedy = "What is gone is in backups only: docs/guide/backups.md." if found.deleted_at else ""
            raise OperatorError(sentence, remedy, code=ExitCode.REFUSED)
        change = Change("workspace.restored", "workspace", workspace_id)
        await write_down(connection, workspace_id, change, operator=operator)
        return await existing_workspace(connection, workspace_id)


def _when(found: Closing) -> str:
    until = f"Its rows are deleted after {found.purge_after:%Y-%m-%d %H:%M} UTC" if found.purge_after else "It stays so"
    return f"{until}; with --now they are deleted at once."

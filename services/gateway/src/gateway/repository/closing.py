"""The statements that close a workspace; each serves its owner and the operator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.contracts.messages import JobKind
from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Closed:
    """When a workspace was closed, and from when on its rows may be purged."""

    id: UUID
    deleted_at: datetime
    purge_after: datetime


@dataclass(frozen=True, slots=True)
class CancelledJob:
    """A job that was open when its workspace was closed."""

    id: UUID
    kind: JobKind
    finished_at: datetime


async def lock_closing(connection: Connection, workspace_id: UUID) -> None:
    """Let no request make a job in the workspace until the transaction ends."""
    await connection.execute(statement(_PACKAGE, "lock_closing"), workspace_id)


async def cancel_open_jobs(connection: Connection, workspace_id: UUID) -> list[CancelledJob]:
    """End every job that is not over, and return them."""
    rows = await connection.fetch(statement(_PACKAGE, "cancel_open_jobs"), workspace_id)
    return [CancelledJob(**dict(row)) for row in rows]


async def close_workspace(connection: Connection, workspace_id: UUID, *, grace_hours: int) -> Closed | None:
    """Close a workspace; None when it is not open, or not the caller's to close."""
    row = await connection.fetchrow(statement(_PACKAGE, "close_workspace"), workspace_id, grace_hours)
    return None if row is None else Closed(**dict(row))

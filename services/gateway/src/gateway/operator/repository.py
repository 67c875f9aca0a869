"""One typed function per statement of the operator; none needs the context of a workspace unless it says so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.contracts.messages import JobKind
from shared.db.pool import Connection, Pool
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job of whichever workspace, as a line of a list; `trace_headers` is JSON text."""

    workspace_id: UUID
    id: UUID
    kind: JobKind
    status: str
    stage: str | None
    progress: int
    attempt: int
    max_attempts: int
    created_at: datetime
    finished_at: datetime | None
    error_code: str | None
    trace_headers: str


@dataclass(frozen=True, slots=True)
class JobRecord:
    """All that is known of a job but its result; `error`, `request` and `trace_headers` are JSON text."""

    workspace_id: UUID
    workspace: str
    id: UUID
    kind: JobKind
    status: str
    stage: str | None
    progress: int
    priority: int
    attempt: int
    max_attempts: int
    dispatches: int
    dispatched_at: datetime | None
    not_before: datetime | None
    lease_until: datetime | None
    cancel_requested_at: datetime | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    created_by: UUID
    error: str | None
    request: str
    trace_headers: str


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """An event of a job; `data` is JSON text."""

    seq: int
    type: str
    data: str
    created_at: datetime


async def list_jobs_of_all(
    pool: Pool, *, workspace_id: UUID | None, kind: str | None, statuses: list[str] | None, limit: int
) -> list[JobLine]:
    """Return the newest jobs of one workspace or of all."""
    rows = await pool.fetch(statement(_PACKAGE, "list_jobs_of_all"), workspace_id, kind, statuses, limit)
    return [JobLine(**dict(row)) for row in rows]


async def find_job(connection: Connection | Pool, job_id: UUID) -> JobRecord | None:
    """Return a job by its id alone, in whichever workspace it is."""
    row = await connection.fetchrow(statement(_PACKAGE, "find_job"), job_id)
    return None if row is None else JobRecord(**dict(row))


async def list_timeline(pool: Pool, job: JobRecord, *, with_pieces: bool) -> list[TimelineEvent]:
    """Return what happened to a job, in order; pieces of sections that were being written only when asked for."""
    rows = await pool.fetch(statement(_PACKAGE, "list_timeline"), job.workspace_id, job.id, with_pieces)
    return [TimelineEvent(**dict(row)) for row in rows]


async def workspace_exists(connection: Connection | Pool, workspace_id: UUID) -> bool:
    """Return whether there is such a workspace, also one that is marked as deleted."""
    return bool(await connection.fetchval(statement(_PACKAGE, "workspace_exists"), workspace_id))


async def list_workspace_ids(pool: Pool, workspace_id: UUID | None) -> list[UUID]:
    """Return the ids of all workspaces, or of the given one if it is there."""
    return [row["id"] for row in await pool.fetch(statement(_PACKAGE, "list_workspace_ids"), workspace_id)]

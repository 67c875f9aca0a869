"""One typed function per statement on a job, as the gateway sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from gateway.auth.caller import Claim, Role
from gateway.paging import Page
from shared.contracts.messages import JobKind
from shared.db.pool import Connection, Pool, Reader
from shared.db.sql import statement
from shared.ids import new_id

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Admission:
    """What decides whether a job may be stored."""

    role: Role | None
    waiting: int
    strategy_exists: bool
    audit_exists: bool


@dataclass(frozen=True, slots=True)
class JobHead:
    """What a list shows of a job; `error` and `trace_headers` are JSON text."""

    id: UUID
    kind: JobKind
    status: str
    stage: str | None
    progress: int
    attempt: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None
    trace_headers: str


@dataclass(frozen=True, slots=True)
class Job(JobHead):
    """One job with the JSON text of its request and its result; `event_seq` counts its events."""

    request: str
    result: str | None
    event_seq: int


@dataclass(frozen=True, slots=True)
class FoundJob:
    """The caller's role in the workspace, and the job when it is there."""

    role: Role | None
    job: Job | None


@dataclass(frozen=True, slots=True)
class RetriedJob:
    """A job that was queued again, and when it had ended before."""

    kind: JobKind
    created_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class QueueState:
    """Jobs of a kind that wait: since when the oldest does, when one was last taken up, and what time it is now."""

    kind: JobKind
    oldest_at: datetime
    last_started_at: datetime | None
    now: datetime


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be stored; `request` and `trace_headers` are JSON text."""

    id: UUID
    kind: JobKind
    request: str
    trace_headers: str


async def count_all_waiting(pool: Pool, limit: int) -> int:
    """Return how many jobs of all workspaces wait, at most `limit`."""
    return await pool.fetchval(statement(_PACKAGE, "count_all_waiting"), limit)


async def read_admission(
    connection: Reader, workspace_id: UUID, limit: int, *, strategy_id: UUID | None, audit_id: UUID | None
) -> Admission:
    """Return what decides on a new job; `waiting` is counted up to `limit`."""
    query = statement(_PACKAGE, "read_admission")
    row = await connection.fetchrow(query, workspace_id, limit, strategy_id, audit_id)
    assert row is not None
    return Admission(**dict(row))


async def insert_job(connection: Connection, claim: Claim, job: NewJob) -> datetime:
    """Store a job with its line in the trail and return when that was."""
    return await connection.fetchval(
        statement(_PACKAGE, "insert_job"),
        claim.workspace_id,
        job.id,
        job.kind,
        job.request,
        claim.caller.actor_id,
        job.trace_headers,
        new_id(),
    )


async def read_job(pool: Pool, claim: Claim, job_id: UUID) -> FoundJob:
    """Return a job and the caller's role in one round trip, without a transaction of its own."""
    query = statement(_PACKAGE, "read_job")
    caller = claim.caller
    row = await pool.fetchrow(query, claim.workspace_id, caller.user_id, caller.api_key_id, job_id)
    assert row is not None
    fields = dict(row)
    role = fields.pop("role")
    return FoundJob(role, None if role is None or row["id"] is None else Job(**fields))


async def list_jobs(
    connection: Reader, workspace_id: UUID, page: Page, *, kind: JobKind | None, statuses: list[str] | None
) -> list[JobHead]:
    """Return the workspace's jobs, newest first."""
    after = page.after
    created_at, last_id = (after.created_at, after.id) if after else (None, None)
    query = statement(_PACKAGE, "list_jobs")
    rows = await connection.fetch(query, workspace_id, kind, statuses, created_at, last_id, page.fetch)
    return [JobHead(**dict(row)) for row in rows]


async def list_live_jobs(connection: Reader, workspace_id: UUID, limit: int) -> list[JobHead]:
    """Return the jobs that are at work or wait, in the order in which they will be done."""
    rows = await connection.fetch(statement(_PACKAGE, "list_live_jobs"), workspace_id, limit)
    return [JobHead(**dict(row)) for row in rows]


async def list_waiting(connection: Reader, workspace_id: UUID) -> list[QueueState]:
    """Return the kinds of jobs that wait in the workspace; by the times one sees whether anybody works on them."""
    rows = await connection.fetch(statement(_PACKAGE, "list_waiting"), workspace_id)
    return [QueueState(**dict(row)) for row in rows]


async def request_job_cancel(connection: Connection, workspace_id: UUID, job_id: UUID) -> JobKind | None:
    """Note that a job should stop and return its kind; nothing when it is over or does not exist."""
    return await connection.fetchval(statement(_PACKAGE, "request_job_cancel"), workspace_id, job_id)


async def retry_job(connection: Connection, workspace_id: UUID, job_id: UUID, trace_headers: str) -> RetriedJob | None:
    """Queue a failed or cancelled job again; nothing for any other job."""
    row = await connection.fetchrow(statement(_PACKAGE, "retry_job"), workspace_id, job_id, trace_headers)
    return None if row is None else RetriedJob(**dict(row))


async def read_job_status(connection: Reader, workspace_id: UUID, job_id: UUID) -> str | None:
    """Return the status of a job."""
    return await connection.fetchval(statement(_PACKAGE, "read_job_status"), workspace_id, job_id)

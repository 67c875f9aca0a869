"""One typed function per statement on a job; each write of a running job names its attempt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from shared.db.pool import Connection
from shared.db.sql import statement
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from shared.jobs.states import JobState

_PACKAGE: Final = "shared.jobs"


@dataclass(frozen=True, slots=True)
class Ended:
    """When a job ended, by the database's clock, and how long after its request."""

    at: datetime
    age_s: float


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed job, and how long it had waited since its request."""

    job: ClaimedJob
    age_s: float


@dataclass(frozen=True, slots=True)
class EventText:
    """An event as it is stored: its type and its data as JSON text."""

    type: str
    data: str


async def claim_job(connection: Connection, workspace_id: UUID, job_id: UUID, *, lease_s: float) -> Claim | None:
    """Take the lease of a job, or nothing when it may not be taken now."""
    row = await connection.fetchrow(statement(_PACKAGE, "claim_job"), workspace_id, job_id, lease_s)
    if row is None:
        return None
    job = ClaimedJob(
        workspace_id,
        job_id,
        row["kind"],
        row["attempt"],
        row["max_attempts"],
        json.loads(row["request"]),
        row["created_by"],
        row["created_at"],
    )
    return Claim(job, row["age_s"])


async def read_job_state(connection: Connection, workspace_id: UUID, job_id: UUID) -> JobState | None:
    """Return what a refused claim needs to know."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_job_state"), workspace_id, job_id)
    return None if row is None else JobState(**dict(row))


async def renew_lease(connection: Connection, job: ClaimedJob, *, lease_s: float) -> bool | None:
    """Renew the lease and return whether the user wants the job to stop; None when the lease is lost."""
    return await connection.fetchval(statement(_PACKAGE, "renew_lease"), *_fence(job), lease_s)


async def read_stop(connection: Connection, job: ClaimedJob) -> bool | None:
    """Return as `renew_lease` does, and write nothing."""
    return await connection.fetchval(statement(_PACKAGE, "read_stop"), *_fence(job))


async def insert_job_events(
    connection: Connection, job: ClaimedJob, events: Sequence[EventText], *, stage: str | None, percent: int | None
) -> bool | None:
    """Store events in their order and return as `renew_lease` does."""
    types, texts = [event.type for event in events], [event.data for event in events]
    return await connection.fetchval(
        statement(_PACKAGE, "insert_job_events"), *_fence(job), stage, percent, types, texts
    )


async def store_interim_result(
    connection: Connection, job: ClaimedJob, event: EventText, *, result: str
) -> bool | None:
    """Store what there is of a result with the event that tells of it; return as `renew_lease` does."""
    query = statement(_PACKAGE, "store_interim_result")
    return await connection.fetchval(query, *_fence(job), result, event.type, event.data)


async def succeed_job(  # noqa: PLR0913 - the keyword-only values of one statement
    connection: Connection, job: ClaimedJob, *, result: str, told: str, action: str, subject: str, subject_id: UUID
) -> Ended | None:
    """End a job with its result; None when the lease is lost or the user asked to stop."""
    row = await connection.fetchrow(
        statement(_PACKAGE, "succeed_job"), *_fence(job), result, told, new_id(), action, subject, subject_id
    )
    return _ended(row)


async def fail_job(connection: Connection, job: ClaimedJob, *, error: str, told: str) -> Ended | None:
    """End a job without a result; None when the lease is lost."""
    return _ended(await connection.fetchrow(statement(_PACKAGE, "fail_job"), *_fence(job), error, told, new_id()))


async def cancel_job(
    connection: Connection, workspace_id: UUID, job_id: UUID, *, attempt: int, told: str
) -> Ended | None:
    """End a job as its user asked; None when it is over or in somebody else's hands."""
    query = statement(_PACKAGE, "cancel_job")
    return _ended(await connection.fetchrow(query, workspace_id, job_id, attempt, told, new_id()))


async def postpone_job(connection: Connection, job: ClaimedJob, *, delay_s: float) -> bool:
    """Give the lease back until the retry; False when it is lost."""
    return bool(await connection.fetchval(statement(_PACKAGE, "postpone_job"), *_fence(job), delay_s))


async def release_job(connection: Connection, job: ClaimedJob) -> bool:
    """Give the lease back at once; False when it is lost."""
    return bool(await connection.fetchval(statement(_PACKAGE, "release_job"), *_fence(job)))


def _fence(job: ClaimedJob) -> tuple[UUID, UUID, int]:
    return job.workspace_id, job.id, job.attempt


def _ended(row: asyncpg.Record | None) -> Ended | None:
    return None if row is None else Ended(row["finished_at"], row["age_s"])

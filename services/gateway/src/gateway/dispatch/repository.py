"""The dispatcher's statements. It runs as app_relay, which sees where a job goes and never what is in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.contracts.messages import JobKind
from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway.dispatch"


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """A job to hand to the broker, locked until the transaction ends."""

    workspace_id: UUID
    id: UUID
    kind: JobKind
    trace_headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenJobs:
    """How many jobs of a kind are in a state, and how long ago the oldest could begin."""

    kind: JobKind
    status: str
    jobs: int
    oldest_s: float


@dataclass(frozen=True, slots=True)
class Purges:
    """How many workspaces should be gone by now, and since when the oldest."""

    workspaces: int
    oldest_s: float


async def lock_dispatch(connection: Connection) -> bool:
    """Take the right to decide until the transaction ends; False when another dispatcher has it."""
    return bool(await connection.fetchval(statement(_PACKAGE, "lock_dispatch")))


async def pick_jobs(connection: Connection, *, share: int, limit: int) -> list[WaitingJob]:
    """Lock the jobs to hand over next; `share` is how many of a kind a workspace may have in work."""
    rows = await connection.fetch(statement(_PACKAGE, "pick_jobs"), share, limit)
    return [WaitingJob(row["workspace_id"], row["id"], row["kind"], json.loads(row["trace_headers"])) for row in rows]


async def mark_dispatched(connection: Connection, jobs: Sequence[WaitingJob]) -> None:
    """Write down that the broker has confirmed these jobs."""
    query = statement(_PACKAGE, "mark_dispatched")
    await connection.execute(query, [job.workspace_id for job in jobs], [job.id for job in jobs])


async def reap_jobs(connection: Connection, *, after_lease_s: float, after_dispatch_s: float) -> list[JobKind]:
    """Queue again what nobody holds, and return the kinds, one for each job."""
    rows = await connection.fetch(statement(_PACKAGE, "reap_jobs"), after_lease_s, after_dispatch_s)
    return [row["kind"] for row in rows]


async def measure_jobs(connection: Connection) -> list[OpenJobs]:
    """Return how much is not over yet."""
    rows = await connection.fetch(statement(_PACKAGE, "measure_jobs"))
    return [OpenJobs(row["kind"], row["status"], row["jobs"], row["oldest_s"]) for row in rows]


async def purge_idempotency_keys(connection: Connection) -> None:
    """Forget keys after their day."""
    await connection.execute(statement(_PACKAGE, "purge_idempotency_keys"))


async def measure_purges(connection: Connection) -> Purges:
    """Return how many workspaces are still here though their grace time is over."""
    row = await connection.fetchrow(statement(_PACKAGE, "measure_purges"))
    assert row is not None
    return Purges(**dict(row))


async def list_workspaces_to_purge(connection: Connection, *, limit: int) -> list[UUID]:
    """Return those of them that have waited longest."""
    return [row["id"] for row in await connection.fetch(statement(_PACKAGE, "list_workspaces_to_purge"), limit)]


async def purge_rows(connection: Connection, table: str, *, limit: int) -> int | None:
    """Delete some rows of the context's workspace and return how many; None when it is somebody else's turn."""
    return await connection.fetchval(statement(_PACKAGE, "purge_rows"), table, limit)


async def purge_workspace(connection: Connection) -> bool:
    """Delete the context's workspace with what is left of it; False when somebody else is at it or has done so."""
    return await connection.fetchval(statement(_PACKAGE, "purge_workspace"))

"""The ways a job ends: each one transaction, fenced by the attempt, with the event that tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.contracts.messages import Ending, JobCancelled, JobFailed, JobKind, generated
from shared.db.pool import Connection, Context, Pool, transaction
from shared.errors import PipelineError
from shared.ids import new_id
from shared.jobs import repository
from shared.jobs.model import ClaimedJob, Completion, LeaseLostError
from shared.jobs.repository import Ended, EventText
from shared.json import dumps
from shared.outbox.write import insert_event

# kind -> (action of the activity, type of its subject, name of the result's id)
_RESULTS: Final[dict[JobKind, tuple[str, str, str]]] = {
    "strategy": ("strategy.generated", "strategy", "strategyId"),
    "seo": ("audit.scored", "audit", "auditId"),
    "roadmap": ("roadmap.generated", "roadmap", "roadmapId"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job ended without a result, in words for the person who asked."""

    code: str
    title: str
    detail: str
    retryable: bool

    @staticmethod
    def of(error: PipelineError) -> "Failure":
        """Return what a pipeline error says."""
        return Failure(error.code, error.title, error.detail, error.retryable)


async def succeed(pool: Pool, job: ClaimedJob, completion: Completion, waiting: Sequence[EventText]) -> Ended:
    """Store a result and end its job, after the events that wait.

    Raises:
        LeaseLostError: nothing was written, because the attempt is no longer the job's or the user asked to stop.
    """
    action, subject, id_name = _RESULTS[job.kind]
    told = {"jobId": job.id, "status": "succeeded", id_name: completion.result_id}
    async with transaction(pool, _context(job)) as connection:
        if waiting:
            await repository.insert_job_events(connection, job, waiting, stage=None, percent=None)
        ended = await repository.succeed_job(
            connection,
            job,
            result=dumps(completion.result),
            told=dumps(told),
            action=completion.action or action,
            subject=subject,
            subject_id=completion.result_id,
        )
        if ended is None:
            raise LeaseLostError(f"job {job.id} attempt {job.attempt}")
        await completion.store(connection)
        event = generated(_ending(job, ended), completion.result_id, event_id=new_id())
        await insert_event(connection, event)
    return ended


async def fail(pool: Pool, job: ClaimedJob, failure: Failure) -> Ended | None:
    """End a job with the reason; None when the lease is lost."""
    error = {"code": failure.code, "title": failure.title, "detail": failure.detail, "retryable": failure.retryable}
    told = {"jobId": job.id, "status": "failed", "error": error}
    async with transaction(pool, _context(job)) as connection:
        ended = await repository.fail_job(connection, job, error=dumps(error), told=dumps(told))
        if ended is not None:
            event = JobFailed(code=failure.code, **_ending(job, ended).fields(new_id()))
            await insert_event(connection, event)
    return ended


async def cancel(pool: Pool, workspace_id: UUID, job_id: UUID, kind: JobKind, *, attempt: int) -> Ended | None:
    """End a job whose user asked for it; None when it is over or in somebody else's hands."""
    async with transaction(pool, Context(workspace_id)) as connection:
        return await cancel_within(connection, workspace_id, job_id, kind, attempt=attempt)


async def cancel_within(
    connection: Connection, workspace_id: UUID, job_id: UUID, kind: JobKind, *, attempt: int
) -> Ended | None:
    """Do the same inside the caller's transaction."""
    told = dumps({"jobId": job_id, "status": "cancelled"})
    ended = await repository.cancel_job(connection, workspace_id, job_id, attempt=attempt, told=told)
    if ended is not None:
        event = JobCancelled(**Ending(workspace_id, job_id, kind, ended.at).fields(new_id()))
        await insert_event(connection, event)
    return ended


async def postpone(pool: Pool, job: ClaimedJob, *, delay_s: float) -> bool:
    """Give the lease back until the retry; False when it is lost."""
    async with transaction(pool, _context(job)) as connection:
        return await repository.postpone_job(connection, job, delay_s=delay_s)


async def release(pool: Pool, job: ClaimedJob) -> bool:
    """Give the lease back at once; False when it is lost."""
    async with transaction(pool, _context(job)) as connection:
        return await repository.release_job(connection, job)


def _ending(job: ClaimedJob, ended: Ended) -> Ending:
    return Ending(job.workspace_id, job.id, job.kind, ended.at)


def _context(job: ClaimedJob) -> Context:
    return Context(job.workspace_id, job.created_by)

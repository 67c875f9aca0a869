"""Stops jobs and starts ended ones again, in whichever workspace they are, by the statements that serve users too."""

from typing import Final
from uuid import UUID

from gateway.operator.failures import ExitCode, OperatorError, not_found
from gateway.operator.repository import JobRecord, find_job
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from gateway.repository.jobs import request_job_cancel, retry_job
from shared.contracts.messages import Ending, JobRetried
from shared.db.pool import Connection, Context, Pool, transaction
from shared.ids import new_id
from shared.jobs.ending import cancel_within
from shared.outbox.write import insert_event

# No attempt has this number: a job that a worker is busy with is asked to stop, not ended behind its back.
_NOBODYS_ATTEMPT: Final = -1
_ACROSS: Final = Context(None)


async def existing_job(source: Connection | Pool, job_id: UUID) -> JobRecord:
    """Return a job.

    Raises:
        OperatorError: when no workspace has it.
    """
    job = await find_job(source, job_id)
    if job is None:
        raise not_found(
            f"job {job_id}", "`convex jobs ls` lists the newest; a deleted workspace's jobs are gone with it."
        )
    return job


async def retry(pool: Pool, job_id: UUID, *, operator: str) -> JobRecord:
    """Queue an ended job again with five new attempts; the dispatcher hands it out.

    Raises:
        OperatorError: when there is none, or it has not failed or been cancelled.
    """
    async with transaction(pool, _ACROSS) as connection:
        job = await existing_job(connection, job_id)
        if not await queue_again(connection, job, operator=operator):
            remedy = "Only a failed or cancelled job can be done again."
            raise OperatorError(f"Job {job_id} is {job.status}.", remedy, code=ExitCode.REFUSED)
        return await existing_job(connection, job_id)


async def queue_again(connection: Connection, job: JobRecord, *, operator: str) -> bool:
    """Do the same inside the caller's transaction; False when the job is neither failed nor cancelled."""
    # The trace goes on where the request began it.
    retried = await retry_job(connection, job.workspace_id, job.id, job.trace_headers)
    if retried is None:
        return False
    # The day it had ended on has one ended job less.
    ending = Ending(job.workspace_id, job.id, job.kind, retried.ended_at)
    await insert_event(connection, JobRetried(**ending.fields(new_id())))
    change = Change("job.retried", "job", job.id, {"status": job.status, "attempt": job.attempt}, {"status": "queued"})
    await write_down(connection, job.workspace_id, change, operator=operator)
    return True


async def cancel(pool: Pool, job_id: UUID, *, operator: str) -> JobRecord:
    """End a job that nobody works on; ask the worker of a running one to stop.

    Raises:
        OperatorError: when there is none, or it is over.
    """
    async with transaction(pool, _ACROSS) as connection:
        job = await existing_job(connection, job_id)
        kind = await request_job_cancel(connection, job.workspace_id, job_id)
        if kind is None:
            raise OperatorError(f"Job {job_id} is over: {job.status}.", code=ExitCode.REFUSED)
        change = Change("job.cancelled", "job", job_id, {"status": job.status}, {"status": "cancelled"})
        await write_down(connection, job.workspace_id, change, operator=operator)
        await cancel_within(connection, job.workspace_id, job_id, kind, attempt=_NOBODYS_ATTEMPT)
        return await existing_job(connection, job_id)

"""Stops jobs and starts ended ones again; what a job's row says decides, under its lock."""

from typing import Final
from uuid import UUID

from gateway.admission import refuse_full_workspace
from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import ProblemError, not_found
from gateway.idempotency import Answer
from gateway.maintenance import refuse_work
from gateway.repository import jobs as own_jobs
from gateway.repository.activity import insert_activity
from gateway.responses import to_json
from gateway.schemas.jobs import accepted, job_path, public_status
from shared.contracts.messages import Ending, JobRetried
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, transaction
from shared.ids import new_id
from shared.jobs.ending import cancel_within
from shared.json import dumps
from shared.outbox.write import insert_event
from shared.telemetry.setup import trace_headers

# No attempt has this number: a job that a worker is busy with is asked to stop, not ended behind its back.
_NOBODYS_ATTEMPT: Final = -1


async def cancel_job(services: Services, access: Access, job_id: UUID) -> None:
    """End a job that nobody works on, with its event; ask the worker of a running one to stop.

    Raises:
        ProblemError: 404 for an unknown job, 409 when it is over.
    """
    async with transaction(services.pool, access.context) as connection:
        kind = await own_jobs.request_job_cancel(connection, access.workspace_id, job_id)
        if kind is None:
            raise await _refusal(connection, access, job_id, ProblemCode.JOB_OVER)
        await insert_activity(connection, access, "job.cancel_requested", ("job", job_id), {"kind": kind})
        await cancel_within(connection, access.workspace_id, job_id, kind, attempt=_NOBODYS_ATTEMPT)
    services.hub.wake(job_id)


async def retry_job(services: Services, access: Access, job_id: UUID) -> Answer:
    """Queue an ended job again under its own id and return the 202.

    Raises:
        ProblemError: 404 for an unknown job, 409 when it has succeeded or is not over, 429 or 503 when too many wait.
    """
    refuse_work(await services.maintenance.notice(services.pool))
    await services.queue.refuse_when_full(services.pool)
    limit = services.settings.convex_workspace_queue_limit
    async with transaction(services.pool, access.context) as connection:
        found = await own_jobs.read_admission(connection, access.workspace_id, limit, strategy_id=None, audit_id=None)
        refuse_full_workspace(found.waiting, limit)
        job = await own_jobs.retry_job(connection, access.workspace_id, job_id, dumps(trace_headers()))
        if job is None:
            raise await _refusal(connection, access, job_id, ProblemCode.JOB_NOT_RETRYABLE)
        await insert_activity(connection, access, "job.retried", ("job", job_id), {"kind": job.kind})
        # The day it had ended on has one ended job less.
        ending = Ending(access.workspace_id, job_id, job.kind, job.ended_at)
        await insert_event(connection, JobRetried(**ending.fields(new_id())))
    services.hub.wake(job_id)
    body = to_json(accepted(job_id, job.kind, job.created_at)).decode()
    return Answer(202, body, {"Location": job_path(job_id)})


async def _refusal(connection: Connection, access: Access, job_id: UUID, code: ProblemCode) -> ProblemError:
    status = await own_jobs.read_job_status(connection, access.workspace_id, job_id)
    if status is None:
        return not_found("job")
    return ProblemError(code, f"The job's status is {public_status(status)}.")

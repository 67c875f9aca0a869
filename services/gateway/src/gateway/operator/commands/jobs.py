"""`convex jobs`: the jobs of all workspaces."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, Protocol
from uuid import UUID

import typer

from gateway.operator import jobs
from gateway.operator.commands.options import JSON, Full, Limit
from gateway.operator.failures import ExitCode
from gateway.operator.output import Row
from gateway.operator.reach import Reach, run
from gateway.operator.redaction import parsed, redacted
from gateway.operator.repository import JobLine, JobRecord, TimelineEvent, list_jobs_of_all, list_timeline
from gateway.schemas.jobs import trace_address, trace_id_of
from shared.contracts.messages import JobKind
from shared.db.pool import Pool

app = typer.Typer(help="Jobs of all workspaces: list, look at, do again, stop.", no_args_is_help=True)
_Status = Literal["queued", "dispatched", "running", "succeeded", "failed", "cancelled"]
_COLUMNS: Final = {
    "jobId": "job", "kind": "kind", "status": "status", "stage": "stage", "attempts": "attempts",
    "createdAt": "created", "errorCode": "error", "workspaceId": "workspace",
}  # fmt: skip
_JobIds = Annotated[list[UUID], typer.Argument(metavar="JOB_ID…", help="Ids of jobs.")]


class _Act(Protocol):
    """What is done to a job, in the name of an operator."""

    async def __call__(self, pool: Pool, job_id: UUID, *, operator: str) -> JobRecord: ...


@app.command("ls")
def list_jobs(
    *,
    status: Annotated[_Status | None, typer.Option(help="Only those in this status.")] = None,
    kind: Annotated[JobKind | None, typer.Option(help="Only those of this kind.")] = None,
    workspace: Annotated[UUID | None, typer.Option(help="Only this workspace's.")] = None,
    limit: Limit = 50,
    as_json: JSON = False,
) -> None:
    """List jobs, the newest first."""

    async def work(reach: Reach) -> ExitCode:
        statuses: list[str] | None = [status] if status else None
        async with reach.database() as pool:
            found = await list_jobs_of_all(pool, workspace_id=workspace, kind=kind, statuses=statuses, limit=limit)
        reach.out.rows([_line(job) for job in found], _COLUMNS, empty="No job is like that.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("show")
def show_job(
    job_id: Annotated[UUID, typer.Argument(help="The id of a job.")], *, full: Full = False, as_json: JSON = False
) -> None:
    """Show a job: its state, its attempts, its trace, and what happened to it in order."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            job = await jobs.existing_job(pool, job_id)
            events = await list_timeline(pool, job, with_pieces=full)
        timeline = [_event(event, full=full) for event in events]
        address = trace_address(reach.settings.convex_traces_url, job.trace_headers)
        reach.out.record({**_record(job, full=full), "traceUrl": address, "events": timeline}, rest=("events",))
        columns = {"seq": "#", "at": "at", "type": "event", "data": "data"}
        if not as_json:
            reach.out.rows(timeline, columns, empty="Nothing has happened to it yet.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("retry")
def retry_jobs(job_ids: _JobIds, *, as_json: JSON = False) -> None:
    """Do failed or cancelled jobs again, under their ids and with five new attempts each."""
    _change(jobs.retry, job_ids, as_json=as_json)


@app.command("cancel")
def cancel_jobs(job_ids: _JobIds, *, as_json: JSON = False) -> None:
    """Stop jobs: one that waits ends at once, one at work is asked to stop and ends at its next step."""
    _change(jobs.cancel, job_ids, as_json=as_json)


def _change(act: _Act, job_ids: Sequence[UUID], *, as_json: bool) -> None:
    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            done = [await act(pool, job_id, operator=reach.settings.operator) for job_id in job_ids]
        reach.out.rows([_changed(job) for job in done], _CHANGED, empty="")
        return ExitCode.DONE

    run(work, as_json=as_json)


_CHANGED: Final = {
    "jobId": "job",
    "kind": "kind",
    "status": "status",
    "attempts": "attempts",
    "stopRequestedAt": "stop asked for",
}


def _changed(job: JobRecord) -> Row:
    return {
        "jobId": job.id,
        "kind": job.kind,
        "status": job.status,
        "attempts": f"{job.attempt} of {job.max_attempts}",
        "stopRequestedAt": job.cancel_requested_at,
        "workspaceId": job.workspace_id,
    }


def _line(job: JobLine) -> Row:
    return {
        "jobId": job.id,
        "kind": job.kind,
        "status": job.status,
        "stage": job.stage,
        "progress": job.progress,
        "attempts": f"{job.attempt} of {job.max_attempts}",
        "createdAt": job.created_at,
        "finishedAt": job.finished_at,
        "errorCode": job.error_code,
        "traceId": trace_id_of(job.trace_headers),
        "workspaceId": job.workspace_id,
    }


def _record(job: JobRecord, *, full: bool) -> dict[str, object]:
    request, error = parsed(job.request), parsed(job.error or "null")
    return {
        "jobId": job.id,
        "kind": job.kind,
        "status": job.status,
        "stage": job.stage,
        "progress": job.progress,
        "attempts": f"{job.attempt} of {job.max_attempts}",
        "dispatches": job.dispatches,
        "priority": job.priority,
        "traceId": trace_id_of(job.trace_headers),
        "workspaceId": job.workspace_id,
        "workspace": job.workspace,
        "createdBy": job.created_by,
        "createdAt": job.created_at,
        "dispatchedAt": job.dispatched_at,
        "startedAt": job.started_at,
        "finishedAt": job.finished_at,
        "leaseUntil": job.lease_until,
        "notBefore": job.not_before,
        "stopRequestedAt": job.cancel_requested_at,
        "error": error,
        "request": request if full else redacted(request),
    }


def _event(event: TimelineEvent, *, full: bool) -> Row:
    data = parsed(event.data)
    return {"seq": event.seq, "at": event.created_at, "type": event.type, "data": data if full else redacted(data)}

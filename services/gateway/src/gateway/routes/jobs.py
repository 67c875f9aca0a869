"""Jobs: one, the list, cancelling and retrying."""

from typing import Annotated, Final

from fastapi import Depends, Query, Request
from starlette.responses import Response

from gateway.deps import ClaimedWorkspace, EditAccess, ReadAccess, ServicesOf, authorize
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, described
from gateway.ending import cancel_job, retry_job
from gateway.errors import not_found
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.jobs import JobHead, list_jobs, read_job
from gateway.responses import etag_headers, etag_of, json_response, not_modified
from gateway.routing import JobId, api_router
from gateway.schemas.job_examples import ACCEPTED_EXAMPLE, JOB_EXAMPLE, JOB_PAGE_EXAMPLE
from gateway.schemas.jobs import AcceptedJob, JobPage, JobView, PublicStatus, inner_statuses, job_item, job_view
from shared.contracts.messages import JobKind
from shared.contracts.problems import ProblemCode

router = api_router("jobs")

_CHANGE_PROBLEMS: Final = (*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS)


@router.get(
    "/jobs/{jobId}",
    operation_id="getJob",
    summary="Read one job",
    **described(
        Gives(200, "The job", JobView, JOB_EXAMPLE, headers=("ETag",)),
        Gives(304, "The job is as the caller knows it"),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def get_job(request: Request, services: ServicesOf, claim: ClaimedWorkspace, job_id: JobId) -> Response:
    """Read a job and the caller's role in one round trip; a client polls this with If-None-Match."""
    found = await read_job(services.pool, claim, job_id)
    authorize(claim, found.role, "viewer")
    job = found.job
    if job is None:
        raise not_found("job")
    etag = etag_of(job.id, job.status, job.attempt, job.event_seq, job.stage, job.progress)
    return not_modified(request, etag) or json_response(job_view(job), headers=etag_headers(etag))


@router.get(
    "/jobs",
    operation_id="listJobs",
    summary="List the workspace's jobs",
    **described(Gives(200, "Jobs, newest first", JobPage, JOB_PAGE_EXAMPLE), problems=WORKSPACE_PROBLEMS),
)
async def get_jobs(
    services: ServicesOf,
    access: ReadAccess,
    page: Annotated[Page, Depends(paging("jobs"))],
    kind: Annotated[JobKind | None, Query(description="Only jobs of this kind.")] = None,
    status: Annotated[PublicStatus | None, Query(description="Only jobs in this status.")] = None,
) -> Response:
    """List jobs without their requests and results."""
    statuses = inner_statuses(status) if status else None
    async with reading(services, access) as connection:
        rows = await list_jobs(connection, access.workspace_id, page, kind=kind, statuses=statuses)
    items = [job_item(job) for job in page.shown(rows)]
    return json_response({"items": items, "nextCursor": page.next_cursor(rows, _position)})


@router.post(
    "/jobs/{jobId}/cancel",
    operation_id="cancelJob",
    summary="Stop a job",
    **described(
        Gives(202, "The job is cancelled, or will stop at its next step", JobView, JOB_EXAMPLE),
        problems=(*_CHANGE_PROBLEMS, ProblemCode.JOB_OVER),
    ),
)
async def post_cancel(services: ServicesOf, access: EditAccess, job_id: JobId) -> Response:
    """Cancel a queued job at once and ask a running one to stop."""
    await cancel_job(services, access, job_id)
    found = await read_job(services.pool, access, job_id)
    if found.job is None:
        raise not_found("job")
    return json_response(job_view(found.job), status=202)


@router.post(
    "/jobs/{jobId}/retry",
    operation_id="retryJob",
    summary="Do a failed or cancelled job again",
    **described(
        Gives(202, "The job is queued again", AcceptedJob, ACCEPTED_EXAMPLE, headers=("Location",)),
        problems=(
            *_CHANGE_PROBLEMS,
            ProblemCode.JOB_NOT_RETRYABLE,
            ProblemCode.WORKSPACE_QUEUE_FULL,
            ProblemCode.QUEUE_FULL,
            ProblemCode.MAINTENANCE,
        ),
    ),
)
async def post_retry(services: ServicesOf, access: EditAccess, job_id: JobId) -> Response:
    """Queue the same job again; it keeps its id and counts one more attempt."""
    return (await retry_job(services, access, job_id)).to_response()


def _position(job: JobHead) -> Position:
    return Position(job.created_at, job.id)

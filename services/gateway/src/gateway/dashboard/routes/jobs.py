"""The page of a job: it follows the job while it is done, and can stop it or start it again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from starlette.responses import RedirectResponse, Response

from gateway.dashboard.job_course import read_course
from gateway.dashboard.job_view import job_page
from gateway.dashboard.live_job import LiveJob
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import FOLLOW, EditView, ReadView, Viewer
from gateway.ending import cancel_job, retry_job
from gateway.errors import ProblemError, not_found
from gateway.repository.events import JobEvent
from gateway.repository.jobs import Job, read_job
from gateway.schemas.jobs import trace_address
from gateway.watching.opening import last_seen, open_stream
from shared.contracts.problems import ProblemCode

# Somebody was faster, or it has ended meanwhile: the page shows how it is.
_MEANWHILE: Final = frozenset({ProblemCode.JOB_OVER, ProblemCode.JOB_NOT_RETRYABLE})
router = page_router()


@router.get("/jobs/{job_id}")
async def get_job(view: ReadView, job_id: UUID) -> Response:
    """Show a job as it is now, or lead on to its result who waits for that."""
    job = await _job(view, job_id)
    course, status, _ = await read_course(view.services.pool, view.access.context, job)
    shown = await asyncio.to_thread(job_page, job, course, status)
    if shown.result_path and FOLLOW in view.request.query_params:
        return RedirectResponse(shown.result_path, status_code=303)
    address = trace_address(view.services.settings.convex_traces_url, job.trace_headers)
    return view.page("job.html", {"shown": shown, "trace_address": address})


@router.get("/jobs/{job_id}/events")
async def get_job_events(view: ReadView, job_id: UUID) -> Response:
    """Stream what changes of its page since the event that the page has seen, until the job is over."""
    after = _seen(view)
    live, status, later = await _live(view, job_id, after)
    return await open_stream(view.services, view.access, job_id, after, await live.writing(status, later))


@router.get("/fragments/jobs/{job_id}")
async def get_job_update(view: ReadView, job_id: UUID) -> Response:
    """Show what changed since, once, and how the page gets the rest: by the stream unless it could not have it."""
    live, status, later = await _live(view, job_id, _seen(view))
    values = await live.update(later, status)
    wanted = "polling" if view.request.query_params.get("stream") == "no" else "stream"
    return view.page("fragments/job_update.html", {**(values or {}), "live": wanted})


@router.post("/jobs/{job_id}/cancel")
async def post_cancel(view: EditView, job_id: UUID) -> Response:
    """Stop a job."""
    async with _unless_meanwhile():
        await cancel_job(view.services, view.access, job_id)
    return view.lead_to_job(job_id)


@router.post("/jobs/{job_id}/retry")
async def post_retry(view: EditView, job_id: UUID) -> Response:
    """Do a failed or cancelled job again."""
    async with _unless_meanwhile():
        await retry_job(view.services, view.access, job_id)
    return view.lead_to_job(job_id)


async def _job(view: Viewer, job_id: UUID) -> Job:
    found = await read_job(view.services.pool, view.access, job_id)
    if found.job is None:
        raise not_found("job")
    return found.job


async def _live(view: Viewer, job_id: UUID, after: int) -> tuple[LiveJob, str, list[JobEvent]]:
    job = await _job(view, job_id)
    course, status, later = await read_course(view.services.pool, view.access.context, job, until=after)
    return LiveJob(view, job, course), status, later


def _seen(view: Viewer) -> int:
    return last_seen(view.request, view.request.query_params.get("after"), name="after")


@asynccontextmanager
async def _unless_meanwhile() -> AsyncGenerator[None, None]:
    try:
        yield
    except ProblemError as problem:
        if problem.code not in _MEANWHILE:
            raise

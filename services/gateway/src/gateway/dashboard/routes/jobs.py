"""The page of a job: it follows the job while it is done, and can stop it or start it again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from starlette.responses import RedirectResponse, Response

from gateway.dashboard.job_view import JobPage, job_page, sections_of
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import EditView, ReadView, Viewer
from gateway.ending import cancel_job, retry_job
from gateway.errors import ProblemError, not_found
from gateway.repository.jobs import read_job
from shared.contracts.problems import ProblemCode

# Somebody was faster, or it has ended meanwhile: the page shows how it is.
_MEANWHILE: Final = frozenset({ProblemCode.JOB_OVER, ProblemCode.JOB_NOT_RETRYABLE})
_MAX_DIGITS: Final = 10
router = page_router()


@router.get("/jobs/{job_id}")
async def get_job(view: ReadView, job_id: UUID) -> Response:
    """Show a job as it is now."""
    return view.page("job.html", {"shown": await _shown(view, job_id, frozenset())})


@router.get("/fragments/jobs/{job_id}")
async def get_live_job(view: ReadView, job_id: UUID) -> Response:
    """Show what changes of it anew; the page says which finished sections it has."""
    named = view.request.query_params.get("seen", "").split(",")
    seen = frozenset(int(each) for each in named if each.isascii() and each.isdecimal() and len(each) <= _MAX_DIGITS)
    return view.page("fragments/job.html", {"shown": await _shown(view, job_id, seen)})


@router.post("/jobs/{job_id}/cancel")
async def post_cancel(view: EditView, job_id: UUID) -> Response:
    """Stop a job."""
    async with _unless_meanwhile():
        await cancel_job(view.services, view.access, job_id)
    return _back(view, job_id)


@router.post("/jobs/{job_id}/retry")
async def post_retry(view: EditView, job_id: UUID) -> Response:
    """Do a failed or cancelled job again."""
    async with _unless_meanwhile():
        await retry_job(view.services, view.access, job_id)
    return _back(view, job_id)


async def _shown(view: Viewer, job_id: UUID, seen: frozenset[int]) -> JobPage:
    found = await read_job(view.services.pool, view.access, job_id)
    if found.job is None:
        raise not_found("job")
    sections = await sections_of(view.services.pool, view.access.context, found.job)
    return await asyncio.to_thread(job_page, found.job, sections, seen)


@asynccontextmanager
async def _unless_meanwhile() -> AsyncGenerator[None, None]:
    try:
        yield
    except ProblemError as problem:
        if problem.code not in _MEANWHILE:
            raise


def _back(view: Viewer, job_id: UUID) -> Response:
    return RedirectResponse(f"{HOME}/jobs/{job_id}?workspace={view.access.workspace_id}", status_code=303)

"""An audit while it is being made: what is known of it already, shown as the whole will be."""

from typing import Any, Final
from uuid import UUID

import orjson
from starlette.responses import Response

from exports.audits.stored import Result
from gateway.dashboard.audited import audited
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import ReadView, Viewer
from gateway.errors import not_found
from gateway.repository.jobs import Job, read_job
from gateway.schemas.jobs import OVER, public_status

_AUDITS: Final = f"{HOME}/audits"
router = page_router()


@router.get("/audits/so-far/{job_id}")
async def get_audit_so_far(view: ReadView, job_id: UUID) -> Response:
    """Show what a running audit knows; without anything yet, or over, lead to where more is said."""
    job = await _job(view, job_id)
    result = _result(job)
    if result is None or public_status(job.status) in OVER:
        return view.lead(_elsewhere(job, result))
    values = {"audit": audited(Result.model_validate(result)), "job": job, "pending": _pending(result)}
    return view.page("audit_so_far.html", values)


@router.get("/fragments/audits/so-far/{job_id}")
async def get_state(view: ReadView, job_id: UUID) -> Response:
    """Say what is still looked at; a page that shows less than is known by now is loaded again, or led to the whole."""
    job = await _job(view, job_id)
    result = _result(job)
    if result is None or public_status(job.status) in OVER:
        response = Response(status_code=204)
        response.headers["HX-Redirect"] = view.lead(_elsewhere(job, result)).headers["location"]
        return response
    pending = _pending(result)
    response = view.page("fragments/audit_pending.html", {"job": job, "pending": pending})
    if view.request.query_params.get("pending", "") != " ".join(pending):
        response.headers["HX-Refresh"] = "true"
    return response


async def _job(view: Viewer, job_id: UUID) -> Job:
    found = (await read_job(view.services.pool, view.access, job_id)).job
    if found is None or found.kind != "seo":
        raise not_found("job")
    return found


def _result(job: Job) -> dict[str, Any] | None:
    return orjson.loads(job.result) if job.result else None


def _pending(result: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(each) for each in result.get("pending") or ())


def _elsewhere(job: Job, result: dict[str, Any] | None) -> str:
    if result is not None and job.status == "succeeded":
        return f"{_AUDITS}/{result['auditId']}"
    return f"{HOME}/jobs/{job.id}"

"""What the API tells of a job: accepted, in a list, and whole."""

from typing import Annotated, Final, Literal
from uuid import UUID

import orjson
from pydantic import AwareDatetime, Field, JsonValue

from gateway.repository.jobs import Job, JobHead
from gateway.responses import stored
from gateway.routing import BASE_PATH
from shared.contracts.messages import JobKind
from shared.contracts.wire import WireModel

PublicStatus = Literal["queued", "running", "succeeded", "failed", "cancelled"]
OVER: Final = frozenset({"succeeded", "failed", "cancelled"})
# What is inside only: to the outside a dispatched job is still waiting.
_INSIDE: Final[dict[str, list[str]]] = {"queued": ["queued", "dispatched"]}


class JobError(WireModel):
    """Why a job failed; `code` is for programs, `title` and `detail` are for people."""

    code: str
    title: str
    detail: str
    retryable: bool


class AcceptedJob(WireModel):
    """A job that will be done, and where to hear of it."""

    job_id: UUID
    kind: JobKind
    status: Literal["queued"]
    status_url: Annotated[str, Field(description="Poll it with If-None-Match.")]
    events_url: Annotated[str, Field(description="An event stream that Last-Event-ID resumes.")]
    created_at: AwareDatetime


class JobItem(WireModel):
    """A job as a line of a list."""

    job_id: UUID
    kind: JobKind
    status: PublicStatus
    stage: str | None
    progress: Annotated[int, Field(ge=0, le=100)]
    attempts: int
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    error: JobError | None
    trace_id: str | None


class JobView(JobItem):
    """A job with what was asked for and its result, shaped as its kind says.

    An audit has a result while it is still running: what there is of it, with what is missing as `pending`.
    """

    request: dict[str, JsonValue]
    result: dict[str, JsonValue] | None


class JobPage(WireModel):
    """Jobs, newest first; nextCursor is null on the last page."""

    items: tuple[JobItem, ...]
    next_cursor: str | None


def job_path(job_id: UUID) -> str:
    """Return where a job is read."""
    return f"{BASE_PATH}/jobs/{job_id}"


def accepted(job_id: UUID, kind: JobKind, created_at: AwareDatetime) -> dict[str, object]:
    """Return the body of a 202."""
    path = job_path(job_id)
    return {
        "jobId": job_id,
        "kind": kind,
        "status": "queued",
        "statusUrl": path,
        "eventsUrl": f"{path}/events",
        "createdAt": created_at,
    }


def job_item(job: JobHead) -> dict[str, object]:
    """Return a job as a line of a list; what the database holds as JSON is not parsed."""
    return {
        "jobId": job.id,
        "kind": job.kind,
        "status": public_status(job.status),
        "stage": job.stage,
        "progress": job.progress,
        "attempts": job.attempt,
        "createdAt": job.created_at,
        "startedAt": job.started_at,
        "finishedAt": job.finished_at,
        "error": stored(job.error),
        "traceId": trace_id_of(job.trace_headers),
    }


def job_view(job: Job) -> dict[str, object]:
    """Return the whole job."""
    return {**job_item(job), "request": stored(job.request), "result": stored(job.result)}


def public_status(status: str) -> str:
    """Return the status the outside knows."""
    return "queued" if status == "dispatched" else status


def inner_statuses(status: PublicStatus) -> list[str]:
    """Return the statuses inside that one of the outside stands for."""
    return _INSIDE.get(status, [status])


def trace_address(template: str | None, trace_headers: str) -> str | None:
    """Return where the trace of a job is shown, nothing when nobody shows it."""
    trace_id = trace_id_of(trace_headers)
    return template.replace("{trace_id}", trace_id) if template and trace_id else None


def trace_id_of(trace_headers: str) -> str | None:
    """Return the id of the trace a job belongs to, from its `traceparent`."""
    parts = str(orjson.loads(trace_headers).get("traceparent", "")).split("-")
    return parts[1] if len(parts) == 4 else None

"""The event stream of a job."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.routing import JobId, api_router
from gateway.schemas.job_examples import EVENTS_EXAMPLE
from gateway.watching.opening import last_seen, open_stream
from shared.contracts.problems import ProblemCode

router = api_router("jobs")


@router.get(
    "/jobs/{jobId}/events",
    operation_id="streamJobEvents",
    summary="Follow one job",
    **described(
        Gives(200, "The events as they come", example=EVENTS_EXAMPLE, media_type="text/event-stream"),
        Gives(204, "The job is over and the caller has seen all of it, so there is nothing to come back for"),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.TOO_MANY_STREAMS),
    ),
)
async def get_events(
    request: Request,
    services: ServicesOf,
    access: ReadAccess,
    job_id: JobId,
    last_event_id: Annotated[
        str | None,
        Query(alias="lastEventId", description="As the header Last-Event-ID, for clients that can't set it."),
    ] = None,
) -> Response:
    """Replay what the caller has not seen and follow the job until it is over.

    `section.delta` is a piece of a section that is still being written: put it behind what there is of the section, or
    in its place when `begins` is true. `section.completed` is the whole section and replaces it. `page.scored` and
    `page.compared` bring the head of an audit that is still going on; the job's `result` has what there is of it.
    """
    return await open_stream(services, access, job_id, last_seen(request, last_event_id))

"""The event stream of a job."""

from contextlib import AsyncExitStack
from functools import partial
from typing import Annotated, Final

from fastapi import Query, Request
from starlette.responses import Response

from gateway.auth.caller import Claim
from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.errors import invalid_field, not_found
from gateway.repository.access import read_role
from gateway.routing import JobId, api_router
from gateway.schemas.job_examples import EVENTS_EXAMPLE
from gateway.watching.hub import Follower
from gateway.watching.stream import EventStream, Permission, event_stream
from shared.contracts.problems import ProblemCode
from shared.db.pool import CONNECTION_ERRORS, Pool

router = api_router("jobs")

_LAST_ID: Final = "Last-Event-ID"
_MAX_SEQ: Final = 2**31 - 1


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
    after = last_seen(request.headers.get(_LAST_ID), last_event_id)
    async with AsyncExitStack() as stack:
        stack.enter_context(services.streams.hold(access.caller.actor_id))
        follower = await stack.enter_async_context(
            services.hub.follow(access.workspace_id, access.context, job_id, after)
        )
        if follower is None:
            raise not_found("job")
        if after > follower.first.last_seq:
            raise invalid_field(_LAST_ID, "must be the id of an event of this job")
        if after and _has_seen_all(follower, after):
            return Response(status_code=204)
        permission = Permission(partial(still_reads, services.pool, access), access.caller.expires_at)
        return EventStream(event_stream(follower, permission), stack.pop_all())
    raise AssertionError("an exit stack swallows nothing")


def last_seen(in_header: str | None, in_query: str | None) -> int:
    """Return the number of the last event the caller has; the header counts before the query.

    Raises:
        ProblemError: 400 for anything but a number that an event can have.
    """
    name, given = (_LAST_ID, in_header) if in_header is not None else ("lastEventId", in_query)
    if given is None or given == "":
        return 0
    if not (given.isascii() and given.isdecimal()) or len(given) > 10 or int(given) > _MAX_SEQ:
        raise invalid_field(name, "must be the id of an event of this job")
    return int(given)


async def still_reads(pool: Pool, claim: Claim) -> bool:
    try:
        return await read_role(pool, claim) is not None
    except CONNECTION_ERRORS:
        # Nothing can be read while the database is away; a stream that broke would come back to a 503 and give up.
        return True


def _has_seen_all(follower: Follower, after: int) -> bool:
    return follower.first.is_over and after >= follower.first.last_seq

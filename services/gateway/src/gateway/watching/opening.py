"""Opens the event stream of a job: the same limits, checks and place to resume from for programs and for pages."""

from contextlib import AsyncExitStack
from functools import partial
from typing import Final
from uuid import UUID

from fastapi import Request
from starlette.responses import Response

from gateway.auth.caller import Access, Claim
from gateway.deps import Services
from gateway.errors import invalid_field, not_found
from gateway.repository.access import read_role
from gateway.watching.hub import Follower
from gateway.watching.stream import EventStream, Permission, Writing, event_stream
from shared.db.pool import CONNECTION_ERRORS, Pool

_LAST_ID: Final = "Last-Event-ID"
_MAX_SEQ: Final = 2**31 - 1


async def open_stream(
    services: Services, access: Access, job_id: UUID, after: int, writing: Writing | None = None
) -> Response:
    """Replay what the caller has not seen and follow the job until it is over; 204 for who has seen all of one that is.

    Raises:
        ProblemError: 404 for an unknown job, 400 for an event it never had, 429 when too many streams are open.
    """
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
        return EventStream(event_stream(follower, permission, writing), stack.pop_all())
    raise AssertionError("an exit stack swallows nothing")


def last_seen(request: Request, in_query: str | None, *, name: str = "lastEventId") -> int:
    """Return the number of the last event the caller has; the header counts before the query, where `name` names it.

    Raises:
        ProblemError: 400 for anything but a number that an event can have.
    """
    in_header = request.headers.get(_LAST_ID)
    named, given = (_LAST_ID, in_header) if in_header is not None else (name, in_query)
    if given is None or given == "":
        return 0
    if not (given.isascii() and given.isdecimal()) or len(given) > 10 or int(given) > _MAX_SEQ:
        raise invalid_field(named, "must be the id of an event of this job")
    return int(given)


async def still_reads(pool: Pool, claim: Claim) -> bool:
    """Return whether the caller may still read there."""
    try:
        return await read_role(pool, claim) is not None
    except CONNECTION_ERRORS:
        # Nothing can be read while the database is away; a stream that broke would come back to a 503 and give up.
        return True


def _has_seen_all(follower: Follower, after: int) -> bool:
    return follower.first.is_over and after >= follower.first.last_seq

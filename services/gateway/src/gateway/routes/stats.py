"""The workspace's roll-up."""

from typing import Annotated, Final

from fastapi import Query, Request
from starlette.responses import Response

from gateway.deps import ClaimedWorkspace, ServicesOf, allow, authorize
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.figures import figures_of
from gateway.replica.reading import reading
from gateway.repository.stats import read_stats
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import STATS_EXAMPLE
from gateway.schemas.stats import Stats

_MAX_DAYS: Final = 365
router = api_router("stats")

Days = Annotated[
    int, Query(ge=1, le=_MAX_DAYS, description="How many UTC days `daily` and `latency` cover, today included.")
]


@router.get(
    "/stats",
    operation_id="getStats",
    summary="Read the workspace's figures",
    **described(Gives(200, "The figures", Stats, STATS_EXAMPLE), problems=WORKSPACE_PROBLEMS),
)
async def get_stats(request: Request, services: ServicesOf, claim: ClaimedWorkspace, days: Days = 30) -> Response:
    """Show totals over all time and a series of days, from roll-ups that are exact as of `asOf`."""
    if services.replica is not None:
        claim = await allow(request, services, claim, "viewer")
    async with reading(services, claim) as connection:
        found = await read_stats(connection, claim.workspace_id, days)
    authorize(claim, found.role, "viewer")
    return json_text_response(figures_of(found).model_dump_json(by_alias=True))

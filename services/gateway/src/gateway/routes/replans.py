"""Planning anew what is left of a roadmap; the worker schedules it, as it did the first plan."""

from fastapi import Request
from starlette.responses import Response

from gateway.admission import Wanted, refuse_unknown_places, request_text
from gateway.deps import EditAccess, ServicesOf
from gateway.documentation import Takes, described
from gateway.errors import not_found
from gateway.json_body import read_body
from gateway.repository.roadmaps import read_roadmap
from gateway.routing import RoadmapId, api_router
from gateway.schemas.roadmap_examples import REPLAN_EXAMPLES
from gateway.submitting import JOB_ANSWERS, JOB_PROBLEMS, submitted
from shared.contracts.requests import Replan, ReplanRequest
from shared.db.pool import transaction

router = api_router("roadmaps")


@router.post(
    "/roadmaps/{roadmapId}/replan",
    operation_id="replanRoadmap",
    summary="Plan anew what is left of a roadmap",
    **described(*JOB_ANSWERS, takes=Takes(Replan, REPLAN_EXAMPLES), problems=JOB_PROBLEMS),
)
async def post_replan(request: Request, services: ServicesOf, access: EditAccess, roadmap_id: RoadmapId) -> Response:
    """Store the job; what is completed stays, the rest is scheduled from `asOf` on, and the slippage is shown.

    `Idempotency-Key` and `Prefer: wait=N` are honoured.
    """
    body, given = await read_body(request, Replan)
    refuse_unknown_places(body)
    async with transaction(services.pool, access.context, read_only=True) as connection:
        if await read_roadmap(connection, access.workspace_id, roadmap_id) is None:
            raise not_found("roadmap")
    # Only what was said: what is left out stays as the first request had it.
    said = {name: getattr(body, name) for name in body.model_fields_set}
    job = Wanted("roadmap", request_text(ReplanRequest(roadmap_id=roadmap_id, **said)))
    return await submitted(request, services, access, given, job)

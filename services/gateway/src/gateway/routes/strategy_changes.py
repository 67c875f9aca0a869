"""One strategy changed, deleted and brought back."""

from fastapi import Request
from starlette.responses import Response

from gateway.deps import EditAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.json_body import read_body
from gateway.responses import etag_headers, json_response, require_match
from gateway.routing import StrategyId, api_router
from gateway.schemas.examples import STRATEGY_EXAMPLE
from gateway.schemas.strategies import Strategy
from gateway.schemas.strategy_changes import STRATEGY_CHANGE_EXAMPLES, StrategyChange
from gateway.stored_strategy import current, strategy_etag
from gateway.strategy_changes import change_strategy
from gateway.strategy_deletion import bring_back, put_away
from shared.contracts.problems import ProblemCode

router = api_router("strategies")


@router.patch(
    "/strategies/{strategyId}",
    operation_id="updateStrategy",
    summary="Change texts, title or status of a strategy",
    **described(
        Gives(200, "The strategy as it is now", Strategy, STRATEGY_EXAMPLE, headers=("ETag",)),
        takes=Takes(StrategyChange, STRATEGY_CHANGE_EXAMPLES),
        problems=(
            *WORKSPACE_PROBLEMS,
            *WRITE_PROBLEMS,
            ProblemCode.PRECONDITION_FAILED,
            ProblemCode.PRECONDITION_REQUIRED,
        ),
    ),
)
async def patch_strategy(
    request: Request, services: ServicesOf, access: EditAccess, strategy_id: StrategyId
) -> Response:
    """Make a version with other texts and its own score; needs If-Match. What changes nothing makes no version."""
    body, _ = await read_body(request, StrategyChange)
    row = await change_strategy(services, access, strategy_id, body, lambda etag: require_match(request, etag))
    return json_response(current(row), headers=etag_headers(strategy_etag(row)))


@router.delete(
    "/strategies/{strategyId}",
    operation_id="deleteStrategy",
    summary="Delete a strategy",
    **described(Gives(204, "Deleted"), problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS)),
)
async def delete_strategy(services: ServicesOf, access: EditAccess, strategy_id: StrategyId) -> Response:
    """Put a strategy out of sight, and out of the figures; undelete brings it back as it was."""
    await put_away(services, access, strategy_id)
    return Response(status_code=204)


@router.post(
    "/strategies/{strategyId}/undelete",
    operation_id="undeleteStrategy",
    summary="Bring a deleted strategy back",
    **described(
        Gives(200, "The strategy as it was", Strategy, STRATEGY_EXAMPLE, headers=("ETag",)),
        problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS),
    ),
)
async def post_undelete(services: ServicesOf, access: EditAccess, strategy_id: StrategyId) -> Response:
    """Undo a deletion; asked twice, or without need, it changes nothing."""
    row = await bring_back(services, access, strategy_id)
    return json_response(current(row), headers=etag_headers(strategy_etag(row)))

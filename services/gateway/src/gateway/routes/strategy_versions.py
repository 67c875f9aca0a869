"""The history of a strategy: its versions, one of them, and an earlier one made the current one again."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Path, Request
from starlette.responses import Response

from gateway.deps import EditAccess, ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, described
from gateway.errors import not_found
from gateway.idempotency import attempt_of
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.strategies import list_versions
from gateway.responses import (
    etag_headers,
    etag_of,
    json_response,
    json_text_response,
    not_modified,
    require_match,
)
from gateway.routing import StrategyId, api_router
from gateway.schemas.admin_examples import page_of
from gateway.schemas.examples import STRATEGY_EXAMPLE
from gateway.schemas.strategies import Strategy
from gateway.schemas.strategy_versions import VERSION_ITEM_EXAMPLE, VersionItem, VersionPage
from gateway.stored_strategy import whole as told
from gateway.strategy_reading import require_strategy, whole
from gateway.strategy_restoring import Wish, restore_version
from shared.contracts.problems import ProblemCode

router = api_router("strategies")
_INT4_MAX: Final = 2**31 - 1
Number = Annotated[int, Path(alias="version", ge=1, le=_INT4_MAX, description="The number of the version.")]


@router.get(
    "/strategies/{strategyId}/versions",
    operation_id="listStrategyVersions",
    summary="List the versions of a strategy, newest first",
    **described(
        Gives(200, "A page of versions", VersionPage, page_of(VERSION_ITEM_EXAMPLE)), problems=WORKSPACE_PROBLEMS
    ),
)
async def get_versions(
    services: ServicesOf,
    access: ReadAccess,
    strategy_id: StrategyId,
    page: Annotated[Page, Depends(paging("versions"))],
) -> Response:
    """Show who changed the strategy, when, and what that did to its score."""
    async with reading(services, access) as connection:
        rows = await list_versions(connection, access.workspace_id, strategy_id, page)
    if not rows:
        raise not_found("strategy")
    answer = VersionPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.get(
    "/strategies/{strategyId}/versions/{version}",
    operation_id="getStrategyVersion",
    summary="Read one version of a strategy",
    **described(
        Gives(200, "The version, in the shape of a strategy", Strategy, STRATEGY_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.ARCHIVE_UNAVAILABLE),
    ),
)
async def get_version(
    request: Request, services: ServicesOf, access: ReadAccess, strategy_id: StrategyId, number: Number
) -> Response:
    """Show what a version says and its score; who made it and when stand in `createdBy` and `createdAt`."""
    async with reading(services, access) as connection:
        row = await require_strategy(connection, access.workspace_id, strategy_id, number)
    # Not the tag that a change has to name: the version never changes, only its score and the strategy's status.
    etag = etag_of("version", row["id"], row["version"], row["scorer_version"], row["status"])
    unchanged = not_modified(request, etag)
    if unchanged is not None:
        return unchanged
    return json_response(told(await whole(services, access, row)), headers=etag_headers(etag))


@router.post(
    "/strategies/{strategyId}/versions/{version}/restore",
    operation_id="restoreStrategyVersion",
    summary="Make an earlier version the current one",
    **described(
        Gives(
            201,
            "A new version that says what the earlier one said",
            Strategy,
            STRATEGY_EXAMPLE,
            headers=("Location", "ETag", "Idempotency-Replayed"),
        ),
        Gives(200, "The current version says that already", Strategy, STRATEGY_EXAMPLE, headers=("ETag",)),
        problems=(
            *WORKSPACE_PROBLEMS,
            *WRITE_PROBLEMS,
            ProblemCode.PRECONDITION_FAILED,
            ProblemCode.PRECONDITION_REQUIRED,
            ProblemCode.IDEMPOTENCY_KEY_REUSED,
            ProblemCode.ARCHIVE_UNAVAILABLE,
        ),
    ),
)
async def post_restore(
    request: Request, services: ServicesOf, access: EditAccess, strategy_id: StrategyId, number: Number
) -> Response:
    """Add a version equal to an earlier one, scored by today's rules; needs If-Match with the strategy's ETag."""
    wish = Wish(strategy_id, number)
    attempt = attempt_of(request, None)
    answer = await restore_version(services, access, wish, attempt, lambda etag: require_match(request, etag))
    return answer.to_response()


def _position(item: VersionItem) -> Position:
    # Versions are numbered, so the number alone says where a page ends.
    return Position(item.created_at, UUID(int=item.version))

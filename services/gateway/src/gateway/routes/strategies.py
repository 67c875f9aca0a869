"""Strategies: the list and one of them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, StringConstraints
from starlette.responses import Response

from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.errors import invalid_field
from gateway.paging import Page, Position, paging_with_offset
from gateway.replica.reading import reading
from gateway.repository.strategies import MAX_PART, StrategyFilter, list_strategies
from gateway.responses import etag_headers, json_response, json_text_response, not_modified
from gateway.routing import StrategyId, api_router
from gateway.schemas.admin_examples import page_of
from gateway.schemas.examples import STRATEGY_EXAMPLE, STRATEGY_ITEM_EXAMPLE
from gateway.schemas.strategies import Compliance, Strategy, StrategyItem, StrategyPage
from gateway.stored_strategy import current, strategy_etag
from gateway.strategy_reading import require_strategy
from gateway.time_range import TimeRange, time_range
from shared.contracts.requests import Framework
from shared.contracts.wire import storable

router = api_router("strategies")


def _sent(text: str) -> str:
    # A form that is sent with an empty box asks for everything.
    return storable(text) if text else text


_Part = Annotated[str, StringConstraints(max_length=MAX_PART, strip_whitespace=True), AfterValidator(_sent)]


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """Scores from the least to the greatest, both included."""

    least: int | None
    greatest: int | None


async def score_range(
    least: Annotated[int | None, Query(alias="minScore", ge=0, le=100)] = None,
    greatest: Annotated[int | None, Query(alias="maxScore", ge=0, le=100)] = None,
) -> ScoreRange:
    """Read `minScore` and `maxScore`.

    Raises:
        ProblemError: 400 naming `minScore` when it is the greater.
    """
    if least is not None and greatest is not None and least > greatest:
        raise invalid_field("minScore", "must not be greater than maxScore")
    return ScoreRange(least, greatest)


async def strategy_filter(
    scores: Annotated[ScoreRange, Depends(score_range)],
    times: Annotated[TimeRange, Depends(time_range)],
    framework: Framework | None = None,
    compliance: Compliance | None = None,
    q: Annotated[
        _Part | None, Query(description="A part of the title or business name; case and accents do not count.")
    ] = None,
) -> StrategyFilter:
    """Read which strategies are wanted; filters are joined by and."""
    return StrategyFilter(framework, compliance, scores.least, scores.greatest, times.since, times.until, q or None)


@router.get(
    "/list",
    operation_id="listStrategies",
    summary="List strategies, newest first",
    **described(
        Gives(200, "A page of strategies", StrategyPage, page_of(STRATEGY_ITEM_EXAMPLE)), problems=WORKSPACE_PROBLEMS
    ),
)
async def get_list(
    services: ServicesOf,
    access: ReadAccess,
    wanted: Annotated[StrategyFilter, Depends(strategy_filter)],
    page: Annotated[Page, Depends(paging_with_offset("strategies"))],
) -> Response:
    """Show the workspace's strategies; a cursor stays right while new ones are made."""
    async with reading(services, access) as connection:
        rows = await list_strategies(connection, access.workspace_id, wanted, page)
    answer = StrategyPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.get(
    "/strategies/{strategyId}",
    operation_id="getStrategy",
    summary="Read one strategy in its current version",
    **described(
        Gives(200, "The strategy", Strategy, STRATEGY_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def get_strategy(request: Request, services: ServicesOf, access: ReadAccess, strategy_id: StrategyId) -> Response:
    """Show the document, its score and the evidence for it."""
    async with reading(services, access) as connection:
        row = await require_strategy(connection, access.workspace_id, strategy_id)
    etag = strategy_etag(row)
    return not_modified(request, etag) or json_response(current(row), headers=etag_headers(etag))


def _position(item: StrategyItem) -> Position:
    return Position(item.created_at, item.id)

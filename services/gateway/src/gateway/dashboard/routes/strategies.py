"""Strategies: the list with its filters, and the page of one."""

import asyncio
from typing import Annotated, Final
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from gateway.dashboard.routing import page_router
from gateway.dashboard.strategy_filters import filters_of
from gateway.dashboard.strategy_view import strategy_view
from gateway.dashboard.viewing import ReadView
from gateway.errors import not_found
from gateway.paging import CursorText, Page, Position, decode_cursor
from gateway.repository.strategies import list_strategies, read_strategy
from gateway.schemas.strategies import StrategyItem
from gateway.stored_strategy import version as told
from shared.db.pool import transaction

_LIST: Final = "strategies"
_SHOWN: Final = 25
_INT4_MAX: Final = 2**31 - 1
router = page_router()


@router.get("/strategies")
async def get_strategies(view: ReadView, cursor: CursorText = None) -> Response:
    """Show the strategies that the address asks for, newest first."""
    filters = filters_of(view.request.query_params)
    page = Page(_LIST, _SHOWN, decode_cursor(_LIST, cursor) if cursor else None)
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        rows = await list_strategies(connection, view.access.workspace_id, filters.wanted, page)
    values = {
        "strategies": page.shown(rows),
        "filters": filters,
        "is_later": cursor is not None,
        "next_cursor": page.next_cursor(rows, _position),
    }
    return view.page("strategy_list.html", values)


@router.get("/strategies/{strategy_id}")
async def get_strategy(
    view: ReadView, strategy_id: UUID, version: Annotated[int | None, Query(ge=1, le=_INT4_MAX)] = None
) -> Response:
    """Show one version, the current one unless another is named."""
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        row = await read_strategy(connection, view.access.workspace_id, strategy_id, version)
    if row is None:
        raise not_found("strategy")
    # Reading its Markdown takes some milliseconds, which others need not wait for.
    shown = await asyncio.to_thread(strategy_view, told(row), row["business_name"])
    return view.page("strategy.html", {"shown": shown})


def _position(item: StrategyItem) -> Position:
    return Position(item.created_at, item.id)

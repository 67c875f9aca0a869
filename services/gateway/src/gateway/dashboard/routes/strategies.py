"""Strategies: the list with its filters, and the page of one."""

import asyncio
from typing import Annotated, Final
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from gateway.dashboard.routing import page_router
from gateway.dashboard.section_form import stored_sections
from gateway.dashboard.strategy_filters import filters_of
from gateway.dashboard.strategy_saving import Saved, version_number
from gateway.dashboard.strategy_view import strategy_view
from gateway.dashboard.viewing import ReadView
from gateway.paging import CursorText, Page, Position, decode_cursor
from gateway.replica.reading import reading
from gateway.repository.strategies import DeletedStrategy, list_strategies, read_deleted, read_strategy
from gateway.schemas.strategies import StrategyItem
from gateway.stored_strategy import version as told
from gateway.strategy_reading import head_of_page, require_strategy, whole
from shared.db.pool import Reader
from shared.ids import new_id

_LIST: Final = "strategies"
_SHOWN: Final = 25
_INT4_MAX: Final = 2**31 - 1
router = page_router()


@router.get("/strategies")
async def get_strategies(view: ReadView, cursor: CursorText = None) -> Response:
    """Show the strategies that the address asks for, newest first."""
    filters = filters_of(view.request.query_params)
    page = Page(_LIST, _SHOWN, decode_cursor(_LIST, cursor) if cursor else None)
    async with reading(view.services, view.access) as connection:
        rows = await list_strategies(connection, view.access.workspace_id, filters.wanted, page)
        deleted = await _deleted(view, connection)
    values = {
        "strategies": page.shown(rows),
        "filters": filters,
        "deleted": deleted,
        "is_later": cursor is not None,
        "next_cursor": page.next_cursor(rows, _position),
    }
    return view.page("strategy_list.html", values)


@router.get("/strategies/{strategy_id}")
async def get_strategy(
    view: ReadView, strategy_id: UUID, version: Annotated[int | None, Query(ge=1, le=_INT4_MAX)] = None
) -> Response:
    """Show one version, the current one unless another is named, and what was just done to it."""
    workspace_id, query = view.access.workspace_id, view.request.query_params
    async with reading(view.services, view.access) as connection:
        row = await require_strategy(connection, workspace_id, strategy_id, version)
        current = row if version is None else await require_strategy(connection, workspace_id, strategy_id)
        number = version_number(query.get("saved", ""))
        before = number and await read_strategy(connection, workspace_id, strategy_id, number)
    row = await whole(view.services, view.access, row)
    head = head_of_page(row)
    # Reading its Markdown takes some milliseconds, which others need not wait for.
    shown = await asyncio.to_thread(strategy_view, told(row), row["business_name"])
    values = {
        "shown": shown,
        "head": head,
        "editable": await asyncio.to_thread(stored_sections, row["document"]),
        "etag": head_of_page(current).etag,
        "key": new_id().hex,
        "saved": Saved(query.get("at", ""), before["version"], before["overall"], head.version, head.score)
        if before
        else None,
        "restored": version_number(query.get("restored", "")),
        "is_back": False,
    }
    return view.page("strategy.html", values)


async def _deleted(view: ReadView, connection: Reader) -> DeletedStrategy | None:
    """Return the strategy that the address says was deleted; what is there, or never was, is not spoken of."""
    try:
        strategy_id = UUID(view.request.query_params.get("deleted", ""))
    except ValueError:
        return None
    return await read_deleted(connection, view.access.workspace_id, strategy_id)


def _position(item: StrategyItem) -> Position:
    return Position(item.created_at, item.id)

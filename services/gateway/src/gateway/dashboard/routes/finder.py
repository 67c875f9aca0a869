"""The finder: what the workspace has under a name, and every place and switch; a page of its own without a script."""

from typing import Final

from starlette.responses import Response

from gateway.dashboard.finder import Hits, groups_of
from gateway.dashboard.pages import is_partial
from gateway.dashboard.paths import HOME, shown_page
from gateway.dashboard.routing import page_router
from gateway.dashboard.strategy_filters import part_of
from gateway.dashboard.viewing import ReadView, Viewer
from gateway.paging import Page
from gateway.replica.reading import reading
from gateway.repository.finding import find_audits, find_roadmaps
from gateway.repository.strategies import StrategyFilter, list_strategies

_STRATEGIES: Final = Page("strategies", 6)
_OTHERS: Final = 4
router = page_router()


@router.get("/find")
async def get_finder(view: ReadView, q: str = "") -> Response:
    """Show what there is to choose for what was typed."""
    part = part_of(q) or ""
    hits = await _hits(view, part) if part else Hits()
    came_from = shown_page(view.request.headers.get("hx-current-url")) if is_partial(view.request) else HOME
    groups = groups_of(view, part, hits, came_from)
    template = "fragments/finder.html" if is_partial(view.request) else "finder.html"
    return view.page(template, {"groups": groups, "part": part})


async def _hits(view: Viewer, part: str) -> Hits:
    workspace_id = view.access.workspace_id
    async with reading(view.services, view.access) as connection:
        strategies = await list_strategies(connection, workspace_id, StrategyFilter(part=part), _STRATEGIES)
        audits = await find_audits(connection, workspace_id, part, _OTHERS)
        roadmaps = await find_roadmaps(connection, workspace_id, part, _OTHERS)
    return Hits(_STRATEGIES.shown(strategies), audits, roadmaps)

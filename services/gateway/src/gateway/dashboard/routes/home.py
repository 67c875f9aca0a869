"""The first page: figures, charts, newest strategies, and what is at work."""

from typing import Any, Final

from starlette.responses import Response

from gateway.dashboard.overview import DAYS, overview_of, unattended
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import ReadView, Viewer
from gateway.figures import figures_of
from gateway.paging import Page
from gateway.replica.reading import reading
from gateway.repository.jobs import list_jobs, list_live_jobs, list_waiting
from gateway.repository.stats import read_stats
from gateway.repository.strategies import StrategyFilter, list_strategies
from gateway.schemas.jobs import OVER
from shared.db.pool import Reader

_NEWEST: Final = Page("strategies", 8)
_MOST_LIVE: Final = 8
_ENDED: Final = Page("jobs", 5)
# A header that a script of the page hears: what was at work is done, so figures and lists are to be read again.
_FINISHED: Final = {"HX-Trigger": "jobs-finished"}
router = page_router()


@router.get("")
async def get_home(view: ReadView) -> Response:
    """Show everything at once, as of one moment."""
    async with reading(view.services, view.access) as connection:
        values = await _figures(connection, view) | await _newest(connection, view) | await _jobs(connection, view)
    return view.page("home.html", values)


@router.get("/fragments/figures")
async def get_figures(view: ReadView) -> Response:
    """Show tiles and charts anew."""
    async with reading(view.services, view.access) as connection:
        values = await _figures(connection, view)
    return view.page("fragments/figures.html", values)


@router.get("/fragments/strategies")
async def get_strategies(view: ReadView) -> Response:
    """Show the newest strategies anew."""
    async with reading(view.services, view.access) as connection:
        values = await _newest(connection, view)
    return view.page("fragments/strategies.html", values)


@router.get("/fragments/jobs")
async def get_jobs(view: ReadView) -> Response:
    """Show what is at work, and say when something of what the page has seen at work is over."""
    async with reading(view.services, view.access) as connection:
        values = await _jobs(connection, view)
    response = view.page("fragments/jobs.html", values)
    seen = {each for each in view.request.query_params.get("seen", "").split(",") if each}
    if seen - {str(job.id) for job in values["live"]}:
        response.headers.update(_FINISHED)
    return response


async def _figures(connection: Reader, view: Viewer) -> dict[str, object]:
    stats = figures_of(await read_stats(connection, view.access.workspace_id, DAYS))
    return {"stats": stats, "overview": overview_of(stats), "days": DAYS}


async def _newest(connection: Reader, view: Viewer) -> dict[str, object]:
    rows = await list_strategies(connection, view.access.workspace_id, StrategyFilter(), _NEWEST)
    return {"strategies": _NEWEST.shown(rows)}


async def _jobs(connection: Reader, view: Viewer) -> dict[str, Any]:
    workspace_id = view.access.workspace_id
    live = await list_live_jobs(connection, workspace_id, _MOST_LIVE)
    ended = await list_jobs(connection, workspace_id, _ENDED, kind=None, statuses=sorted(OVER))
    waiting = await list_waiting(connection, workspace_id)
    return {"live": live, "ended": _ENDED.shown(ended), "unattended": unattended(waiting)}

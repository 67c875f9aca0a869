"""SEO audits: the list with its filter, and one audit with the earlier ones of its page."""

from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from exports.audits.stored import Result
from gateway.audit_comparison import compared
from gateway.dashboard.audited import audited
from gateway.dashboard.charts.curve import curve
from gateway.dashboard.compared_audits import compared_view
from gateway.dashboard.marking import N_
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import ReadView
from gateway.errors import not_found
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.audits import list_audits, list_audits_of_page, read_audit, read_audit_page
from gateway.repository.jobs import list_live_jobs
from gateway.schemas.audits import AuditItem
from shared.contracts.requests import Site

_PATH: Final = f"{HOME}/audits"
_HOST: Final = TypeAdapter[str](Site)
_NO_HOST: Final = N_("Enter a host, such as example.com.")
# As many as a curve can show apart.
_HISTORY: Final = Page("audit-history", 60)
_MOST_LIVE: Final = 100
router = page_router()


@router.get("/audits")
async def get_audits(view: ReadView, page: Annotated[Page, Depends(paging("audits"))], host: str = "") -> Response:
    """Show the newest, or those of a host."""
    text = host.strip()
    wanted, errors = None, {}
    try:
        wanted = _HOST.validate_python(text) if text else None
    except ValidationError:
        errors = {"host": view.pages.preferences(view.request).language.text(_NO_HOST)}
    async with reading(view.services, view.access) as connection:
        rows = [] if errors else await list_audits(connection, view.access.workspace_id, page, host=wanted)
        live = await list_live_jobs(connection, view.access.workspace_id, _MOST_LIVE)
    values = {
        "audits": page.shown(rows),
        "older": _older(page.next_cursor(rows, _position), text),
        "is_first": page.after is None,
        "host": text[:2048],
        "errors": errors,
        "at_work": sum(job.kind == "seo" for job in live),
        "path": _PATH,
    }
    return view.page("audits.html", values)


# Before the route of one audit, which would take "compare" for its id.
@router.get("/audits/compare")
async def get_comparison(view: ReadView) -> Response:
    """Show what changed between two audits of a page."""
    query = view.request.query_params
    before, after = (_key(query.get(name, "")) for name in ("from", "to"))
    async with reading(view.services, view.access) as connection:
        found = await compared(connection, view.access.workspace_id, before, after)
    return view.page("audit_comparison.html", {"comparison": compared_view(found), "path": _PATH})


@router.get("/audits/{audit_id}")
async def get_audit(view: ReadView, audit_id: str) -> Response:
    """Show everything that an audit found, and how its page did before and since."""
    key = _key(audit_id)
    async with reading(view.services, view.access) as connection:
        row = await read_audit(connection, view.access.workspace_id, key)
        about = await read_audit_page(connection, view.access.workspace_id, key)
        if row is None or about is None:
            raise not_found("audit")
        history = _HISTORY.shown(await list_audits_of_page(connection, view.access.workspace_id, _HISTORY, about))
    result = Result.model_validate_json(row["result"])
    values = {
        "audit": audited(result),
        "audit_id": key,
        "made_at": result.scored_at or row["created_at"],
        "history": history,
        "curve": curve([(each.created_at, each.overall_score) for each in reversed(history)]),
        "again": f"{_PATH}/new?{urlencode({'domain': about.domain, 'primaryKeyword': about.primary_keyword})}",
        "path": _PATH,
        "files": ("pdf", "docx", "html", "md", "json"),
    }
    return view.page("audit.html", values)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise not_found("audit") from error


def _older(cursor: str | None, host: str) -> str | None:
    if cursor is None:
        return None
    return f"{_PATH}?{urlencode(({'host': host} if host else {}) | {'cursor': cursor})}"


def _position(item: AuditItem) -> Position:
    return Position(item.created_at, item.id)

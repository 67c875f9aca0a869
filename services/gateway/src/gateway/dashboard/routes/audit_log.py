"""The trail of administrative changes, in pages."""

from typing import Annotated, Final

from fastapi import Depends
from starlette.responses import Response

from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import AdminView
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.audit_log import list_audit_log, read_names
from gateway.schemas.workspaces import AuditEntry

PATH: Final = f"{HOME}/workspace/log"
router = page_router()


@router.get("/workspace/log")
async def get_audit_log(view: AdminView, page: Annotated[Page, Depends(paging("audit-log"))]) -> Response:
    """Show who changed what, newest first, with the values before and after."""
    async with reading(view.services, view.access) as connection:
        rows = await list_audit_log(connection, view.access.workspace_id, page)
        entries = page.shown(rows)
        ids = {each.actor_id for each in entries} | {each.subject_id for each in entries}
        names = await read_names(connection, view.access.workspace_id, ids)
    values = {
        "entries": entries,
        "names": names,
        "next_cursor": page.next_cursor(rows, _position),
        "is_first": page.after is None,
        "path": PATH,
    }
    return view.page("audit_log.html", values)


def _position(item: AuditEntry) -> Position:
    return Position(item.created_at, item.id)

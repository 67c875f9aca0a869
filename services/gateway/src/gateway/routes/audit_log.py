"""The trail of administrative changes."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from gateway.deps import AdminAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.audit_log import list_audit_log
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import AUDIT_ENTRY_EXAMPLE, page_of
from gateway.schemas.workspaces import AuditEntry, AuditEntryPage
from shared.contracts.problems import ProblemCode

router = api_router("audit-log")


@router.get(
    "/audit-log",
    operation_id="listAuditLog",
    summary="List administrative changes, newest first",
    **described(
        Gives(200, "A page of changes", AuditEntryPage, page_of(AUDIT_ENTRY_EXAMPLE)),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.FORBIDDEN),
    ),
)
async def get_audit_log(
    services: ServicesOf, access: AdminAccess, page: Annotated[Page, Depends(paging("audit-log"))]
) -> Response:
    """Show who changed what, with the values before and after."""
    async with reading(services, access) as connection:
        rows = await list_audit_log(connection, access.workspace_id, page)
    answer = AuditEntryPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


def _position(item: AuditEntry) -> Position:
    return Position(item.created_at, item.id)

"""SEO audits: the list and one of them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request
from starlette.responses import Response

from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.errors import not_found
from gateway.json_text import with_members
from gateway.paging import Page, Position, paging
from gateway.repository.audits import list_audits, read_audit
from gateway.responses import etag_headers, etag_of, json_text_response, not_modified
from gateway.routing import api_router
from gateway.schemas.admin_examples import page_of
from gateway.schemas.audits import Audit, AuditItem, AuditPage
from gateway.schemas.examples import AUDIT_EXAMPLE, AUDIT_ITEM_EXAMPLE
from shared.db.pool import transaction

router = api_router("audits")


@router.get(
    "/audits",
    operation_id="listAudits",
    summary="List SEO audits, newest first",
    **described(Gives(200, "A page of audits", AuditPage, page_of(AUDIT_ITEM_EXAMPLE)), problems=WORKSPACE_PROBLEMS),
)
async def get_audits(
    services: ServicesOf, access: ReadAccess, page: Annotated[Page, Depends(paging("audits"))]
) -> Response:
    """Show the workspace's audits."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        rows = await list_audits(connection, access.workspace_id, page)
    answer = AuditPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.get(
    "/audits/{auditId}",
    operation_id="getAudit",
    summary="Read one SEO audit",
    **described(
        Gives(200, "The audit", Audit, AUDIT_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def get_audit(
    request: Request, services: ServicesOf, access: ReadAccess, audit_id: Annotated[UUID, Path(alias="auditId")]
) -> Response:
    """Show an audit as its job delivered it."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        row = await read_audit(connection, access.workspace_id, audit_id)
    if row is None:
        raise not_found("audit")
    # An audit never changes, only the strategy it belongs to can go.
    etag = etag_of(row["id"], row["strategy_id"])
    origin = {
        "strategyId": row["strategy_id"],
        "jobId": row["job_id"],
        "createdBy": row["created_by"],
        "createdAt": row["created_at"],
    }
    return not_modified(request, etag) or json_text_response(
        with_members(row["result"], origin), headers=etag_headers(etag)
    )


def _position(item: AuditItem) -> Position:
    return Position(item.created_at, item.id)

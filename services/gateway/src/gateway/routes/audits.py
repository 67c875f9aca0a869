"""SEO audits: the list, one of them, what changed between two, and the earlier ones of a page."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Request
from starlette.responses import Response

from gateway.audit_comparison import compared
from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.errors import not_found
from gateway.json_text import with_members
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.audits import (
    list_audits,
    list_audits_of_page,
    read_audit,
    read_audit_page,
)
from gateway.responses import etag_headers, etag_of, json_text_response, not_modified
from gateway.routing import api_router
from gateway.schemas.admin_examples import page_of
from gateway.schemas.audits import Audit, AuditItem, AuditPage
from gateway.schemas.comparison_example import COMPARISON_EXAMPLE
from gateway.schemas.examples import AUDIT_EXAMPLE, AUDIT_ITEM_EXAMPLE
from gateway.stored_audit import origin
from library.audits.model import AuditComparison
from shared.contracts.requests import Site

router = api_router("audits")
AuditId = Annotated[UUID, Path(alias="auditId", description="The audit.")]
OfSite = Annotated[
    Site | None, Query(description="Only audits that were asked for at this host, with or without `www.`.")
]
Earlier = Annotated[UUID, Query(alias="from", description="The audit before.")]
Later = Annotated[UUID, Query(alias="to", description="The audit after, of the same page.")]


@router.get(
    "/audits",
    operation_id="listAudits",
    summary="List SEO audits, newest first",
    **described(Gives(200, "A page of audits", AuditPage, page_of(AUDIT_ITEM_EXAMPLE)), problems=WORKSPACE_PROBLEMS),
)
async def get_audits(
    services: ServicesOf,
    access: ReadAccess,
    page: Annotated[Page, Depends(paging("audits"))],
    domain: OfSite = None,
) -> Response:
    """Show the workspace's audits."""
    async with reading(services, access) as connection:
        rows = await list_audits(connection, access.workspace_id, page, host=domain)
    return _page_of(rows, page)


# Before the route of one audit, which would take "compare" for its id.
@router.get(
    "/audits/compare",
    operation_id="compareAudits",
    summary="Compare two SEO audits of one page",
    **described(Gives(200, "What changed", AuditComparison, COMPARISON_EXAMPLE), problems=WORKSPACE_PROBLEMS),
)
async def get_comparison(services: ServicesOf, access: ReadAccess, before: Earlier, after: Later) -> Response:
    """Show what changed, check by check, and what else than the page may have made the difference."""
    async with reading(services, access) as connection:
        found = await compared(connection, access.workspace_id, before, after)
    return json_text_response(found.model_dump_json(by_alias=True))


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
async def get_audit(request: Request, services: ServicesOf, access: ReadAccess, audit_id: AuditId) -> Response:
    """Show an audit as its job delivered it."""
    async with reading(services, access) as connection:
        row = await read_audit(connection, access.workspace_id, audit_id)
    if row is None:
        raise not_found("audit")
    # An audit never changes, only the strategy it belongs to can go.
    etag = etag_of(row["id"], row["strategy_id"])
    return not_modified(request, etag) or json_text_response(
        with_members(row["result"], origin(row)), headers=etag_headers(etag)
    )


@router.get(
    "/audits/{auditId}/history",
    operation_id="listAuditHistory",
    summary="List all SEO audits of a page for one keyword, newest first",
    **described(Gives(200, "A page of audits", AuditPage, page_of(AUDIT_ITEM_EXAMPLE)), problems=WORKSPACE_PROBLEMS),
)
async def get_history(
    services: ServicesOf,
    access: ReadAccess,
    audit_id: AuditId,
    page: Annotated[Page, Depends(paging("audit-history"))],
) -> Response:
    """Show the score of an audit's page over time, this audit included."""
    async with reading(services, access) as connection:
        about = await read_audit_page(connection, access.workspace_id, audit_id)
        if about is None:
            raise not_found("audit")
        rows = await list_audits_of_page(connection, access.workspace_id, page, about)
    return _page_of(rows, page)


def _page_of(rows: list[AuditItem], page: Page) -> Response:
    answer = AuditPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


def _position(item: AuditItem) -> Position:
    return Position(item.created_at, item.id)

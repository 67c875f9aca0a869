"""An SEO audit as a document to hand over."""

from typing import Annotated, Final
from uuid import UUID

from asyncpg import Record
from fastapi import Path, Query, Request
from starlette.responses import Response

from exports.audit import Audit as StoredAudit
from exports.edition import edition
from exports.naming import of_audit
from exports.order import Order
from exports.strategy import Format
from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.downloads import HEADERS, download, files, made
from gateway.errors import not_found
from gateway.json_text import with_members
from gateway.replica.reading import reading
from gateway.repository.audits import read_audit_export
from gateway.responses import etag_of, not_modified
from gateway.routing import api_router
from gateway.schemas.audits import Audit
from gateway.schemas.examples import AUDIT_EXAMPLE
from gateway.stored_audit import origin
from shared.contracts.problems import ProblemCode

_BEGINNING: Final = "# SEO audit of northwind.example\n\n…"
router = api_router("audits")


@router.get(
    "/audits/{auditId}/export",
    operation_id="exportAudit",
    summary="Download an SEO audit as a document",
    **described(
        Gives(200, "The document", Audit, AUDIT_EXAMPLE, headers=HEADERS),
        *files(_BEGINNING),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.EXPORT_UNAVAILABLE),
    ),
)
async def get_audit_export(
    request: Request,
    services: ServicesOf,
    access: ReadAccess,
    audit_id: Annotated[UUID, Path(alias="auditId", description="The audit.")],
    kind: Annotated[Format, Query(alias="format", description="The kind of file.")],
) -> Response:
    """Hand over an audit: all formats say the same, and JSON is the audit as its job delivered it."""
    async with reading(services, access) as connection:
        row = await read_audit_export(connection, access.workspace_id, audit_id)
    if row is None:
        raise not_found("audit")
    etag = etag_of(row["id"], row["strategy_id"], kind, edition())
    unchanged = not_modified(request, etag)
    if unchanged is not None:
        return unchanged
    content = (
        with_members(row["result"], origin(row))
        if kind == "json"
        else await made(services.documents, _order(row, kind), "audit_exported")
    )
    page = row["final_url"] or row["domain"]
    return download(content, of_audit(page, row["created_at"].date()), kind, etag)


def _order(row: Record, kind: Format) -> Order:
    return Order(kind, StoredAudit(row["result"], row["created_at"]))

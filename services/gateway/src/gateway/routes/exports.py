"""A strategy as a document to hand over."""

import time
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

import structlog
from asyncpg import Record
from fastapi import Depends, Path, Query, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from exports import html
from exports.edition import edition
from exports.maker import DocumentLateError, DocumentMaker
from exports.naming import MEDIA_TYPES, disposition
from exports.strategy import Format, Order, Section, Strategy
from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.errors import ProblemError, not_found
from gateway.repository.strategies import read_strategy_export
from gateway.responses import etag_headers, etag_of, not_modified, to_json
from gateway.routing import api_router
from gateway.schemas.exports import STRATEGY_EXPORT_EXAMPLE, StrategyExport
from gateway.stored_strategy import version
from shared.contracts.problems import ProblemCode
from shared.db.pool import transaction

_HEADERS: Final = ("ETag", "Content-Disposition")
_RETRY_AFTER_S: Final = 5
_INT4_MAX: Final = 2**31 - 1
_SECTIONS: Final = TypeAdapter(tuple[Section, ...])
_log = structlog.get_logger(__name__)
router = api_router("strategies")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which version of which strategy is wanted in which format; no number means the current version."""

    strategy_id: UUID
    format: Format
    version: int | None


async def wanted_export(
    strategy_id: Annotated[UUID, Path(alias="strategyId")],
    kind: Annotated[Format, Query(alias="format", description="The kind of file.")],
    version: Annotated[
        int | None, Query(ge=1, le=_INT4_MAX, description="An earlier version; without it the current one.")
    ] = None,
) -> Wanted:
    """Read what is wanted."""
    return Wanted(strategy_id, kind, version)


@router.get(
    "/strategies/{strategyId}/export",
    operation_id="exportStrategy",
    summary="Download a strategy as a document",
    **described(
        Gives(200, "The document", StrategyExport, STRATEGY_EXPORT_EXAMPLE, headers=_HEADERS),
        Gives(200, "The document", example="# Positioning for Northwind Ledger\n\n…", media_type="text/markdown"),
        Gives(200, "The document", example="<!doctype html>…", media_type="text/html"),
        Gives(200, "The document", example="%PDF-1.7…", media_type=MEDIA_TYPES["pdf"], is_binary=True),
        Gives(200, "The document", example="PK…", media_type=MEDIA_TYPES["docx"], is_binary=True),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.EXPORT_UNAVAILABLE),
    ),
)
async def get_export(
    request: Request, services: ServicesOf, access: ReadAccess, wanted: Annotated[Wanted, Depends(wanted_export)]
) -> Response:
    """Hand over one version: all formats hold the same content, and the same version gives the same file."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        row = await read_strategy_export(connection, access.workspace_id, wanted.strategy_id, wanted.version)
    if row is None:
        raise not_found("strategy" if wanted.version is None else "version of a strategy")
    kind = wanted.format
    etag = etag_of(row["id"], row["version"], row["scorer_version"], kind, edition())
    unchanged = not_modified(request, etag)
    if unchanged is not None:
        return unchanged
    headers = etag_headers(etag) | {"Content-Disposition": disposition(row["title"], row["version"], kind)}
    if kind == "html":
        headers["Content-Security-Policy"] = f"{html.policy()}; frame-ancestors 'none'"
    made = (
        to_json({**version(row), "businessName": row["business_name"]})
        if kind == "json"
        else await _made(services.documents, row, kind)
    )
    return Response(made, media_type=MEDIA_TYPES[kind], headers=headers)


async def _made(documents: DocumentMaker, row: Record, kind: Format) -> bytes:
    began = time.perf_counter()
    try:
        made = await documents.make(Order(kind, _strategy(row)))
    except DocumentLateError as exc:
        _log.warning("export_late", format=kind, reason=str(exc))
        detail = "Making the document takes too long at the moment. Try again a little later."
        raise ProblemError(
            ProblemCode.EXPORT_UNAVAILABLE, detail, headers={"Retry-After": str(_RETRY_AFTER_S)}
        ) from exc
    took_ms = round((time.perf_counter() - began) * 1000, 1)
    _log.info("strategy_exported", format=kind, size_bytes=len(made), duration_ms=took_ms)
    return made


def _strategy(row: Record) -> Strategy:
    return Strategy(
        title=row["title"],
        business_name=row["business_name"],
        framework=row["framework"],
        version=row["version"],
        made_at=row["created_at"],
        score=row["overall"],
        compliance=row["compliance"],
        engine_note=row["engine_note"],
        sections=_SECTIONS.validate_json(row["sections"]),
    )

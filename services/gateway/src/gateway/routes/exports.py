"""A strategy as a document to hand over."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from exports.edition import edition
from exports.naming import of_strategy
from exports.order import Order
from exports.strategy import Format, Section, Strategy
from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.downloads import HEADERS, download, files, made
from gateway.replica.reading import reading
from gateway.repository.strategies import StrategyRow
from gateway.responses import etag_of, not_modified, to_json
from gateway.routing import StrategyId, api_router
from gateway.schemas.exports import STRATEGY_EXPORT_EXAMPLE, StrategyExport
from gateway.stored_strategy import version
from gateway.strategy_reading import require_strategy, whole
from shared.contracts.problems import ProblemCode

_INT4_MAX: Final = 2**31 - 1
_SECTIONS: Final = TypeAdapter(tuple[Section, ...])
router = api_router("strategies")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which version of which strategy is wanted in which format; no number means the current version."""

    strategy_id: UUID
    format: Format
    version: int | None


async def wanted_export(
    strategy_id: StrategyId,
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
        Gives(200, "The document", StrategyExport, STRATEGY_EXPORT_EXAMPLE, headers=HEADERS),
        *files("# Positioning for Northwind Ledger\n\n…"),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.EXPORT_UNAVAILABLE, ProblemCode.ARCHIVE_UNAVAILABLE),
    ),
)
async def get_export(
    request: Request, services: ServicesOf, access: ReadAccess, wanted: Annotated[Wanted, Depends(wanted_export)]
) -> Response:
    """Hand over one version: all formats hold the same content, and the same version gives the same file."""
    async with reading(services, access) as connection:
        row = await require_strategy(connection, access.workspace_id, wanted.strategy_id, wanted.version)
    kind = wanted.format
    etag = etag_of(row["id"], row["version"], row["scorer_version"], kind, edition())
    unchanged = not_modified(request, etag)
    if unchanged is not None:
        return unchanged
    row = await whole(services, access, row)
    content = (
        to_json({**version(row), "businessName": row["business_name"]})
        if kind == "json"
        else await made(services.documents, Order(kind, _strategy(row)), "strategy_exported")
    )
    return download(content, of_strategy(row["title"], row["version"]), kind, etag)


def _strategy(row: StrategyRow) -> Strategy:
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

"""A roadmap as a file: for a spreadsheet, a calendar, a reader, another program, or the wall."""

import asyncio
from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal

from asyncpg import Record
from fastapi import Query, Request
from starlette.responses import Response

from exports.edition import edition
from exports.naming import MEDIA_TYPES, of_roadmap
from exports.order import Order
from exports.roadmap import Roadmap as StoredRoadmap
from exports.roadmaps.files import render
from gateway.deps import ReadAccess, Services, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.downloads import HEADERS, download, files, made
from gateway.errors import not_found
from gateway.json_text import with_members
from gateway.replica.reading import reading
from gateway.repository.roadmaps import read_roadmap_export
from gateway.responses import etag_of, not_modified
from gateway.routing import RoadmapId, api_router
from gateway.schemas.examples import ROADMAP_EXAMPLE
from gateway.schemas.roadmaps import Roadmap
from gateway.stored_roadmap import origin
from shared.contracts.problems import ProblemCode

router = api_router("roadmaps")

RoadmapFormat = Literal["csv", "ics", "md", "json", "svg", "html", "pdf", "docx"]
_TABLE: Final = "Id,Milestone,Task,Status,Start\r\nbrief,Foundation,Write the brief,pending,2026-11-30\r\n"


@router.get(
    "/roadmaps/{roadmapId}/export",
    operation_id="exportRoadmap",
    summary="Download a roadmap as a file",
    **described(
        Gives(200, "The file", Roadmap, ROADMAP_EXAMPLE, headers=HEADERS),
        Gives(200, "The file", example=_TABLE, media_type=MEDIA_TYPES["csv"].partition(";")[0]),
        Gives(200, "The file", example="BEGIN:VCALENDAR…", media_type=MEDIA_TYPES["ics"].partition(";")[0]),
        Gives(200, "The file", example="<svg …", media_type=MEDIA_TYPES["svg"]),
        *files("# Roadmap: Landing page\n\n…"),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.EXPORT_UNAVAILABLE),
    ),
)
async def get_roadmap_export(
    request: Request,
    services: ServicesOf,
    access: ReadAccess,
    roadmap_id: RoadmapId,
    kind: Annotated[RoadmapFormat, Query(alias="format", description="The kind of file.")],
) -> Response:
    """Hand over a roadmap with all that was told of its tasks; `svg` is a Gantt chart with today's line in it."""
    async with reading(services, access) as connection:
        row = await read_roadmap_export(connection, access.workspace_id, roadmap_id)
    if row is None:
        raise not_found("roadmap")
    today = datetime.now(UTC).date()
    etag = etag_of(row["id"], row["revision"], row["updated_at"], kind, edition(), today if kind == "svg" else "")
    unchanged = not_modified(request, etag)
    if unchanged is not None:
        return unchanged
    content = await _content(services, row, kind, today)
    return download(content, of_roadmap(row["template_name"], row["revision"]), kind, etag)


async def _content(services: Services, row: Record, kind: RoadmapFormat, today: date) -> bytes:
    roadmap = StoredRoadmap(row["result"], row["revision"], row["updated_at"])
    match kind:
        case "json":
            return with_members(row["result"], origin(row))
        case "csv" | "ics" | "svg" | "md":
            return await asyncio.to_thread(render, roadmap, kind, today=today)
        case "html" | "pdf" | "docx":
            return await made(services.documents, Order(kind, roadmap), "roadmap_exported")

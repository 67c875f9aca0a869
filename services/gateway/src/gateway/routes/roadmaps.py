"""Roadmaps: the list and one of them."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from gateway.deps import ReadAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.errors import not_found
from gateway.json_text import with_members
from gateway.paging import Page, Position, paging
from gateway.replica.reading import reading
from gateway.repository.roadmaps import list_roadmaps, read_roadmap
from gateway.responses import etag_headers, etag_of, json_text_response, not_modified
from gateway.routing import RoadmapId, api_router
from gateway.schemas.admin_examples import page_of
from gateway.schemas.examples import ROADMAP_EXAMPLE, ROADMAP_ITEM_EXAMPLE
from gateway.schemas.roadmaps import Roadmap, RoadmapItem, RoadmapPage
from gateway.stored_roadmap import origin

router = api_router("roadmaps")


@router.get(
    "/roadmaps",
    operation_id="listRoadmaps",
    summary="List roadmaps, newest first",
    **described(
        Gives(200, "A page of roadmaps", RoadmapPage, page_of(ROADMAP_ITEM_EXAMPLE)), problems=WORKSPACE_PROBLEMS
    ),
)
async def get_roadmaps(
    services: ServicesOf, access: ReadAccess, page: Annotated[Page, Depends(paging("roadmaps"))]
) -> Response:
    """Show the workspace's roadmaps."""
    async with reading(services, access) as connection:
        rows = await list_roadmaps(connection, access.workspace_id, page)
    answer = RoadmapPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.get(
    "/roadmaps/{roadmapId}",
    operation_id="getRoadmap",
    summary="Read one roadmap",
    **described(
        Gives(200, "The roadmap", Roadmap, ROADMAP_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=WORKSPACE_PROBLEMS,
    ),
)
async def get_roadmap(request: Request, services: ServicesOf, access: ReadAccess, roadmap_id: RoadmapId) -> Response:
    """Show a roadmap as its job delivered it."""
    async with reading(services, access) as connection:
        row = await read_roadmap(connection, access.workspace_id, roadmap_id)
    if row is None:
        raise not_found("roadmap")
    etag = etag_of(row["id"], row["updated_at"], row["strategy_id"], row["audit_id"])
    return not_modified(request, etag) or json_text_response(
        with_members(row["result"], origin(row)), headers=etag_headers(etag)
    )


def _position(item: RoadmapItem) -> Position:
    return Position(item.created_at, item.id)

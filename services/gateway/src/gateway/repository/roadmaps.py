"""Roadmaps as the API reads them; the result comes as JSON text and stays so."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from asyncpg import Record

from gateway.paging import Page
from gateway.schemas.roadmaps import RoadmapItem
from shared.db.pool import Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class RoadmapSources:
    """What a roadmap may be made from: the title of a strategy, and the page of an audit."""

    strategy: str | None
    audit: str | None


async def list_roadmaps(connection: Reader, workspace_id: UUID, page: Page) -> list[RoadmapItem]:
    """Return the newest roadmaps, one more than the page shows."""
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_roadmaps"), workspace_id, created_at, key, page.fetch)
    return [RoadmapItem.model_validate(dict(row)) for row in rows]


async def read_roadmap_sources(
    connection: Reader, workspace_id: UUID, *, strategy_id: UUID | None, audit_id: UUID | None
) -> RoadmapSources:
    """Return what is there of a strategy and an audit."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_roadmap_sources"), workspace_id, strategy_id, audit_id)
    assert row is not None
    return RoadmapSources(**dict(row))


async def read_roadmap_export(connection: Reader, workspace_id: UUID, roadmap_id: UUID) -> Record | None:
    """Return what a download of a roadmap is made from."""
    return await connection.fetchrow(statement(_PACKAGE, "read_roadmap_export"), workspace_id, roadmap_id)


async def read_roadmap(connection: Reader, workspace_id: UUID, roadmap_id: UUID) -> Record | None:
    """Return a roadmap that was not deleted; its result is JSON text."""
    return await connection.fetchrow(statement(_PACKAGE, "read_roadmap"), workspace_id, roadmap_id)

"""Audits and roadmaps by a part of what they are called, whatever its case and accents; among the newest thousands."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.db.pool import Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Found:
    """Something by what it is called, and what tells it from others of that name."""

    id: UUID
    title: str
    under: str


async def find_audits(connection: Reader, workspace_id: UUID, part: str, at_most: int) -> list[Found]:
    """Return the newest audits whose address or keyword contains this."""
    rows = await connection.fetch(statement(_PACKAGE, "find_audits"), workspace_id, part, at_most)
    return [Found(row["id"], row["shown"], row["primary_keyword"]) for row in rows]


async def find_roadmaps(connection: Reader, workspace_id: UUID, part: str, at_most: int) -> list[Found]:
    """Return the newest roadmaps whose template or strategy's business contains this."""
    rows = await connection.fetch(statement(_PACKAGE, "find_roadmaps"), workspace_id, part, at_most)
    return [Found(row["id"], row["template_name"], row["business_name"] or "") for row in rows]

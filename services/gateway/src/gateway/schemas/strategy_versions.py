"""The history of a strategy: each version with who made it, and what it was worth."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from gateway.schemas.examples import CREATED_AT, USER_ID
from gateway.schemas.strategies import Compliance, Points
from shared.contracts.wire import WireModel


class VersionAuthor(WireModel):
    """Who made a version."""

    id: UUID
    name: Annotated[
        str | None, Field(description="Their e-mail address; null for an API key and for somebody who has left.")
    ]


class VersionItem(WireModel):
    """A version as a line of the history."""

    version: Annotated[int, Field(ge=1)]
    title: str
    author: VersionAuthor
    created_at: AwareDatetime
    change_summary: str
    score: Annotated[Points, Field(description="Overall score of this version, computed by the server.")]
    compliance: Compliance


class VersionPage(WireModel):
    """Versions, newest first; nextCursor is null on the last page."""

    items: tuple[VersionItem, ...]
    next_cursor: str | None


VERSION_ITEM_EXAMPLE: Final[dict[str, JsonValue]] = {
    "version": 2,
    "title": "Positioning for Northwind Ledger",
    "author": {"id": USER_ID, "name": "ada@northwind.example"},
    "createdAt": CREATED_AT,
    "changeSummary": "Edited: Positioning statement",
    "score": 81,
    "compliance": "pass",
}

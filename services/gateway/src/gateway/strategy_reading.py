"""A version of a strategy as its pages read it, and as somebody who is about to change it does."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from asyncpg import Record

from documents.model import StrategyDocument, parse
from documents.sections import sections
from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import not_found
from gateway.replica.reading import reading
from gateway.repository.strategies import read_strategy
from gateway.schemas.strategies import Status
from gateway.stored_strategy import strategy_etag
from shared.contracts.requests import Framework
from shared.db.pool import Reader


@dataclass(frozen=True, slots=True)
class StrategyHead:
    """What every part of a strategy's screen says of it; `score` and `made_at` are those of the version."""

    id: UUID
    title: str
    business_name: str
    framework: Framework
    status: Status
    version: int
    current_version: int
    score: int
    made_at: datetime
    etag: str

    @property
    def is_current(self) -> bool:
        """Return whether it is the version that a change begins with; only then the etag is the strategy's."""
        return self.version == self.current_version


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A version with its document."""

    head: StrategyHead
    document: StrategyDocument

    def section_title(self, section: str) -> str:
        """Return the heading of a section; one that says nothing at the moment is called by its id."""
        return next((part.title for part in sections(self.document) if part.id == section), section)


async def require_strategy(
    connection: Reader, workspace_id: UUID, strategy_id: UUID, version: int | None = None
) -> Record:
    """Return a version of a strategy, the current one unless another is named.

    Raises:
        ProblemError: 404 for what is not there.
    """
    row = await read_strategy(connection, workspace_id, strategy_id, version)
    if row is None:
        raise not_found("strategy" if version is None else "version of a strategy")
    return row


async def read_version(services: Services, access: Access, strategy_id: UUID, number: int | None = None) -> ReadVersion:
    """Return a version of a strategy to be changed, the current one unless another is named.

    Raises:
        ProblemError: 404 for what is not there.
    """
    async with reading(services, access) as connection:
        row = await require_strategy(connection, access.workspace_id, strategy_id, number)
    document = await asyncio.to_thread(lambda: parse(orjson.loads(row["document"])))
    return ReadVersion(head_of_page(row), document)


def head_of_page(row: Record) -> StrategyHead:
    """Return the head of a version's page."""
    return StrategyHead(
        id=row["id"],
        title=row["title"],
        business_name=row["business_name"],
        framework=row["framework"],
        status=row["status"],
        version=row["version"],
        current_version=row["current_version"],
        score=row["overall"],
        made_at=row["created_at"],
        etag=strategy_etag(row),
    )

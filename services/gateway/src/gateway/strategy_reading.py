"""A version of a strategy as its pages read it, and as somebody who is about to change it does."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
import structlog

from documents.model import StrategyDocument, parse
from documents.sections import sections
from gateway.archive.pack import DamagedPackError
from gateway.archive.storage import MissingObjectError, StorageError
from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import ProblemError, not_found
from gateway.replica.reading import reading
from gateway.repository.strategies import StrategyRow, archived_at, read_strategy, with_content
from gateway.schemas.strategies import Status
from gateway.stored_strategy import strategy_etag
from shared.contracts.problems import ProblemCode
from shared.contracts.requests import Framework
from shared.db.pool import Reader, transaction

_RETRY_AFTER_S: Final = 10
_log = structlog.get_logger(__name__)


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
) -> StrategyRow:
    """Return a version of a strategy, the current one unless another is named.

    Raises:
        ProblemError: 404 for what is not there.
    """
    row = await read_strategy(connection, workspace_id, strategy_id, version)
    if row is None:
        raise not_found("strategy" if version is None else "version of a strategy")
    return row


async def whole(services: Services, access: Access, row: StrategyRow) -> StrategyRow:
    """Return a version with what it says, from the archive if it is there; asked for outside any transaction.

    Raises:
        ProblemError: 503 when the archive can't be read; a version is never shown without what it says.
    """
    place = archived_at(row, access.workspace_id)
    if place is None:
        return row
    try:
        return with_content(row, await services.archive.read(place))
    except (StorageError, DamagedPackError) as error:
        now = await _brought_back(services, access, row) if isinstance(error, MissingObjectError) else None
        if now is not None:
            return now
        _log.error("archive_unavailable", reason=str(error), object=place.object_key)
        detail = "This version is in the archive, which can't be read at the moment. Try again a little later."
        headers = {"Retry-After": str(_RETRY_AFTER_S)}
        raise ProblemError(ProblemCode.ARCHIVE_UNAVAILABLE, detail, headers=headers) from error


async def _brought_back(services: Services, access: Access, row: StrategyRow) -> StrategyRow | None:
    """Look again at a version whose pack is gone, as it goes when its versions are brought back."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        now = await require_strategy(connection, access.workspace_id, row["id"], row["version"])
    return now if archived_at(now, access.workspace_id) is None else None


async def read_version(services: Services, access: Access, strategy_id: UUID, number: int | None = None) -> ReadVersion:
    """Return a version of a strategy to be changed, the current one unless another is named.

    Raises:
        ProblemError: 404 for what is not there, 503 when it is in the archive and that can't be read.
    """
    async with reading(services, access) as connection:
        row = await require_strategy(connection, access.workspace_id, strategy_id, number)
    row = await whole(services, access, row)
    document = await asyncio.to_thread(lambda: parse(orjson.loads(row["document"])))
    return ReadVersion(head_of_page(row), document)


def head_of_page(row: StrategyRow) -> StrategyHead:
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

"""Strategies as the API reads them; documents come as JSON text and stay so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

import orjson
from asyncpg import Record

from gateway.archive.reading import Whereabouts
from gateway.archive.version import Content
from gateway.paging import Page
from gateway.schemas.strategies import Compliance, StrategyItem
from gateway.schemas.strategy_versions import VersionAuthor, VersionItem
from shared.contracts.requests import Framework
from shared.db.pool import Reader
from shared.db.sql import statement

MAX_PART: Final = 200
_PACKAGE: Final = "gateway"
# A version as the statement read_strategy has it. What an archived one says is null until `with_content`.
StrategyRow: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StrategyFilter:
    """Which strategies a list shows; `until` is the first moment that is too late.

    `part` is a part of the title or the business name, whatever its case and accents.
    """

    framework: Framework | None = None
    compliance: Compliance | None = None
    min_score: int | None = None
    max_score: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class DeletedStrategy:
    """A strategy that can be brought back."""

    id: UUID
    title: str


async def list_strategies(
    connection: Reader, workspace_id: UUID, wanted: StrategyFilter, page: Page
) -> list[StrategyItem]:
    """Return the newest strategies that the filter lets through, one more than the page shows."""
    after = page.after
    values: list[object] = [
        workspace_id,
        wanted.since,
        wanted.until,
        wanted.min_score,
        wanted.max_score,
        wanted.compliance,
        after.created_at if after else None,
        after.id if after else None,
        page.fetch,
        page.offset,
    ]
    name = "list_strategies"
    if wanted.part is not None:
        name = "find_strategies"
        values += [wanted.framework, wanted.part]
    elif wanted.framework is not None:
        name = "list_strategies_of_framework"
        values.append(wanted.framework)
    rows = await connection.fetch(statement(_PACKAGE, name), *values)
    return [StrategyItem.model_validate(dict(row)) for row in rows]


async def read_strategy(
    connection: Reader, workspace_id: UUID, strategy_id: UUID, version: int | None = None
) -> StrategyRow | None:
    """Return a version of a strategy, or the current one, with its newest score; columns of JSON are text.

    The current one is never archived; whoever names another one has to look for its content, see `archived_at`.
    """
    row = await connection.fetchrow(statement(_PACKAGE, "read_strategy"), workspace_id, strategy_id, version)
    return None if row is None else dict(row)


def archived_at(row: StrategyRow, workspace_id: UUID) -> Whereabouts | None:
    """Return where the content of a version is, or nothing when it is in the row."""
    if row["archived_sha256"] is None:
        return None
    return Whereabouts(
        workspace_id, row["id"], row["version"], row["archive_key"], row["archive_sha256"], row["archived_sha256"]
    )


def with_content(row: StrategyRow, content: Content) -> StrategyRow:
    """Return an archived version as if it had never left."""
    brief, document = orjson.loads(content.brief), orjson.loads(content.document)
    return {
        **row,
        "brief": content.brief,
        "document": content.document,
        "markdown": content.markdown,
        "sections": content.sections,
        "summary": content.summary,
        "business_name": brief.get("businessName") or row["business_name"],
        "engine_note": document.get("engineNote") or "",
    }


async def read_deleted(connection: Reader, workspace_id: UUID, strategy_id: UUID) -> DeletedStrategy | None:
    """Return a strategy that is deleted."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_deleted_strategy"), workspace_id, strategy_id)
    return None if row is None else DeletedStrategy(row["id"], row["title"])


async def list_versions(connection: Reader, workspace_id: UUID, strategy_id: UUID, page: Page) -> list[VersionItem]:
    """Return a strategy's newest versions, one more than the page shows; none when there is no such strategy."""
    before = page.after.id.int if page.after else None
    query = statement(_PACKAGE, "list_strategy_versions")
    rows = await connection.fetch(query, workspace_id, strategy_id, before, page.fetch)
    return [_version(row) for row in rows]


async def read_scoring_subject(connection: Reader, workspace_id: UUID, strategy_id: UUID) -> Record | None:
    """Return version, document and brief of a strategy's current version; the last two are JSON text."""
    return await connection.fetchrow(statement(_PACKAGE, "read_scoring_subject"), workspace_id, strategy_id)


async def read_sentence_marks(connection: Reader, workspace_id: UUID, business_name: str) -> frozenset[int]:
    """Return the marks of the sentences in the workspace's newest strategies for other businesses."""
    rows = await connection.fetch(statement(_PACKAGE, "read_sentence_marks"), workspace_id, business_name)
    return frozenset(mark for row in rows for mark in row["sentence_marks"])


def _version(row: Record) -> VersionItem:
    return VersionItem(
        version=row["version"],
        title=row["title"],
        author=VersionAuthor(id=row["created_by"], name=row["email"] or None),
        created_at=row["created_at"],
        change_summary=row["change_summary"],
        score=row["score"],
        compliance=row["compliance"],
    )

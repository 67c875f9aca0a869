"""Changes of one strategy: its head row, and versions and scores that are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from asyncpg import Record
from pydantic import JsonValue

from documents.rendered import Rendered
from gateway.archive.version import Content as ArchivedContent
from gateway.schemas.strategies import Compliance, Status
from scoring.model import Assessment
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.json import dumps

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Place:
    """Which strategy of which workspace."""

    workspace_id: UUID
    strategy_id: UUID


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version that follows `base`: its number, who made it, and what they say of it."""

    base: int
    version: int
    author_id: UUID
    change_summary: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says, laid out; `lists` are those of a result with its notices, `marks` those of its sentences."""

    rendered: Rendered
    lists: dict[str, JsonValue]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What the row says that lists read."""

    title: str
    version: int
    score: int
    compliance: Compliance
    status: Status


@dataclass(frozen=True, slots=True)
class Touched:
    """A strategy whose head has changed, the moment it was made, and the moment of the change."""

    strategy_id: UUID
    title: str
    made_at: datetime
    changed_at: datetime


async def lock_strategy(connection: Connection, place: Place) -> bool:
    """Keep others from changing a strategy until the transaction ends; False when there is none."""
    found = await connection.fetchval(statement(_PACKAGE, "lock_strategy"), place.workspace_id, place.strategy_id)
    return found is not None


async def insert_version(connection: Connection, place: Place, new: NewVersion, content: Content) -> None:
    """Store a version with other content."""
    rendered = content.rendered
    await connection.execute(
        statement(_PACKAGE, "insert_strategy_version"),
        place.workspace_id,
        place.strategy_id,
        new.base,
        new.version,
        rendered.document.title,
        dumps(rendered.data),
        rendered.markdown,
        dumps(rendered.sections),
        dumps(content.lists),
        rendered.sha256,
        new.change_summary,
        new.author_id,
        content.marks,
    )


async def insert_restored_version(
    connection: Connection, place: Place, new: NewVersion, content: ArchivedContent
) -> None:
    """Store a version that says what its base says, which is this."""
    await connection.execute(
        statement(_PACKAGE, "insert_restored_version"),
        place.workspace_id,
        place.strategy_id,
        new.base,
        new.version,
        new.change_summary,
        new.author_id,
        content.brief,
        content.document,
        content.markdown,
        content.sections,
        content.summary,
        content.sentence_marks,
    )


async def insert_score(connection: Connection, place: Place, version: int, assessment: Assessment) -> None:
    """Store the score of a version with its findings."""
    score = assessment.score
    await connection.execute(
        statement(_PACKAGE, "insert_strategy_score"),
        place.workspace_id,
        place.strategy_id,
        version,
        assessment.scorer_version,
        score.overall,
        score.clarity,
        score.specificity,
        score.outcome_focus,
        score.proof,
        score.objection_handling,
        score.risk_removal,
        assessment.compliance,
        dumps([finding.to_wire() for finding in assessment.findings]),
        dumps(assessment.contributions_to_wire()),
    )


async def update_strategy(connection: Connection, place: Place, head: Head) -> Touched:
    """Let the head row say this; the strategy is there, because it is locked."""
    row = await connection.fetchrow(
        statement(_PACKAGE, "update_strategy"),
        place.workspace_id,
        place.strategy_id,
        head.title,
        head.version,
        head.score,
        head.compliance,
        head.status,
    )
    assert row is not None
    return _touched(row)


async def delete_strategy(connection: Connection, place: Place) -> Touched | None:
    """Put a strategy out of sight; None when there is none."""
    row = await connection.fetchrow(statement(_PACKAGE, "delete_strategy"), place.workspace_id, place.strategy_id)
    return None if row is None else _touched(row)


async def undelete_strategy(connection: Connection, place: Place) -> Touched | None:
    """Bring a deleted strategy back; None when none is deleted under this id."""
    row = await connection.fetchrow(statement(_PACKAGE, "undelete_strategy"), place.workspace_id, place.strategy_id)
    return None if row is None else _touched(row)


def _touched(row: Record) -> Touched:
    return Touched(row["id"], row["title"], row["created_at"], row["updated_at"])

"""An earlier version of a strategy made the current one again: as a new version that says what that one said."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import orjson
from pydantic import JsonValue

from documents.model import parse
from gateway.archive.version import Content
from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import not_found
from gateway.idempotency import Answer, Attempt, once
from gateway.repository.strategies import StrategyRow, read_strategy
from gateway.repository.strategy_changes import (
    Head,
    NewVersion,
    Place,
    insert_restored_version,
    insert_score,
    update_strategy,
)
from gateway.responses import etag_headers, to_json
from gateway.routing import BASE_PATH
from gateway.stored_strategy import current, strategy_etag
from gateway.strategy_changes import Check, assessed, head_of, locked, reread
from gateway.strategy_reading import whole
from gateway.strategy_trail import Told, tell
from scoring.model import Assessment
from shared.contracts.requests import Brief
from shared.db.pool import Connection, transaction


@dataclass(frozen=True, slots=True)
class Wish:
    """Which version of which strategy is wanted back."""

    strategy_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class _Found:
    """The version that is wanted back, scored by the rules of today."""

    row: StrategyRow
    assessment: Assessment
    marks: tuple[int, ...]


async def restore_version(services: Services, access: Access, wish: Wish, attempt: Attempt, check: Check) -> Answer:
    """Restore a version and return the answer: 201 with the strategy, or 200 when it says that already.

    `check` gets the entity tag of the current version. The same key gives the first answer again.

    Raises:
        ProblemError: 404 for a strategy or version that is not there, 412 or 428 by `check`, 422 for a used key, 503
            when it is in the archive and that can't be read; then nothing changed.
    """
    found = await _scored(services, access, wish)

    async def create() -> Answer:
        # Only now: whoever repeats a request gets its answer, also when the strategy is gone since.
        if found is None:
            raise not_found("version of a strategy")
        return await _restored(connection, access, found, check)

    async with transaction(services.pool, access.context) as connection:
        return await once(connection, access, attempt, create)


async def _scored(services: Services, access: Access, wish: Wish) -> _Found | None:
    async with transaction(services.pool, access.context, read_only=True) as connection:
        row = await read_strategy(connection, access.workspace_id, wish.strategy_id, wish.version)
    if row is None:
        return None
    row = await whole(services, access, row)
    assessment, marks = await asyncio.to_thread(
        lambda: assessed(parse(orjson.loads(row["document"])), Brief.model_validate_json(row["brief"]))
    )
    return _Found(row, assessment, marks)


async def _restored(connection: Connection, access: Access, found: _Found, check: Check) -> Answer:
    place = Place(access.workspace_id, found.row["id"])
    before = await locked(connection, place, check)
    if before["document"] == found.row["document"]:
        return _answer(200, before)
    number, base = before["version"] + 1, found.row["version"]
    summary = f"Restored version {base}"
    new = NewVersion(base, number, access.caller.actor_id, summary)
    await insert_restored_version(connection, place, new, _content(found))
    await insert_score(connection, place, number, found.assessment)
    score = found.assessment.score.overall
    head = Head(found.row["title"], number, score, found.assessment.compliance, before["status"])
    touched = await update_strategy(connection, place, head)
    details: dict[str, JsonValue] = {"changeSummary": summary, "restored": base}
    await tell(connection, access, touched, Told("strategy.restored", head_of(before), head, details))
    return _answer(201, await reread(connection, place))


def _content(found: _Found) -> Content:
    row = found.row
    return Content(row["brief"], row["document"], row["markdown"], row["sections"], row["summary"], found.marks)


def _answer(status: int, row: StrategyRow) -> Answer:
    headers = etag_headers(strategy_etag(row))
    if status == 201:
        headers["Location"] = f"{BASE_PATH}/strategies/{row['id']}/versions/{row['version']}"
    return Answer(status, to_json(current(row)).decode(), headers)

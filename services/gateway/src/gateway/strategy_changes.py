"""The ways in which a strategy gets another version, for the API and for the pages.

A version is worked out from the current one, scored by the rules, and stored only if that one is still current under
the strategy's lock: whoever is late learns of it, and nothing that somebody wrote is lost.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import orjson
from pydantic import JsonValue

from documents.editing import RefusedEditError, changed_paths, edited
from documents.model import StrategyDocument, parse
from documents.rendered import Rendered, rendered
from documents.sections import sections
from gateway.auth.caller import Access
from gateway.deps import Services
from gateway.errors import invalid, not_found
from gateway.field_errors import FieldError
from gateway.repository.strategies import StrategyRow, read_strategy
from gateway.repository.strategy_changes import (
    Content,
    Head,
    NewVersion,
    Place,
    insert_score,
    insert_version,
    lock_strategy,
    update_strategy,
)
from gateway.responses import outdated
from gateway.schemas.strategy_changes import MOST_CHARACTERS_OF_SUMMARY, StrategyChange
from gateway.stored_strategy import strategy_etag
from gateway.strategy_trail import Told, tell
from scoring import boilerplate
from scoring.assess import found_in
from scoring.material import read
from scoring.model import Assessment
from scoring.report import report
from shared.contracts.requests import Brief
from shared.db.pool import Connection, transaction

_MOST_NAMED: Final = 4
Check = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Another content of a strategy with its score; `paths` are the texts that differ."""

    content: Content
    assessment: Assessment
    summary: str
    paths: tuple[str, ...]


async def change_strategy(
    services: Services, access: Access, strategy_id: UUID, body: StrategyChange, check: Check
) -> StrategyRow:
    """Change a strategy, and return it as it is then; `check` gets the entity tag of the current version.

    Title and texts make a new version with a new score; what changes nothing makes none.

    Raises:
        ProblemError: 404 for what is not there, 400 naming the fields, 412 when somebody was faster, and what `check`
            raises; then nothing changed.
    """
    place = Place(access.workspace_id, strategy_id)
    async with transaction(services.pool, access.context, read_only=True) as connection:
        row = await read_strategy(connection, *_key(place))
    if row is None:
        raise not_found("strategy")
    check(strategy_etag(row))
    # Reading, scoring and rendering take some tenths of a second, which others need not wait for.
    edit = await asyncio.to_thread(_worked_out, row, body)
    if edit is None and body.status in {None, row["status"]}:
        return row
    async with transaction(services.pool, access.context) as connection:
        before = await locked(connection, place, check)
        if before["version"] != row["version"]:
            raise outdated(strategy_etag(before))
        await _store(connection, access, before, body, edit)
        return await reread(connection, place)


async def locked(connection: Connection, place: Place, check: Check) -> StrategyRow:
    """Return a strategy that nobody else changes until the transaction ends; `check` gets its entity tag.

    Raises:
        ProblemError: 404 for what is not there, and what `check` raises.
    """
    if not await lock_strategy(connection, place):
        raise not_found("strategy")
    row = await reread(connection, place)
    check(strategy_etag(row))
    return row


async def reread(connection: Connection, place: Place) -> StrategyRow:
    """Return a strategy that is there, because it is locked."""
    row = await read_strategy(connection, *_key(place))
    assert row is not None
    return row


def assessed(document: StrategyDocument, brief: Brief) -> tuple[Assessment, tuple[int, ...]]:
    """Score a document against its brief, and return the marks of its sentences with that."""
    material = read(document, brief)
    return report(found_in(material)), boilerplate.of_document(material)


def head_of(row: StrategyRow) -> Head:
    """Return what lists read of a strategy, from its current version."""
    return Head(row["title"], row["version"], row["overall"], row["compliance"], row["status"])


def _key(place: Place) -> tuple[UUID, UUID]:
    return place.workspace_id, place.strategy_id


def _worked_out(row: StrategyRow, body: StrategyChange) -> _Edit | None:
    """Work out another content; None when it would say the same.

    Raises:
        ProblemError: 400 naming the fields.
    """
    if body.title is None and not body.texts:
        return None
    before = parse(orjson.loads(row["document"]))
    try:
        after = edited(before, body.texts)
    except RefusedEditError as error:
        complaints = [(f"texts.{each.path}" if each.path else "texts", each.message) for each in error.complaints]
        raise invalid(FieldError(field, message) for field, message in complaints) from error
    if body.title is not None:
        after = after.model_copy(update={"title": body.title})
    if after == before:
        return None
    paths = changed_paths(before, after)
    assessment, marks = assessed(after, Brief.model_validate_json(row["brief"]))
    laid_out = rendered(after)
    summary = body.change_summary or _summary(before, after, paths)
    return _Edit(Content(laid_out, _lists(row["summary"], laid_out), marks), assessment, summary, paths)


def _lists(stored: str, laid_out: Rendered) -> dict[str, JsonValue]:
    # Notices tell how the strategy was made, which stays true.
    return {**laid_out.lists, "notices": orjson.loads(stored).get("notices", [])}


def _summary(before: StrategyDocument, after: StrategyDocument, paths: Iterable[str]) -> str:
    titles = {part.id: part.title for part in (*sections(before), *sections(after))}
    changed = dict.fromkeys(path.partition(".")[0] for path in paths)
    named = ["title"] if before.title != after.title else []
    if len(changed) > _MOST_NAMED:
        named.append(f"{len(changed)} sections")
    else:
        named += [titles.get(section, section) for section in changed]
    return f"Edited: {', '.join(named)}"[:MOST_CHARACTERS_OF_SUMMARY]


async def _store(
    connection: Connection, access: Access, before: StrategyRow, body: StrategyChange, edit: _Edit | None
) -> None:
    place = Place(access.workspace_id, before["id"])
    head = replace(head_of(before), status=body.status or before["status"])
    details: Mapping[str, JsonValue] = {}
    if edit is not None:
        number = before["version"] + 1
        new = NewVersion(before["version"], number, access.caller.actor_id, edit.summary)
        await insert_version(connection, place, new, edit.content)
        await insert_score(connection, place, number, edit.assessment)
        head = Head(
            edit.content.rendered.document.title,
            number,
            edit.assessment.score.overall,
            edit.assessment.compliance,
            head.status,
        )
        details = {"changeSummary": edit.summary, "texts": list(edit.paths)}
    touched = await update_strategy(connection, place, head)
    await tell(connection, access, touched, Told("strategy.changed", head_of(before), head, details))

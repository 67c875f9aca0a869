"""The trail of administrative changes: written in the transaction of the change, never altered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import orjson
from asyncpg import Record
from pydantic import JsonValue

from gateway.auth.caller import Claim
from gateway.paging import Page
from gateway.schemas.workspaces import AuditEntry
from shared.db.pool import Connection, Reader
from shared.db.sql import statement
from shared.ids import new_id
from shared.json import dumps
from shared.telemetry.logs import current_trace_id

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to what, with the values before and after; nothing before means it was made, after: it is gone."""

    action: str
    subject_type: str
    subject_id: UUID
    old: Mapping[str, object] | None = None
    new: Mapping[str, object] | None = None


async def insert_audit_entry(connection: Connection, claim: Claim, change: Change) -> None:
    """Write a change down; a caller who is about to lose access writes first and changes afterwards."""
    await connection.execute(
        statement(_PACKAGE, "insert_audit_entry"),
        claim.workspace_id,
        new_id(),
        claim.caller.actor_id,
        change.action,
        change.subject_type,
        change.subject_id,
        None if change.old is None else dumps(change.old),
        None if change.new is None else dumps(change.new),
        current_trace_id(),
    )


async def list_audit_log(connection: Reader, workspace_id: UUID, page: Page) -> list[AuditEntry]:
    """Return the newest changes, one more than the page shows."""
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_audit_log"), workspace_id, created_at, key, page.fetch)
    return [_entry(row) for row in rows]


async def read_names(connection: Reader, workspace_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what members and keys are called, of those ids that are one's; e-mails and names may be empty."""
    rows = await connection.fetch(statement(_PACKAGE, "read_names"), workspace_id, list(ids))
    return {row["id"]: row["name"] for row in rows if row["name"]}


def _entry(row: Record) -> AuditEntry:
    return AuditEntry.model_validate(
        {**dict(row), "old_values": _values(row["old_values"]), "new_values": _values(row["new_values"])}
    )


def _values(text: str | None) -> JsonValue:
    return None if text is None else orjson.loads(text)

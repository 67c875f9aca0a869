"""SEO audits as the API reads them; a result that is shown comes as JSON text and stays so."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from asyncpg import Record

from gateway.paging import Page
from gateway.schemas.audits import AuditItem
from library.audits.model import AuditHead
from library.audits.stored import StoredAudit, Subject
from shared.db.pool import Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """What an audit was asked about, and where it was found."""

    domain: str
    final_url: str | None
    primary_keyword: str


async def list_audits(
    connection: Reader, workspace_id: UUID, page: Page, *, host: str | None = None
) -> list[AuditItem]:
    """Return the newest audits, one more than the page shows; with a host only those that were asked for there."""
    values = _values(workspace_id, page)
    if host is None:
        rows = await connection.fetch(statement(_PACKAGE, "list_audits"), *values)
    else:
        rows = await connection.fetch(statement(_PACKAGE, "list_audits_of_host"), *values, host)
    return _items(rows)


async def list_audits_of_page(
    connection: Reader, workspace_id: UUID, page: Page, about: AuditedPage
) -> list[AuditItem]:
    """Return the newest audits of a page for a keyword, one more than the page of the list shows."""
    values = (*_values(workspace_id, page), about.domain, about.final_url, about.primary_keyword)
    return _items(await connection.fetch(statement(_PACKAGE, "list_audits_of_page"), *values))


async def read_audit(connection: Reader, workspace_id: UUID, audit_id: UUID) -> Record | None:
    """Return an audit; its result is JSON text."""
    return await connection.fetchrow(statement(_PACKAGE, "read_audit"), workspace_id, audit_id)


async def read_audit_export(connection: Reader, workspace_id: UUID, audit_id: UUID) -> Record | None:
    """Return an audit with what a download of it is named after; its result is JSON text."""
    return await connection.fetchrow(statement(_PACKAGE, "read_audit_export"), workspace_id, audit_id)


async def read_audit_page(connection: Reader, workspace_id: UUID, audit_id: UUID) -> AuditedPage | None:
    """Return what an audit was about."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_audit_page"), workspace_id, audit_id)
    return None if row is None else AuditedPage(**dict(row))


async def read_audits_to_compare(
    connection: Reader, workspace_id: UUID, audit_ids: tuple[UUID, UUID]
) -> dict[UUID, Subject]:
    """Return those of the audits that exist, by id."""
    rows = await connection.fetch(statement(_PACKAGE, "read_audits_to_compare"), workspace_id, audit_ids)
    return {row["id"]: _subject(row) for row in rows}


def _values(workspace_id: UUID, page: Page) -> tuple[object, ...]:
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    return workspace_id, created_at, key, page.fetch


def _items(rows: list[Record]) -> list[AuditItem]:
    return [AuditItem.model_validate(dict(row)) for row in rows]


def _subject(row: Record) -> Subject:
    audit = StoredAudit.model_validate_json(row["result"])
    head = {name: value for name, value in row.items() if name not in {"created_at", "result"}}
    return Subject(AuditHead(**head, scored_at=audit.scored_at or row["created_at"]), audit)

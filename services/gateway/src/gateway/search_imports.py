"""Stores and shows imports: each change is in the trail, and what is the same as before is no change."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from gateway.auth.caller import Access
from gateway.errors import invalid_field
from gateway.repository.activity import insert_activity
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.search_data import (
    Import,
    NewTable,
    StoredTable,
    count_search_properties,
    delete_search_data,
    lock_search_data,
    read_search_data,
    replace_search_data,
)
from gateway.schemas.search_data import SearchImport, SearchPeriod
from library.search_data.model import Export, Kind, PerformanceTable, Period, Table, may_be_cut_off
from shared.db.pool import Connection
from shared.ids import new_id

MAX_PROPERTIES: Final = 100
_SUBJECT: Final = "search_data"
_IMPORTED: Final = "search_data.imported"
_DELETED: Final = "search_data.deleted"
Values = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class _Told:
    """A change with the values before and after; nothing before means it was made, after: it is gone."""

    action: str
    id: UUID
    old: Values | None = None
    new: Values | None = None


async def replace_imports(connection: Connection, access: Access, domain: str, export: Export) -> None:
    """Put each table of an export in the place of the former one.

    Raises:
        ProblemError: 400 when the workspace has data of as many properties as it may.
    """
    await lock_search_data(connection, access.workspace_id)
    if await count_search_properties(connection, access.workspace_id, besides=domain) >= MAX_PROPERTIES:
        raise invalid_field(
            "domain", f"would be one of more than {MAX_PROPERTIES} properties; delete another one first"
        )
    stored = {found.about.kind: found for found in await read_search_data(connection, access.workspace_id, domain)}
    for table in export.tables:
        period = export.period if isinstance(table, PerformanceTable) else None
        new = NewTable(new_id(), domain, table, period, export.filters)
        await _replace(connection, access, stored.get(table.kind), new)


async def delete_imports(connection: Connection, access: Access, domain: str, kind: Kind | None) -> bool:
    """Remove a property's tables, or the one of a kind; tells whether there was any."""
    await lock_search_data(connection, access.workspace_id)
    stored = await read_search_data(connection, access.workspace_id, domain)
    gone = [found for found in stored if kind in {None, found.about.kind}]
    for found in gone:
        await _tell(connection, access, _Told(_DELETED, found.about.id, old=_values(found)))
    await delete_search_data(connection, access.workspace_id, domain, [found.about.id for found in gone])
    return bool(gone)


def import_shown(found: Import) -> SearchImport:
    """Return an import as the API tells of it."""
    return SearchImport(
        id=found.id,
        domain=found.domain,
        kind=found.kind,
        row_count=found.row_count,
        may_be_cut_off=may_be_cut_off(found.row_count),
        period=SearchPeriod(first=found.period.first, last=found.period.last) if found.period else None,
        filters=found.filters,
        imported_by=found.imported_by,
        imported_at=found.imported_at,
    )


def rows_shown(table: Table) -> list[Values]:
    """Return the rows of a table as the API tells of them."""
    if not isinstance(table, PerformanceTable):
        return [
            {"name": row.name, "linkingPages": row.linking_pages, "targetPages": row.target_pages} for row in table.rows
        ]
    return [
        {
            "name": row.name,
            "clicks": row.clicks,
            "impressions": row.impressions,
            "ctr": row.clicks / row.impressions if row.impressions else None,
            "position": row.position,
        }
        for row in table.rows
    ]


async def _replace(connection: Connection, access: Access, stored: StoredTable | None, new: NewTable) -> None:
    if stored and _content(stored) == _content(new):
        return
    await _tell(connection, access, _Told(_IMPORTED, new.id, _values(stored) if stored else None, _values(new)))
    await replace_search_data(connection, access.workspace_id, new, imported_by=access.caller.actor_id)


async def _tell(connection: Connection, access: Access, told: _Told) -> None:
    change = Change(told.action, _SUBJECT, told.id, told.old, told.new)
    await insert_audit_entry(connection, access, change)
    data: Values = {"old": told.old, "new": told.new}
    await insert_activity(connection, access, told.action, (_SUBJECT, told.id), data)


def _content(found: StoredTable | NewTable) -> tuple[Table, Period | None, tuple[str, ...]]:
    return found.table, found.period, found.filters


def _values(found: StoredTable | NewTable) -> Values:
    period = found.period
    return {
        "domain": found.domain,
        "kind": found.table.kind,
        "rowCount": len(found.table.rows),
        "from": period.first.isoformat() if period else None,
        "to": period.last.isoformat() if period else None,
    }

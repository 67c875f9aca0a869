"""What a workspace has imported from Search Console: a table of a property replaces the former one of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from asyncpg import Record

from gateway.paging import Page
from library.search_data.model import (
    Kind,
    LinkingSite,
    LinkTable,
    Performance,
    PerformanceTable,
    Period,
    Table,
)
from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Import:
    """One table as it is stored, without its rows."""

    id: UUID
    domain: str
    kind: Kind
    row_count: int
    period: Period | None
    filters: tuple[str, ...]
    imported_by: UUID
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table as it is stored."""

    about: Import
    table: Table

    @property
    def domain(self) -> str:
        """The property's host."""
        return self.about.domain

    @property
    def period(self) -> Period | None:
        """The days the table is about."""
        return self.about.period

    @property
    def filters(self) -> tuple[str, ...]:
        """What the export was narrowed down to."""
        return self.about.filters


@dataclass(frozen=True, slots=True)
class NewTable:
    """A table that is to be stored, with what is known of it."""

    id: UUID
    domain: str
    table: Table
    period: Period | None
    filters: tuple[str, ...]


async def lock_search_data(connection: Connection, workspace_id: UUID) -> None:
    """Keep others from changing this workspace's search data until the transaction ends."""
    await connection.execute(statement(_PACKAGE, "lock_search_data"), workspace_id)


async def list_search_data(connection: Reader, workspace_id: UUID, page: Page) -> list[Import]:
    """Return the newest imports, one more than the page shows."""
    at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_search_data"), workspace_id, at, key, page.fetch)
    return [_import(row) for row in rows]


async def read_search_data(connection: Reader, workspace_id: UUID, domain: str) -> tuple[StoredTable, ...]:
    """Return all tables of a property, by their kinds."""
    rows = await connection.fetch(statement(_PACKAGE, "read_search_data"), workspace_id, domain)
    return tuple(StoredTable(_import(row), _table(row)) for row in rows)


async def count_search_properties(connection: Reader, workspace_id: UUID, *, besides: str) -> int:
    """Return of how many other properties there is data."""
    return await connection.fetchval(statement(_PACKAGE, "count_search_properties"), workspace_id, besides)


async def replace_search_data(connection: Connection, workspace_id: UUID, new: NewTable, *, imported_by: UUID) -> None:
    """Put a table in the place of the former one of its kind."""
    await connection.execute(
        statement(_PACKAGE, "replace_search_data"),
        workspace_id,
        new.domain,
        new.table.kind,
        new.id,
        new.period.first if new.period else None,
        new.period.last if new.period else None,
        new.filters,
        *_columns(new.table),
        imported_by,
    )


async def delete_search_data(connection: Connection, workspace_id: UUID, domain: str, ids: Sequence[UUID]) -> None:
    """Remove these tables of a property for good."""
    await connection.execute(statement(_PACKAGE, "delete_search_data"), workspace_id, domain, ids)


def _columns(table: Table) -> tuple[Sequence[object] | None, ...]:
    names = [row.name for row in table.rows]
    match table:
        case PerformanceTable(rows=rows):
            figures = ([r.clicks for r in rows], [r.impressions for r in rows], [r.position for r in rows])
            return (names, *figures, None, None)
        case LinkTable(rows=rows):
            return (names, None, None, None, [r.linking_pages for r in rows], [r.target_pages for r in rows])


def _table(row: Record) -> Table:
    kind: Kind = row["kind"]
    if kind == "linking_sites":
        links = zip(row["names"], row["linking_pages"], row["target_pages"], strict=True)
        return LinkTable(tuple(LinkingSite(*cells) for cells in links))
    found = zip(row["names"], row["clicks"], row["impressions"], row["positions"], strict=True)
    return PerformanceTable(kind, tuple(Performance(*cells) for cells in found))


def _import(row: Record) -> Import:
    first, last = row["first_day"], row["last_day"]
    return Import(
        id=row["id"],
        domain=row["domain"],
        kind=row["kind"],
        row_count=row["row_count"],
        period=Period(first, last) if first is not None else None,
        filters=tuple(row["filters"]),
        imported_by=row["imported_by"],
        imported_at=row["imported_at"],
    )

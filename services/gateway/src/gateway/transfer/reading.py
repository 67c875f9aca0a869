"""The rows of a workspace as lines of JSON, read within one transaction in the context of that workspace."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from gateway.transfer.tables import ACCOUNTS, Table
from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway.transfer"
# Those of the statement, which are all but the ones left out.
_ACCOUNT_COLUMNS: Final = ("id", "email", "display_name", "created_at")


@dataclass(frozen=True, slots=True)
class Origin:
    """The workspace that is read, the moment, and the newest migration of its database."""

    id: UUID
    name: str
    deleted_at: datetime | None
    read_at: datetime
    schema_version: str


@dataclass(frozen=True, slots=True)
class Selection:
    """How a table is read, and which columns its lines have."""

    query: str
    columns: tuple[str, ...]


async def read_origin(connection: Connection, workspace_id: UUID) -> Origin | None:
    """Return what is known of a workspace before its rows are read."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_origin"), workspace_id)
    return None if row is None else Origin(**dict(row))


async def selection_of(connection: Connection, table: Table) -> Selection:
    """Return how to read a table; its columns are those of the database, so that none is forgotten."""
    if table is ACCOUNTS:
        return Selection(statement(_PACKAGE, "read_members_accounts"), _ACCOUNT_COLUMNS)
    query = statement(_PACKAGE, "compose_export")
    row = await connection.fetchrow(query, table.name, sorted(table.without), table.scope)
    assert row is not None
    return Selection(row["query"], tuple(row["columns"]))


async def lines_of(
    connection: Connection, table: Table, selection: Selection, workspace_id: UUID
) -> AsyncGenerator[list[str], None]:
    """Return a table's rows a few at a time, each one line of JSON."""
    cursor = await connection.cursor(selection.query, workspace_id)
    while rows := await cursor.fetch(table.at_once):
        yield [row["line"] for row in rows]

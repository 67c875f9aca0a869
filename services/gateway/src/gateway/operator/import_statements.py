"""One typed function per statement of an import; `lines` are rows as one JSON array."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from gateway.transfer.tables import Table
from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"


@dataclass(frozen=True, slots=True)
class AccountConflict:
    """An account of a file that has the id or the e-mail of another one."""

    id: UUID
    email: str
    known_id: UUID
    known_email: str


async def list_schema_versions(connection: Connection) -> frozenset[str]:
    """Return the migrations that the database has."""
    return frozenset(row["version"] for row in await connection.fetch(statement(_PACKAGE, "list_migrations")))


async def workspace_exists(connection: Connection, workspace_id: UUID) -> bool:
    """Return whether there is such a workspace, also one that is marked as deleted."""
    return bool(await connection.fetchval(statement(_PACKAGE, "workspace_exists"), workspace_id))


async def is_workspace_live(connection: Connection, workspace_id: UUID) -> bool:
    """Return whether there is such a workspace that nobody deletes."""
    return bool(await connection.fetchval(statement(_PACKAGE, "is_workspace_live"), workspace_id))


async def compose_import(connection: Connection, table: Table, columns: tuple[str, ...]) -> str | None:
    """Return the statement that inserts rows with these columns; None when the table lacks one of them."""
    query = statement(_PACKAGE, "compose_import")
    return await connection.fetchval(query, table.name, list(columns), table.scope)


async def insert_rows(connection: Connection, composed: str, lines: str, workspace_id: UUID) -> int:
    """Insert those rows that are of the workspace and return how many were."""
    return int((await connection.execute(composed, lines, workspace_id)).rpartition(" ")[2])


async def count_strangers(connection: Connection, lines: str, workspace_id: UUID) -> int:
    """Return how many accounts belong to nobody in the workspace."""
    return int(await connection.fetchval(statement(_PACKAGE, "count_strangers"), lines, workspace_id))


async def find_account_conflict(connection: Connection, lines: str) -> AccountConflict | None:
    """Return an account that can't be told from another one here."""
    row = await connection.fetchrow(statement(_PACKAGE, "find_account_conflict"), lines)
    return None if row is None else AccountConflict(**dict(row))


async def insert_accounts(connection: Connection, lines: str) -> int:
    """Make those accounts that are not there yet, without a password, and return how many."""
    return len(await connection.fetch(statement(_PACKAGE, "insert_accounts"), lines))


async def cancel_imported_jobs(connection: Connection, workspace_id: UUID) -> int:
    """End the jobs that were open elsewhere and return how many."""
    return int(await connection.fetchval(statement(_PACKAGE, "cancel_imported_jobs"), workspace_id))


async def close_imported_calls(connection: Connection, workspace_id: UUID) -> int:
    """Close the calls to models that were open elsewhere, give their reservations back, and return how many."""
    return int(await connection.fetchval(statement(_PACKAGE, "close_imported_calls"), workspace_id))

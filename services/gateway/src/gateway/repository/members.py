"""Who belongs to a workspace. Changes hold `lock_members`, so that no two of them can take the last owners away."""

from typing import Final
from uuid import UUID

from asyncpg import Record

from gateway.auth.caller import Role
from gateway.paging import Page
from gateway.schemas.workspaces import Member
from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


async def list_members(connection: Reader, workspace_id: UUID, page: Page) -> list[Member]:
    """Return the members, the longest-standing first, one more than the page shows."""
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_members"), workspace_id, created_at, key, page.fetch)
    return [_member(row) for row in rows]


async def read_member(connection: Reader, workspace_id: UUID, user_id: UUID) -> Member | None:
    """Return one member."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_member"), workspace_id, user_id)
    return None if row is None else _member(row)


async def lock_members(connection: Connection, workspace_id: UUID) -> None:
    """Wait for every other change of this workspace's members to end, and keep others out until ours does."""
    await connection.execute(statement(_PACKAGE, "lock_members"), workspace_id)


async def read_role_in_context(connection: Reader) -> Role | None:
    """Return the caller's role as of now, which may have changed while the lock was waited for."""
    return await connection.fetchval(statement(_PACKAGE, "read_role_in_context"))


async def count_owners(connection: Reader, workspace_id: UUID) -> int:
    """Return how many owners there are."""
    return await connection.fetchval(statement(_PACKAGE, "count_owners"), workspace_id)


async def find_user_id(connection: Reader, email: str) -> UUID | None:
    """Return whose account this is; only an admin of the workspace in the context gets an answer."""
    return await connection.fetchval(statement(_PACKAGE, "find_user_id"), email)


async def find_email(connection: Reader, user_id: UUID) -> str | None:
    """Return the e-mail of a local account, under the same condition."""
    return await connection.fetchval(statement(_PACKAGE, "find_email"), user_id)


async def insert_member(connection: Connection, workspace_id: UUID, user_id: UUID, role: Role, email: str) -> bool:
    """Add a member; False when they already belong."""
    query = statement(_PACKAGE, "insert_member")
    return await connection.fetchval(query, workspace_id, user_id, role, email) is not None


async def update_member(connection: Connection, workspace_id: UUID, user_id: UUID, role: Role) -> None:
    """Change a member's role."""
    await connection.execute(statement(_PACKAGE, "update_member"), workspace_id, user_id, role)


async def delete_member(connection: Connection, workspace_id: UUID, user_id: UUID) -> None:
    """Take a member out."""
    await connection.execute(statement(_PACKAGE, "delete_member"), workspace_id, user_id)


def _member(row: Record) -> Member:
    return Member.model_validate(
        {**dict(row), "email": row["email"] or None, "display_name": row["display_name"] or None}
    )

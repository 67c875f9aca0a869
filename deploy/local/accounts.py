"""Accounts of the development stack: made as the database's owner, so that no service needs such a power."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from shared.db.sql import statement
from shared.ids import new_id

_PACKAGE = "deploy.local"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who belongs to a workspace."""

    workspace_id: UUID
    user_id: UUID
    email: str
    role: str


async def ensure(
    dsn: str, *, workspace: str, email: str, role: str | None, password_hash: str | None = None
) -> Account:
    """Return the account, making user, workspace and membership as far as they are missing.

    A role that is given replaces the one the member has; without one a new member becomes editor.
    """
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            return await _ensure(connection, workspace, email.lower(), role, password_hash)
    finally:
        await connection.close()


async def _ensure(
    connection: "asyncpg.Connection[asyncpg.Record]", workspace: str, email: str, role: str | None, password: str | None
) -> Account:
    name = email.partition("@")[0].title()
    user_id = await connection.fetchval(statement(_PACKAGE, "create_user"), new_id(), email, name, password)
    workspace_id = await connection.fetchval(statement(_PACKAGE, "find_workspace"), workspace)
    if workspace_id is None:
        workspace_id = new_id()
        await connection.execute(statement(_PACKAGE, "create_workspace"), workspace_id, workspace)
    granted = await connection.fetchval(statement(_PACKAGE, "save_member"), workspace_id, user_id, role, email)
    return Account(workspace_id, user_id, email, granted)

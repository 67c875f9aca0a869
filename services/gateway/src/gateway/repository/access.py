"""What the database knows about a caller."""

from contextlib import suppress
from typing import Final
from uuid import UUID

import asyncpg

from gateway.auth.caller import Caller, Claim, Role
from gateway.replica.position import Position
from gateway.repository.positions import position_of
from shared.db.pool import Context, Pool, transaction
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


async def find_api_key(pool: Pool, key_hash: bytes) -> Caller | None:
    """Return the caller behind a live API key, and note once a minute that it is used."""
    row = await pool.fetchrow(statement(_PACKAGE, "find_api_key"), key_hash)
    if row is None:
        return None
    if row["is_unnoted"]:
        # While the database can only be read, requests that read go on and nothing is noted.
        with suppress(asyncpg.ReadOnlySQLTransactionError):
            await pool.execute(statement(_PACKAGE, "note_key_use"), row["workspace_id"], row["id"])
    return Caller(None, api_key_id=row["id"], key_workspace_id=row["workspace_id"])


async def read_role(pool: Pool, claim: Claim) -> Role | None:
    """Return the caller's role in the workspace, or nothing when they do not belong to it or it does not exist."""
    caller = claim.caller
    query = statement(_PACKAGE, "read_role")
    return await pool.fetchval(query, claim.workspace_id, caller.user_id, caller.api_key_id)


async def read_role_and_position(pool: Pool, claim: Claim) -> tuple[Role | None, Position | None]:
    """Return the caller's role as `read_role` does, and how far the primary is at this moment."""
    caller = claim.caller
    query = statement(_PACKAGE, "read_role_and_position")
    row = await pool.fetchrow(query, claim.workspace_id, caller.user_id, caller.api_key_id)
    assert row is not None
    return row["role"], position_of(row)


async def list_own_workspace_ids(pool: Pool, user_id: UUID) -> tuple[UUID, ...]:
    """Return up to two workspaces of a user, which is enough to know that there is not exactly one."""
    async with transaction(pool, Context(None, user_id), read_only=True) as connection:
        rows = await connection.fetch(statement(_PACKAGE, "list_own_workspace_ids"), user_id)
    return tuple(row["workspace_id"] for row in rows)

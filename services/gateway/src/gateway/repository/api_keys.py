"""API keys: their hash, never their text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from gateway.paging import Page
from gateway.schemas.api_keys import APIKey, KeyRole
from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is stored."""

    id: UUID
    name: str
    role: KeyRole
    key_hash: bytes
    prefix: str
    created_by: UUID
    expires_at: datetime | None


async def list_api_keys(connection: Reader, workspace_id: UUID, page: Page) -> list[APIKey]:
    """Return the newest keys, revoked ones included, one more than the page shows."""
    created_at, key = (page.after.created_at, page.after.id) if page.after else (None, None)
    rows = await connection.fetch(statement(_PACKAGE, "list_api_keys"), workspace_id, created_at, key, page.fetch)
    return [APIKey.model_validate(dict(row)) for row in rows]


async def read_api_key(connection: Reader, workspace_id: UUID, key_id: UUID) -> APIKey | None:
    """Return what is known of a key."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_api_key"), workspace_id, key_id)
    return None if row is None else APIKey.model_validate(dict(row))


async def lock_api_key(connection: Connection, workspace_id: UUID, key_id: UUID) -> APIKey | None:
    """Return what is known of a key and keep others from revoking it meanwhile."""
    row = await connection.fetchrow(statement(_PACKAGE, "lock_api_key"), workspace_id, key_id)
    return None if row is None else APIKey.model_validate(dict(row))


async def insert_api_key(connection: Connection, workspace_id: UUID, key: NewKey) -> datetime:
    """Store a key and return when it was made."""
    query = statement(_PACKAGE, "insert_api_key")
    return await connection.fetchval(
        query, workspace_id, key.id, key.name, key.role, key.key_hash, key.prefix, key.created_by, key.expires_at
    )


async def revoke_api_key(connection: Connection, workspace_id: UUID, key_id: UUID) -> None:
    """Revoke a key from this moment on."""
    await connection.execute(statement(_PACKAGE, "revoke_api_key"), workspace_id, key_id)

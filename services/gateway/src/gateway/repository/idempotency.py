"""The first answer to an idempotency key, kept beside what the request stored."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import orjson

from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What was answered, and the digest of the request it was an answer to."""

    request_sha256: bytes
    status: int
    body: str
    headers: dict[str, str]


async def insert_idempotency_key(connection: Connection, workspace_id: UUID, key: str, request_sha256: bytes) -> bool:
    """Take a key, waiting for a concurrent request with the same one to end; False when it has been used."""
    query = statement(_PACKAGE, "insert_idempotency_key")
    return await connection.fetchval(query, workspace_id, key, request_sha256) is not None


async def read_idempotency_key(connection: Reader, workspace_id: UUID, key: str) -> StoredAnswer:
    """Return the answer of a key that has been used."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_idempotency_key"), workspace_id, key)
    assert row is not None
    return StoredAnswer(row["request_sha256"], row["status_code"], row["body"], orjson.loads(row["headers"]))


async def update_idempotency_key(connection: Connection, workspace_id: UUID, key: str, answer: StoredAnswer) -> None:
    """Keep the answer with its key."""
    query = statement(_PACKAGE, "update_idempotency_key")
    headers = orjson.dumps(answer.headers).decode()
    await connection.execute(query, workspace_id, key, answer.status, answer.body, headers)

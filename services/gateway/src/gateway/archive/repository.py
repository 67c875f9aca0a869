"""The archive's statements. They run as app_archiver, each in the context of one workspace unless it says otherwise."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from asyncpg import Record

from gateway.archive.version import ArchivedVersion, Content
from shared.db.pool import Connection, Pool
from shared.db.sql import statement

_PACKAGE: Final = "gateway.archive"
_FETCHED_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much goes into one pack: so little that reading one version of it is cheap."""

    versions: int = 500
    size_bytes: int = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written; `used` are the versions whose content is nowhere else."""

    id: UUID
    object_key: str
    sha256: bytes
    versions: int
    size_bytes: int
    created_at: datetime
    used: int


@dataclass(frozen=True, slots=True)
class Archivable:
    """How much could go, in the size that it has in the table."""

    versions: int
    size_bytes: int


class BusyError(Exception):
    """Somebody else is changing what is archived."""


@asynccontextmanager
async def alone(pool: Pool) -> AsyncGenerator[None, None]:
    """Keep others from changing what is archived, in this whole database.

    Raises:
        BusyError: when somebody else is at it.
    """
    async with pool.acquire() as connection:
        if not await connection.fetchval(statement(_PACKAGE, "lock_archive")):
            raise BusyError
        try:
            yield
        finally:
            if not connection.is_closed():
                await connection.fetchval(statement(_PACKAGE, "unlock_archive"))


async def list_open_workspaces(pool: Pool, workspace_id: UUID | None = None) -> list[UUID]:
    """Return the workspaces that nobody has closed, or the given one if it is such; needs no context."""
    return [row["id"] for row in await pool.fetch(statement(_PACKAGE, "list_open_workspaces"), workspace_id)]


async def take_archivable(
    connection: Connection, workspace_id: UUID, older_than_days: int, bounds: Bounds
) -> list[ArchivedVersion]:
    """Return the versions of the next pack, at least one if there are any; in a transaction."""
    query = statement(_PACKAGE, "list_archivable")
    taken: list[ArchivedVersion] = []
    size_bytes = 0
    rows = connection.cursor(query, workspace_id, older_than_days, bounds.versions, prefetch=_FETCHED_AT_ONCE)
    async for row in rows:
        version = _archivable(row)
        size_bytes += version.content.size_bytes
        if taken and size_bytes > bounds.size_bytes:
            break
        taken.append(version)
    return taken


async def measure_archivable(connection: Connection, workspace_id: UUID, older_than_days: int) -> Archivable:
    """Return how much would go."""
    row = await connection.fetchrow(statement(_PACKAGE, "measure_archivable"), workspace_id, older_than_days)
    assert row is not None
    return Archivable(row["versions"], row["size_bytes"])


async def insert_pack(connection: Connection, workspace_id: UUID, pack: Pack) -> None:
    """Write down where a pack is."""
    await connection.execute(
        statement(_PACKAGE, "insert_pack"),
        workspace_id,
        pack.id,
        pack.object_key,
        pack.sha256,
        pack.versions,
        pack.size_bytes,
    )


async def empty_versions(
    connection: Connection, workspace_id: UUID, pack_id: UUID, versions: Sequence[ArchivedVersion]
) -> int:
    """Take the content of these versions out of the table, and return how many were still there."""
    rows = await connection.fetch(
        statement(_PACKAGE, "empty_versions"),
        workspace_id,
        pack_id,
        [each.strategy_id for each in versions],
        [each.version for each in versions],
        [each.content.sha256() for each in versions],
    )
    return len(rows)


async def refill_versions(
    connection: Connection, workspace_id: UUID, pack_id: UUID, versions: Sequence[ArchivedVersion]
) -> None:
    """Put the content of these versions back, of those that are in the pack still."""
    await connection.executemany(
        statement(_PACKAGE, "refill_version"),
        [
            (
                workspace_id,
                pack_id,
                each.strategy_id,
                each.version,
                each.content.brief,
                each.content.document,
                each.content.markdown,
                each.content.sections,
                each.content.summary,
                each.content.sentence_marks,
            )
            for each in versions
        ],
    )


async def list_packs(connection: Connection, workspace_id: UUID, pack_id: UUID | None = None) -> list[Pack]:
    """Return the packs of a workspace, or the given one, the oldest first."""
    rows = await connection.fetch(statement(_PACKAGE, "list_packs"), workspace_id, pack_id)
    return [Pack(**dict(row)) for row in rows]


async def list_archived(connection: Connection, workspace_id: UUID, pack_id: UUID) -> dict[tuple[UUID, int], bytes]:
    """Return the versions whose content is in a pack, and its digests."""
    rows = await connection.fetch(statement(_PACKAGE, "list_archived"), workspace_id, pack_id)
    return {(row["strategy_id"], row["version"]): row["archived_sha256"] for row in rows}


async def has_packs(connection: Connection, workspace_id: UUID) -> bool:
    """Return whether a workspace has objects in the storage."""
    return bool(await connection.fetchval(statement(_PACKAGE, "has_packs"), workspace_id))


async def delete_pack(connection: Connection, workspace_id: UUID, pack_id: UUID) -> None:
    """Forget a pack that no version is in any more."""
    await connection.execute(statement(_PACKAGE, "delete_pack"), workspace_id, pack_id)


def _archivable(row: Record) -> ArchivedVersion:
    marks = row["sentence_marks"]
    return ArchivedVersion(
        strategy_id=row["strategy_id"],
        version=row["version"],
        title=row["title"],
        usage=row["usage"],
        document_sha256=row["document_sha256"],
        change_summary=row["change_summary"],
        created_by=row["created_by"],
        created_at=row["created_at"],
        content=Content(
            brief=row["brief"],
            document=row["document"],
            markdown=row["markdown"],
            sections=row["sections"],
            summary=row["summary"],
            sentence_marks=None if marks is None else tuple(marks),
        ),
    )

"""Moves versions into packs and back.

The order keeps every version whole at every moment: the object is written, read back and compared row by row before
the table lets go of anything; and the table has it all again before the object goes. Whoever is interrupted leaves an
object that nobody needs, at most.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import asyncpg

from gateway.archive.keys import object_key
from gateway.archive.pack import DamagedPackError, read_pack, write_pack
from gateway.archive.repository import (
    Bounds,
    Pack,
    delete_pack,
    empty_versions,
    insert_pack,
    list_archived,
    refill_versions,
    take_archivable,
)
from gateway.archive.storage import Storage, StorageError
from gateway.archive.version import ArchivedVersion
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from shared.db.pool import Context, Pool, transaction
from shared.ids import new_id

_SUBJECT: Final = "archive_pack"


class VanishedError(Exception):
    """Versions went away while they were packed, with their strategy or workspace; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Mover:
    """What moving needs; `operator` is who is at work."""

    pool: Pool
    storage: Storage
    operator: str
    bounds: Bounds = field(default_factory=Bounds)

    async def archive_next(self, workspace_id: UUID, older_than_days: int) -> Pack | None:
        """Move the next pack of a workspace to the storage; nothing when no version is old enough.

        Raises:
            StorageError: when it can't be written or read.
            DamagedPackError: when the storage gives back something else.
            VanishedError: when versions went away meanwhile.
        """
        async with transaction(self.pool, Context(workspace_id), read_only=True) as connection:
            versions = await take_archivable(connection, workspace_id, older_than_days, self.bounds)
        if not versions:
            return None
        pack = await self._stored(workspace_id, versions)
        try:
            await self._let_go(workspace_id, pack, versions)
        except VanishedError:
            with suppress(StorageError):
                await self.storage.delete(pack.object_key)
            raise
        return pack

    async def bring_back(self, workspace_id: UUID, pack: Pack) -> int:
        """Put the versions of a pack back into the table, and return how many; then its object goes.

        Raises:
            StorageError: when it can't be read, or, after the versions are back, not be removed.
            DamagedPackError: when the storage holds something else than was written.
        """
        rows = await self.checked(workspace_id, pack)
        async with transaction(self.pool, Context(workspace_id)) as connection:
            wanted = await list_archived(connection, workspace_id, pack.id)
            back = [each for each in rows if (each.strategy_id, each.version) in wanted]
            await refill_versions(connection, workspace_id, pack.id, back)
            await delete_pack(connection, workspace_id, pack.id)
            change = Change("versions.brought_back", _SUBJECT, pack.id, {"versions": len(back)})
            await write_down(connection, workspace_id, change, operator=self.operator)
        await self.storage.delete(pack.object_key)
        return len(back)

    async def forget(self, workspace_id: UUID, pack: Pack) -> None:
        """Remove a pack that no version is in any more.

        Raises:
            StorageError: then the object is left, and known to nobody.
        """
        async with transaction(self.pool, Context(workspace_id)) as connection:
            await delete_pack(connection, workspace_id, pack.id)
        await self.storage.delete(pack.object_key)

    async def checked(self, workspace_id: UUID, pack: Pack) -> list[ArchivedVersion]:
        """Return the versions of a pack, after comparing its digest and those of all versions that need it.

        Raises:
            StorageError: when it can't be read.
            DamagedPackError: when it is not what was written.
        """
        data = await self.storage.get(pack.object_key)
        if hashlib.sha256(data).digest() != pack.sha256:
            raise DamagedPackError(f"{pack.object_key} is another file than was written")
        rows = await asyncio.to_thread(read_pack, data, workspace_id)
        async with transaction(self.pool, Context(workspace_id), read_only=True) as connection:
            wanted = await list_archived(connection, workspace_id, pack.id)
        held = {(each.strategy_id, each.version): each.content.sha256() for each in rows}
        if any(held.get(key) != sha256 for key, sha256 in wanted.items()):
            raise DamagedPackError(f"{pack.object_key} does not hold what its versions said")
        return rows

    async def _stored(self, workspace_id: UUID, versions: Sequence[ArchivedVersion]) -> Pack:
        data = await asyncio.to_thread(write_pack, workspace_id, versions)
        pack_id, sha256 = new_id(), hashlib.sha256(data).digest()
        pack = Pack(
            id=pack_id,
            object_key=object_key(workspace_id, pack_id),
            sha256=sha256,
            versions=len(versions),
            size_bytes=len(data),
            created_at=datetime.now(UTC),
            used=len(versions),
        )
        await self.storage.put(pack.object_key, data)
        back = await self.storage.get(pack.object_key)
        if hashlib.sha256(back).digest() != sha256:
            raise DamagedPackError(f"{pack.object_key} came back as another file than was written")
        if await asyncio.to_thread(read_pack, back, workspace_id) != list(versions):
            raise DamagedPackError(f"{pack.object_key} holds other versions than were written")
        return pack

    async def _let_go(self, workspace_id: UUID, pack: Pack, versions: Sequence[ArchivedVersion]) -> None:
        try:
            async with transaction(self.pool, Context(workspace_id)) as connection:
                await insert_pack(connection, workspace_id, pack)
                if await empty_versions(connection, workspace_id, pack.id, versions) != len(versions):
                    raise VanishedError
                new = {"versions": pack.versions, "sizeBytes": pack.size_bytes}
                change = Change("versions.archived", _SUBJECT, pack.id, None, new)
                await write_down(connection, workspace_id, change, operator=self.operator)
        except asyncpg.ForeignKeyViolationError as error:
            raise VanishedError from error

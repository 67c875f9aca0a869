"""Compares what the storage holds with what the tables say of it."""

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from gateway.archive.keys import place_of
from gateway.archive.moving import Mover
from gateway.archive.pack import DamagedPackError
from gateway.archive.repository import Pack, list_packs
from gateway.archive.storage import MissingObjectError, StorageError
from shared.db.pool import Context, Pool, transaction

# An orphan is known to no table, foreign is what belongs to a workspace that is not here, and unused is a pack whose
# strategies are gone.
Trouble = Literal["missing", "damaged", "unreadable", "orphan", "foreign", "unused"]


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with one object; `is_removed` when that was put right."""

    object_key: str
    trouble: Trouble
    detail: str = ""
    is_removed: bool = False


async def packs_of(pool: Pool, workspace_id: UUID, pack_id: UUID | None = None) -> list[Pack]:
    """Return the packs of a workspace, or the given one."""
    async with transaction(pool, Context(workspace_id), read_only=True) as connection:
        return await list_packs(connection, workspace_id, pack_id)


async def check_packs(mover: Mover, workspace_id: UUID, *, repair: bool) -> AsyncGenerator[Pack | Found, None]:
    """Read every pack of a workspace again, and compare it; what nobody needs is removed on repair."""
    for pack in await packs_of(mover.pool, workspace_id):
        if pack.used:
            yield await _checked(mover, workspace_id, pack)
        else:
            if repair:
                await mover.forget(workspace_id, pack)
            yield Found(pack.object_key, "unused", is_removed=repair)


async def check_objects(
    mover: Mover, known: Iterable[str], workspace_ids: Iterable[UUID], *, repair: bool
) -> AsyncGenerator[Found, None]:
    """Look for objects that no table knows; only those of workspaces that are here are removed on repair.

    Raises:
        StorageError: when the storage can't be listed to its end, or an object not be removed.
    """
    keys, ours = set(known), set(workspace_ids)
    async for each in mover.storage.listed():
        place = place_of(each.key)
        if place is None or each.key in keys:
            continue
        if place[0] not in ours:
            yield Found(each.key, "foreign")
            continue
        if repair:
            await mover.storage.delete(each.key)
        yield Found(each.key, "orphan", is_removed=repair)


async def _checked(mover: Mover, workspace_id: UUID, pack: Pack) -> Pack | Found:
    try:
        await mover.checked(workspace_id, pack)
    except MissingObjectError as error:
        return Found(pack.object_key, "missing", str(error))
    except StorageError as error:
        return Found(pack.object_key, "unreadable", str(error))
    except DamagedPackError as error:
        return Found(pack.object_key, "damaged", str(error))
    return pack

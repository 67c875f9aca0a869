"""Reads single versions out of packs. What is handed on is the very text that was stored, or nothing is."""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from gateway.archive.pack import DamagedPackError, find_content
from gateway.archive.settings import StorageSettings
from gateway.archive.storage import Storage, StorageError
from gateway.archive.version import Content

_MOST_KEPT_BYTES: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a version's content is, and what it and its pack have to be."""

    workspace_id: UUID
    strategy_id: UUID
    version: int
    object_key: str
    pack_sha256: bytes
    content_sha256: bytes


class ArchiveReader:
    """The packs of this process; the last ones read are kept, up to a size."""

    def __init__(self, settings: StorageSettings) -> None:
        timeout_s = settings.convex_archive_timeout_s
        self._storage = None if settings.convex_archive_url is None else Storage(settings, timeout_s=timeout_s)
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._kept_bytes = 0

    async def read(self, place: Whereabouts) -> Content:
        """Return what a version says.

        Raises:
            StorageError: when the storage can't be asked, or none is set.
            DamagedPackError: when it holds something else than was written.
        """
        pack = await self._pack(place)
        content = await asyncio.to_thread(find_content, pack, place.workspace_id, place.strategy_id, place.version)
        if content is None or content.sha256() != place.content_sha256:
            raise DamagedPackError(f"{place.object_key} does not hold version {place.version} of {place.strategy_id}")
        return content

    async def _pack(self, place: Whereabouts) -> bytes:
        if place.pack_sha256 in self._kept:
            self._kept.move_to_end(place.pack_sha256)
            return self._kept[place.pack_sha256]
        if self._storage is None:
            raise StorageError("CONVEX_ARCHIVE_URL is not set, and the version is in the archive")
        pack = await self._storage.get(place.object_key)
        if await asyncio.to_thread(_digest, pack) != place.pack_sha256:
            raise DamagedPackError(f"{place.object_key} is another file than was written")
        self._keep(place.pack_sha256, pack)
        return pack

    def _keep(self, sha256: bytes, pack: bytes) -> None:
        # Two who miss the same pack both fetch it.
        if sha256 in self._kept or len(pack) > _MOST_KEPT_BYTES:
            return
        self._kept[sha256] = pack
        self._kept_bytes += len(pack)
        while self._kept_bytes > _MOST_KEPT_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._kept_bytes -= len(dropped)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()

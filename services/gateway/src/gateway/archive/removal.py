"""What a workspace has in the archive goes before its rows do, so that no object is left that nobody knows of."""

from typing import Final
from uuid import UUID

from gateway.archive.repository import has_packs
from gateway.archive.settings import StorageSettings
from gateway.archive.storage import Storage, StorageError
from shared.db.pool import Context, Pool, transaction

# Nobody waits for it.
_TIMEOUT_S: Final = 30.0


class ArchiveRemoval:
    """Removes the objects of workspaces; the database is asked as app_relay."""

    def __init__(self, settings: StorageSettings, pool: Pool) -> None:
        self._pool = pool
        self._storage = None if settings.convex_archive_url is None else Storage(settings, timeout_s=_TIMEOUT_S)

    async def remove(self, workspace_id: UUID) -> None:
        """Remove all objects of a workspace, also those that no row knows; again when it was cut off.

        Raises:
            StorageError: when one can't be removed, or there are some and no storage is set; then the rows stay.
        """
        if self._storage is not None:
            for key in [each.key async for each in self._storage.listed(f"{workspace_id}/")]:
                await self._storage.delete(key)
            return
        async with transaction(self._pool, Context(workspace_id), read_only=True) as connection:
            if await has_packs(connection, workspace_id):
                raise StorageError("CONVEX_ARCHIVE_URL is not set, and the workspace has objects in the archive")

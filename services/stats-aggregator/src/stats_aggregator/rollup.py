"""Collects marked days for a moment and counts each workspace's once, however many events marked them.

An event only says which (workspace, UTC day) may have changed; the counts come from the rows. So duplicates and any
order are harmless, and an event is applied when its transaction has committed, which is when its handler returns.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

import asyncpg
import structlog

from shared.db.pool import Context, Pool, transaction
from shared.rollups.repository import recompute_rollups

_GATHER_S: Final = 0.02
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Batch:
    days: set[date] = field(default_factory=set[date])
    done: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Rollup:
    """Applies marks; several calls for one workspace share a transaction."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._batches: dict[UUID, _Batch] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def apply(self, workspace_id: UUID, days: tuple[date, ...]) -> None:
        """Return when the days have been counted again by a transaction that began after this call.

        Raises:
            Exception: what the database said; the mark has to be applied again then.
        """
        batch = self._batches.get(workspace_id)
        if batch is None:
            batch = self._batches[workspace_id] = _Batch()
            task = asyncio.create_task(self._flush(workspace_id, batch))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        batch.days.update(days)
        # The batch belongs to all who wait for it: one lost delivery must not cancel it.
        await asyncio.shield(batch.done)

    async def _flush(self, workspace_id: UUID, batch: _Batch) -> None:
        await asyncio.sleep(_GATHER_S)
        # From here on a new mark needs a new transaction.
        del self._batches[workspace_id]
        try:
            async with transaction(self._pool, Context(workspace_id)) as connection:
                changed = await recompute_rollups(connection, workspace_id, batch.days)
        except asyncpg.ForeignKeyViolationError:
            # The workspace is gone, and its figures with it.
            batch.done.set_result(None)
        except BaseException as error:
            if not batch.done.done():
                batch.done.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
                batch.done.exception()
            if not isinstance(error, Exception):
                raise
        else:
            batch.done.set_result(None)
            _log.debug("rollups_recomputed", days=len(batch.days), changed=changed)

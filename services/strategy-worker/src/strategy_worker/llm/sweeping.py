"""Settles reservations that nobody will settle any more, so that a worker's death does not hold money for ever."""

import asyncio
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from asyncpg import PostgresError

from shared.db.pool import CONNECTION_ERRORS, Context, Pool, transaction
from strategy_worker.llm.ledger import abandon
from strategy_worker.llm.ledger_rows import list_stale_llm_calls, read_llm_call

# Much longer than any job may take.
_STALE_AFTER: Final = timedelta(minutes=15)
_AT_ONCE: Final = 500
_EVERY_S: Final = 60.0
_log = structlog.get_logger(__name__)


async def sweep(pool: Pool, *, older_than: timedelta = _STALE_AFTER, at: datetime | None = None) -> int:
    """Settle the open calls of all workspaces that are older, each in its own workspace, and return how many.

    Any number of workers may sweep at the same time. `at` stands for now; the database's clock does without it. A call
    that can't be settled stays open and keeps no other from it.
    """
    async with transaction(pool, Context(None), read_only=True) as connection:
        stale = await list_stale_llm_calls(connection, older_than=older_than, limit=_AT_ONCE, at=at)
    swept = [call_id for workspace_id, call_id in stale if await _is_settled(pool, workspace_id, call_id, at=at)]
    if swept:
        _log.warning("llm_calls_swept", calls=len(swept))
    return len(swept)


async def sweep_forever(pool: Pool, *, every_s: float = _EVERY_S) -> None:
    """Sweep now and then until cancelled; a database that is away, or not migrated yet, is asked again."""
    while True:
        try:
            await sweep(pool)
        except (*CONNECTION_ERRORS, PostgresError) as error:
            _log.warning("llm_sweep_postponed", error=type(error).__name__)
        await asyncio.sleep(every_s)


async def _is_settled(pool: Pool, workspace_id: UUID, call_id: UUID, *, at: datetime | None) -> bool:
    try:
        async with transaction(pool, Context(workspace_id)) as connection:
            line = await read_llm_call(connection, call_id)
            if line is not None:
                await abandon(connection, line, at=at)
            return line is not None
    except CONNECTION_ERRORS:
        raise
    except PostgresError as error:
        # Such as a counter that was changed by hand: somebody has to look at it.
        _log.error("llm_call_not_swept", call_id=str(call_id), error=type(error).__name__, detail=str(error)[:200])
        return False

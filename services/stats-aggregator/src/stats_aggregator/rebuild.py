"""Counts everything anew, or checks that this would change nothing."""

from uuid import UUID

import structlog

from shared.db.pool import Context, Pool, begin, transaction
from stats_aggregator.repository import list_days, list_workspace_ids, recompute_rollups, reset_rollups

_log = structlog.get_logger(__name__)


async def rebuild(pool: Pool, workspace_id: UUID) -> int:
    """Replace a workspace's roll-ups by what its rows say, and return the number of days; safe while events arrive."""
    async with transaction(pool, Context(workspace_id)) as connection:
        # The first call makes and locks the row of totals, so that nobody counts in between.
        await recompute_rollups(connection, workspace_id, ())
        days = await list_days(connection, workspace_id)
        await reset_rollups(connection, workspace_id)
        return await recompute_rollups(connection, workspace_id, days)


async def difference(pool: Pool, workspace_id: UUID) -> int:
    """Return how many days' roll-ups differ from the rows; nothing is changed."""
    async with pool.acquire() as connection:
        await begin(connection, Context(workspace_id))
        try:
            days = await list_days(connection, workspace_id)
            return await recompute_rollups(connection, workspace_id, days)
        finally:
            await connection.execute("rollback")


async def rebuild_all(pool: Pool) -> None:
    """Rebuild every workspace, one transaction each."""
    for workspace_id in await list_workspace_ids(pool):
        _log.info("rollups_rebuilt", workspace_id=str(workspace_id), days=await rebuild(pool, workspace_id))


async def audit_all(pool: Pool) -> bool:
    """Compare every workspace and return whether all agree."""
    agree = True
    for workspace_id in await list_workspace_ids(pool):
        days = await difference(pool, workspace_id)
        agree = agree and not days
        if days:
            _log.error("rollups_differ", workspace_id=str(workspace_id), days=days)
    _log.info("rollups_audited", agree=agree)
    return agree

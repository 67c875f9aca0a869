"""Counts a workspace anew from its rows, or checks that this would change nothing."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from shared.db.pool import Connection, Context, Pool, begin, transaction
from shared.rollups.repository import list_days, recompute_rollups, reset_rollups


async def rebuild(pool: Pool, workspace_id: UUID) -> int:
    """Replace a workspace's roll-ups by what its rows say, and return the number of days; safe while events arrive."""
    async with transaction(pool, Context(workspace_id)) as connection:
        return await rebuild_within(connection, workspace_id)


async def rebuild_within(connection: Connection, workspace_id: UUID, days: Collection[date] = ()) -> int:
    """Do the same inside the caller's transaction; given days, count only these and return how many changed."""
    if days:
        return await recompute_rollups(connection, workspace_id, days)
    # The first call makes and locks the row of totals, so that nobody counts in between.
    await recompute_rollups(connection, workspace_id, ())
    known = await list_days(connection, workspace_id)
    await reset_rollups(connection, workspace_id)
    return await recompute_rollups(connection, workspace_id, known)


async def difference(pool: Pool, workspace_id: UUID) -> int:
    """Return how many days' roll-ups differ from the rows; nothing is changed."""
    async with pool.acquire() as connection:
        await begin(connection, Context(workspace_id))
        try:
            days = await list_days(connection, workspace_id)
            return await recompute_rollups(connection, workspace_id, days)
        finally:
            await connection.execute("rollback")

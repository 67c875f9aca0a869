"""Drops the partitions of a workspace that is to be purged, instead of deleting its rows one by one."""

from uuid import UUID

from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.partitions.changing import LONG_S, lock_of, lock_tables, run_all
from gateway.operator.partitions.splitting import Move, find_place, plan_merge
from gateway.operator.partitions.tables import PACKAGE
from shared.db.pool import Connection
from shared.db.sql import statement


async def refuse_living(connection: Connection, workspace_id: UUID) -> None:
    """Refuse to drop what may still be wanted.

    Raises:
        OperatorError: for a workspace that is open, in its grace time, or has no partitions of its own.
    """
    place = await find_place(connection, workspace_id)
    if not place.is_apart:
        raise OperatorError("This workspace has no partitions of its own.", code=ExitCode.REFUSED)
    if place.is_open is not None and not place.is_due:
        remedy = "`convex workspaces delete` closes it; after its grace time it may go."
        raise OperatorError("This workspace is open, or may be opened again.", remedy, code=ExitCode.REFUSED)


async def drop_partitions(connection: Connection, move: Move) -> int:
    """Drop the partitions of a workspace, write down how many rows went, and return their number."""
    async with connection.transaction():
        await connection.execute(statement(PACKAGE, "lock_purge"), move.workspace_id, timeout=LONG_S)
        # What was reserved for a call that nobody settles is spent when its row is deleted, not when its table is.
        await connection.execute(statement(PACKAGE, "delete_unsettled_calls"), move.workspace_id, timeout=LONG_S)
        counts = {name: await _count(connection, move.workspace_id, name) for name in move.names}
        await lock_tables(connection, lock_of(move.names))
        await run_all(connection, await plan_merge(connection, move, with_rows=False))
        for name, rows in counts.items():
            await connection.execute(statement(PACKAGE, "add_purged_rows"), move.workspace_id, name, rows)
    return sum(counts.values())


async def _count(connection: Connection, workspace_id: UUID, name: str) -> int:
    query = await connection.fetchval(statement(PACKAGE, "plan_count"), workspace_id, name)
    return int(await connection.fetchval(query, timeout=LONG_S))

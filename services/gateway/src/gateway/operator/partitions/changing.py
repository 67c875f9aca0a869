"""Changes tables that are in use: others wait for a moment, never for a statement that stands in line itself."""

import asyncio
from collections.abc import Sequence
from typing import Final

import asyncpg

from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.partitions.tables import LARGE, PACKAGE
from shared.db.pool import Connection
from shared.db.sql import statement

# As long as a statement of ours stands in line for a table, everybody stands behind it.
_LOCK_MS: Final = 500
_ATTEMPTS: Final = 60
_PAUSE_S: Final = 0.5
# Moving what is large takes its time; only the database may end it.
LONG_S: Final = 86_400.0
_BUSY: Final = (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError, asyncpg.DeadlockDetectedError)


async def run_all(connection: Connection, statements: Sequence[str]) -> None:
    """Run statements in the open transaction, however long they take."""
    for each in statements:
        await connection.execute(each, timeout=LONG_S)


async def lock_tables(connection: Connection, lock: str) -> None:
    """Take all locks at once within the open transaction, or none and again a little later.

    Raises:
        OperatorError: when the tables were never free.
    """
    for _ in range(_ATTEMPTS):
        try:
            async with connection.transaction():
                await connection.execute(f"set local statement_timeout = {_LOCK_MS}")
                await connection.execute(lock)
                await connection.execute("set local statement_timeout = 0")
        except _BUSY:
            await asyncio.sleep(_PAUSE_S)
        else:
            return
    remedy = "Something holds them for long: look at pg_stat_activity for the oldest transaction, and try again."
    raise OperatorError("The tables were in use all the time.", remedy, code=ExitCode.REFUSED)


async def change(connection: Connection, lock: str, statements: Sequence[str]) -> None:
    """Run short statements under a lock in a transaction of their own."""
    async with connection.transaction():
        await lock_tables(connection, lock)
        await run_all(connection, statements)


def lock_of(names: Sequence[str]) -> str:
    """Return the statement that locks tables with all their partitions, in the order in which everybody takes them."""
    return f"LOCK TABLE {', '.join(f'app.{name}' for name in names)} IN ACCESS EXCLUSIVE MODE"


async def prove(connection: Connection, statements: Sequence[str]) -> None:
    """Run statements that read much and hold up nobody, each by itself."""
    for each in statements:
        for attempt in range(_ATTEMPTS):
            try:
                async with connection.transaction():
                    await connection.execute(f"set local lock_timeout = {_LOCK_MS}")
                    await connection.execute(each, timeout=LONG_S)
                break
            except _BUSY:
                if attempt == _ATTEMPTS - 1:
                    raise
                await asyncio.sleep(_PAUSE_S)


async def closing(connection: Connection, source: str, target: str) -> list[str]:
    """Return the statements that give one table the row-level security of another."""
    rows = await connection.fetch(statement(PACKAGE, "plan_closing"), source, target)
    return [row["statement"] for row in rows]


async def unproven(connection: Connection) -> list[str]:
    """Return the statements that prove what was taken on trust while everybody waited."""
    return [row["statement"] for row in await connection.fetch(statement(PACKAGE, "list_unproven"), list(LARGE))]

"""Switches the taking of new work off and on for all replicas; what is queued already is done all the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gateway.operator.failures import ExitCode, OperatorError
from shared.db.pool import Context, Pool, transaction
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"


@dataclass(frozen=True, slots=True)
class Period:
    """A time without new work; the one that is now has no end."""

    message: str
    retry_after_s: int
    began_at: datetime
    began_by: str
    ended_at: datetime | None
    ended_by: str | None


async def begin(pool: Pool, message: str, *, retry_after_s: int, operator: str) -> None:
    """Take no new work from now on; a period that is now is ended and replaced."""
    async with transaction(pool, Context(None)) as connection:
        await connection.fetch(statement(_PACKAGE, "end_maintenance"), operator)
        await connection.execute(statement(_PACKAGE, "begin_maintenance"), message, retry_after_s, operator)


async def end(pool: Pool, *, operator: str) -> None:
    """Take new work again.

    Raises:
        OperatorError: when it is taken anyway.
    """
    if not await pool.fetch(statement(_PACKAGE, "end_maintenance"), operator):
        raise OperatorError("There is no maintenance.", "New work is taken as it is.", code=ExitCode.REFUSED)


async def list_maintenance(pool: Pool, limit: int) -> list[Period]:
    """Return the last periods, the newest first."""
    return [Period(**dict(row)) for row in await pool.fetch(statement(_PACKAGE, "list_maintenance"), limit)]

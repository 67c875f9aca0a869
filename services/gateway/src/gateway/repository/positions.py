"""How far the primary is, and whether another server has followed it there."""

from typing import Final, Literal

from asyncpg import Record

from gateway.replica.position import Position
from shared.db.pool import Pool, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"
Standing = Literal["ready", "behind", "promoted", "foreign", "diverged"]


async def read_position(pool: Pool) -> Position | None:
    """Return how far a primary is; a server that is itself a replica has no position of its own."""
    row = await pool.fetchrow(statement(_PACKAGE, "read_position"))
    assert row is not None
    return position_of(row)


async def read_standing(reader: Reader, position: Position) -> tuple[Standing, int | None]:
    """Return whether the server answers for a primary at the position, and the bytes it has replayed."""
    query = statement(_PACKAGE, "read_standing")
    row = await reader.fetchrow(query, position.system, position.timeline, position.bytes)
    assert row is not None
    return row["standing"], row["bytes"]


def position_of(row: Record) -> Position | None:
    """Return the position that a row tells, if it tells one."""
    return None if row["bytes"] is None else Position(row["system"], row["timeline"], row["bytes"])

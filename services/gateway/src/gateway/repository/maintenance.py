"""What an operator has said about taking new work."""

from dataclasses import dataclass
from typing import Final

from shared.db.pool import Pool
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are told while no new work is taken, and after how many seconds they may ask again."""

    message: str
    retry_after_s: int


async def read_maintenance(pool: Pool) -> Notice | None:
    """Return the notice of now, nothing when work is taken."""
    row = await pool.fetchrow(statement(_PACKAGE, "read_maintenance"))
    return None if row is None else Notice(**dict(row))

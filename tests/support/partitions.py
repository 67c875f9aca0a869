"""`convex partitions` as an operator runs it, and all rows of the tables it is about."""

from typing import Final

from gateway.operator.partitions.tables import LARGE
from support.backends import Backends
from support.convex import Owner, Ran, convex

_MOVES: Final = ("workspace.split", "workspace.merged")


async def partitions(backends: Backends, *arguments: str) -> Ran:
    """Run `convex partitions` as the database's owner."""
    return await convex(backends, "partitions", *arguments, extra={"DATABASE_MIGRATION_URL": backends.owner_url})


async def all_rows(owner: Owner) -> dict[str, tuple[str, ...]]:
    """Return every row of the large tables as text, but what the audit log says of moves."""
    rows = {
        name: tuple(row[0] for row in await owner.fetch(f"SELECT to_json(t)::text AS row FROM app.{name} t ORDER BY 1"))
        for name in LARGE
    }
    told = tuple(row for row in rows["audit_log"] if not any(f'"action":"{move}"' in row for move in _MOVES))
    return rows | {"audit_log": told}

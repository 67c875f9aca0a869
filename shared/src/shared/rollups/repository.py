"""The statements on roll-ups; each runs in the context of one workspace."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "shared.rollups"


async def recompute_rollups(connection: Connection, workspace_id: UUID, days: Collection[date]) -> int:
    """Count the given days again under the workspace's lock and return how many changed."""
    return await connection.fetchval(statement(_PACKAGE, "recompute_rollups"), workspace_id, sorted(days))


async def reset_rollups(connection: Connection, workspace_id: UUID) -> None:
    """Forget a workspace's roll-ups."""
    await connection.execute(statement(_PACKAGE, "reset_rollups"), workspace_id)


async def list_days(connection: Connection, workspace_id: UUID) -> list[date]:
    """Return every day that a row or a roll-up knows of."""
    return [row["day"] for row in await connection.fetch(statement(_PACKAGE, "list_days"), workspace_id)]

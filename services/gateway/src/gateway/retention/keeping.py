"""What is deleted after its time, in batches: of the rows that no total counts, the oldest first to go.

Jobs, audits, calls to models, and strategies and roadmaps that nobody has deleted are never among them: days and
totals are counted from their rows, and counting anew has to give what it gave before.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from gateway.retention.settings import RetentionSettings
from shared.db.pool import Context, Pool, transaction
from shared.db.sql import statement

_PACKAGE: Final = "gateway.retention"
BATCH: Final = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """A table whose old rows go and the setting that says when; what people may miss is written down."""

    table: str
    setting: str
    is_missed: bool = True

    def days(self, settings: RetentionSettings) -> int | None:
        """Return how many days its rows are kept; nothing means for good."""
        return getattr(settings, self.setting)

    @property
    def variable(self) -> str:
        """Return the name of the setting's variable."""
        return self.setting.upper()


STRATEGIES: Final = Kept("strategies", "convex_retention_deleted_days")
KEPT: Final = (
    Kept("job_events", "convex_retention_job_events_days", is_missed=False),
    Kept("activity", "convex_retention_activity_days"),
    Kept("audit_log", "convex_retention_audit_log_days"),
    STRATEGIES,
    Kept("roadmaps", "convex_retention_deleted_days"),
)


async def count_old(pool: Pool, workspace_id: UUID, kept: Kept, days: int) -> int:
    """Return how many rows would go."""
    async with transaction(pool, Context(workspace_id), read_only=True) as connection:
        return await connection.fetchval(statement(_PACKAGE, f"count_old_{kept.table}"), workspace_id, days)


async def delete_old(pool: Pool, workspace_id: UUID, kept: Kept, days: int, *, operator: str) -> int:
    """Delete the rows, some at a time, and return how many; cut off anywhere, it goes on the next time."""
    total = 0
    while gone := await _batch(pool, workspace_id, kept, days, operator=operator):
        total += gone
    return total


async def packs_of_old_strategies(pool: Pool, workspace_id: UUID, days: int) -> list[UUID]:
    """Return the packs that hold versions of deleted strategies whose time is over."""
    async with transaction(pool, Context(workspace_id), read_only=True) as connection:
        query = statement(_PACKAGE, "list_packs_of_old_strategies")
        return [row["id"] for row in await connection.fetch(query, workspace_id, days)]


async def _batch(pool: Pool, workspace_id: UUID, kept: Kept, days: int, *, operator: str) -> int:
    async with transaction(pool, Context(workspace_id)) as connection:
        query = statement(_PACKAGE, f"delete_old_{kept.table}")
        status = await connection.execute(query, workspace_id, days, BATCH)
        gone = int(status.rpartition(" ")[2])
        if gone and kept.is_missed:
            change = Change("retention.deleted", "workspace", workspace_id, {"table": kept.table, "rows": gone})
            await write_down(connection, workspace_id, change, operator=operator)
    return gone

"""Which tables are split by workspace: those that grow with every job. What is small or soon gone stays whole."""

from dataclasses import dataclass
from typing import Final

from gateway.operator.failures import ExitCode, OperatorError
from shared.db.pool import Connection, Pool
from shared.db.sql import statement

PACKAGE: Final = "gateway.operator.partitions"
LARGE: Final = (
    "activity",
    "audit_findings",
    "audit_log",
    "audits",
    "job_events",
    "jobs",
    "llm_calls",
    "roadmap_tasks",
    "roadmaps",
    "strategies",
    "strategy_scores",
    "strategy_versions",
)
# Up to here one table answers as fast as many, and partitions only cost.
DUE_ROWS: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class LargeTable:
    """A table with all its partitions; rows and bytes are the planner's figures, so they lag behind."""

    name: str
    is_partitioned: bool
    own_partitions: int
    rows: int
    size_bytes: int


async def list_tables(connection: Connection | Pool) -> list[LargeTable]:
    """Return the tables, those that others refer to before those that refer."""
    return [LargeTable(**dict(row)) for row in await connection.fetch(statement(PACKAGE, "list_tables"), list(LARGE))]


async def partitioned_names(connection: Connection) -> list[str]:
    """Return the names of all tables in that order.

    Raises:
        OperatorError: when one of them is still in one piece.
    """
    tables = await list_tables(connection)
    plain = [table.name for table in tables if not table.is_partitioned]
    if plain:
        sentence = f"Not partitioned yet: {', '.join(plain)}."
        raise OperatorError(sentence, "Run `convex partitions switch` first.", code=ExitCode.REFUSED)
    return [table.name for table in tables]


async def refuse_obstacles(connection: Connection, names: list[str]) -> None:
    """Refuse to touch tables that have what partitions can't carry.

    Raises:
        OperatorError: naming all of it; nothing was changed.
    """
    found = [
        f"app.{name}: {row['obstacle']}"
        for name in names
        for row in await connection.fetch(statement(PACKAGE, "list_obstacles"), name)
    ]
    if found:
        remedy = "A migration has to take that away first."
        raise OperatorError(f"Partitions can't carry this: {'; '.join(found)}.", remedy, code=ExitCode.REFUSED)

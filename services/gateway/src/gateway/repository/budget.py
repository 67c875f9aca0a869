"""A workspace's limits for language models and the counters of its spending, in nano-USD."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from gateway.auth.caller import Role
from shared.db.pool import Connection, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class StoredLimits:
    """What a workspace has set; None stands for the deployment's default."""

    per_strategy_nanousd: int | None
    per_day_nanousd: int | None
    per_month_nanousd: int | None


@dataclass(frozen=True, slots=True)
class Spending:
    """Spent and reserved today and this month, and all that is reserved at this moment."""

    today_spent: int
    today_reserved: int
    month_spent: int
    month_reserved: int
    reserved: int


@dataclass(frozen=True, slots=True)
class FoundBudget:
    """The caller's role in the workspace, its limits and its spending as of a moment."""

    role: Role | None
    limits: StoredLimits
    spending: Spending
    as_of: datetime


@dataclass(frozen=True, slots=True)
class UsualStrategy:
    """The medians of the latest strategies by a model, and of how many; nothing where there are none."""

    strategies: int
    cost_nanousd: int | None
    seconds: float | None


async def read_usual_strategy(connection: Reader, workspace_id: UUID, model: str) -> UsualStrategy:
    """Return what strategies of a workspace took, by its own ledger."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_usual_strategy"), workspace_id, model)
    assert row is not None
    return UsualStrategy(**dict(row))


async def read_budget(connection: Reader, workspace_id: UUID) -> FoundBudget:
    """Return everything in one statement; noughts where nothing has been set or spent."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_budget"), workspace_id)
    assert row is not None
    limits = StoredLimits(row["per_strategy_nanousd"], row["per_day_nanousd"], row["per_month_nanousd"])
    spending = Spending(
        row["today_spent"], row["today_reserved"], row["month_spent"], row["month_reserved"], row["reserved"]
    )
    return FoundBudget(row["role"], limits, spending, row["as_of"])


async def lock_budget(connection: Connection, workspace_id: UUID) -> None:
    """Keep others from changing this workspace's budget until the transaction ends."""
    await connection.execute(statement(_PACKAGE, "lock_budget"), workspace_id)


async def replace_budget(connection: Connection, workspace_id: UUID, limits: StoredLimits, *, updated_by: UUID) -> None:
    """Put new limits in the place of the old ones; reservations hold them from the commit on."""
    await connection.execute(
        statement(_PACKAGE, "replace_budget"),
        workspace_id,
        limits.per_strategy_nanousd,
        limits.per_day_nanousd,
        limits.per_month_nanousd,
        updated_by,
    )

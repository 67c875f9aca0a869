"""The one way in which a workspace's limits for language models are set, for the API and for the pages."""

from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from gateway.auth.caller import Access
from gateway.budgeting import budget_within
from gateway.deps import Services
from gateway.repository.activity import insert_activity
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.budget import StoredLimits, lock_budget, read_budget, replace_budget
from gateway.schemas.budget import Budget, BudgetRequest
from shared.db.pool import Connection, transaction
from shared.money import NANO_PER_USD

_ACTION: Final = "budget.changed"
_NAMES: Final = ("perStrategyUsd", "perDayUsd", "perMonthUsd")


async def set_budget(services: Services, access: Access, body: BudgetRequest) -> Budget:
    """Replace all three limits and return what holds then; who checks that the caller is an admin calls this."""
    wanted = StoredLimits(_nano(body.per_strategy_usd), _nano(body.per_day_usd), _nano(body.per_month_usd))
    async with transaction(services.pool, access.context) as connection:
        await lock_budget(connection, access.workspace_id)
        stored = (await read_budget(connection, access.workspace_id)).limits
        if wanted != stored:
            await _replace(connection, access, stored, wanted)
        _, budget = await budget_within(connection, access.workspace_id, services.settings)
    return budget


async def _replace(connection: Connection, access: Access, old: StoredLimits, new: StoredLimits) -> None:
    before, after = _values(old), _values(new)
    change = Change(_ACTION, "workspace", access.workspace_id, before, after)
    await insert_audit_entry(connection, access, change)
    told: dict[str, JsonValue] = {"old": before, "new": after}
    await insert_activity(connection, access, _ACTION, ("workspace", access.workspace_id), told)
    await replace_budget(connection, access.workspace_id, new, updated_by=access.caller.actor_id)


def _nano(dollars: float | None) -> int | None:
    # By its digits: 0.1 is a tenth, not the double next to it.
    return None if dollars is None else int(Decimal(repr(dollars)) * NANO_PER_USD)


def _values(limits: StoredLimits) -> dict[str, JsonValue]:
    stored = (limits.per_strategy_nanousd, limits.per_day_nanousd, limits.per_month_nanousd)
    return {name: None if nano is None else nano / NANO_PER_USD for name, nano in zip(_NAMES, stored, strict=True)}

"""What a workspace may spend on language models."""

<<<<<<< HEAD
from decimal import Decimal
=======
>>>>>>> 52ecd10 (Show a workspace's name, state, budget and log on pages)
from typing import Final

from fastapi import Request
from pydantic import JsonValue
from starlette.responses import Response

<<<<<<< HEAD
from gateway.auth.caller import Access
from gateway.budgeting import budget_within
from gateway.deps import AdminAccess, ClaimedWorkspace, ServicesOf, authorize
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.json_body import read_body
from gateway.repository.activity import insert_activity
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.budget import StoredLimits, lock_budget, read_budget, replace_budget
=======
from gateway.budgeting import budget_of, set_budget
from gateway.deps import AdminAccess, ClaimedWorkspace, ServicesOf, authorize
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.json_body import read_body
from gateway.repository.budget import read_budget
>>>>>>> 52ecd10 (Show a workspace's name, state, budget and log on pages)
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import BUDGET_EXAMPLE, BUDGET_REQUEST_EXAMPLE
from gateway.schemas.budget import Budget, BudgetRequest
<<<<<<< HEAD
from shared.db.pool import Connection, transaction
from shared.money import NANO_PER_USD
=======
from shared.db.pool import transaction
>>>>>>> 52ecd10 (Show a workspace's name, state, budget and log on pages)

_DEFAULTS: Final[dict[str, JsonValue]] = {"perStrategyUsd": None, "perDayUsd": None, "perMonthUsd": None}
router = api_router("budget")


@router.get(
    "/budget",
    operation_id="getBudget",
    summary="Read the limits for language models and what is spent",
    **described(Gives(200, "The budget", Budget, BUDGET_EXAMPLE), problems=WORKSPACE_PROBLEMS),
)
async def get_budget(services: ServicesOf, claim: ClaimedWorkspace) -> Response:
    """Show the limits that hold and what stands against them at this moment."""
    async with transaction(services.pool, claim.context, read_only=True) as connection:
        found, budget = await budget_within(connection, claim.workspace_id, services.settings)
    authorize(claim, found.role, "viewer")
<<<<<<< HEAD
    return _answer(budget)
=======
    return _answer(budget_of(found, services.settings))
>>>>>>> 52ecd10 (Show a workspace's name, state, budget and log on pages)


@router.put(
    "/budget",
    operation_id="replaceBudget",
    summary="Set the limits for language models",
    **described(
        Gives(200, "The budget as it is now", Budget, BUDGET_EXAMPLE),
        takes=Takes(BudgetRequest, {"limits": BUDGET_REQUEST_EXAMPLE, "defaults": _DEFAULTS}),
        problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS),
    ),
)
async def put_budget(request: Request, services: ServicesOf, access: AdminAccess) -> Response:
    """Replace all three limits; calls that are under way go on, the next one has to keep to the new limits."""
    body, _ = await read_body(request, BudgetRequest)
<<<<<<< HEAD
    wanted = StoredLimits(_nano(body.per_strategy_usd), _nano(body.per_day_usd), _nano(body.per_month_usd))
    async with transaction(services.pool, access.context) as connection:
        await lock_budget(connection, access.workspace_id)
        stored = (await read_budget(connection, access.workspace_id)).limits
        if wanted != stored:
            await _replace(connection, access, stored, wanted)
        _, budget = await budget_within(connection, access.workspace_id, services.settings)
    return _answer(budget)


async def _replace(connection: Connection, access: Access, old: StoredLimits, new: StoredLimits) -> None:
    before, after = _values(old), _values(new)
    change = Change(_ACTION, "workspace", access.workspace_id, before, after)
    await insert_audit_entry(connection, access, change)
    told: dict[str, JsonValue] = {"old": before, "new": after}
    await insert_activity(connection, access, _ACTION, ("workspace", access.workspace_id), told)
    await replace_budget(connection, access.workspace_id, new, updated_by=access.caller.actor_id)
=======
    return _answer(await set_budget(services, access, body))
>>>>>>> 52ecd10 (Show a workspace's name, state, budget and log on pages)


def _answer(budget: Budget) -> Response:
    return json_text_response(budget.model_dump_json(by_alias=True))
<<<<<<< HEAD


def _nano(dollars: float | None) -> int | None:
    # By its digits: 0.1 is a tenth, not the double next to it.
    return None if dollars is None else int(Decimal(repr(dollars)) * NANO_PER_USD)


def _values(limits: StoredLimits) -> dict[str, JsonValue]:
    stored = (limits.per_strategy_nanousd, limits.per_day_nanousd, limits.per_month_nanousd)
    return {name: None if nano is None else nano / NANO_PER_USD for name, nano in zip(_DEFAULTS, stored, strict=True)}
=======
>>>>>>> 52ecd10 (Show a workspace's name, state, budget and log on pages)

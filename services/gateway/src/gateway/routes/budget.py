"""What a workspace may spend on language models."""

from typing import Final

from fastapi import Request
from pydantic import JsonValue
from starlette.responses import Response

from gateway.budget_changes import set_budget
from gateway.budgeting import budget_within
from gateway.deps import AdminAccess, ClaimedWorkspace, ServicesOf, authorize
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.json_body import read_body
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import BUDGET_EXAMPLE, BUDGET_REQUEST_EXAMPLE
from gateway.schemas.budget import Budget, BudgetRequest
from shared.db.pool import transaction

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
    return _answer(budget)


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
    return _answer(await set_budget(services, access, body))


def _answer(budget: Budget) -> Response:
    return json_text_response(budget.model_dump_json(by_alias=True))

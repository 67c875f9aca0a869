"""Strategies stored as the worker stores them, and changes of them over HTTP."""

from typing import Any
from uuid import UUID

import httpx

from documents.model import StrategyDocument
from integration.gateway_results.calls import Caller
from integration.gateway_results.rows import Owner
from scoring.assess import found_in
from scoring.material import read
from scoring.report import report
from shared.contracts.requests import Brief, Framework
from shared.ids import new_id
from strategy_worker import repository
from strategy_worker.planner import plan
from strategy_worker.result import Account, make
from support.tenants import Tenant

BENEFIT = "statement.benefit"


async def written(
    owner: Owner, tenant: Tenant, framework: Framework = "brand_positioning"
) -> tuple[UUID, StrategyDocument]:
    """Store what the offline engine writes, as if a model had been paid for a part of it."""
    brief = Brief(
        business_name="Kiln Coffee Roasters",
        industry="Coffee roasting",
        target_audience="Cafes in Leeds with one to three sites",
        desired_outcome="Increase wholesale accounts from 12 to 30 within 9 months",
        current_challenges=("Cafes say our beans cost more than the wholesaler's",),
        existing_competitors=("Northern Bean",),
        framework=framework,
    )
    material = read(plan(brief, None), brief)
    usage = {"model": "m", "inputTokens": 10, "outputTokens": 20, "costUsd": 0.002, "calls": 2}
    made = make(new_id(), material, report(found_in(material)), Account("mixed", usage, (), 30, 2_000_000))
    connection: Any = owner
    origin = repository.Origin(tenant.workspace_id, new_id(), tenant.user_id)
    async with owner.transaction():
        await repository.insert_strategy(connection, origin, brief, made)
        await repository.insert_strategy_version(connection, origin, brief, made)
        await repository.insert_strategy_score(connection, origin, made)
    return made.strategy_id, made.document


async def change(api: Caller, strategy_id: UUID, **said: Any) -> httpx.Response:
    """Change a strategy with the ETag that it has now."""
    path = f"/strategies/{strategy_id}"
    return await api.send("PATCH", path, said, If_Match=(await api.get(path)).headers["ETag"])

"""Roadmaps stored as the worker stores them, and what a team tells of them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from integration.gateway_results.calls import Caller
from integration.gateway_results.rows import Owner
from roadmap_worker.plan import make_plan
from roadmap_worker.repository import Origin, insert_roadmap, insert_roadmap_tasks
from roadmap_worker.result import result
from shared.ids import new_id
from support.tenants import Tenant
from support_roadmap.tasks import request as roadmap_request


async def planned(owner: Owner, tenant: Tenant, **changes: Any) -> tuple[UUID, dict[str, Any]]:
    """Store a plan as the worker does, beginning a week ago."""
    today = datetime.now(UTC).date()
    wanted = roadmap_request(start_date=today - timedelta(days=7), **changes)
    plan, roadmap_id = make_plan(wanted, today), new_id()
    made = result(plan, roadmap_id)
    connection: Any = owner
    async with owner.transaction():
        await insert_roadmap(connection, Origin(tenant.workspace_id, new_id(), tenant.user_id), roadmap_id, plan, made)
        await insert_roadmap_tasks(connection, tenant.workspace_id, roadmap_id, plan)
    return roadmap_id, made


async def tell(api: Caller, path: str, **said: Any) -> httpx.Response:
    """Change a task with the ETag that it has now."""
    etag = (await api.get(path)).headers["ETag"]
    return await api.send("PATCH", path, said, If_Match=etag)

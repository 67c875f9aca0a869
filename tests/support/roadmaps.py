"""A roadmap in somebody's workspace, stored as the worker stores it, for tests of the pages."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from roadmap_worker.plan import make_plan
from roadmap_worker.repository import Origin, insert_roadmap, insert_roadmap_tasks
from roadmap_worker.result import result
from shared.ids import new_id
from support.backends import Backends
from support.people import Person
from support_roadmap.tasks import request


async def plan_roadmap(backends: Backends, person: Person, **changes: Any) -> tuple[UUID, dict[str, Any]]:
    """Store a plan that began a week ago and has a deadline it misses; return its id and its result."""
    today = datetime.now(UTC).date()
    asked: dict[str, Any] = {"start_date": today - timedelta(days=7), "deadline": today + timedelta(days=20)} | changes
    plan, roadmap_id = make_plan(request(**asked), today), new_id()
    made = result(plan, roadmap_id)
    connection: Any = await asyncpg.connect(backends.owner_url)
    tenant = person.tenant
    try:
        async with connection.transaction():
            origin = Origin(tenant.workspace_id, new_id(), tenant.user_id)
            await insert_roadmap(connection, origin, roadmap_id, plan, made)
            await insert_roadmap_tasks(connection, tenant.workspace_id, roadmap_id, plan)
    finally:
        await connection.close()
    return roadmap_id, made

"""Two people tell of one task at the same moment: the second learns of the first, whoever held the row."""

import asyncio

import httpx
import pytest

from integration.gateway_results.calls import caller
from integration.gateway_results.roadmaps import planned
from integration.gateway_results.rows import Owner
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def test_of_changes_at_once_with_one_tag_only_one_is_taken(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    path = f"/roadmaps/{roadmap_id}/tasks/{made['milestones'][0]['tasks'][0]['id']}"
    etag = (await api.get(path)).headers["ETag"]
    async with owner.transaction():
        await owner.execute("SELECT 1 FROM app.roadmaps WHERE id = $1 FOR UPDATE", roadmap_id)
        changes = [
            asyncio.create_task(api.send("PATCH", path, {"actualHours": hours}, If_Match=etag)) for hours in (1, 2, 3)
        ]
        await _all_wait(owner, len(changes))
    answers = [answer.status_code for answer in await asyncio.gather(*changes)]
    assert sorted(answers) == [200, 412, 412]


async def _all_wait(owner: Owner, count: int) -> None:
    """Let go only when all changes stand before the lock."""
    waiting = (
        "SELECT count(*) FROM pg_locks WHERE NOT granted"
        " AND (relation = 'app.roadmaps'::regclass OR transactionid = pg_current_xact_id()::xid)"
    )
    async with asyncio.timeout(10):
        while await owner.fetchval(waiting) < count:
            await asyncio.sleep(0.02)

"""Roadmaps of before tracking, callers who may only read, roadmaps deleted meanwhile, and hours that are none."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest

from integration.gateway_results.calls import caller
from integration.gateway_results.roadmaps import planned, tell
from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant
from roadmap_worker.handlers import perform
from roadmap_worker.resources import Resources
from shared.db.pool import Context, create_pool, transaction
from shared.errors import PermanentError, TransientError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from support.backends import Backends
from support.control import ReadingControl
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_NOW = datetime.now(UTC)
_TRACKED = {
    "baselineStartDate", "baselineDueDate", "baselineHours", "actualHours", "remainingHours", "startedOn",
    "completedOn", "assignedByHand", "datedByHand", "slipDays", "lags", "deliverable", "evidence", "sources",
    "pessimisticHours", "notBefore", "wantedBy",
}  # fmt: skip


async def _of_before(owner: Owner, tenant: Tenant) -> tuple[UUID, dict[str, Any]]:
    """Store a roadmap as it was stored before anything was tracked; its job is gone."""
    roadmap_id, made = await planned(owner, tenant)
    for name in ("slippage", "finish", "budget", "schedule"):
        made.pop(name)
    for milestone in made["milestones"]:
        milestone["tasks"] = [{k: v for k, v in task.items() if k not in _TRACKED} for task in milestone["tasks"]]
    await owner.execute(
        "UPDATE app.roadmaps SET result = $2, request = NULL WHERE id = $1", roadmap_id, orjson.dumps(made).decode()
    )
    return roadmap_id, made


async def test_a_roadmap_of_before_tracking_is_tracked_and_keeps_its_first_dates(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await _of_before(owner, tenant)
    task, other = made["milestones"][0]["tasks"][:2]
    due = date.fromisoformat(task["dueDate"]) + timedelta(days=3)
    path = f"/roadmaps/{roadmap_id}/tasks"
    assert (await api.get(f"{path}/{task['id']}")).json()["baselineDueDate"] == task["dueDate"]
    seen = await tell(api, f"{path}/{task['id']}", dueDate=str(due))
    assert seen.status_code == 200, seen.text
    assert (seen.json()["baselineDueDate"], seen.json()["slipDays"]) == (task["dueDate"], 3)
    again = await tell(api, f"{path}/{other['id']}", status="in_progress", assignee="Whoever")
    assert (again.json()["baselineDueDate"], again.json()["slipDays"]) == (other["dueDate"], 0)
    for kind in ("csv", "ics", "md", "json", "svg"):
        assert (await api.get(f"/roadmaps/{roadmap_id}/export", format=kind)).status_code == 200


async def test_without_its_request_a_roadmap_is_not_planned_anew_and_says_so(
    owner: Owner, tenant: Tenant, backends: Backends
) -> None:
    roadmap_id, _ = await _of_before(owner, tenant)
    pool = await create_pool(backends.worker_url, service="test")
    job = ClaimedJob(
        tenant.workspace_id, new_id(), "roadmap", 1, 5, {"roadmapId": str(roadmap_id)}, tenant.user_id, _NOW
    )
    with pytest.raises(PermanentError, match="roadmap_request_unknown"):
        await perform(job, ReadingControl(pool, tenant.workspace_id), Resources(4))
    await pool.close()


async def test_whoever_may_only_read_tells_nothing(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    roadmap_id, made = await planned(owner, tenant)
    viewer = caller(http, await make_tenant("viewer", of=tenant))
    path = f"/roadmaps/{roadmap_id}/tasks/{made['milestones'][0]['tasks'][0]['id']}"
    assert (await viewer.get(path)).status_code == 200
    assert (await viewer.send("PATCH", path, {"status": "completed"}, If_Match="*")).status_code == 403
    assert (await viewer.send("POST", f"/roadmaps/{roadmap_id}/replan", {})).status_code == 403


async def test_a_roadmap_deleted_meanwhile_is_gone_for_every_route_and_for_the_worker(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, backends: Backends
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    path = f"/roadmaps/{roadmap_id}/tasks/{made['milestones'][0]['tasks'][0]['id']}"
    pool = await create_pool(backends.worker_url, service="test")
    job = ClaimedJob(
        tenant.workspace_id, new_id(), "roadmap", 1, 5, {"roadmapId": str(roadmap_id)}, tenant.user_id, _NOW
    )
    done = await perform(job, ReadingControl(pool, tenant.workspace_id), Resources(4))
    await owner.execute("UPDATE app.roadmaps SET deleted_at = now() WHERE id = $1", roadmap_id)
    with pytest.raises(TransientError, match="roadmap_changed"):
        async with transaction(pool, Context(tenant.workspace_id)) as connection:
            await done.store(connection)
    with pytest.raises(PermanentError, match="roadmap_not_found"):
        await perform(job, ReadingControl(pool, tenant.workspace_id), Resources(4))
    await pool.close()
    assert (await api.get(path)).status_code == 404
    assert (await api.send("PATCH", path, {"status": "completed"}, If_Match="*")).status_code == 404
    assert (await api.send("POST", f"/roadmaps/{roadmap_id}/replan", {})).status_code == 404
    assert (await api.get(f"/roadmaps/{roadmap_id}/export", format="csv")).status_code == 404


@pytest.mark.parametrize("number", ["1e400", "NaN", "-0.01", "1e300", '"1"', "[1]", "9" * 400])
async def test_hours_that_are_none_are_refused(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, number: str
) -> None:
    roadmap_id, made = await planned(owner, tenant)
    path = f"/roadmaps/{roadmap_id}/tasks/{made['milestones'][0]['tasks'][0]['id']}"
    api = caller(http, tenant)
    etag = (await api.get(path)).headers["ETag"]
    for name in ("actualHours", "remainingHours"):
        answer = await api.send_text("PATCH", path, f'{{"{name}": {number}}}', If_Match=etag)
        assert answer.status_code == 400, answer.text


async def test_what_others_told_shows_in_a_task_that_was_read_before(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    tasks = {task["id"]: task for milestone in made["milestones"] for task in milestone["tasks"]}
    task = next(one for one in tasks.values() if one["dependsOn"])
    path = f"/roadmaps/{roadmap_id}/tasks/{task['id']}"
    first = await api.get(path)
    await tell(api, f"/roadmaps/{roadmap_id}/tasks/{task['dependsOn'][0]}", status="completed")
    again = await api.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert task["dependsOn"][0] not in again.json()["openPredecessors"]
    assert (await api.send("PATCH", path, {"actualHours": 1}, If_Match=first.headers["ETag"])).status_code == 200

"""Whatever is told in whatever order, with replans in between: result and rows say the same, and no work is lost."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import httpx
import pytest

from integration.gateway_results.calls import Caller, caller
from integration.gateway_results.roadmaps import planned
from integration.gateway_results.rows import Owner
from roadmap_worker.handlers import perform
from roadmap_worker.resources import Resources
from shared.db.pool import Context, Pool, create_pool, transaction
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from support.backends import Backends
from support.control import ReadingControl
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_NOW = datetime.now(UTC)
_STEPS = 25
_TEAM = (
    {"name": "Ada", "hoursPerWeek": 20, "skills": ["copywriting", "strategy", "research"]},
    {"name": "Grace", "hoursPerWeek": 12.5, "skills": ["design", "development", "analytics"]},
)


def _tasks(roadmap: Any) -> list[dict[str, Any]]:
    return [task for milestone in roadmap["milestones"] for task in milestone["tasks"]]


def _day(dice: Random, first: int, last: int) -> str:
    return str(_NOW.date() + timedelta(days=dice.randint(first, last)))


def _said(dice: Random, task: dict[str, Any]) -> dict[str, Any]:
    """Return something that may be told of the task as it stands."""
    choices: list[dict[str, Any]] = [
        {"status": "pending"},
        {"status": "in_progress", "actualHours": round(dice.uniform(0, 20), 2)},
        {"status": "in_progress", "remainingHours": dice.choice([0, 0.1, 7.3, None])},
        {"status": "completed"},
        {"status": "completed", "completedOn": _day(dice, -30, 0), "actualHours": round(dice.uniform(0, 40), 1)},
        {"startDate": task["startDate"], "dueDate": str(max(task["dueDate"], _day(dice, 0, 60)))},
        {"startDate": "2026-11-02" if task["dueDate"] > "2026-11-02" else task["dueDate"]},
        {"assignee": dice.choice(["Ada", "Grace", None])},
        {"actualHours": None, "remainingHours": None},
    ]
    return dice.choice(choices)


async def _tell(api: Caller, dice: Random, roadmap_id: UUID, before: Any) -> None:
    task = dice.choice(_tasks(before))
    team = {person["name"] for person in before["capacity"]["people"] if person["name"]}
    path, said = f"/roadmaps/{roadmap_id}/tasks/{task['id']}", _said(dice, task)
    etag = (await api.get(path)).headers["ETag"]
    answer = await api.send("PATCH", path, said, If_Match=etag)
    # Only who is in the team of the last plan may be named.
    is_stranger = said.get("assignee") is not None and bool(team) and said["assignee"] not in team
    assert answer.status_code == (400 if is_stranger else 200), (said, answer.text)


async def _replan(pool: Pool, tenant: Tenant, dice: Random, roadmap_id: UUID) -> None:
    request: dict[str, Any] = {"roadmapId": str(roadmap_id), "asOf": _day(dice, -40, 40)}
    if dice.random() < 0.5:
        request["team"] = [*dice.sample(_TEAM, dice.randint(1, 2)), {"name": "Zoe", "hoursPerWeek": 9}]
    job = ClaimedJob(tenant.workspace_id, new_id(), "roadmap", 1, 5, request, tenant.user_id, _NOW)
    done = await perform(job, ReadingControl(pool, tenant.workspace_id), Resources(4))
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)


async def _hold(owner: Owner, roadmap_id: UUID, first: Any, now: Any) -> None:
    """Compare rows with the result, and both with what the first plan had."""
    rows = {
        row["id"]: row for row in await owner.fetch("SELECT * FROM app.roadmap_tasks WHERE roadmap_id=$1", roadmap_id)
    }
    head = await owner.fetchrow("SELECT * FROM app.roadmaps WHERE id = $1", roadmap_id)
    assert head is not None
    assert (str(head["end_date"]), head["progress"]) == (now["endDate"], now["overallProgress"])
    assert head["total_weeks"] == pytest.approx(now["totalDuration"])
    before = {task["id"]: task for task in _tasks(first)}
    assert [task["id"] for task in _tasks(now)] == list(before)
    assert rows.keys() == before.keys()
    for task in _tasks(now):
        row, planned_first = rows[task["id"]], before[task["id"]]
        assert (str(row["start_date"]), str(row["due_date"])) == (task["startDate"], task["dueDate"])
        assert (row["assignee"], row["status"]) == (task["assignee"], task["status"])
        assert (row["slack_days"], row["critical"]) == (task["slackDays"], task["critical"])
        assert (row["completed_on"] and str(row["completed_on"])) == task["completedOn"]
        assert row["actual_hours"] == pytest.approx(task["actualHours"])
        assert task["estimatedHours"] == task["baselineHours"] == planned_first["estimatedHours"]
        assert task["baselineDueDate"] == str(row["baseline_due"]) == planned_first["dueDate"]
        assert task["startDate"] <= task["dueDate"]
    assert now["endDate"] == max(task["dueDate"] for task in _tasks(now))


@pytest.mark.parametrize("seed", range(3))
async def test_result_and_rows_say_the_same_after_whatever_was_told(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, backends: Backends, seed: int
) -> None:
    dice, api = Random(seed), caller(http, tenant)
    roadmap_id, first = await planned(owner, tenant, team=_TEAM if seed else ())
    pool = await create_pool(backends.worker_url, service="test")
    now: Any = first
    try:
        for _ in range(_STEPS):
            if dice.random() < 0.8:
                await _tell(api, dice, roadmap_id, now)
            else:
                await _replan(pool, tenant, dice, roadmap_id)
            now = (await api.get(f"/roadmaps/{roadmap_id}")).json()
            await _hold(owner, roadmap_id, first, now)
    finally:
        await pool.close()

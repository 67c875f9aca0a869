"""A replan from its job to its rows, on the real Postgres, as the worker's own role."""

import json
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import pytest
from pydantic import JsonValue

from roadmap_worker.handlers import perform
from roadmap_worker.resources import Resources
from shared.db.pool import Context, Pool, transaction
from shared.errors import PermanentError, TransientError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion
from support.backends import Backends
from support.control import ReadingControl
from support.tenants import Tenant, create_tenant
from support_roadmap.tasks import VARIABLES

pytestmark = pytest.mark.integration
_FIRST: dict[str, JsonValue] = {
    "templateType": "offer_architecture", "variables": VARIABLES["offer_architecture"], "startDate": "2026-11-30",
    "deadline": "2027-03-31",
}  # fmt: skip


def _job(tenant: Tenant, request: dict[str, JsonValue]) -> ClaimedJob:
    asked = datetime(2026, 12, 14, 9, tzinfo=UTC)
    return ClaimedJob(tenant.workspace_id, new_id(), "roadmap", 1, 5, request, tenant.user_id, asked)


async def _done(pool: Pool, tenant: Tenant, request: dict[str, JsonValue]) -> Completion:
    return await perform(_job(tenant, request), ReadingControl(pool, tenant.workspace_id), Resources(4))


async def _store(pool: Pool, tenant: Tenant, done: Completion) -> None:
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)


async def _first(pool: Pool, tenant: Tenant) -> Completion:
    done = await _done(pool, tenant, _FIRST)
    await _store(pool, tenant, done)
    return done


async def test_a_replan_moves_what_is_left_in_result_and_rows_alike(
    backends: Backends, pool: Pool, tenant: Tenant
) -> None:
    first = await _first(pool, tenant)
    again = await _done(pool, tenant, {"roadmapId": str(first.result_id)})
    await _store(pool, tenant, again)
    before: Any = first.result
    after: Any = again.result
    assert again.result_id == first.result_id
    assert again.action == "roadmap.replanned"
    assert after["slippage"]["asOf"] == "2026-12-14"
    assert (
        after["slippage"]["days"] == (date.fromisoformat(after["endDate"]) - date.fromisoformat(before["endDate"])).days
    )
    assert after["slippage"]["days"] > 10
    assert after["deadline"]["date"] == "2027-03-31"
    assert after["riskFactors"] == before["riskFactors"]

    owner = await asyncpg.connect(backends.owner_url)
    rows = await owner.fetch("SELECT * FROM app.roadmap_tasks WHERE roadmap_id = $1", first.result_id)
    head = await owner.fetchrow("SELECT * FROM app.roadmaps WHERE id = $1", first.result_id)
    entry = await owner.fetchrow("SELECT * FROM app.audit_log WHERE subject_id = $1", first.result_id)
    await owner.close()
    assert head is not None
    assert (head["revision"], head["end_date"]) == (2, date.fromisoformat(after["endDate"]))
    assert json.loads(head["result"]) == after
    tasks = {task["id"]: task for milestone in after["milestones"] for task in milestone["tasks"]}
    for row in rows:
        task = tasks[row["id"]]
        assert (str(row["start_date"]), str(row["due_date"])) == (task["startDate"], task["dueDate"])
        assert row["revision"] == 2
        assert str(row["baseline_due"]) == task["baselineDueDate"]
    assert entry is not None
    assert entry["action"] == "roadmap.replanned"
    assert json.loads(entry["new_values"])["slipDays"] == after["slippage"]["days"]


async def test_a_replan_with_another_team_and_place_says_what_it_rests_on(pool: Pool, tenant: Tenant) -> None:
    first = await _done(pool, tenant, {**_FIRST, "budget": {"amount": 1000, "currency": "EUR"}})
    await _store(pool, tenant, first)
    team: JsonValue = [{"name": "Ada", "hoursPerWeek": 30, "skills": ["design", "sales", "strategy", "copywriting"]}]
    wanted: dict[str, JsonValue] = {"roadmapId": str(first.result_id), "team": team, "country": "DE", "region": "BY"}
    before: Any = first.result
    after: Any = (await _done(pool, tenant, wanted)).result
    assert [person["name"] for person in after["capacity"]["people"]] == ["Ada"]
    assert "2026-12-25" in [one["date"] for one in after["calendar"]["publicHolidays"]]
    assert "The public holidays of DE-BY are kept free" in " ".join(after["calendar"]["notes"])
    lines = {line["id"] for line in before["budget"]["lines"]} - {line["id"] for line in after["budget"]["lines"]}
    assert lines == {"materials"}
    assert sum(line["amount"] for line in after["budget"]["lines"]) == 1000


async def test_a_task_told_of_meanwhile_is_not_overwritten(backends: Backends, pool: Pool, tenant: Tenant) -> None:
    first = await _first(pool, tenant)
    again = await _done(pool, tenant, {"roadmapId": str(first.result_id)})
    owner = await asyncpg.connect(backends.owner_url)
    await owner.execute("UPDATE app.roadmaps SET revision = revision + 1 WHERE id = $1", first.result_id)
    with pytest.raises(TransientError, match="roadmap_changed"):
        await _store(pool, tenant, again)
    stored = await owner.fetchval("SELECT result FROM app.roadmaps WHERE id = $1", first.result_id)
    await owner.close()
    assert json.loads(stored) == first.result


async def test_a_roadmap_of_another_workspace_is_none(backends: Backends, pool: Pool, tenant: Tenant) -> None:
    first = await _first(pool, tenant)
    stranger = await create_tenant(backends)
    with pytest.raises(PermanentError, match="roadmap_not_found"):
        await _done(pool, stranger, {"roadmapId": str(first.result_id)})

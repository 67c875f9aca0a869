"""Tracking: what is told of a task is kept, rolls up, is written down, and meets what others told meanwhile."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import orjson
import pytest

from integration.gateway_results.calls import caller, wrong_fields
from integration.gateway_results.roadmaps import planned, tell
from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_TODAY = datetime.now(UTC).date()


def _tasks(made: Any) -> list[dict[str, Any]]:
    return [task for milestone in made["milestones"] for task in milestone["tasks"]]


async def test_what_is_told_of_a_task_rolls_up_and_is_kept_everywhere(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    first = made["milestones"][0]
    task = first["tasks"][0]
    path = f"/roadmaps/{roadmap_id}/tasks/{task['id']}"
    etag = (await api.get(f"/roadmaps/{roadmap_id}")).headers["ETag"]

    answer = await tell(api, path, status="completed", actualHours=task["estimatedHours"] + 1.5)
    assert answer.status_code == 200, answer.text
    seen = answer.json()
    assert (seen["status"], seen["completedOn"], seen["remainingHours"]) == ("completed", str(_TODAY), 0.0)
    hours = sum(one["estimatedHours"] for one in first["tasks"])
    assert seen["milestoneCompletionPercentage"] == int(100 * task["estimatedHours"] / hours + 1e-9)
    assert seen["baselineDueDate"] == task["dueDate"]

    whole = await api.get(f"/roadmaps/{roadmap_id}")
    assert whole.headers["ETag"] != etag
    assert whole.json()["overallProgress"] == seen["overallProgress"] > 0
    (kept,) = [one for one in _tasks(whole.json()) if one["id"] == task["id"]]
    assert kept["actualHours"] == task["estimatedHours"] + 1.5
    assert kept["successCriteria"] == task["successCriteria"]
    row = await owner.fetchrow(
        "SELECT status, actual_hours, completed_on, revision FROM app.roadmap_tasks WHERE roadmap_id = $1 AND id = $2",
        roadmap_id, task["id"],
    )  # fmt: skip
    assert row is not None
    assert tuple(row) == ("completed", kept["actualHours"], _TODAY, 2)
    listed = (await api.get("/roadmaps")).json()["items"]
    assert [one["overallProgress"] for one in listed if one["id"] == str(roadmap_id)] == [seen["overallProgress"]]


async def test_every_change_stands_in_the_trail_with_what_was_before(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    roadmap_id, made = await planned(owner, tenant)
    task = _tasks(made)[0]
    await tell(caller(http, tenant), f"/roadmaps/{roadmap_id}/tasks/{task['id']}", status="in_progress")
    row = await owner.fetchrow("SELECT * FROM app.audit_log WHERE subject_id = $1", roadmap_id)
    assert row is not None
    assert orjson.loads(row["old_values"]) == {"task": task["id"], "startedOn": None, "status": "pending"}
    assert orjson.loads(row["new_values"])["startedOn"] == str(_TODAY)
    assert await owner.fetchval("SELECT action FROM app.activity WHERE subject_id = $1", roadmap_id) == row["action"]


async def test_a_lost_race_is_told_and_changes_of_two_tasks_do_not_get_in_each_others_way(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    paths = [f"/roadmaps/{roadmap_id}/tasks/{task['id']}" for task in _tasks(made)]
    etags = [(await api.get(path)).headers["ETag"] for path in paths]
    answers = await asyncio.gather(
        *(
            api.send("PATCH", path, {"status": "completed"}, If_Match=etag)
            for path, etag in zip(paths, etags, strict=True)
        )
    )
    assert {answer.status_code for answer in answers} == {200}
    whole = (await api.get(f"/roadmaps/{roadmap_id}")).json()
    assert whole["overallProgress"] == 100
    assert {milestone["completionPercentage"] for milestone in whole["milestones"]} == {100}

    late = await api.send("PATCH", paths[0], {"status": "pending"}, If_Match=etags[0])
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    blind = await api.send("PATCH", paths[0], {"status": "pending"})
    assert (blind.status_code, blind.json()["code"]) == (428, "precondition_required")


async def test_the_same_again_changes_nothing(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    path = f"/roadmaps/{roadmap_id}/tasks/{_tasks(made)[0]['id']}"
    first = await tell(api, path, status="in_progress", actualHours=1)
    again = await tell(api, path, status="in_progress", actualHours=1)
    assert first.headers["ETag"] == again.headers["ETag"]
    assert await owner.fetchval("SELECT count(*) FROM app.audit_log WHERE subject_id = $1", roadmap_id) == 1


async def test_a_date_set_by_hand_moves_the_end_and_shows_the_slip(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, made = await planned(owner, tenant)
    last = max(_tasks(made), key=lambda task: task["dueDate"])
    due = date.fromisoformat(last["dueDate"]) + timedelta(days=9)
    seen = (await tell(api, f"/roadmaps/{roadmap_id}/tasks/{last['id']}", dueDate=str(due))).json()
    assert (seen["slipDays"], seen["datedByHand"]) == (9, True)
    whole = (await api.get(f"/roadmaps/{roadmap_id}")).json()
    assert whole["endDate"] == str(due)
    assert whole["slippage"] == {"days": 9, "baselineEndDate": made["endDate"], "asOf": None, "replans": 0}
    assert await owner.fetchval("SELECT end_date FROM app.roadmaps WHERE id = $1", roadmap_id) == due


_TOMORROW = str(_TODAY + timedelta(days=1))
_WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"status": "done"}, "status"),
    ({"status": None}, "status"),
    ({"actualHours": -1}, "actualHours"),
    ({"actualHours": "5"}, "actualHours"),
    ({"actualHours": True}, "actualHours"),
    ({"remainingHours": 10_001}, "remainingHours"),
    ({"startDate": "2026-02-30"}, "startDate"),
    ({"startDate": 20260101}, "startDate"),
    ({"dueDate": "1900-01-01"}, "dueDate"),
    ({"dueDate": "2000-01-01"}, "dueDate"),
    ({"startDate": "2099-01-01"}, "startDate"),
    ({"completedOn": str(_TODAY)}, "completedOn"),
    ({"status": "completed", "completedOn": _TOMORROW}, "completedOn"),
    ({"assignee": "Nobody"}, "assignee"),
    ({"assignee": ""}, "assignee"),
    ({"assignee": "x" * 121}, "assignee"),
    ({"progress": 50}, "progress"),
]


@pytest.mark.parametrize(("said", "field"), _WRONG, ids=[str(row[0])[:50] for row in _WRONG])
async def test_what_makes_no_sense_is_refused_by_its_name(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, said: dict[str, Any], field: str
) -> None:
    team = ({"name": "Ada", "hoursPerWeek": 20}, {"name": "Grace", "hoursPerWeek": 10})
    roadmap_id, made = await planned(owner, tenant, team=team)
    path = f"/roadmaps/{roadmap_id}/tasks/{_tasks(made)[0]['id']}"
    assert wrong_fields(await tell(caller(http, tenant), path, **said)) == [field]
    assert await owner.fetchval("SELECT revision FROM app.roadmaps WHERE id = $1", roadmap_id) == 1


async def test_another_workspace_knows_nothing_of_it(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    roadmap_id, made = await planned(owner, tenant)
    stranger = caller(http, await make_tenant())
    path = f"/roadmaps/{roadmap_id}/tasks/{_tasks(made)[0]['id']}"
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.send("PATCH", path, {"status": "completed"}, If_Match="*")).status_code == 404
    assert (await stranger.send("POST", f"/roadmaps/{roadmap_id}/replan", {})).status_code == 404


async def test_a_replan_is_a_job_that_says_only_what_was_said(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    roadmap_id, _ = await planned(owner, tenant)
    body = {"asOf": str(_TODAY), "deadline": _TOMORROW}
    answers = [await api.send("POST", f"/roadmaps/{roadmap_id}/replan", body, Idempotency_Key="once") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    job = (await api.get(f"/jobs/{answers[0].json()['jobId']}")).json()
    assert (job["kind"], job["request"]) == ("roadmap", {"roadmapId": str(roadmap_id), **body})
    assert wrong_fields(await api.send("POST", f"/roadmaps/{roadmap_id}/replan", {"asOf": "soon"})) == ["asOf"]

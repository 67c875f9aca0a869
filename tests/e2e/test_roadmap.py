"""A roadmap from the request to the file a team works with: planned, told of, planned anew, handed over."""

import csv
import io
from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import icalendar
import pytest

from roadmap_worker.handlers import perform
from roadmap_worker.resources import Resources
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import fresh_backends
from support.events import events_of
from support.jobs import Perform, working
from support.services import running
from support.tenants import create_tenant
from support.world import World

pytestmark = pytest.mark.e2e
_TODAY = datetime.now(UTC).date()
_TEAM = [
    {"name": "Ines", "role": "Marketing", "hoursPerWeek": 20, "skills": ["strategy", "copywriting", "research"]},
    {"name": "Tom", "role": "Web", "hoursPerWeek": 16, "skills": ["development", "analytics"], "country": "IE"},
    {"name": "Lena", "role": "Design", "hoursPerWeek": 12, "skills": ["design"]},
]
_REQUEST: dict[str, Any] = {
    "templateType": "landing_page",
    "variables": {
        "headline": "Boiler out? A plumber within two hours",
        "subheadline": "A fixed price, told before the van sets off",
        "uniqueValueProposition": "The price is signed at the door",
        "primaryCtaText": "Call for a fixed price",
        "targetAudience": "Homeowners in north Leeds",
    },
    "team": _TEAM,
    "country": "GB",
    "region": "ENG",
    "budget": {"amount": 6000, "currency": "GBP"},
    "startDate": str(_TODAY - timedelta(days=14)),
    "deadline": str(_TODAY + timedelta(days=120)),
}
# Planned in a tenth of the time.
_ALONE = {name: value for name, value in _REQUEST.items() if name != "team"}
_FORMATS = ("csv", "ics", "svg", "md", "json", "html", "pdf", "docx")


@pytest.fixture
async def client(world: World) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Call as the somebody, with paths below the API's."""
    async with world.tenant.client(f"{world.system.gateway.url}/api/convex") as made:
        yield made


async def test_a_roadmap_is_planned_told_of_planned_anew_and_handed_over(
    world: World, client: httpx.AsyncClient
) -> None:
    job = await _done(client, "/generate-roadmap", _REQUEST)
    assert await _last_event(client, job) == ("succeeded", job["result"]["roadmapId"])
    made = job["result"]
    roadmap = f"/roadmaps/{made['roadmapId']}"
    assert {task["assignee"] for task in _tasks(made)} == {"Ines", "Tom", "Lena"}
    assert sum(line["amount"] for line in made["budget"]["lines"]) == pytest.approx(6000)
    assert made["deadline"]["met"] == (made["endDate"] <= _REQUEST["deadline"])
    assert made["finish"]["p50"] <= made["finish"]["p90"]

    first, second = sorted(_tasks(made), key=lambda task: (task["startDate"], task["id"]))[:2]
    done = await _tell(client, f"{roadmap}/tasks/{first['id']}", status="completed", actualHours=5)
    assert 0 < done["overallProgress"] < 100
    await _tell(client, f"{roadmap}/tasks/{second['id']}", status="in_progress", remainingHours=30)
    before = (await client.get(roadmap)).json()
    assert before["overallProgress"] == done["overallProgress"]

    again = await _done(client, f"{roadmap}/replan", {})
    after = (await client.get(roadmap)).json()
    _holds_what_was_told(made, after, {first["id"], second["id"]})
    assert await _last_event(client, again) == ("succeeded", made["roadmapId"])

    for kind in _FORMATS:
        file = await client.get(f"{roadmap}/export", params={"format": kind})
        assert file.status_code == 200, (kind, file.text[:300])
        assert len(file.content) > 2000, kind
        _agrees(kind, file.text, after)
    assert await _trail(world, made["roadmapId"]) == [
        ("activity", "roadmap.generated"),
        *[("activity", "roadmap.task_changed"), ("audit", "roadmap.task_changed")] * 2,
        ("activity", "roadmap.replanned"),
        ("audit", "roadmap.replanned"),
    ]


def _holds_what_was_told(made: Any, after: Any, told: set[str]) -> None:
    """Look whether a replan moved what is open, and nothing else."""
    old, new = ({task["id"]: task for task in _tasks(one)} for one in (made, after))
    assert set(old) == set(new)
    assert after["slippage"]["replans"] == 1
    assert after["slippage"]["asOf"] == str(_TODAY)
    assert after["slippage"]["baselineEndDate"] == made["endDate"]
    late = date.fromisoformat(after["endDate"]) - date.fromisoformat(made["endDate"])
    assert after["slippage"]["days"] == late.days > 0
    for name, task in new.items():
        assert (task["baselineStartDate"], task["baselineDueDate"]) == (old[name]["startDate"], old[name]["dueDate"])
        if name not in told:
            assert task["status"] == "pending"
            assert task["startDate"] >= str(_TODAY)


def _agrees(kind: str, text: str, roadmap: Any) -> None:
    """Compare the files that programs read with the roadmap."""
    tasks = {task["id"]: task for task in _tasks(roadmap)}
    if kind == "csv":
        rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
        assert {name: row["Due"] for name, row in rows.items()} == {
            name: task["dueDate"] for name, task in tasks.items()
        }
    if kind == "ics":
        calendar: Any = icalendar.Calendar.from_ical(text)
        days = {str(event["uid"]).partition("@")[0]: str(event["dtstart"].dt) for event in calendar.walk("VEVENT")}
        assert {name: days[name] for name in tasks} == {name: task["startDate"] for name, task in tasks.items()}


async def test_what_is_told_while_the_rest_is_planned_is_not_lost(tmp_path: Path) -> None:
    attempts: list[int] = []
    async with fresh_backends() as backends, running(backends, tmp_path, names=["gateway"]) as system:
        tenant = await create_tenant(backends)
        async with tenant.client(f"{system.gateway.url}/api/convex") as client:
            meddling = _meddling(client, attempts)
            async with working(backends, meddling, kind="roadmap"):
                made = (await _done(client, "/generate-roadmap", _ALONE))["result"]
                job = await _done(client, f"/roadmaps/{made['roadmapId']}/replan", {})
            after = (await client.get(f"/roadmaps/{made['roadmapId']}")).json()
    assert attempts == [1, 2]
    assert job["attempts"] == 2
    assert after["slippage"]["replans"] == 1
    (first,) = [task for task in _tasks(after) if task["status"] == "completed"]
    assert (first["actualHours"], first["completedOn"]) == (7.5, str(_TODAY))


def _meddling(client: httpx.AsyncClient, attempts: list[int]) -> Perform:
    """Do jobs as the worker does, with somebody who tells of a task when a first replan was just worked out."""

    async def meddled(job: ClaimedJob, control: JobControl) -> Completion:
        done = await perform(job, control, Resources(4))
        if "roadmapId" in job.request:
            attempts.append(job.attempt)
            if job.attempt == 1:
                task = _tasks(done.result)[0]
                path = f"/roadmaps/{job.request['roadmapId']}/tasks/{task['id']}"
                await _tell(client, path, status="completed", actualHours=7.5)
        return done

    return meddled


async def _done(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(path, json=body, headers={"Prefer": "wait=30"})
    assert answer.status_code == 200, answer.text
    job = answer.json()
    assert job["status"] == "succeeded", job["error"]
    return job


async def _last_event(client: httpx.AsyncClient, job: dict[str, Any]) -> tuple[str, object]:
    *_, last = [event async for event in events_of(client, f"/jobs/{job['jobId']}/events")]
    return last.name, last.data["roadmapId"]


async def _tell(client: httpx.AsyncClient, path: str, **said: Any) -> dict[str, Any]:
    etag = (await client.get(path)).headers["ETag"]
    answer = await client.patch(path, json=said, headers={"If-Match": etag})
    assert answer.status_code == 200, answer.text
    return answer.json()


def _tasks(roadmap: Any) -> list[dict[str, Any]]:
    return [task for milestone in roadmap["milestones"] for task in milestone["tasks"]]


async def _trail(world: World, roadmap_id: str) -> list[tuple[str, str]]:
    """Return what the workspace's activity and its trail of changes say of a roadmap, oldest first."""
    owner = await asyncpg.connect(world.system.backends.owner_url)
    try:
        rows = await owner.fetch(
            "SELECT 'activity', action, created_at FROM app.activity WHERE subject_id = $1 UNION ALL"
            " SELECT 'audit', action, created_at FROM app.audit_log WHERE subject_id = $1 ORDER BY 3, 1",
            UUID(roadmap_id),
        )
    finally:
        await owner.close()
    return [(row[0], row[1]) for row in rows]

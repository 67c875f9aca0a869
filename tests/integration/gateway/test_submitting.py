"""From the request to the poll: stored once, answered at once, read by ETag. Nobody works on the jobs here."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway.serving import BASE, ROADMAP, SEO, STRATEGY, Owner, problem, serving, wrong_fields
from support.backends import Backends
from support.tenants import Tenant, create_tenant


async def test_a_job_is_accepted_and_polled(client: httpx.AsyncClient) -> None:
    answer = await client.post("/generate-strategy", json=STRATEGY)
    body = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"] == body["statusUrl"] == f"{BASE}/jobs/{body['jobId']}"
    assert body["eventsUrl"] == f"{BASE}/jobs/{body['jobId']}/events"
    assert (body["kind"], body["status"]) == ("strategy", "queued")
    assert UUID(body["jobId"]).version == 7
    assert body["createdAt"].endswith("Z")
    polled = (await client.get(f"/jobs/{body['jobId']}")).json()
    assert polled["request"] == STRATEGY
    assert polled["createdAt"] == body["createdAt"]
    assert polled["traceId"] == answer.headers["x-trace-id"]
    assert {name: polled[name] for name in ("status", "stage", "progress", "attempts", "result", "error")} == {
        "status": "queued",
        "stage": None,
        "progress": 0,
        "attempts": 0,
        "result": None,
        "error": None,
    }


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/score-seo", SEO, "seo"),
        ("/generate-roadmap", ROADMAP, "roadmap"),
    ],
)
async def test_the_other_kinds_are_accepted(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], kind: str
) -> None:
    answer = await client.post(path, json=body)
    assert answer.status_code == 202, answer.text
    assert answer.json()["kind"] == kind


async def test_an_unchanged_job_is_not_sent_again(client: httpx.AsyncClient, owner: Owner) -> None:
    job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    first = await client.get(f"/jobs/{job_id}")
    again = await client.get(f"/jobs/{job_id}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    await owner.execute("UPDATE app.jobs SET status = 'dispatched' WHERE id = $1", UUID(job_id))
    await owner.execute("UPDATE app.jobs SET status = 'running', attempt = 1 WHERE id = $1", UUID(job_id))
    changed = await client.get(f"/jobs/{job_id}", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.json()["status"] == "running"


async def test_a_dispatched_job_is_still_queued_to_the_outside(client: httpx.AsyncClient, owner: Owner) -> None:
    job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    await owner.execute("UPDATE app.jobs SET status = 'dispatched' WHERE id = $1", UUID(job_id))
    assert (await client.get(f"/jobs/{job_id}")).json()["status"] == "queued"
    [listed] = (await client.get("/jobs", params={"status": "queued"})).json()["items"]
    assert (listed["jobId"], listed["status"]) == (job_id, "queued")
    assert (await client.get("/jobs", params={"status": "running"})).json()["items"] == []


async def test_the_trace_of_the_caller_is_continued(client: httpx.AsyncClient, owner: Owner) -> None:
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    answer = await client.post("/generate-strategy", json=STRATEGY, headers={"traceparent": parent, "baggage": "a=b"})
    assert answer.headers["x-trace-id"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    stored = await owner.fetchval("SELECT trace_headers FROM app.jobs WHERE id = $1", UUID(answer.json()["jobId"]))
    assert "4bf92f3577b34da6a3ce929d0e0e4736" in stored
    assert "baggage" not in stored


async def test_waiting_ends_with_the_202_when_the_job_does_not(client: httpx.AsyncClient) -> None:
    answer = await client.post("/generate-strategy", json=STRATEGY, headers={"Prefer": "wait=1"})
    assert answer.status_code == 202
    assert answer.json()["status"] == "queued"
    assert "preference-applied" not in answer.headers


async def test_the_llm_engine_needs_a_key(client: httpx.AsyncClient) -> None:
    answer = await client.post("/generate-strategy", json=STRATEGY | {"engine": "anthropic"})
    assert wrong_fields(answer) == {"engine": "can't be anthropic here, because no key is configured"}


async def test_what_a_request_refers_to_must_be_in_the_workspace(
    backends: Backends, client: httpx.AsyncClient, owner: Owner
) -> None:
    other = await create_tenant(backends)
    foreign = uuid4()
    await owner.execute(
        "INSERT INTO app.audits (workspace_id, id, job_id, domain, primary_keyword, coverage, ruleset_version, result,"
        " created_by) VALUES ($1, $2, $2, 'example.com', 'crm', 1, '1', '{}', $3)",
        other.workspace_id,
        foreign,
        other.user_id,
    )
    references = {"strategyId": str(uuid4()), "auditId": str(foreign)}
    answer = await client.post("/generate-roadmap", json=ROADMAP | references)
    assert wrong_fields(answer) == {
        "strategyId": "does not exist in this workspace",
        "auditId": "does not exist in this workspace",
    }


async def test_variables_are_checked_against_the_template(client: httpx.AsyncClient) -> None:
    variables = ROADMAP["variables"] | {"nonsense": "x", "currentMonthlyTraffic": "many"}
    answer = await client.post("/generate-roadmap", json=ROADMAP | {"variables": variables})
    assert set(wrong_fields(answer)) == {"variables.nonsense", "variables.currentMonthlyTraffic"}


async def test_a_full_workspace_is_told_to_come_back(backends: Backends, tenant: Tenant, owner: Owner) -> None:
    async with serving(backends, convex_workspace_queue_limit=2) as served, served.client(tenant) as client:
        for _ in range(2):
            assert (await client.post("/generate-strategy", json=STRATEGY)).status_code == 202
        refused = await client.post("/generate-strategy", json=STRATEGY)
        problem(refused, 429, "workspace_queue_full")
        assert int(refused.headers["retry-after"]) > 0
    assert await owner.fetchval("SELECT count(*) FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id) == 2


async def test_a_full_system_is_told_to_come_back(backends: Backends, tenant: Tenant, owner: Owner) -> None:
    async with serving(backends) as served, served.client(tenant) as client:
        await client.post("/generate-strategy", json=STRATEGY)
    async with serving(backends, convex_queue_limit=1) as served, served.client(tenant) as client:
        refused = await client.post("/generate-strategy", json=STRATEGY)
        problem(refused, 503, "queue_full")
        assert int(refused.headers["retry-after"]) > 0
    assert await owner.fetchval("SELECT count(*) FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id) == 1


async def test_the_list_pages_without_gaps_while_jobs_arrive(client: httpx.AsyncClient) -> None:
    made = [(await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"] for _ in range(5)]
    first = (await client.get("/jobs", params={"limit": 2})).json()
    await client.post("/score-seo", json=SEO)
    second = (await client.get("/jobs", params={"limit": 2, "cursor": first["nextCursor"]})).json()
    third = (await client.get("/jobs", params={"limit": 2, "cursor": second["nextCursor"]})).json()
    seen = [item["jobId"] for page in (first, second, third) for item in page["items"]]
    assert seen == made[::-1]
    assert third["nextCursor"] is None
    filtered = (await client.get("/jobs", params={"kind": "seo", "status": "queued"})).json()["items"]
    assert [item["kind"] for item in filtered] == ["seo"]

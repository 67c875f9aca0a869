"""Cancelling and retrying: what the job's row says decides."""

import json
from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway.serving import STRATEGY, Owner, problem


@pytest.fixture
async def job_id(client: httpx.AsyncClient) -> str:
    """Return a new job."""
    return (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]


async def run(owner: Owner, job_id: str, status: str = "running") -> None:
    """Let a worker take the job, and end it when that is the status wanted."""
    query = (
        "UPDATE app.jobs SET status = 'running', attempt = 1, lease_until = now() + interval '1 minute' WHERE id = $1"
    )
    await owner.execute(query, UUID(job_id))
    if status != "running":
        await owner.execute(
            "UPDATE app.jobs SET status = $2, finished_at = now() - interval '2 days', lease_until = NULL,"
            " result = '{}', error = '{}' WHERE id = $1",
            UUID(job_id),
            status,
        )


async def outbox(owner: Owner, job_id: str) -> list[tuple[str, dict[str, object]]]:
    """Return the events that wait to be published for a job."""
    rows = await owner.fetch("SELECT routing_key, payload FROM app.outbox WHERE payload ->> 'jobId' = $1", job_id)
    return [(row["routing_key"], json.loads(row["payload"])) for row in rows]


@pytest.mark.parametrize("status", ["queued", "dispatched"])
async def test_a_waiting_job_never_starts(client: httpx.AsyncClient, owner: Owner, job_id: str, status: str) -> None:
    await owner.execute("UPDATE app.jobs SET status = $2 WHERE id = $1", UUID(job_id), status)
    answer = await client.post(f"/jobs/{job_id}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (202, "cancelled")
    assert answer.json()["finishedAt"] is not None
    [(key, event)] = await outbox(owner, job_id)
    assert (key, event["kind"]) == ("job.cancelled", "strategy")
    assert event["days"] == [answer.json()["finishedAt"][:10]]
    told = await owner.fetch("SELECT seq, type FROM app.job_events WHERE job_id = $1", UUID(job_id))
    assert [tuple(row) for row in told] == [(1, "cancelled")]


async def test_a_running_job_is_asked_to_stop(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    await run(owner, job_id)
    for _ in range(2):
        answer = await client.post(f"/jobs/{job_id}/cancel")
        assert (answer.status_code, answer.json()["status"]) == (202, "running")
    row = await owner.fetchrow("SELECT status, cancel_requested_at FROM app.jobs WHERE id = $1", UUID(job_id))
    assert row is not None
    assert row["status"] == "running"
    assert row["cancel_requested_at"] is not None
    assert await outbox(owner, job_id) == []


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled"])
async def test_what_is_over_stays_over(client: httpx.AsyncClient, owner: Owner, job_id: str, status: str) -> None:
    await run(owner, job_id, status)
    assert status in problem(await client.post(f"/jobs/{job_id}/cancel"), 409, "job_over")["detail"]


@pytest.mark.parametrize("status", ["failed", "cancelled"])
async def test_an_ended_job_is_done_again(client: httpx.AsyncClient, owner: Owner, job_id: str, status: str) -> None:
    await run(owner, job_id, status)
    before = (await client.get(f"/jobs/{job_id}")).json()
    answer = await client.post(f"/jobs/{job_id}/retry")
    assert (answer.status_code, answer.json()["jobId"], answer.json()["status"]) == (202, job_id, "queued")
    assert answer.headers["location"] == answer.json()["statusUrl"]
    after = (await client.get(f"/jobs/{job_id}")).json()
    assert (after["status"], after["error"], after["finishedAt"], after["attempts"]) == ("queued", None, None, 1)
    [(key, event)] = await outbox(owner, job_id)
    assert (key, event["days"]) == ("job.retried", [before["finishedAt"][:10]])
    limit = await owner.fetchval("SELECT max_attempts FROM app.jobs WHERE id = $1", UUID(job_id))
    assert limit == 6


@pytest.mark.parametrize("status", ["queued", "running", "succeeded"])
async def test_only_failed_and_cancelled_jobs_are_retried(
    client: httpx.AsyncClient, owner: Owner, job_id: str, status: str
) -> None:
    if status != "queued":
        await run(owner, job_id, status)
    problem(await client.post(f"/jobs/{job_id}/retry"), 409, "job_not_retryable")


@pytest.mark.parametrize("action", ["cancel", "retry"])
async def test_unknown_jobs_are_not_found(client: httpx.AsyncClient, action: str) -> None:
    problem(await client.post(f"/jobs/{uuid4()}/{action}"), 404, "not_found")


async def test_who_did_it_is_written_down(client: httpx.AsyncClient, owner: Owner, job_id: str) -> None:
    await client.post(f"/jobs/{job_id}/cancel")
    await client.post(f"/jobs/{job_id}/retry")
    rows = await owner.fetch("SELECT action FROM app.activity WHERE subject_id = $1 ORDER BY id", UUID(job_id))
    assert [row["action"] for row in rows] == ["job.requested", "job.cancel_requested", "job.cancelled", "job.retried"]

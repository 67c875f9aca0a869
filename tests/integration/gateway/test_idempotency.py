"""The same key and body get the first answer again, whatever happens at the same time."""

import asyncio
from uuid import UUID

import httpx
import pytest

from integration.gateway.serving import SEO, STRATEGY, Owner, Served, problem, wrong_fields
from support.backends import Backends
from support.tenants import Tenant, create_tenant


async def count_jobs(owner: Owner, workspace_id: UUID) -> int:
    """Return how many jobs a workspace has."""
    return await owner.fetchval("SELECT count(*) FROM app.jobs WHERE workspace_id = $1", workspace_id)


async def test_the_first_answer_is_given_again(client: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    key = {"Idempotency-Key": "order-1"}
    first = await client.post("/generate-strategy", json=STRATEGY, headers=key)
    again = await client.post("/generate-strategy", json=dict(reversed(STRATEGY.items())), headers=key)
    assert (again.status_code, again.content) == (202, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await count_jobs(owner, tenant.workspace_id) == 1


async def test_another_body_or_path_is_refused(client: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    key = {"Idempotency-Key": "order-2"}
    await client.post("/generate-strategy", json=STRATEGY, headers=key)
    changed = await client.post("/generate-strategy", json=STRATEGY | {"industry": "Retail"}, headers=key)
    problem(changed, 422, "idempotency_key_reused")
    problem(await client.post("/score-seo", json=SEO, headers=key), 422, "idempotency_key_reused")
    assert await count_jobs(owner, tenant.workspace_id) == 1


async def test_twenty_at_once_make_one_job(client: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    async with asyncio.TaskGroup() as tasks:
        sent = [
            tasks.create_task(client.post("/generate-strategy", json=STRATEGY, headers={"Idempotency-Key": "race"}))
            for _ in range(20)
        ]
    answers = [task.result() for task in sent]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert await count_jobs(owner, tenant.workspace_id) == 1


async def test_a_refused_request_does_not_use_its_key(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "order-3"}
    refused = await client.post("/generate-strategy", json=STRATEGY | {"framework": "?"}, headers=key)
    assert refused.status_code == 400
    assert (await client.post("/generate-strategy", json=STRATEGY, headers=key)).status_code == 202


async def test_workspaces_do_not_share_keys(served: Served, backends: Backends, client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "order-4"}
    first = await client.post("/generate-strategy", json=STRATEGY, headers=key)
    async with served.client(await create_tenant(backends)) as other:
        second = await other.post("/generate-strategy", json=STRATEGY, headers=key)
    assert second.status_code == 202
    assert second.json()["jobId"] != first.json()["jobId"]


async def test_a_key_is_new_again_after_a_day(client: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    key = {"Idempotency-Key": "order-5"}
    first = await client.post("/generate-strategy", json=STRATEGY, headers=key)
    await owner.execute(
        "UPDATE app.idempotency_keys SET created_at = now() - interval '25 hours' WHERE workspace_id = $1",
        tenant.workspace_id,
    )
    second = await client.post("/generate-strategy", json=STRATEGY | {"industry": "Retail"}, headers=key)
    assert second.status_code == 202
    assert second.json()["jobId"] != first.json()["jobId"]


@pytest.mark.parametrize("key", ["", "k" * 256, "a\tb"])
async def test_a_key_has_1_to_255_printable_characters(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post("/generate-strategy", json=STRATEGY, headers={"Idempotency-Key": key})
    assert list(wrong_fields(answer)) == ["Idempotency-Key"]


async def test_the_longest_key_is_accepted(client: httpx.AsyncClient) -> None:
    answer = await client.post("/generate-strategy", json=STRATEGY, headers={"Idempotency-Key": "k" * 255})
    assert answer.status_code == 202

"""A deleted workspace is closed from the same moment on for everybody and everything."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from gateway.closing import close_within
from gateway.repository.audit_log import Change
from gateway.repository.closing import lock_closing
from integration.gateway.serving import SEO, STRATEGY, Owner, Served, problem, serving, wrong_fields
from integration.gateway.test_event_stream import happen, streaming
from shared.db.pool import Context, transaction
from support.backends import Backends
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_NAME = "Workspace under test"


def _path(tenant: Tenant) -> str:
    return f"/workspaces/{tenant.workspace_id}"


async def _delete(client: httpx.AsyncClient, tenant: Tenant, name: object = _NAME) -> httpx.Response:
    return await client.request("DELETE", _path(tenant), json={"name": name})


async def test_it_is_closed_for_its_members_its_keys_and_its_jobs(
    served: Served, client: httpx.AsyncClient, tenant: Tenant, owner: Owner
) -> None:
    key = (await client.post("/api-keys", json={"name": "Key", "role": "admin"})).json()["key"]
    jobs = [(await client.post("/score-seo", json=SEO)).json()["jobId"] for _ in range(3)]
    await owner.execute("UPDATE app.jobs SET status = 'dispatched' WHERE id = $1", UUID(jobs[1]))
    await owner.execute(
        "UPDATE app.jobs SET status = 'running', attempt = 1, lease_until = now() + interval '1 minute' WHERE id = $1",
        UUID(jobs[2]),
    )
    answer = await _delete(client, tenant)
    assert answer.status_code == 202, answer.text
    told = answer.json()
    closed_at, purge_after = (datetime.fromisoformat(told[name]) for name in ("closedAt", "purgeAfter"))
    assert (told["workspaceId"], purge_after - closed_at) == (str(tenant.workspace_id), timedelta(hours=72))

    for again in (
        await client.get("/list"),
        await client.get(f"/jobs/{jobs[0]}"),
        await client.post("/score-seo", json=SEO),
        await _delete(client, tenant),
    ):
        problem(again, 404, "not_found")
    assert (await client.get("/workspaces")).json()["items"] == []
    async with httpx.AsyncClient(base_url=client.base_url, headers={"Authorization": f"Bearer {key}"}) as program:
        assert (await program.get("/list")).status_code == 404
    rows = await owner.fetch("SELECT status, lease_until FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id)
    assert [tuple(row) for row in rows] == [("cancelled", None)] * 3
    events = await owner.fetchval(
        "SELECT count(*) FROM app.outbox WHERE workspace_id = $1 AND routing_key = 'job.cancelled'", tenant.workspace_id
    )
    assert events == 3
    entry = await owner.fetchrow(
        "SELECT actor_id, new_values::text FROM app.audit_log WHERE action = 'workspace.deleted' AND workspace_id = $1",
        tenant.workspace_id,
    )
    assert entry is not None
    assert tuple(entry) == (tenant.user_id, '{"graceHours": 72, "cancelledJobs": 3}')


async def test_the_grace_time_is_a_setting_and_may_be_none(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends, convex_workspace_grace_hours=0) as hasty, hasty.client(tenant) as client:
        told = (await _delete(client, tenant)).json()
    assert told["closedAt"] == told["purgeAfter"]


@pytest.mark.parametrize("name", ["workspace under test", "Workspace", "", None, 5, "x" * 121, "Workspace under test."])
async def test_another_name_deletes_nothing(
    client: httpx.AsyncClient, tenant: Tenant, owner: Owner, name: object
) -> None:
    assert list(wrong_fields(await _delete(client, tenant, name))) == ["name"]
    assert (await client.get("/list")).status_code == 200
    assert await owner.fetchval("SELECT purge_after FROM app.workspaces WHERE id = $1", tenant.workspace_id) is None


async def test_a_body_that_does_not_name_it_deletes_nothing(client: httpx.AsyncClient, tenant: Tenant) -> None:
    assert (await client.delete(_path(tenant))).status_code == 415
    assert list(wrong_fields(await client.request("DELETE", _path(tenant), json={}))) == ["name"]
    assert (await client.get("/list")).status_code == 200


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
async def test_only_owners_delete(served: Served, backends: Backends, tenant: Tenant, role: str) -> None:
    member = await create_tenant(backends, role, workspace_id=tenant.workspace_id)
    async with served.client(member) as client:
        problem(await _delete(client, tenant), 403, "forbidden")


async def test_strangers_and_keys_do_not(
    served: Served, backends: Backends, client: httpx.AsyncClient, tenant: Tenant
) -> None:
    async with served.client(await create_tenant(backends)) as stranger:
        problem(await _delete(stranger, tenant), 404, "not_found")
    key = (await client.post("/api-keys", json={"name": "Key", "role": "admin"})).json()["key"]
    async with httpx.AsyncClient(base_url=client.base_url, headers={"Authorization": f"Bearer {key}"}) as program:
        problem(await _delete(program, tenant), 403, "forbidden")
    assert (await client.get("/list")).status_code == 200


async def test_two_owners_at_once_delete_once(served: Served, backends: Backends, tenant: Tenant, owner: Owner) -> None:
    other = await create_tenant(backends, "owner", workspace_id=tenant.workspace_id)
    async with served.client(tenant) as one, served.client(other) as two:
        async with transaction(served.services.pool, Context(tenant.workspace_id)) as connection:
            await lock_closing(connection, tenant.workspace_id)
            deletions = [asyncio.create_task(_delete(client, tenant)) for client in (one, two)]
            await _until_waiting(owner, 2)
        answers = await asyncio.gather(*deletions)
    assert sorted(answer.status_code for answer in answers) == [202, 404]
    written = "SELECT count(*) FROM app.audit_log WHERE workspace_id = $1 AND action = 'workspace.deleted'"
    assert await owner.fetchval(written, tenant.workspace_id) == 1


async def test_an_open_stream_ends(client: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    await happen(owner, job_id, "progress")
    async with streaming(client, job_id) as events:
        assert await events.next() == (1, "progress")
        assert (await _delete(client, tenant)).status_code == 202
        async with asyncio.timeout(5):
            rest = await events.rest()
    assert set(rest) <= {(2, "cancelled")}


async def test_a_request_that_was_let_in_before_makes_no_job_afterwards(
    served: Served, client: httpx.AsyncClient, tenant: Tenant, owner: Owner
) -> None:
    pool, context = served.services.pool, Context(tenant.workspace_id, tenant.user_id)

    async def tell(_change: Change) -> None:
        return None

    async with transaction(pool, context) as connection:
        await lock_closing(connection, tenant.workspace_id)
        late = asyncio.create_task(client.post("/score-seo", json=SEO))
        await _until_waiting(owner, 1)
        await close_within(connection, tenant.workspace_id, tell, grace_hours=1)
    assert (await late).status_code in {403, 404}
    assert await owner.fetchval("SELECT count(*) FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id) == 0


async def test_an_ended_job_of_a_closed_workspace_is_not_queued_again(
    client: httpx.AsyncClient, tenant: Tenant, owner: Owner
) -> None:
    job_id = UUID((await client.post("/score-seo", json=SEO)).json()["jobId"])
    await _delete(client, tenant)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="is closed"):
        await owner.execute("UPDATE app.jobs SET status = 'queued', finished_at = NULL WHERE id = $1", job_id)


async def test_an_unknown_workspace_is_answered_like_a_strangers(client: httpx.AsyncClient, tenant: Tenant) -> None:
    unknown = Tenant(uuid4(), tenant.user_id, tenant.email)
    problem(await _delete(client, unknown), 404, "not_found")


async def _until_waiting(owner: Owner, number: int) -> None:
    """Wait until so many wait for the lock of a closing."""
    async with asyncio.timeout(10):
        while number > await owner.fetchval(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        ):
            await asyncio.sleep(0.02)

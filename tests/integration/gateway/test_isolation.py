"""Two users in two workspaces: what belongs to the other is not there, in the same words as what does not exist."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway.serving import STRATEGY, Owner, Served, problem
from shared.db.pool import Context, create_pool, transaction
from support.backends import Backends
from support.tenants import Tenant, create_tenant


@pytest.fixture
async def job_id(client: httpx.AsyncClient) -> str:
    """Return a job of the first workspace."""
    return (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]


@pytest.fixture
async def stranger(served: Served, backends: Backends) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client in a second workspace."""
    async with served.client(await create_tenant(backends)) as made:
        yield made


def words(answer: httpx.Response) -> dict[str, Any]:
    """Return what a problem says, without what differs from request to request."""
    body = problem(answer, 404, "not_found")
    return {name: value for name, value in body.items() if name not in {"instance", "traceId"}}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/jobs/{id}"),
        ("GET", "/jobs/{id}/events"),
        ("POST", "/jobs/{id}/cancel"),
        ("POST", "/jobs/{id}/retry"),
        ("GET", "/strategies/{id}"),
        ("GET", "/audits/{id}"),
        ("GET", "/roadmaps/{id}"),
    ],
)
async def test_the_others_ids_are_not_found(stranger: httpx.AsyncClient, job_id: str, method: str, path: str) -> None:
    foreign = await stranger.request(method, path.format(id=job_id))
    unknown = await stranger.request(method, path.format(id=uuid4()))
    assert words(foreign) == words(unknown)


@pytest.mark.parametrize("path", ["/jobs", "/list", "/stats", "/audits", "/roadmaps", "/api-keys", "/audit-log"])
async def test_the_others_workspace_is_not_found(
    served: Served, tenant: Tenant, stranger: httpx.AsyncClient, path: str
) -> None:
    foreign = await stranger.get(path, headers={"X-Workspace-Id": str(tenant.workspace_id)})
    unknown = await stranger.get(path, headers={"X-Workspace-Id": str(uuid4())})
    assert words(foreign) == words(unknown)
    assert (await stranger.get(path)).status_code == 200


async def test_nothing_is_submitted_into_the_others_workspace(
    stranger: httpx.AsyncClient, tenant: Tenant, owner: Owner
) -> None:
    for headers in ({}, {"Idempotency-Key": "k"}):
        foreign = headers | {"X-Workspace-Id": str(tenant.workspace_id)}
        problem(await stranger.post("/generate-strategy", json=STRATEGY, headers=foreign), 404, "not_found")
    assert await owner.fetchval("SELECT count(*) FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id) == 0


async def test_the_lists_do_not_mix(client: httpx.AsyncClient, stranger: httpx.AsyncClient, job_id: str) -> None:
    assert [item["jobId"] for item in (await client.get("/jobs")).json()["items"]] == [job_id]
    assert (await stranger.get("/jobs")).json()["items"] == []


async def test_row_security_holds_without_any_where(backends: Backends, tenant: Tenant, job_id: str) -> None:
    stranger = await create_tenant(backends)
    pool = await create_pool(backends.user_url, service="test")
    try:
        for context, expected in (
            (Context(tenant.workspace_id, tenant.user_id), [UUID(job_id)]),
            (Context(stranger.workspace_id, stranger.user_id), []),
            # The claim to be in the other workspace is verified, not believed.
            (Context(tenant.workspace_id, stranger.user_id), []),
            (Context(None, stranger.user_id), []),
            (Context(None), []),
        ):
            async with transaction(pool, context, read_only=True) as connection:
                rows = await connection.fetch("SELECT id FROM app.jobs")
            assert [row["id"] for row in rows] == expected
    finally:
        pool.terminate()


async def test_a_viewer_reads_and_changes_nothing(
    backends: Backends, served: Served, tenant: Tenant, client: httpx.AsyncClient, job_id: str
) -> None:
    viewer = await create_tenant(backends, "viewer", workspace_id=tenant.workspace_id)
    async with served.client(viewer) as reader:
        assert (await reader.get(f"/jobs/{job_id}")).status_code == 200
        problem(await reader.post(f"/jobs/{job_id}/cancel"), 403, "forbidden")
        problem(await reader.post(f"/jobs/{job_id}/retry"), 403, "forbidden")
        for headers in ({}, {"Idempotency-Key": "k"}):
            refused = await reader.post("/generate-strategy", json=STRATEGY, headers=headers)
            problem(refused, 403, "forbidden")
    assert (await client.get(f"/jobs/{job_id}")).json()["status"] == "queued"

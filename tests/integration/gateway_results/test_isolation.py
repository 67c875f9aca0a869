"""Two workspaces: what belongs to the other one is answered exactly like what does not exist."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway_results.calls import caller, problem
from integration.gateway_results.rows import (
    Owner,
    insert_audit,
    insert_job,
    insert_roadmap,
    insert_strategy,
    insert_version,
    roll_up,
)
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def _strategy(owner: Owner, tenant: Tenant) -> UUID:
    strategy_id = await insert_strategy(owner, tenant)
    await insert_version(owner, tenant, strategy_id)
    return strategy_id


async def _key(owner: Owner, tenant: Tenant) -> UUID:
    key_id = uuid4()
    await owner.execute(
        "INSERT INTO app.api_keys (workspace_id, id, name, role, key_hash, prefix, created_by)"
        " VALUES ($1, $2, 'Key', 'viewer', sha256($3), 'cvx_', $4)",
        tenant.workspace_id,
        key_id,
        key_id.bytes,
        tenant.user_id,
    )
    return key_id


async def _queued_job(owner: Owner, tenant: Tenant) -> UUID:
    return await insert_job(owner, tenant, "queued")


Insert = Callable[[Owner, Tenant], Awaitable[UUID]]


@pytest.mark.parametrize(
    ("method", "path", "insert"),
    [
        ("GET", "/strategies/{id}", _strategy),
        ("GET", "/audits/{id}", insert_audit),
        ("GET", "/audits/{id}/export?format=pdf", insert_audit),
        ("GET", "/roadmaps/{id}", insert_roadmap),
        ("DELETE", "/api-keys/{id}", _key),
        ("GET", "/jobs/{id}", _queued_job),
        ("GET", "/jobs/{id}/events", _queued_job),
        ("POST", "/jobs/{id}/cancel", _queued_job),
    ],
)
async def test_another_workspaces_id_is_answered_like_an_unknown_one(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, method: str, path: str, insert: Insert
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    foreign_id = await insert(owner, theirs)
    api = caller(http, mine)
    foreign = await api.send(method, path.format(id=foreign_id))
    unknown = await api.send(method, path.format(id=uuid4()))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert problem(foreign) == problem(unknown)


@pytest.mark.parametrize(
    "path", ["/list", "/stats", "/audits", "/roadmaps", "/jobs", "/api-keys", "/audit-log", "/budget", "/search-data"]
)
async def test_another_workspace_is_answered_like_an_unknown_one(
    http: httpx.AsyncClient, make_tenant: MakeTenant, path: str
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    api = caller(http, mine)
    foreign, unknown = [
        await api.get(path, headers={"X-Workspace-Id": str(workspace_id)})
        for workspace_id in (theirs.workspace_id, uuid4())
    ]
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert problem(foreign) == problem(unknown)


@pytest.mark.parametrize(
    ("method", "body"),
    [("GET", None), ("POST", {"userId": "019abf2d-ff10-7b21-a1c4-52b1d8e0c9f3", "role": "viewer"})],
)
async def test_the_members_of_another_workspace_are_answered_like_those_of_an_unknown_one(
    http: httpx.AsyncClient, make_tenant: MakeTenant, method: str, body: dict[str, str] | None
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    api = caller(http, mine)
    for suffix in ("", f"/{theirs.user_id}"):
        if suffix and method == "POST":
            continue
        foreign = await api.send(method, f"/workspaces/{theirs.workspace_id}/members{suffix}", body)
        unknown = await api.send(method, f"/workspaces/{uuid4()}/members{suffix}", body)
        assert (foreign.status_code, unknown.status_code) == (404, 404)
        assert problem(foreign) == problem(unknown)


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_nobody_changes_members_of_another_workspace(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, method: str
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    other = await make_tenant("viewer", of=theirs)
    body = {"role": "admin"} if method == "PATCH" else None
    api = caller(http, mine)
    for workspace_id in (theirs.workspace_id, mine.workspace_id):
        path = f"/workspaces/{workspace_id}/members/{other.user_id}"
        assert (await api.send(method, path, body, If_Match="*")).status_code == 404
    query = "SELECT role FROM app.members WHERE workspace_id = $1 AND user_id = $2"
    assert await owner.fetchval(query, theirs.workspace_id, other.user_id) == "viewer"


async def test_lists_and_figures_show_nothing_of_another_workspace(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    for insert in (_strategy, insert_audit, insert_roadmap, _key, _queued_job):
        await insert(owner, theirs)
    await roll_up(owner, theirs)
    api = caller(http, mine)
    for path in ("/list", "/audits", "/roadmaps", "/api-keys", "/audit-log", "/jobs"):
        assert (await api.get(path)).json()["items"] == []
    stats = (await api.get("/stats")).json()
    assert (stats["totalStrategies"], stats["jobs"]["queued"]) == (0, 0)
    assert [each["workspaceId"] for each in (await api.get("/me")).json()["memberships"]] == [str(mine.workspace_id)]


async def test_a_cursor_of_another_workspace_shows_only_the_own_rows(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    for tenant in (theirs, theirs, mine):
        await insert_strategy(owner, tenant)
    cursor = (await caller(http, theirs).get("/list", limit=1)).json()["nextCursor"]
    answer = await caller(http, mine).get("/list", cursor=cursor)
    assert answer.status_code == 200
    assert len(answer.json()["items"]) <= 1

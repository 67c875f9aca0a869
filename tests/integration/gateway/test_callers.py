"""Who calls, and which workspace they mean."""

import hashlib
import secrets
from collections.abc import AsyncGenerator
from uuid import UUID, uuid4

import httpx
import pytest

from gateway.auth.sessions import CSRF_HEADER, SESSION_COOKIE
from integration.gateway.serving import BASE, STRATEGY, Owner, Served, problem, serving, wrong_fields
from shared.ids import new_id
from support.backends import Backends
from support.tenants import Tenant, create_tenant, token


@pytest.fixture
async def anybody(served: Served) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client without credentials."""
    async with httpx.AsyncClient(base_url=served.url + BASE) as made:
        yield made


def bearer(credentials: str) -> dict[str, str]:
    """Return the header for a token or a key."""
    return {"Authorization": f"Bearer {credentials}"}


async def make_key(owner: Owner, workspace_id: UUID, role: str = "editor") -> tuple[UUID, str]:
    """Store an API key and return its id and its text."""
    key_id, key = new_id(), f"cvx_{secrets.token_urlsafe(32)}"
    await owner.execute(
        "INSERT INTO app.api_keys (workspace_id, id, name, role, key_hash, prefix, created_by)"
        " VALUES ($1, $2, 'test', $3, $4, 'cvx_test', $2)",
        workspace_id,
        key_id,
        role,
        hashlib.sha256(key.encode()).digest(),
    )
    return key_id, key


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic dXNlcjpwYXNz"},
        bearer("cvx_unknown"),
        bearer("cvx_" + "x" * 5000),
        bearer("not.a.token"),
        bearer("x" * 9000),
    ],
)
async def test_without_valid_credentials_nobody_gets_in(anybody: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await anybody.get("/jobs", headers=headers)
    assert problem(answer, 401, answer.json()["code"])["code"] == "unauthenticated"
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_member_of_one_workspace_need_not_name_it(anybody: httpx.AsyncClient, tenant: Tenant) -> None:
    made = await anybody.post("/generate-strategy", json=STRATEGY, headers=bearer(tenant.token))
    assert made.status_code == 202
    named = await anybody.get("/jobs", params={"workspaceId": str(tenant.workspace_id)}, headers=bearer(tenant.token))
    assert [item["jobId"] for item in named.json()["items"]] == [made.json()["jobId"]]


async def test_others_have_to_name_theirs(anybody: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    nobody = bearer(token(uuid4(), "nobody@example.test"))
    problem(await anybody.get("/jobs", headers=nobody), 400, "workspace_required")
    other = uuid4()
    await owner.execute("INSERT INTO app.workspaces (id, name) VALUES ($1, 'second')", other)
    await owner.execute("INSERT INTO app.members VALUES ($1, $2, 'viewer')", other, tenant.user_id)
    problem(await anybody.get("/jobs", headers=bearer(tenant.token)), 400, "workspace_required")


async def test_query_and_header_must_agree(client: httpx.AsyncClient, tenant: Tenant) -> None:
    same = await client.get("/jobs", params={"workspaceId": str(tenant.workspace_id)})
    assert same.status_code == 200
    assert list(wrong_fields(await client.get("/jobs", params={"workspaceId": str(uuid4())}))) == ["workspaceId"]


async def test_a_malformed_workspace_is_named(client: httpx.AsyncClient) -> None:
    assert list(wrong_fields(await client.get("/jobs", params={"workspaceId": "x"}))) == ["workspaceId"]
    assert list(wrong_fields(await client.get("/jobs", headers={"X-Workspace-Id": "x"}))) == ["X-Workspace-Id"]


async def test_a_key_works_in_its_workspace_only(
    anybody: httpx.AsyncClient, backends: Backends, tenant: Tenant, owner: Owner
) -> None:
    key_id, key = await make_key(owner, tenant.workspace_id)
    made = await anybody.post("/generate-strategy", json=STRATEGY, headers=bearer(key))
    assert made.status_code == 202
    row = await owner.fetchrow(
        "SELECT workspace_id, created_by FROM app.jobs WHERE id = $1", UUID(made.json()["jobId"])
    )
    assert row is not None
    assert tuple(row) == (tenant.workspace_id, key_id)
    other = await create_tenant(backends)
    foreign = await anybody.get("/jobs", params={"workspaceId": str(other.workspace_id)}, headers=bearer(key))
    problem(foreign, 404, "not_found")


@pytest.mark.parametrize("ended", ["revoked_at = now()", "expires_at = now() - interval '1 second'"])
async def test_an_ended_key_is_no_key(anybody: httpx.AsyncClient, tenant: Tenant, owner: Owner, ended: str) -> None:
    key_id, key = await make_key(owner, tenant.workspace_id)
    assert (await anybody.get("/jobs", headers=bearer(key))).status_code == 200
    await owner.execute(f"UPDATE app.api_keys SET {ended} WHERE id = $1", key_id)
    problem(await anybody.get("/jobs", headers=bearer(key)), 401, "unauthenticated")


async def test_a_key_has_its_role(anybody: httpx.AsyncClient, tenant: Tenant, owner: Owner) -> None:
    _, key = await make_key(owner, tenant.workspace_id, "viewer")
    assert (await anybody.get("/jobs", headers=bearer(key))).status_code == 200
    problem(await anybody.post("/generate-strategy", json=STRATEGY, headers=bearer(key)), 403, "forbidden")


async def test_a_session_changes_things_only_with_its_csrf_token(
    anybody: httpx.AsyncClient, served: Served, tenant: Tenant
) -> None:
    assert served.services.sessions is not None
    session = served.services.sessions.issue(tenant.user_id, tenant.email)
    other = served.services.sessions.issue(uuid4(), "other@example.test")
    anybody.cookies.set(SESSION_COOKIE, session.token)
    assert (await anybody.get("/jobs")).status_code == 200
    for headers in ({}, {CSRF_HEADER: "x"}, {CSRF_HEADER: other.csrf_token}):
        problem(await anybody.post("/generate-strategy", json=STRATEGY, headers=headers), 403, "csrf_failed")
    accepted = await anybody.post("/generate-strategy", json=STRATEGY, headers={CSRF_HEADER: session.csrf_token})
    assert accepted.status_code == 202


async def test_too_many_requests_are_told_when_to_come_back(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends, convex_rate_per_minute=3) as served, served.client(tenant) as client:
        first = await client.get("/jobs")
        limits = {name: first.headers[f"ratelimit-{name}"] for name in ("limit", "remaining", "reset")}
        assert limits == {"limit": "3", "remaining": "2", "reset": "20"}
        await client.get("/jobs")
        await client.get("/jobs")
        refused = await client.get("/jobs")
        problem(refused, 429, "rate_limited")
        assert refused.headers["ratelimit-remaining"] == "0"
        assert 0 < int(refused.headers["retry-after"]) <= 20


async def test_one_workspace_is_limited_over_all_its_callers(backends: Backends, tenant: Tenant) -> None:
    second = await create_tenant(backends, "viewer", workspace_id=tenant.workspace_id)
    async with serving(backends, convex_workspace_rate_per_minute=1) as served:
        async with served.client(tenant) as client:
            assert (await client.get("/jobs")).status_code == 200
        async with served.client(second) as client:
            problem(await client.get("/jobs"), 429, "rate_limited")


async def test_one_address_may_not_try_account_after_account(backends: Backends) -> None:
    async with (
        serving(backends, convex_login_rate_per_minute=1) as served,
        httpx.AsyncClient(base_url=served.url + BASE) as anybody,
    ):
        guesses = [
            await anybody.post("/auth/login", json={"email": f"{number}@example.test", "password": "guess"})
            for number in range(7)
        ]
    assert [guess.status_code for guess in guesses] == [401] * 6 + [429]
    problem(guesses[-1], 429, "rate_limited")
    assert int(guesses[-1].headers["retry-after"]) >= 1

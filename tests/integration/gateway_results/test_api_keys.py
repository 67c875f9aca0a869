"""API keys: shown once, bound to a workspace and a role, worthless when revoked or expired."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from integration.gateway_results.calls import Caller, caller, problem, wrong_fields
from integration.gateway_results.rows import Owner, insert_strategy
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def _make(http: httpx.AsyncClient, tenant: Tenant, role: str = "viewer", **more: Any) -> dict[str, Any]:
    answer = await caller(http, tenant).send("POST", "/api-keys", {"name": "Key", "role": role, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_key_is_shown_once_and_stored_as_its_hash(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    made = await _make(http, tenant)
    row = await owner.fetchrow("SELECT * FROM app.api_keys WHERE workspace_id = $1", tenant.workspace_id)
    assert row is not None
    assert made["key"].startswith("cvx_")
    assert len(made["key"]) == 4 + 43
    assert made["prefix"] == made["key"][:10]
    assert row["key_hash"] == hashlib.sha256(made["key"].encode()).digest()
    listed = (await caller(http, tenant).get("/api-keys")).json()["items"]
    assert [key["id"] for key in listed] == [made["id"]]
    assert "key" not in listed[0]


async def test_a_key_speaks_for_its_workspace_without_naming_it(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id = await insert_strategy(owner, tenant)
    key = await _make(http, tenant)
    found = (await Caller(http, key["key"]).get("/list")).json()["items"]
    assert [item["id"] for item in found] == [str(strategy_id)]


async def test_a_key_is_a_stranger_in_another_workspace(
    http: httpx.AsyncClient, make_tenant: MakeTenant, tenant: Tenant
) -> None:
    key, other = await _make(http, tenant, "admin"), await make_tenant()
    for workspace_id in (other.workspace_id, uuid4()):
        api = Caller(http, key["key"], str(workspace_id))
        answers = [
            await api.get("/list"),
            await api.get("/api-keys"),
            await api.get(f"/workspaces/{workspace_id}/members"),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_a_revoked_key_and_an_expired_one_are_worth_nothing(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    revoked, expired = await _make(http, tenant), await _make(http, tenant)
    assert (await caller(http, tenant).send("DELETE", f"/api-keys/{revoked['id']}")).status_code == 204
    await owner.execute(
        "UPDATE app.api_keys SET expires_at = now() - interval '1 second' WHERE name = 'Key' AND prefix = $1",
        expired["prefix"],
    )
    for key in (revoked, expired, {"key": "cvx_" + "A" * 43}):
        answer = await Caller(http, key["key"]).get("/me")
        assert (answer.status_code, problem(answer)["code"]) == (401, "unauthenticated")


async def test_a_key_has_its_role_and_no_more(http: httpx.AsyncClient, tenant: Tenant) -> None:
    viewer = Caller(http, (await _make(http, tenant, "viewer"))["key"])
    admin = Caller(http, (await _make(http, tenant, "admin"))["key"])
    new = {"name": "Another", "role": "viewer"}
    assert [(await api.send("POST", "/api-keys", new)).status_code for api in (viewer, admin)] == [403, 201]
    assert [(await api.get("/audit-log")).status_code for api in (viewer, admin)] == [403, 200]


async def test_a_key_can_revoke_itself(http: httpx.AsyncClient, tenant: Tenant) -> None:
    key = await _make(http, tenant, "admin")
    api = Caller(http, key["key"])
    assert (await api.send("DELETE", f"/api-keys/{key['id']}")).status_code == 204
    assert (await api.get("/me")).status_code == 401


async def test_making_and_revoking_are_written_down_once(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    key = await _make(http, tenant, "editor")
    api = caller(http, tenant)
    for _ in range(2):
        assert (await api.send("DELETE", f"/api-keys/{key['id']}")).status_code == 204
    entries = (await api.get("/audit-log")).json()["items"]
    assert [entry["action"] for entry in entries] == ["api_key.revoked", "api_key.created"]
    assert entries[0]["oldValues"] == {"name": "Key", "role": "editor", "prefix": key["prefix"]}
    assert entries[0]["newValues"] is None
    assert entries[1]["newValues"]["role"] == "editor"
    stored = await owner.fetchval("SELECT string_agg(a::text, ' ') FROM app.audit_log a")
    assert key["key"] not in stored


async def test_a_repeated_request_does_not_bring_the_secret_again(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api, body = caller(http, tenant), {"name": "Key", "role": "viewer"}
    first = await api.send("POST", "/api-keys", body, Idempotency_Key="once")
    again = await api.send("POST", "/api-keys", body, Idempotency_Key="once")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json() | {"key": None}
    kept = await owner.fetchval("SELECT body::text FROM app.idempotency_keys WHERE key = 'once'")
    assert first.json()["key"] not in kept


async def test_an_expiry_is_kept_and_must_lie_ahead(http: httpx.AsyncClient, tenant: Tenant) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).replace(microsecond=0)
    made = await _make(http, tenant, expiresAt=tomorrow.isoformat())
    assert datetime.fromisoformat(made["expiresAt"]) == tomorrow
    api = caller(http, tenant)
    for wrong in (
        "2020-01-01T00:00:00Z",
        "2026-11-25",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        1_900_000_000,
        "soon",
    ):
        answer = await api.send("POST", "/api-keys", {"name": "Key", "role": "viewer", "expiresAt": wrong})
        assert wrong_fields(answer) == ["expiresAt"], wrong


async def test_an_owner_key_does_not_exist(http: httpx.AsyncClient, tenant: Tenant) -> None:
    answer = await caller(http, tenant).send("POST", "/api-keys", {"name": "Key", "role": "owner"})
    assert wrong_fields(answer) == ["role"]

"""Workspaces of a caller, and who the caller is."""

import asyncio
from uuid import uuid4

import httpx
import pytest

from integration.gateway_results.calls import Caller, caller, problem, wrong_fields
from integration.gateway_results.rows import Owner, insert_account
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant, token

pytestmark = pytest.mark.integration


def _outsider(http: httpx.AsyncClient) -> Caller:
    """Return a user of an outside identity provider, who has no row anywhere."""
    return Caller(http, token(uuid4(), f"{uuid4().hex[:12]}@provider.test"))


async def test_a_user_without_an_account_creates_and_uses_a_workspace(http: httpx.AsyncClient) -> None:
    user_id, email = uuid4(), "grace@provider.test"
    api = Caller(http, token(user_id, email))
    made = await api.send("POST", "/workspaces", {"name": "  Northwind  "})
    assert made.status_code == 201, made.text
    workspace = made.json()
    assert (workspace["name"], workspace["role"]) == ("Northwind", "owner")
    me = (await api.get("/me")).json()
    assert me == {
        "user": {"id": str(user_id), "email": email, "displayName": None},
        "apiKey": None,
        "memberships": [{"workspaceId": workspace["id"], "name": "Northwind", "role": "owner"}],
    }
    members = (await api.get(f"/workspaces/{workspace['id']}/members")).json()["items"]
    assert [(member["userId"], member["email"], member["role"]) for member in members] == [
        (str(user_id), email, "owner")
    ]
    assert (await api.get("/list")).json()["items"] == []
    entries = (await api.get("/audit-log")).json()["items"]
    assert [(entry["action"], entry["newValues"]) for entry in entries] == [
        ("workspace.created", {"name": "Northwind"})
    ]


async def test_workspaces_are_listed_oldest_first_by_cursor(http: httpx.AsyncClient) -> None:
    api = _outsider(http)
    names = ["One", "Two", "Three"]
    for name in names:
        await api.send("POST", "/workspaces", {"name": name})
    first = (await api.get("/workspaces", limit=2)).json()
    second = (await api.get("/workspaces", limit=2, cursor=first["nextCursor"])).json()
    assert [item["name"] for item in first["items"] + second["items"]] == names
    assert second["nextCursor"] is None


async def test_somebody_in_several_workspaces_has_to_name_one(http: httpx.AsyncClient) -> None:
    api = _outsider(http)
    nowhere = await api.get("/list")
    for name in ("One", "Two"):
        await api.send("POST", "/workspaces", {"name": name})
    several = await api.get("/list")
    assert [problem(answer)["code"] for answer in (nowhere, several)] == ["workspace_required"] * 2


async def test_requests_with_one_key_make_one_workspace_even_at_once(http: httpx.AsyncClient) -> None:
    api = _outsider(http)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(api.send("POST", "/workspaces", {"name": "Once"}, Idempotency_Key="k")) for _ in range(5)
        ]
    answers = [task.result() for task in tasks]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 4
    other = await api.send("POST", "/workspaces", {"name": "Other"}, Idempotency_Key="k")
    assert (other.status_code, problem(other)["code"]) == (422, "idempotency_key_reused")
    assert len((await api.get("/workspaces")).json()["items"]) == 1


async def test_the_same_key_of_two_users_makes_two_workspaces(http: httpx.AsyncClient) -> None:
    made = [
        await _outsider(http).send("POST", "/workspaces", {"name": "Mine"}, Idempotency_Key="same") for _ in range(2)
    ]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json()["id"] != made[1].json()["id"]


async def test_an_api_key_knows_its_workspace_and_makes_no_other(http: httpx.AsyncClient, tenant: Tenant) -> None:
    key = (await caller(http, tenant).send("POST", "/api-keys", {"name": "Key", "role": "admin"})).json()
    api = Caller(http, key["key"])
    me = (await api.get("/me")).json()
    assert (me["user"], me["apiKey"]) == (None, {"id": key["id"]})
    assert me["memberships"] == [
        {"workspaceId": str(tenant.workspace_id), "name": "Workspace under test", "role": "admin"}
    ]
    assert [item["id"] for item in (await api.get("/workspaces")).json()["items"]] == [str(tenant.workspace_id)]
    refused = await api.send("POST", "/workspaces", {"name": "Another"})
    assert (refused.status_code, problem(refused)["code"]) == (403, "forbidden")


async def test_an_account_tells_its_name(http: httpx.AsyncClient, owner: Owner) -> None:
    email = f"{uuid4().hex[:12]}@example.test"
    user_id = await insert_account(owner, email, None, display_name="Ada")
    me = (await Caller(http, token(user_id, "older@example.test")).get("/me")).json()
    assert me["user"] == {"id": str(user_id), "email": email, "displayName": "Ada"}


async def test_a_deleted_workspace_is_gone(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    await owner.execute("UPDATE app.workspaces SET deleted_at = now() WHERE id = $1", tenant.workspace_id)
    api = caller(http, tenant)
    assert (await api.get("/me")).json()["memberships"] == []
    assert (await api.get("/list")).status_code == 404
    assert (await api.get(f"/workspaces/{tenant.workspace_id}/members")).status_code == 404


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, 5, None, "a\u0000b"])
async def test_a_workspace_needs_a_name(http: httpx.AsyncClient, name: object) -> None:
    assert wrong_fields(await _outsider(http).send("POST", "/workspaces", {"name": name})) == ["name"]


async def test_the_trail_is_read_by_pages(http: httpx.AsyncClient, make_tenant: MakeTenant, tenant: Tenant) -> None:
    api = caller(http, tenant)
    users = [str(uuid4()) for _ in range(3)]
    for user_id in users:
        await api.send("POST", f"/workspaces/{tenant.workspace_id}/members", {"userId": user_id, "role": "viewer"})
    first = (await api.get("/audit-log", limit=2)).json()
    second = (await api.get("/audit-log", limit=2, cursor=first["nextCursor"])).json()
    assert [entry["subjectId"] for entry in first["items"] + second["items"]] == users[::-1]
    assert len(first["items"][0]["traceId"]) == 32

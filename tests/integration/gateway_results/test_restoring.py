"""Restoring a version, deleting a strategy, and taking that back."""

import asyncio
from uuid import uuid4

import httpx
import orjson
import pytest

from integration.gateway_results.calls import caller, problem
from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant
from integration.gateway_results.strategies import BENEFIT, change, written
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_SAME = ("title", "document", "sections", "strategy", "score", "compliance", "findings", "executionPlan", "usage")


async def test_a_restored_version_is_a_new_one_equal_to_the_old(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    first = (await api.get(f"/strategies/{strategy_id}")).json()
    changed = await change(api, strategy_id, title="Second", texts={BENEFIT: "is second"}, status="draft")
    path = f"/strategies/{strategy_id}/versions/1/restore"
    assert (await api.send("POST", path)).status_code == 428
    assert (await api.send("POST", path, If_Match='"x"')).status_code == 412
    restored = await api.send("POST", path, If_Match=changed.headers["ETag"])
    assert restored.status_code == 201, restored.text
    third = restored.json()
    assert restored.headers["Location"] == f"/api/convex/strategies/{strategy_id}/versions/3"
    assert (third["version"], third["status"]) == (3, "draft")
    assert {name: third[name] for name in _SAME} == {name: first[name] for name in _SAME}
    now = await api.get(f"/strategies/{strategy_id}")
    assert (now.json(), now.headers["ETag"]) == (third, restored.headers["ETag"])
    (newest, *_) = (await api.get(f"/strategies/{strategy_id}/versions")).json()["items"]
    assert (newest["changeSummary"], newest["version"]) == ("Restored version 1", 3)
    query = "SELECT new_values FROM app.audit_log WHERE subject_id = $1 AND action = 'strategy.restored'"
    assert orjson.loads(await owner.fetchval(query, strategy_id))["restored"] == 1


async def test_restoring_what_is_there_already_makes_no_version(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    answer = await api.send("POST", f"/strategies/{strategy_id}/versions/1/restore", If_Match="*")
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    missing = await api.send("POST", f"/strategies/{strategy_id}/versions/2/restore", If_Match="*")
    assert missing.status_code == 404
    assert (await api.get(f"/strategies/{strategy_id}/versions/2")).status_code == 404


async def test_the_same_key_restores_once(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    etag = (await change(api, strategy_id, texts={BENEFIT: "is second"})).headers["ETag"]
    path = f"/strategies/{strategy_id}/versions/1/restore"
    answers = await asyncio.gather(*(api.send("POST", path, If_Match=etag, Idempotency_Key="again") for _ in range(3)))
    assert {(answer.status_code, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert sum(answer.headers.get("Idempotency-Replayed") == "true" for answer in answers) == 2
    assert (await api.get(f"/strategies/{strategy_id}")).json()["version"] == 3
    await api.send("DELETE", f"/strategies/{strategy_id}")
    late = await api.send("POST", path, If_Match=etag, Idempotency_Key="again")
    assert (late.status_code, late.text) == (201, answers[0].text)
    other = f"/strategies/{strategy_id}/versions/2/restore"
    assert (await api.send("POST", other, If_Match=etag, Idempotency_Key="again")).status_code == 422


async def test_a_deleted_strategy_is_gone_until_it_is_brought_back(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    path = f"/strategies/{strategy_id}"
    before = (await api.get(path)).json()
    assert (await api.send("DELETE", path)).status_code == 204
    assert (await api.send("DELETE", path)).status_code == 404
    for gone in ("", "/versions", "/versions/1", "/export?format=md"):
        assert (await api.send("GET", path + gone)).status_code == 404
    assert (await api.send("PATCH", path, {"title": "x"}, If_Match="*")).status_code == 404
    assert (await api.get("/list")).json()["items"] == []
    for _ in range(2):
        back = await api.send("POST", f"{path}/undelete")
        assert back.status_code == 200
        assert {**back.json(), "updatedAt": None} == {**before, "updatedAt": None}
    query = "SELECT array_agg(action ORDER BY created_at, id) FROM app.audit_log WHERE subject_id = $1"
    assert await owner.fetchval(query, strategy_id) == ["strategy.deleted", "strategy.undeleted"]


@pytest.mark.parametrize(
    ("method", "suffix"),
    [
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/undelete"),
        ("GET", "/versions"),
        ("GET", "/versions/1"),
        ("POST", "/versions/1/restore"),
    ],
)
@pytest.mark.parametrize("is_deleted", [False, True])
async def test_another_workspaces_strategy_is_answered_like_an_unknown_one(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, method: str, suffix: str, *, is_deleted: bool
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    strategy_id, _ = await written(owner, theirs)
    if is_deleted:
        await caller(http, theirs).send("DELETE", f"/strategies/{strategy_id}")
    body = {"title": "x"} if method == "PATCH" else None
    api = caller(http, mine)
    foreign = await api.send(method, f"/strategies/{strategy_id}{suffix}", body, If_Match="*")
    unknown = await api.send(method, f"/strategies/{uuid4()}{suffix}", body, If_Match="*")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert problem(foreign) == problem(unknown)
    row = await owner.fetchrow("SELECT version, deleted_at FROM app.strategies WHERE id = $1", strategy_id)
    assert row is not None
    assert (row["version"], row["deleted_at"] is not None) == (1, is_deleted)


async def test_a_viewer_changes_nothing_and_a_key_is_an_author_without_a_name(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    strategy_id, _ = await written(owner, tenant)
    viewer = caller(http, await make_tenant("viewer", of=tenant))
    path = f"/strategies/{strategy_id}"
    sent = [
        await viewer.send("PATCH", path, {"title": "x"}, If_Match="*"),
        await viewer.send("DELETE", path),
        await viewer.send("POST", f"{path}/undelete"),
        await viewer.send("POST", f"{path}/versions/1/restore", If_Match="*"),
    ]
    assert [answer.status_code for answer in sent] == [403, 403, 403, 403]
    assert (await viewer.get(f"{path}/versions")).json()["items"][0]["version"] == 1
    made = (await caller(http, tenant).send("POST", "/api-keys", {"name": "Key", "role": "editor"})).json()
    key = {"Authorization": f"Bearer {made['key']}", "If-Match": "*"}
    answer = await http.patch(f"/api/convex{path}", json={"title": "By a key"}, headers=key)
    assert answer.status_code == 200, answer.text
    (newest, _) = (await viewer.get(f"{path}/versions")).json()["items"]
    assert newest["author"] == {"id": made["id"], "name": None}

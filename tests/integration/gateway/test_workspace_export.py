"""Who gets a whole workspace as a file, what stays in the audit log, and what becomes of downloads that break off."""

import asyncio
import io
import json
import zipfile

import httpx
import pytest

from integration.gateway.serving import BASE, Owner, Served, problem
from support.backends import Backends
from support.people import create_person, fill
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_BIG = (
    "INSERT INTO app.strategy_versions (workspace_id, strategy_id, version, title, brief, document, markdown, sections,"
    " summary, document_sha256, created_by) SELECT workspace_id, id, 1, 'x', '{}', '{}',"
    " (SELECT string_agg(md5(id::text || n), '') FROM generate_series(1, 5000) AS n), '[]', '{}', sha256('x'), id"
    " FROM app.strategies WHERE workspace_id = $1"
)
_LATER = (
    "INSERT INTO app.audit_log (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " VALUES ($1, gen_random_uuid(), $1, 'came.later', 'workspace', $1)"
)
_EXPORTS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gateway'"


def _path(tenant: Tenant) -> str:
    return f"/workspaces/{tenant.workspace_id}/export"


async def _big(backends: Backends, owner: Owner) -> Tenant:
    """Make a workspace of some 30 MB that hardly shrink."""
    person = await create_person(backends)
    await fill(backends, person, 200)
    await owner.execute(_BIG, person.tenant.workspace_id)
    return person.tenant


async def test_an_owner_gets_a_file_that_says_what_is_in_it(client: httpx.AsyncClient, tenant: Tenant) -> None:
    answer = await client.get(_path(tenant))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="Workspace-under-test-')
    assert "content-length" not in answer.headers
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        log = [json.loads(line) for line in archive.read("tables/audit_log.jsonl").splitlines()]
    assert manifest["workspace"] == {"id": str(tenant.workspace_id), "name": "Workspace under test"}
    assert (manifest["formatVersion"], manifest["tables"]["members"]["rows"]) == (1, 1)
    assert "api_keys.key_hash" in manifest["leftOut"]
    assert [(entry["action"], entry["actor_id"]) for entry in log] == [("workspace.exported", str(tenant.user_id))]


async def test_strangers_and_keys_get_nothing(
    served: Served, client: httpx.AsyncClient, backends: Backends, tenant: Tenant
) -> None:
    async with served.client(await create_tenant(backends)) as stranger:
        problem(await stranger.get(_path(tenant)), 404, "not_found")
    key = (await client.post("/api-keys", json={"name": "Key", "role": "admin"})).json()["key"]
    async with httpx.AsyncClient(base_url=served.url + BASE, headers={"Authorization": f"Bearer {key}"}) as program:
        problem(await program.get(_path(tenant)), 403, "forbidden")
    async with httpx.AsyncClient(base_url=served.url + BASE) as nobody:
        problem(await nobody.get(_path(tenant)), 401, "unauthenticated")
    assert (await client.head(_path(tenant))).status_code == 405
    assert [entry["action"] for entry in (await client.get("/audit-log")).json()["items"]] == ["api_key.created"]


async def test_two_are_made_at_a_time_and_one_that_is_left_makes_room(
    served: Served, backends: Backends, owner: Owner
) -> None:
    tenant = await _big(backends, owner)
    async with served.client(tenant) as client:
        async with client.stream("GET", _path(tenant)) as one, client.stream("GET", _path(tenant)) as two:
            assert (one.status_code, two.status_code) == (200, 200)
            refused = await client.get(_path(tenant))
            problem(refused, 503, "export_unavailable")
            assert refused.headers["retry-after"] == "30"
        await _until_nothing_is_held(served)
        whole = await client.get(_path(tenant))
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        assert archive.read("tables/strategy_versions.jsonl").count(b"\n") == 200


async def test_all_of_it_is_of_one_moment(served: Served, backends: Backends, owner: Owner) -> None:
    tenant = await _big(backends, owner)
    received = bytearray()
    async with served.client(tenant) as client, client.stream("GET", _path(tenant)) as answer:
        pieces = answer.aiter_bytes()
        received += await anext(pieces)
        # Members have been read, strategies only in part, the audit log not yet.
        await owner.execute("DELETE FROM app.strategies WHERE workspace_id = $1", tenant.workspace_id)
        await owner.execute(_LATER, tenant.workspace_id)
        received += b"".join([piece async for piece in pieces])
    with zipfile.ZipFile(io.BytesIO(received)) as archive:
        assert archive.read("tables/strategies.jsonl").count(b"\n") == 200
        assert archive.read("tables/strategy_versions.jsonl").count(b"\n") == 200
        assert b"came.later" not in archive.read("tables/audit_log.jsonl")


async def test_a_database_that_goes_away_breaks_the_file_off(served: Served, backends: Backends, owner: Owner) -> None:
    tenant = await _big(backends, owner)
    received = bytearray()
    async with served.client(tenant) as client, client.stream("GET", _path(tenant)) as answer:
        pieces = answer.aiter_bytes()
        received += await anext(pieces)
        await owner.fetch(f"SELECT pg_terminate_backend(pid) FROM ({_EXPORTS}) AS gateway")
        with pytest.raises(httpx.RemoteProtocolError):
            received += b"".join([piece async for piece in pieces])
    assert not zipfile.is_zipfile(io.BytesIO(received))
    await _until_nothing_is_held(served)


async def _until_nothing_is_held(served: Served) -> None:
    pool = served.services.pool
    async with asyncio.timeout(10):
        while pool.get_size() > pool.get_idle_size():
            await asyncio.sleep(0.01)

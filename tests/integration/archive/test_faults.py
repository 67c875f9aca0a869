"""The storage is away, slow, refuses, lies, or the archiver is killed: nothing is lost, nothing is there twice."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable

import asyncpg
import pytest

from integration.archive.edited import AGE, ARCHIVED, archive, edited, rows, told
from integration.gateway_results.calls import Caller, problem
from support.backends import ROOT, Backends
from support.convex import Owner
from support.object_storage import Fault, Moment, ObjectStorage
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_LOCK = "SELECT version FROM app.strategy_versions WHERE strategy_id = $1 AND version = 1 FOR UPDATE"


@pytest.mark.parametrize("fault", ["away", "denied", "slow", "wrong bytes"])
async def test_an_old_version_is_503_while_the_storage_fails_and_never_half_there(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller, fault: Fault
) -> None:
    strategy_id = await edited(owner, tenant, api)
    before = await told(api, strategy_id, 3)
    await archive(backends, storage, "run")
    storage.fault = fault
    path = f"/strategies/{strategy_id}"
    etag = (await api.get(path)).headers["ETag"]
    answers = [
        await api.get(f"{path}/versions/1"),
        await api.get(f"{path}/export", version=2, format="md"),
        await api.send("POST", f"{path}/versions/1/restore", If_Match=etag),
    ]
    for answer in answers:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
        assert problem(answer)["code"] == "archive_unavailable"
        assert "secret" not in answer.text
    # What is not archived needs no storage, and who has it already is told so.
    assert (await api.get(path)).status_code == 200
    assert len((await api.get(f"{path}/versions")).json()["items"]) == 3
    assert (await api.get(f"{path}/versions/3")).status_code == 200
    storage.fault = None
    assert await told(api, strategy_id, 3) == before


@pytest.mark.parametrize("fault", ["away", "denied", "wrong bytes"])
async def test_nothing_leaves_the_table_while_the_storage_fails(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller, fault: Fault
) -> None:
    await edited(owner, tenant, api)
    stored = await rows(owner, tenant)
    storage.fault = fault
    ran = await archive(backends, storage, "run")
    assert ran.code == (1 if fault == "wrong bytes" else 3), ran.err
    assert json.loads(ran.err)["remedy"]
    assert "a-secret-nobody-may-see" not in ran.out + ran.err
    assert await rows(owner, tenant) == stored
    storage.fault = None
    await _sound(backends, storage, stored, owner, tenant)


async def test_a_pack_that_is_lost_or_damaged_is_found_and_nothing_is_invented(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    await archive(backends, storage, "run")
    (key,) = await storage.keys()
    content = await storage.get(key)
    await storage.put(key, content[:100] + b"\x00" + content[101:])
    await storage.put("00000000-0000-0000-0000-000000000001/00000000-0000-0000-0000-000000000002.parquet", b"foreign")
    await storage.put(f"{tenant.workspace_id}/00000000-0000-0000-0000-000000000002.parquet", b"orphan")
    await storage.put("somebody's own.txt", b"")
    found = await archive(backends, storage, "verify")
    assert found.code == 1
    assert sorted(item["trouble"] for item in found.answer["items"]) == ["damaged", "foreign", "orphan"]
    assert (await archive(backends, storage, "restore", key.removesuffix(".parquet"))).code == 1
    await storage.delete(key)
    lost = await archive(backends, storage, "verify", "--repair")
    assert sorted((item["trouble"], item["isRemoved"]) for item in lost.answer["items"]) == [
        ("foreign", False), ("missing", False), ("orphan", True),
    ]  # fmt: skip
    assert (await api.get(f"/strategies/{strategy_id}/versions/1")).status_code == 503
    await storage.put(key, content)
    assert (await api.get(f"/strategies/{strategy_id}/versions/1")).status_code == 200
    await owner.execute("DELETE FROM app.strategies WHERE id = $1", strategy_id)
    unused = await archive(backends, storage, "verify", "--repair")
    assert ("unused", True) in [(item["trouble"], item["isRemoved"]) for item in unused.answer["items"]]
    assert key not in await storage.keys()


@pytest.mark.parametrize(
    ("method", "moment"), [("PUT", "before"), ("PUT", "after"), ("GET", "before"), ("GET", "after")]
)
async def test_killed_at_the_storage(
    backends: Backends,
    storage: ObjectStorage,
    owner: Owner,
    tenant: Tenant,
    api: Caller,
    method: str,
    moment: Moment,
) -> None:
    await edited(owner, tenant, api)
    stored = await rows(owner, tenant)
    storage.hold_next(method, moment)
    process = await _started(backends, storage, "run")
    await _killed(process, storage.held.wait)
    storage.let_go.set()
    assert await rows(owner, tenant) == stored
    await _sound(backends, storage, stored, owner, tenant)


async def test_killed_at_the_database(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    stored = await rows(owner, tenant)
    async with owner.transaction():
        await owner.fetch(_LOCK, strategy_id)
        process = await _started(backends, storage, "run")
        await _killed(process, lambda: _waits(backends))
    assert await rows(owner, tenant) == stored
    await _sound(backends, storage, stored, owner, tenant)


async def test_killed_while_versions_are_brought_back(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    await edited(owner, tenant, api)
    stored = await rows(owner, tenant)
    await archive(backends, storage, "run")
    (key,) = await storage.keys()
    storage.hold_next("DELETE", "before")
    process = await _started(backends, storage, "restore", key.removesuffix(".parquet"))
    await _killed(process, storage.held.wait)
    assert await rows(owner, tenant) == stored
    storage.let_go.set()
    await _sound(backends, storage, stored, owner, tenant)


async def test_only_one_changes_the_archive_at_a_time(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    await edited(owner, tenant, api)
    storage.hold_next("PUT", "before")
    first = await _started(backends, storage, "run")
    async with asyncio.timeout(30):
        await storage.held.wait()
    second = await archive(backends, storage, "run")
    assert second.code == 5
    storage.let_go.set()
    assert await first.wait() == 0
    assert len(await storage.keys()) == 1


async def test_a_strategy_that_goes_while_it_is_packed_leaves_no_trace(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    going, staying = await edited(owner, tenant, api), await edited(owner, tenant, api)
    storage.hold_next("GET", "before")
    process = await _started(backends, storage, "run")
    async with asyncio.timeout(30):
        await storage.held.wait()
    await owner.execute("DELETE FROM app.strategies WHERE id = $1", going)
    storage.let_go.set()
    assert await process.wait() == 0
    assert {row["strategy_id"] for row in await owner.fetch(ARCHIVED, tenant.workspace_id)} == {staying}
    assert len(await storage.keys()) == 1
    assert (await archive(backends, storage, "verify")).answer["items"] == []


async def test_an_edit_and_an_undelete_do_not_wait_for_the_storage(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    etag = (await api.get(f"/strategies/{strategy_id}")).headers["ETag"]
    storage.hold_next("GET", "before")
    process = await _started(backends, storage, "run")
    async with asyncio.timeout(30):
        await storage.held.wait()
    restored = await api.send("POST", f"/strategies/{strategy_id}/versions/1/restore", If_Match=etag)
    assert restored.status_code == 201
    assert (await api.send("DELETE", f"/strategies/{strategy_id}")).status_code == 204
    assert (await api.send("POST", f"/strategies/{strategy_id}/undelete")).status_code == 200
    storage.let_go.set()
    assert await process.wait() == 0
    # The version that was current when the run began is an old one now.
    assert [row["version"] for row in await owner.fetch(ARCHIVED, tenant.workspace_id)] == [1, 2, 3]
    assert (await api.get(f"/strategies/{strategy_id}")).json()["document"] == restored.json()["document"]


async def _sound(
    backends: Backends, storage: ObjectStorage, stored: list[tuple[object, ...]], owner: Owner, tenant: Tenant
) -> None:
    """Let the next runs put everything right: all is archived once, no object is left over, and all comes back."""
    assert (await archive(backends, storage, "run")).code == 0
    checked = await archive(backends, storage, "verify", "--repair")
    assert {item["trouble"] for item in checked.answer["items"]} <= {"orphan"}
    packs = (await archive(backends, storage, "ls", "--workspace", str(tenant.workspace_id))).answer["items"]
    assert [pack["versions"] for pack in packs] == [2]
    assert [key for key in await storage.keys() if key.startswith(str(tenant.workspace_id))] == [
        f"{tenant.workspace_id}/{packs[0]['packId']}.parquet"
    ]
    await archive(backends, storage, "restore", f"{tenant.workspace_id}/{packs[0]['packId']}")
    assert await rows(owner, tenant) == stored


async def _started(backends: Backends, storage: ObjectStorage, *arguments: str) -> asyncio.subprocess.Process:
    env = storage.variables | {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "DATABASE_ARCHIVE_URL": backends.archive_url,
        "CONVEX_ARCHIVE_AFTER_DAYS": str(AGE),
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway.operator", "archive", *arguments, "--json", env=env, cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def _killed(process: asyncio.subprocess.Process, until: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(30):
        await until()
    process.send_signal(signal.SIGKILL)
    await process.wait()


async def _waits(backends: Backends) -> None:
    """Return when the archiver waits for a lock, which only a superuser sees of others."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    connection = await asyncpg.connect(backends.admin_url)
    try:
        while not await connection.fetchval(waiting):
            await asyncio.sleep(0.05)
    finally:
        await connection.close()

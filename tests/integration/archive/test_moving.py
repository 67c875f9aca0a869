"""Old versions leave the table and come back, and nobody who reads notices."""

import hashlib
import io
from importlib import import_module
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from integration.archive.edited import ARCHIVED, age, archive, edited, rows, told
from integration.gateway_results.calls import Caller
from integration.gateway_results.strategies import BENEFIT, change, written
from support.backends import Backends
from support.convex import Owner, audit_log, convex
from support.object_storage import ObjectStorage
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_parquet: Any = import_module("pyarrow.parquet")


async def test_every_archived_version_reads_byte_for_byte_as_before(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    first, second = await edited(owner, tenant, api, 4), await edited(owner, tenant, api, 2)
    before = [await told(api, first, 4), await told(api, second, 2)]
    assert {status for each in before for status, _ in each.values()} == {200}
    stored = await rows(owner, tenant)
    (pack,) = (await archive(backends, storage, "run")).answer["items"]
    assert (pack["workspaceId"], pack["versions"], pack["used"]) == (str(tenant.workspace_id), 4, 4)
    assert await storage.keys() == [f"{tenant.workspace_id}/{pack['packId']}.parquet"]
    left = [tuple(row) for row in await owner.fetch(ARCHIVED, tenant.workspace_id)]
    assert left == sorted([(first, 1), (first, 2), (first, 3), (second, 1)])
    storage.asked.clear()
    assert [await told(api, first, 4), await told(api, second, 2)] == before
    # The pack was fetched once.
    assert storage.asked.count("GET") == 1
    assert (await archive(backends, storage, "run")).answer["items"] == []
    assert await rows(owner, tenant) != stored
    back = await archive(backends, storage, "restore", f"{tenant.workspace_id}/{pack['packId']}")
    assert back.answer["items"][0]["used"] == 4
    assert await rows(owner, tenant) == stored
    assert await storage.keys() == []
    log = [
        (action, new["operator"]) for _, action, new in await audit_log(owner, tenant.workspace_id) if "operator" in new
    ]
    assert log == [("versions.archived", "grace"), ("versions.brought_back", "grace")]


async def test_the_pack_is_a_parquet_file_with_the_columns_of_the_table(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    stored = await owner.fetch(
        "SELECT version, document::text, sha256(convert_to(document::text, 'UTF8')) = document_sha256 AS fits"
        " FROM app.strategy_versions WHERE strategy_id = $1 ORDER BY version",
        strategy_id,
    )
    await archive(backends, storage, "run", "--workspace", str(tenant.workspace_id))
    (key,) = await storage.keys()
    read: list[dict[str, Any]] = _parquet.read_table(io.BytesIO(await storage.get(key))).to_pylist()
    assert [(row["version"], row["document"], row["workspace_id"]) for row in read] == [
        (row["version"], row["document"], str(tenant.workspace_id)) for row in stored[:2]
    ]
    for row, was in zip(read, stored, strict=False):
        assert was["fits"] == (hashlib.sha256(str(row["document"]).encode()).digest() == row["document_sha256"])


async def test_only_what_is_old_and_not_current_moves(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    old = await edited(owner, tenant, api, 2)
    single = await edited(owner, tenant, api, 1)
    young, _ = await written(owner, tenant)
    await change(api, young, texts={BENEFIT: "is young"})
    other = await create_tenant(backends)
    planned = (await archive(backends, storage, "run", "--dry-run")).answer["items"]
    assert [(row["workspaceId"], row["versions"]) for row in planned] == [(str(tenant.workspace_id), 1)]
    assert await storage.keys() == []
    assert (await archive(backends, storage, "run", "--older-than-days", "365")).answer["items"] == []
    assert (await archive(backends, storage, "run", "--workspace", str(other.workspace_id))).answer["items"] == []
    await archive(backends, storage, "run")
    assert [row[0] for row in await owner.fetch(ARCHIVED, tenant.workspace_id)] == [old]
    assert {old, single, young} >= {row["strategy_id"] for row in await owner.fetch(ARCHIVED, tenant.workspace_id)}


async def test_an_archived_version_is_compared_restored_and_edited_on_as_any_other(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    first = (await api.get(f"/strategies/{strategy_id}/versions/1")).json()
    await archive(backends, storage, "run")
    etag = (await api.get(f"/strategies/{strategy_id}")).headers["ETag"]
    restored = await api.send("POST", f"/strategies/{strategy_id}/versions/1/restore", If_Match=etag)
    assert restored.status_code == 201, restored.text
    same = ("title", "document", "sections", "strategy", "score", "compliance", "findings", "executionPlan", "usage")
    assert {name: restored.json()[name] for name in same} == {name: first[name] for name in same}
    assert (await change(api, strategy_id, texts={BENEFIT: "goes on"})).json()["version"] == 5
    stored = "SELECT document_sha256, sentence_marks FROM app.strategy_versions WHERE strategy_id = $1 AND version = $2"
    one, four = await owner.fetchrow(stored, strategy_id, 1), await owner.fetchrow(stored, strategy_id, 4)
    assert one is not None
    assert four is not None
    assert one["document_sha256"] == four["document_sha256"]
    assert four["sentence_marks"] is not None
    assert (await api.send("DELETE", f"/strategies/{strategy_id}")).status_code == 204
    await age(owner, tenant)
    # A deleted strategy is archived too, and comes back whole.
    assert (await archive(backends, storage, "run")).answer["items"][0]["versions"] == 2
    assert (await api.send("POST", f"/strategies/{strategy_id}/undelete")).status_code == 200
    assert [status for status, _ in (await told(api, strategy_id, 5)).values()] == [200] * 17


async def test_packs_are_bounded(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api, 2)
    # As many as two packs hold and one more.
    await owner.execute(
        "INSERT INTO app.strategy_versions (workspace_id, strategy_id, version, title, brief, document, markdown,"
        " sections, summary, document_sha256, created_by, created_at)"
        " SELECT workspace_id, strategy_id, n, 'T', '{}', '{}', n::text, '[]', '{}', sha256('x'), created_by,"
        " created_at FROM app.strategy_versions, generate_series(3, 1003) n"
        " WHERE strategy_id = $1 AND version = 2",
        strategy_id,
    )
    await owner.execute("UPDATE app.strategies SET version = 1003 WHERE id = $1", strategy_id)
    packs = (await archive(backends, storage, "run")).answer["items"]
    assert [pack["versions"] for pack in packs] == [500, 500, 2]
    listed = (await archive(backends, storage, "ls")).answer["items"]
    assert [pack["packId"] for pack in listed] == [pack["packId"] for pack in packs]


async def test_without_a_storage_nothing_happens(backends: Backends, storage: ObjectStorage) -> None:
    ran = await convex(backends, "archive", "run")
    assert (ran.code, ran.answer) == (0, {"items": []})
    assert (await convex(backends, "archive", "ls")).code == 0
    without = await convex(backends, "archive", "verify")
    assert (without.code, "CONVEX_ARCHIVE_URL" in without.err) == (2, True)
    half = await convex(backends, "archive", "run", extra={"CONVEX_ARCHIVE_URL": "s3://old-versions"})
    assert (half.code, "CONVEX_ARCHIVE_ACCESS_KEY_ID" in half.err) == (2, True)
    assert (await archive(backends, storage, "restore", "no/pack")).code == 2
    assert (await archive(backends, storage, "restore", f"{UUID(int=1)}/{UUID(int=2)}")).code == 4


async def test_the_role_can_neither_change_a_version_nor_leave_its_workspace(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    await archive(backends, storage, "run")
    key = "workspace_id = '{}' AND strategy_id = '{}' AND version = {}"
    at = [key.format(tenant.workspace_id, strategy_id, number) for number in (1, 3)]
    archiver = await asyncpg.connect(backends.archive_url)
    try:
        gone = "brief = NULL, document = NULL, markdown = NULL, sections = NULL, summary = NULL"
        other = "brief = '{}', document = '{}', markdown = '', sections = '[]', summary = '{}'"
        for refused in (
            f"SET document = '{{}}' WHERE {at[1]}",
            f"SET archive_id = NULL, archived_sha256 = NULL, {other} WHERE {at[0]}",
            f"SET archive_id = (SELECT id FROM app.archive_packs), archived_sha256 = sha256('x'), {gone} WHERE {at[1]}",
            f"SET archived_sha256 = sha256('x') WHERE {at[0]}",
        ):
            with pytest.raises(asyncpg.CheckViolationError):
                await _in_context(archiver, tenant, f"UPDATE app.strategy_versions {refused}")
        for refused in (
            f"UPDATE app.strategy_versions SET title = 'x' WHERE {at[1]}",
            f"DELETE FROM app.strategy_versions WHERE {at[1]}",
            "SELECT title FROM app.strategies",
            "SELECT name FROM app.workspaces",
            "SELECT 1 FROM app.members",
            "SELECT new_values FROM app.audit_log",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await _in_context(archiver, tenant, refused)
        assert await archiver.fetchval("SELECT count(*) FROM app.strategy_versions") == 0
        assert await archiver.fetchval("SELECT count(*) FROM app.archive_packs") == 0
    finally:
        await archiver.close()


async def _in_context(connection: "asyncpg.Connection[asyncpg.Record]", tenant: Tenant, query: str) -> None:
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.workspace_id', $1, true)", str(tenant.workspace_id))
        await connection.execute(query)

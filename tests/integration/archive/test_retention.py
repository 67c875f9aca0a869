"""`convex retention`: what is old goes, all else stays, and no total changes."""

from typing import Any

import asyncpg
import pytest

from integration.archive.edited import AGE, archive, edited
from integration.gateway_results.calls import Caller
from integration.gateway_results.rows import insert_job, insert_llm_call, insert_roadmap, roll_up
from support.backends import Backends
from support.convex import Owner, Ran, audit_log, convex
from support.object_storage import ObjectStorage
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_ALL = {
    "CONVEX_RETENTION_JOB_EVENTS_DAYS": "40",
    "CONVEX_RETENTION_ACTIVITY_DAYS": "40",
    "CONVEX_RETENTION_AUDIT_LOG_DAYS": "40",
    "CONVEX_RETENTION_DELETED_DAYS": "40",
}
_OLD = "now() - interval '90 days'"
_TABLES = ("jobs", "job_events", "llm_calls", "activity", "audit_log", "strategies", "strategy_versions", "roadmaps")


async def test_what_is_old_goes_and_totals_stay(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    deleted, kept = await edited(owner, tenant, api), await edited(owner, tenant, api)
    await archive(backends, storage, "run")
    await _age(owner, tenant, deleted)
    await roll_up(owner, tenant)
    totals, before = await _totals(owner, tenant), await _counts(owner, tenant)
    planned = await _retention(backends, storage, "run", "--dry-run")
    expected = {"job_events": 2, "activity": 1, "audit_log": 1, "strategies": 1, "roadmaps": 1}
    assert {row["table"]: row["rows"] for row in planned.answer["items"]} == expected
    assert await _counts(owner, tenant) == before

    ran = await _retention(backends, storage, "run")
    assert {row["table"]: row["rows"] for row in ran.answer["items"]} == expected, ran.err
    after = await _counts(owner, tenant)
    assert (after["jobs"], after["llm_calls"]) == (before["jobs"], before["llm_calls"])
    assert after["strategy_versions"] == before["strategy_versions"] - 3
    assert (await _retention(backends, storage, "run")).answer["items"] == []
    assert await _totals(owner, tenant) == totals
    assert (await convex(backends, "rollups", "verify")).code == 0
    await convex(backends, "rollups", "rebuild")
    assert await _totals(owner, tenant) == totals
    log = [entry[1] for entry in await audit_log(owner, tenant.workspace_id)]
    assert log.count("retention.deleted") == 4
    # The pack that both were in is gone, and what has to stay is whole and packed anew.
    assert await storage.keys() == []
    assert (await api.get(f"/strategies/{kept}/versions/1")).status_code == 200
    assert (await archive(backends, storage, "run")).answer["items"][0]["versions"] == 2


async def test_without_a_setting_only_events_of_jobs_go(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    await _age(owner, tenant, await edited(owner, tenant, api))
    ran = await convex(backends, "retention", "run")
    assert [row["table"] for row in ran.answer["items"]] == ["job_events"]
    shown = await convex(backends, "retention", "show")
    assert [row["days"] for row in shown.answer["items"]] == [90, None, None, None, None]
    refused = await convex(backends, "retention", "run", extra={"CONVEX_RETENTION_AUDIT_LOG_DAYS": "29"})
    assert (refused.code, "CONVEX_RETENTION_AUDIT_LOG_DAYS" in refused.err) == (2, True)


async def test_the_stream_of_a_job_without_its_events_ends(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    await _age(owner, tenant, await edited(owner, tenant, api))
    await convex(backends, "retention", "run")
    old = "SELECT id FROM app.jobs WHERE workspace_id = $1 AND finished_at < now() - interval '80 days'"
    job_id = await owner.fetchval(old, tenant.workspace_id)
    stream = await api.get(f"/jobs/{job_id}/events")
    assert (stream.status_code, stream.text.count("event: ")) == (200, 1)


async def test_deleted_strategies_stay_while_their_packs_can_not_be_read(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    strategy_id = await edited(owner, tenant, api)
    await archive(backends, storage, "run")
    await _age(owner, tenant, strategy_id)
    storage.fault = "denied"
    assert (await _retention(backends, storage, "run")).code == 3
    assert await owner.fetchval("SELECT count(*) FROM app.strategies WHERE id = $1", strategy_id) == 1


async def test_the_role_deletes_nothing_that_is_young_or_counted(
    backends: Backends, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    await edited(owner, tenant, api, 1)
    await insert_job(owner, tenant, "succeeded")
    archiver = await asyncpg.connect(backends.archive_url)
    try:
        for table in ("activity", "audit_log", "strategies", "roadmaps", "job_events"):
            async with archiver.transaction():
                await archiver.execute("SELECT set_config('app.workspace_id', $1, true)", str(tenant.workspace_id))
                status = await archiver.execute(f"DELETE FROM app.{table} WHERE workspace_id = $1", tenant.workspace_id)
            assert status == "DELETE 0", table
        for table in ("jobs", "audits", "llm_calls", "strategy_versions", "strategy_scores"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await archiver.execute(f"DELETE FROM app.{table}")
    finally:
        await archiver.close()


async def _age(owner: Owner, tenant: Tenant, strategy_id: object) -> None:
    """Give a workspace old rows of every kind beside young ones, and delete a strategy long ago."""
    workspace_id = tenant.workspace_id
    for created in (_OLD, "now()"):
        job_id = await insert_job(owner, tenant, "succeeded")
        await owner.execute(f"UPDATE app.jobs SET finished_at = {created}, event_seq = 3 WHERE id = $1", job_id)
        for seq, kind in ((1, "stage"), (2, "stage"), (3, "done")):
            await owner.execute(
                "INSERT INTO app.job_events (workspace_id, job_id, seq, type, data) VALUES ($1, $2, $3, $4, '{}')",
                workspace_id, job_id, seq, kind,
            )  # fmt: skip
        settled: Any = await owner.fetchval(f"SELECT {created}")
        await insert_llm_call(owner, tenant, settled_at=settled, output_tokens=1, cost_nanousd=1)
        for table in ("activity", "audit_log"):
            await owner.execute(
                f"INSERT INTO app.{table} (workspace_id, id, actor_id, action, subject_type, subject_id, created_at)"
                f" VALUES ($1, gen_random_uuid(), $1, 'a', 'b', $1, {created})",
                workspace_id,
            )
        roadmap_id = await insert_roadmap(owner, tenant)
        await owner.execute(f"UPDATE app.roadmaps SET deleted_at = {created} WHERE id = $1", roadmap_id)
    await owner.execute(f"UPDATE app.strategies SET deleted_at = {_OLD} WHERE id = $1", strategy_id)


async def _counts(owner: Owner, tenant: Tenant) -> dict[str, int]:
    return {
        table: await owner.fetchval(f"SELECT count(*) FROM app.{table} WHERE workspace_id = $1", tenant.workspace_id)
        for table in _TABLES
    }


async def _totals(owner: Owner, tenant: Tenant) -> list[str]:
    rows = await owner.fetch(
        "SELECT d::text AS row FROM app.workspace_daily d WHERE workspace_id = $1"
        " UNION ALL SELECT (to_jsonb(s) - 'refreshed_at')::text FROM app.workspace_stats s WHERE workspace_id = $1"
        " ORDER BY 1",
        tenant.workspace_id,
    )
    return [row["row"] for row in rows]


async def _retention(backends: Backends, storage: ObjectStorage, *arguments: str) -> Ran:
    extra = storage.variables | _ALL | {"CONVEX_ARCHIVE_AFTER_DAYS": str(AGE)}
    return await convex(backends, "retention", *arguments, extra=extra)

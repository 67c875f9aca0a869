"""`convex partitions` turns large tables into partitioned ones and moves workspaces, and nothing else changes."""

from collections.abc import AsyncGenerator
from typing import Final
from uuid import UUID, uuid4

import pytest

from gateway.operator.partitions.tables import LARGE
from shared.db.pool import Context, begin
from support.backends import ROOT, Backends, fresh_backends
from support.convex import Owner, audit_log, convex
from support.partitioned import schema_owner, switched
from support.partitions import all_rows, filled, partitions
from support.tenants import create_tenant

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

# What grows with members, days or settings, or is gone within a day.
_WHOLE: Final = {
    "api_keys",
    "archive_packs",
    "idempotency_keys",
    "llm_budgets",
    "llm_spending",
    "members",
    "outbox",
    "processed_events",
    "search_data",
    "workspace_daily",
    "workspace_stats",
}
_AUDIT: Final = (ROOT / "services/gateway/src/gateway/operator/queries/audit_isolation.sql").read_text()
_DESCRIPTIONS: Final = {
    "columns": "SELECT attname, format_type(atttypid, atttypmod), attnotnull, attcompression,"
    " attstorage, ARRAY(SELECT a::text FROM unnest(attacl) a ORDER BY 1), pg_get_expr(adbin, adrelid)"
    " FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE attrelid = $1::regclass AND (attnum > 0 OR attacl IS NOT NULL) AND NOT attisdropped ORDER BY attnum",
    "checks": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid = $1::regclass AND contype IN ('c', 'p', 'u') ORDER BY 1",
    "indexes": "SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON '), indisvalid FROM pg_index"
    " WHERE indrelid = $1::regclass ORDER BY 1",
    "policies": "SELECT polname, polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid),"
    " pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polrelid = $1::regclass ORDER BY 1",
    "triggers": "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger"
    " WHERE tgrelid = $1::regclass AND NOT tgisinternal ORDER BY 1",
    "table": "SELECT relrowsecurity, relforcerowsecurity, relowner, relreplident,"
    " obj_description(oid, 'pg_class') FROM pg_class WHERE oid = $1::regclass",
    "rights": "SELECT a::text FROM pg_class, unnest(relacl) a WHERE oid = $1::regclass ORDER BY 1",
    "references": "SELECT coalesce(pg_partition_root(conrelid), conrelid)::regclass::text, conname,"
    " pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND convalidated"
    " AND (coalesce(pg_partition_root(conrelid), conrelid) = $1::regclass OR confrelid = $1::regclass) ORDER BY 1, 2",
}
_TABLES: Final = (
    "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'"
    " WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')"
)


@pytest.fixture
async def backends() -> AsyncGenerator[Backends, None]:
    async with fresh_backends() as fresh:
        yield fresh


async def test_every_table_of_a_workspace_is_either_large_or_stays_whole(owner: Owner) -> None:
    found = {row["relname"] for row in await owner.fetch(_TABLES)}
    assert found == {*LARGE, *_WHOLE}


async def test_a_switch_carries_over_everything_the_catalogue_knows(backends: Backends, owner: Owner) -> None:
    await owner.execute(
        "COMMENT ON TABLE app.jobs IS 'what people asked for';"
        " ALTER TABLE app.jobs ALTER COLUMN status SET STATISTICS 500;"
        " ALTER TABLE app.audits REPLICA IDENTITY FULL; ALTER TABLE app.jobs DISABLE TRIGGER wake_on_requeue;"
        " CREATE POLICY asking ON app.job_events FOR SELECT TO app_reports"
        " USING (EXISTS (SELECT FROM app.jobs j WHERE j.workspace_id = job_events.workspace_id AND j.id = job_id))"
    )
    before = {name: await _described(owner, name) for name in LARGE}
    rows = await filled(backends, owner)
    assert set(await switched(backends.owner_url)) == set(LARGE)
    for name in LARGE:
        assert await _described(owner, name) == before[name], name
    assert await all_rows(owner) == rows
    assert [tuple(row) for row in await owner.fetch(_AUDIT)] == []
    target = "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'app.jobs'::regclass AND attname = 'status'"
    assert await owner.fetchval(target) == 500
    assert await switched(backends.owner_url) == []


async def test_rows_move_there_and_back_as_they_are(backends: Backends, owner: Owner) -> None:
    rows = await filled(backends, owner)
    people = {row["workspace_id"] for row in await owner.fetch("SELECT workspace_id FROM app.strategies")}
    chosen, other = sorted(people)
    await switched(backends.owner_url)
    ran = await partitions(backends, "split", str(chosen))
    assert ran.code == 0, ran.err
    assert await _places(owner, chosen) == {f"app_of_{chosen.hex}"}
    assert await _places(owner, other) == {"app_others"}
    assert await all_rows(owner) == rows
    assert [tuple(row) for row in await owner.fetch(_AUDIT)] == []
    own = await _described(owner, "jobs", schema=f"app_of_{chosen.hex}")
    assert own["policies"] == (await _described(owner, "jobs"))["policies"]
    options = "SELECT reloptions FROM pg_class WHERE oid = $1::regclass"
    assert await owner.fetchval(options, f"app_of_{chosen.hex}.jobs") == await owner.fetchval(
        options, "app_others.jobs"
    )
    assert (await audit_log(owner, chosen))[-1][1:] == ("workspace.split", {"operator": "grace"})
    again = await partitions(backends, "split", str(chosen))
    assert (again.code, "already" in again.err) == (5, True)

    ran = await partitions(backends, "merge", str(chosen), "--yes")
    assert ran.code == 0, ran.err
    assert await _places(owner, chosen) == {"app_others"}
    assert await all_rows(owner) == rows
    assert await owner.fetchval("SELECT to_regnamespace($1)", f"app_of_{chosen.hex}") is None
    async with schema_owner(backends.worker_url) as connection:
        await begin(connection, Context(chosen))
        await connection.execute("rollback")


async def test_what_partitions_cannot_carry_is_refused_before_anything_changes(
    backends: Backends, owner: Owner
) -> None:
    await owner.execute("CREATE VIEW app.newest WITH (security_invoker = true) AS SELECT id FROM app.audits")
    ran = await partitions(backends, "switch")
    assert (ran.code, "view app.newest depends on it" in ran.err) == (5, True)
    assert await owner.fetchval("SELECT count(*) FROM pg_partitioned_table") == 0


async def test_nothing_is_done_without_the_owner_or_before_a_switch(backends: Backends, owner: Owner) -> None:
    mine = await create_tenant(backends)
    ran = await convex(backends, "partitions", "status")
    assert (ran.code, "DATABASE_MIGRATION_URL" in ran.err) == (2, True)
    ran = await convex(backends, "partitions", "switch", extra={"DATABASE_MIGRATION_URL": backends.operator_url})
    assert (ran.code, "does not own" in ran.err) == (5, True)
    ran = await partitions(backends, "split", str(mine.workspace_id))
    assert (ran.code, "convex partitions switch" in ran.err) == (5, True)
    told = (await partitions(backends, "switch", "--dry-run")).answer["statements"]
    assert "ALTER TABLE app.jobs ATTACH PARTITION app_others.jobs DEFAULT" in told
    assert await owner.fetchval("SELECT count(*) FROM pg_partitioned_table") == 0
    await switched(backends.owner_url)
    assert (await partitions(backends, "split", str(uuid4()))).code == 4
    assert (await partitions(backends, "merge", str(mine.workspace_id), "--yes")).code == 5
    told = (await partitions(backends, "split", str(mine.workspace_id), "--dry-run")).answer["statements"]
    assert any(text.startswith("DELETE FROM app_others.jobs") for text in told)
    await owner.execute("UPDATE app.workspaces SET deleted_at = now() WHERE id = $1", mine.workspace_id)
    assert (await partitions(backends, "split", str(mine.workspace_id))).code == 5
    status = await partitions(backends, "status")
    assert {row["table"] for row in status.answer["tables"]} == set(LARGE)


async def _described(owner: Owner, name: str, *, schema: str = "app") -> dict[str, list[tuple[object, ...]]]:
    return {
        part: [tuple(row) for row in await owner.fetch(text, f"{schema}.{name}")]
        for part, text in _DESCRIPTIONS.items()
    }


async def _places(owner: Owner, workspace_id: UUID) -> set[str]:
    return {
        row[0]
        for name in LARGE
        for row in await owner.fetch(
            "SELECT DISTINCT c.relnamespace::regnamespace::text"
            f" FROM app.{name} t JOIN pg_class c ON c.oid = t.tableoid WHERE workspace_id = $1",
            workspace_id,
        )
    }

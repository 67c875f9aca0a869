"""`convex partitions` turns large tables into partitioned ones and moves workspaces, and nothing else changes."""

from collections.abc import AsyncGenerator
from typing import Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from gateway.operator.partitions.tables import LARGE
from shared.db.migrate import migrate
from shared.db.pool import Context, begin, close_pool, create_pool, transaction
from support.backends import MIGRATIONS, ROOT, Backends, fresh_backends
from support.convex import Owner, audit_log, convex
from support.partitioned import schema_owner, switched
from support.partitions import all_rows, partitions
from support.people import create_person
from support.scene import make_scene
from support.tenants import create_tenant
from support.whole_strategies import insert_whole_strategy

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

# What grows with members, days or settings, or is gone within a day.
_WHOLE: Final = {
    "api_keys",
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
    "columns": "SELECT attname, format_type(atttypid, atttypmod), attnotnull, attcompression, attstorage,"
    " ARRAY(SELECT a::text FROM unnest(attacl) a ORDER BY 1), pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
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
# Of what a scene leaves empty, something for every workspace.
_MORE: Final = (
    "INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " SELECT id, id, id, 'made', 'workspace', id FROM app.workspaces",
    "INSERT INTO app.audit_log (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " SELECT id, id, id, 'made', 'workspace', id FROM app.workspaces",
    "INSERT INTO app.audit_findings (workspace_id, audit_id, check_id, pillar, status, weight, evidence)"
    " SELECT workspace_id, id, 'title', 'technical', 'good', 1, '{}' FROM app.audits",
    "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
    " prompt_version, price_version, started_at, settled_at, reserved_nanousd)"
    " SELECT id, id, id, 1, 1, 'first', 'm', '{}', '1', '1', now(), now(), 1 FROM app.workspaces",
)
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
        " ALTER TABLE app.audits REPLICA IDENTITY FULL; ALTER TABLE app.jobs DISABLE TRIGGER wake_on_requeue"
    )
    before = {name: await _described(owner, name) for name in LARGE}
    rows = await _filled(backends, owner)
    assert set(await switched(backends.owner_url)) == set(LARGE)
    for name in LARGE:
        assert await _described(owner, name) == before[name], name
    assert await all_rows(owner) == rows
    assert [tuple(row) for row in await owner.fetch(_AUDIT)] == []
    target = "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'app.jobs'::regclass AND attname = 'status'"
    assert await owner.fetchval(target) == 500
    assert await switched(backends.owner_url) == []


async def test_rows_move_there_and_back_as_they_are(backends: Backends, owner: Owner) -> None:
    rows = await _filled(backends, owner)
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


async def test_partitions_hold_what_one_table_held(backends: Backends, owner: Owner) -> None:
    await _filled(backends, owner)
    row = await owner.fetchrow("SELECT workspace_id, id, created_by FROM app.strategies ORDER BY id LIMIT 1")
    assert row is not None
    chosen = row["workspace_id"]
    await switched(backends.owner_url)
    assert (await partitions(backends, "split", str(chosen))).code == 0
    copied = "INSERT INTO app.strategy_versions SELECT (v).* FROM (SELECT v FROM app.strategy_versions v LIMIT 1) one"
    with pytest.raises(asyncpg.UniqueViolationError, match="strategy_versions_pkey"):
        await owner.execute(copied)
    stranger = await create_tenant(backends)
    foreign = (
        "INSERT INTO app.audits (workspace_id, id, job_id, strategy_id, domain, primary_keyword, coverage,"
        " ruleset_version, result, created_by) VALUES ($1, $2, $2, $3, 'a.test', 'a', 1, '1', '{}', $2)"
    )
    for workspace_id in (stranger.workspace_id, chosen):
        with pytest.raises(asyncpg.ForeignKeyViolationError) as refused:
            await owner.execute(foreign, workspace_id, uuid4(), row["id"] if workspace_id != chosen else uuid4())
        assert refused.value.constraint_name == "audits_workspace_id_strategy_id_fkey"
    audit_id = uuid4()
    await owner.execute(foreign, chosen, audit_id, row["id"])
    await owner.execute("DELETE FROM app.strategies WHERE workspace_id = $1 AND id = $2", chosen, row["id"])
    left = "SELECT count(*) FROM app.strategy_versions WHERE workspace_id = $1 AND strategy_id = $2"
    assert await owner.fetchval(left, chosen, row["id"]) == 0
    assert await owner.fetchval("SELECT strategy_id FROM app.audits WHERE id = $1", audit_id) is None


async def test_a_partition_is_closed_to_every_service(backends: Backends, owner: Owner) -> None:
    mine = await create_tenant(backends)
    await switched(backends.owner_url)
    assert (await partitions(backends, "split", str(mine.workspace_id))).code == 0
    for url in (backends.user_url, backends.worker_url, backends.relay_url, backends.operator_url):
        pool = await create_pool(url, service="test")
        try:
            for schema in ("app_others", f"app_of_{mine.workspace_id.hex}"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    async with transaction(pool, Context(mine.workspace_id, mine.user_id)) as connection:
                        await connection.execute(f"SELECT 1 FROM {schema}.strategies")
        finally:
            await close_pool(pool)
    await owner.execute("DROP POLICY reading ON app_others.audits; DROP POLICY working ON app_others.jobs")
    found = await convex(backends, "doctor")
    (told,) = [item for item in found.answer["items"] if item["check"] == "partitions" and item["status"] == "fail"]
    assert "app_others.audits, app_others.jobs" in told["sentence"]
    assert await switched(backends.owner_url) == []
    found = await convex(backends, "doctor")
    assert {item["status"] for item in found.answer["items"] if item["check"] == "partitions"} == {"ok"}


async def test_a_list_reads_the_partition_of_its_workspace_only(backends: Backends) -> None:
    mine = await create_tenant(backends)
    await switched(backends.owner_url)
    assert (await partitions(backends, "split", str(mine.workspace_id))).code == 0
    pool = await create_pool(backends.user_url, service="test")
    try:
        async with transaction(pool, Context(mine.workspace_id, mine.user_id), read_only=True) as connection:
            lines = await connection.fetch(
                "EXPLAIN SELECT id FROM app.strategies WHERE workspace_id = $1::uuid AND deleted_at IS NULL"
                " ORDER BY created_at DESC, id DESC LIMIT 50".replace("$1", f"'{mine.workspace_id}'")
            )
    finally:
        await close_pool(pool)
    plan = "\n".join(row[0] for row in lines)
    assert "strategies_workspace_id" in plan or " on strategies" in plan
    assert "Append" not in plan, plan


async def test_later_migrations_work_on_partitioned_tables(
    backends: Backends, owner: Owner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mine = await create_tenant(backends)
    await switched(backends.owner_url)
    assert (await partitions(backends, "split", str(mine.workspace_id))).code == 0
    folder = tmp_path_factory.mktemp("migrations")
    for path in MIGRATIONS.glob("*.sql"):
        (folder / path.name).write_text(path.read_text())
    (folder / "9000_more.sql").write_text(
        "alter table app.strategies add column mood text not null default 'calm' check (mood <> '');\n"
        "create index strategies_by_mood on app.strategies (workspace_id, mood);\n"
        "create table app.notes (workspace_id uuid not null, id uuid not null, strategy_id uuid not null,"
        " primary key (workspace_id, id),"
        " foreign key (workspace_id, strategy_id) references app.strategies on delete cascade);\n"
        "call app.tenant_table('app.notes');\n"
        "grant select (mood) on app.strategies to app_reports;\n"
    )
    assert await migrate(backends.owner_url, folder) == ("9000_more",)
    schemas = await owner.fetch(
        "SELECT relnamespace::regnamespace::text AS name FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
        " WHERE pg_get_indexdef(indexrelid) LIKE '%(workspace_id, mood)' AND c.relkind = 'i'"
    )
    assert {row["name"] for row in schemas} == {"app_others", f"app_of_{mine.workspace_id.hex}"}
    assert [tuple(row) for row in await owner.fetch(_AUDIT)] == []
    other = await create_tenant(backends)
    assert (await partitions(backends, "split", str(other.workspace_id))).code == 0
    assert (await partitions(backends, "merge", str(mine.workspace_id), "--yes")).code == 0


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


async def _filled(backends: Backends, owner: Owner) -> dict[str, tuple[str, ...]]:
    await make_scene(backends, strategies=20)
    await insert_whole_strategy(backends, await create_person(backends))
    await owner.execute("UPDATE app.jobs SET status = 'cancelled', finished_at = now() WHERE status = 'running'")
    for text in _MORE:
        await owner.execute(text)
    rows = await all_rows(owner)
    assert all(rows.values())
    return rows


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

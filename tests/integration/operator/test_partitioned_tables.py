"""Partitioned tables hold what whole ones held: keys, references, isolation, pruning, and later migrations."""

from collections.abc import AsyncGenerator
from typing import Final
from uuid import uuid4

import asyncpg
import pytest

from shared.db.migrate import migrate
from shared.db.pool import Context, close_pool, create_pool, transaction
from support.backends import MIGRATIONS, ROOT, Backends, fresh_backends
from support.convex import Owner, convex
from support.partitioned import switched
from support.partitions import filled, partitions
from support.tenants import create_tenant

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]
_AUDIT: Final = (ROOT / "services/gateway/src/gateway/operator/queries/audit_isolation.sql").read_text()


@pytest.fixture
async def backends() -> AsyncGenerator[Backends, None]:
    async with fresh_backends() as fresh:
        yield fresh


async def test_partitions_hold_what_one_table_held(backends: Backends, owner: Owner) -> None:
    await filled(backends, owner)
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


async def test_the_partitions_of_a_deleted_workspace_are_dropped_once_its_time_has_come(
    backends: Backends, owner: Owner
) -> None:
    await filled(backends, owner)
    await switched(backends.owner_url)
    counted = "SELECT workspace_id, count(*) AS rows FROM app.strategies GROUP BY 1 ORDER BY 1"
    (chosen, rows), (other, others) = [tuple(row) for row in await owner.fetch(counted)]
    assert (await partitions(backends, "split", str(chosen))).code == 0
    for purge_after in (None, "1 hour"):
        close = "UPDATE app.workspaces SET deleted_at = now(), purge_after = now() + $2::text::interval WHERE id = $1"
        if purge_after is not None:
            await owner.execute(close, chosen, purge_after)
        ran = await partitions(backends, "drop", str(chosen), "--yes")
        assert (ran.code, "opened again" in ran.err) == (5, True)
    await owner.execute(close, chosen, "-1 second")
    ran = await partitions(backends, "drop", str(chosen), "--yes")
    assert ran.code == 0, ran.err
    assert [tuple(row) for row in await owner.fetch(counted)] == [(other, others)]
    assert await owner.fetchval("SELECT to_regnamespace($1)", f"app_of_{chosen.hex}") is None
    told = "SELECT (purged_rows ->> 'strategies')::int FROM app.deleted_workspaces WHERE id = $1"
    assert await owner.fetchval(told, chosen) == rows
    assert (await partitions(backends, "drop", str(chosen), "--yes")).code == 5


async def test_what_a_purge_leaves_empty_is_dropped_too(backends: Backends, owner: Owner) -> None:
    mine = await create_tenant(backends)
    await switched(backends.owner_url)
    assert (await partitions(backends, "split", str(mine.workspace_id))).code == 0
    await owner.execute("DELETE FROM app.workspaces WHERE id = $1", mine.workspace_id)
    ran = await partitions(backends, "drop", str(mine.workspace_id), "--yes")
    assert (ran.code, ran.answer["rows"]) == (0, 0)
    assert (await partitions(backends, "drop", str(mine.workspace_id), "--yes")).code == 4

"""The schema keeps tenants apart, whatever a query forgets."""

from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from shared.db.migrate import MigrationDriftError, migrate
from shared.db.pool import Context, close_pool, create_pool, transaction
from support.backends import MIGRATIONS, ROOT, Backends
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_AUDIT = (ROOT / "services/gateway/src/gateway/operator/queries/audit_isolation.sql").read_text()
_TENANT_TABLES = (
    "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " AND a.attname = 'workspace_id' WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' ORDER BY 1"
)


async def test_the_catalogue_breaks_no_rule_of_isolation(backends: Backends) -> None:
    connection = await asyncpg.connect(backends.owner_url)
    try:
        found = [tuple(row) for row in await connection.fetch(_AUDIT)]
    finally:
        await connection.close()
    assert found == []


async def test_the_audit_finds_a_table_without_policies(backends: Backends) -> None:
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute("CREATE TABLE app.leak (workspace_id uuid, id uuid PRIMARY KEY)")
        found = {row["problem"] for row in await connection.fetch(_AUDIT)}
        await connection.execute("DROP TABLE app.leak")
    finally:
        await connection.close()
    assert {"no RLS/FORCE", "no policy for app_user", "unique index without workspace_id"} <= found


async def test_a_query_that_forgets_the_workspace_sees_its_own_rows_only(backends: Backends) -> None:
    mine, theirs = await create_tenant(backends), await create_tenant(backends)
    await _fill(backends, theirs.workspace_id)
    owner = await asyncpg.connect(backends.owner_url)
    tables = [row["name"] for row in await owner.fetch(_TENANT_TABLES)]
    await owner.close()
    pool = await create_pool(backends.user_url, service="test")
    try:
        for table in tables:
            async with transaction(pool, Context(mine.workspace_id, mine.user_id)) as connection:
                readable = await connection.fetchval("SELECT has_table_privilege(current_user, $1, 'SELECT')", table)
                if readable:
                    # Without WHERE on purpose.
                    found = await connection.fetch(f"SELECT workspace_id FROM {table}")
                    assert {row["workspace_id"] for row in found} <= {mine.workspace_id}, table
        async with transaction(pool, Context(theirs.workspace_id, theirs.user_id)) as connection:
            assert await connection.fetchval("SELECT count(*) FROM app.jobs") == 1
    finally:
        await close_pool(pool)


async def test_a_forged_context_sees_nothing(backends: Backends) -> None:
    mine, theirs = await create_tenant(backends), await create_tenant(backends)
    await _fill(backends, theirs.workspace_id)
    pool = await create_pool(backends.user_url, service="test")
    try:
        # The application says "workspace of the others" for a user who is no member there.
        async with transaction(pool, Context(theirs.workspace_id, mine.user_id)) as connection:
            assert await connection.fetchval("SELECT count(*) FROM app.jobs") == 0
            assert await connection.fetchval("SELECT count(*) FROM app.members") == 1  # the caller's own membership
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with transaction(pool, Context(theirs.workspace_id, mine.user_id)) as connection:
                await connection.execute(
                    "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by)"
                    " VALUES ($1, $2, 'seo', '{}', $3)",
                    theirs.workspace_id,
                    uuid4(),
                    mine.user_id,
                )
    finally:
        await close_pool(pool)


async def test_a_worker_writes_only_into_the_workspace_of_its_job(backends: Backends) -> None:
    mine, theirs = await create_tenant(backends), await create_tenant(backends)
    await _fill(backends, theirs.workspace_id)
    pool = await create_pool(backends.worker_url, service="test")
    try:
        async with transaction(pool, Context(mine.workspace_id)) as connection:
            touched = await connection.execute("UPDATE app.jobs SET stage = 'stolen'")
            assert touched == "UPDATE 0"
    finally:
        await close_pool(pool)


async def test_an_edited_migration_is_refused(backends: Backends, tmp_path: Path) -> None:
    for path in MIGRATIONS.glob("*.sql"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "0001_tenancy.sql").write_text("-- edited\n")
    with pytest.raises(MigrationDriftError, match="0001_tenancy"):
        await migrate(backends.owner_url, tmp_path)


async def test_migrating_twice_applies_nothing(backends: Backends) -> None:
    assert await migrate(backends.owner_url, MIGRATIONS) == ()


async def _fill(backends: Backends, workspace_id: object) -> None:
    owner = await asyncpg.connect(backends.owner_url)
    try:
        await owner.execute(
            "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by) VALUES ($1, $2, 'seo', '{}', $2)",
            workspace_id,
            uuid4(),
        )
    finally:
        await owner.close()

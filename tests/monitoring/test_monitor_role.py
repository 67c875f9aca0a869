"""What watches Postgres sees everybody's connections and nobody's rows."""

from collections.abc import AsyncGenerator

import asyncpg
import pytest

from support.backends import Backends

pytestmark = pytest.mark.integration


@pytest.fixture
async def monitor(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    connection = await asyncpg.connect(backends.admin_url)
    await connection.execute("SET ROLE app_monitor")
    yield connection
    await connection.close()


async def test_statements_of_others_are_seen(backends: Backends, monitor: "asyncpg.Connection[asyncpg.Record]") -> None:
    other = await asyncpg.connect(backends.worker_url)
    await other.execute("SELECT 4711")
    seen = await monitor.fetchval("SELECT query FROM pg_stat_activity WHERE pid = $1", other.get_server_pid())
    await other.close()
    assert seen == "SELECT 4711"


async def test_no_table_of_ours_is_read_and_nothing_is_done(
    backends: Backends, monitor: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    owner = await asyncpg.connect(backends.owner_url)
    found = await owner.fetch(
        "SELECT oid::regclass::text,"
        " has_table_privilege('app_monitor', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"
        " OR has_any_column_privilege('app_monitor', oid, 'SELECT, INSERT, UPDATE') FROM pg_class"
        " WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace IN ('app'::regnamespace, 'public'::regnamespace)"
    )
    assert len(found) > 20
    assert [name for name, allowed in found if allowed] == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await monitor.fetch("SELECT 1 FROM app.jobs")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await monitor.execute("SELECT pg_terminate_backend($1)", owner.get_server_pid())
    await owner.close()


async def test_it_comes_without_more_rights(monitor: "asyncpg.Connection[asyncpg.Record]") -> None:
    rights = await monitor.fetchrow(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = $1",
        "app_monitor",
    )
    assert rights is not None
    assert not any(rights.values())

"""The drill of docs/guide/backups.md: back up under load, lose the database's disk, restore to a point in time."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg
import pytest

from support.archived import ArchivedPostgres, archived_postgres
from support.load import Load, mixed_requests, settle_accounts
from support.services import running
from support.tenants import create_tenant

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

_POINT: Final = "before_the_accident"
_TABLES: Final = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('app', 'public') ORDER BY 1
"""
_SERVICES: Final = ("gateway", "strategy-worker", "roadmap-worker", "stats-aggregator")
_JOBS: Final = 60
_LATER: Final = 15
Rows = Mapping[str, tuple[str, ...]]


async def test_a_lost_database_is_restored_to_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with archived_postgres() as server:
        backends = server.backends
        tenants = [await create_tenant(backends) for _ in range(3)]
        load = Load()
        async with running(backends, tmp_path, names=_SERVICES) as system:
            submitting = asyncio.create_task(load.submit(system.gateway.url, tenants, mixed_requests(_JOBS)))
            await _accepted(load, _JOBS // 6)
            began = time.perf_counter()
            ended = await server.back_up()
            assert 0 <= time.time() - ended < 60
            backing_up = time.perf_counter() - began
            before = await _marked(backends.admin_url)
            # What comes after the moment is in the archive too, and must not come back.
            await submitting
            await load.submit(system.gateway.url, tenants, mixed_requests(_LATER))
            await server.archive_all()
            await server.destroy()
        restoring = await _timed(server, "--type=name", f"--target={_POINT}", "--target-action=promote", "restore")
        began = time.perf_counter()
        await server.start()
        recovering = time.perf_counter() - began
        after = await _rows(backends.admin_url)
        assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
        assert after == before

        # What the restored database still owes is done, though the broker remembers jobs that it has never heard of.
        restored = Load(accepted=await _jobs(backends.owner_url))
        async with running(backends, tmp_path, names=_SERVICES):
            account = await settle_accounts(backends, restored, tenants, within_s=180)
    with capsys.disabled():
        rows = sum(len(each) for each in before.values())
        print(
            f"\n{rows} rows of {len(before)} tables restored as they were, among them {account.rows} jobs of"
            f" {len(load.accepted)} accepted by the end; backup {backing_up:.1f} s, restore {restoring:.1f} s,"
            f" recovery {recovering:.1f} s\n{account.lines()}"
        )
    assert _JOBS // 6 <= account.rows <= _JOBS
    assert account.ended == {"succeeded": account.rows}
    assert (account.results, account.end_events) == (account.rows, account.rows)
    assert (account.done_twice, account.lost, account.rollups_that_differ) == (0, 0, 0)


async def _accepted(load: Load, number: int) -> None:
    async with asyncio.timeout(120):
        while len(load.accepted) < number:
            await asyncio.sleep(0.01)


async def _timed(server: ArchivedPostgres, *words: str) -> float:
    began = time.perf_counter()
    await server.run_backrest(*words)
    return time.perf_counter() - began


async def _marked(url: str) -> Rows:
    """Name a moment at which nobody was writing, and return every row of it."""
    connection = await asyncpg.connect(url)
    try:
        tables = ", ".join(row[0] for row in await connection.fetch(_TABLES))
        while True:
            try:
                async with connection.transaction():
                    await connection.execute(f"LOCK TABLE {tables} IN SHARE MODE")
                    await connection.execute("SELECT pg_create_restore_point($1)", _POINT)
                    return await _rows_seen(connection)
            except asyncpg.DeadlockDetectedError:
                # Those who write take tables in another order; the next try finds them done.
                continue
    finally:
        await connection.close()


async def _rows(url: str) -> Rows:
    connection = await asyncpg.connect(url)
    try:
        return await _rows_seen(connection)
    finally:
        await connection.close()


async def _rows_seen(connection: "asyncpg.Connection[asyncpg.Record]") -> Rows:
    """Return the text of each row by table, in an order of their own."""
    names = [row[0] for row in await connection.fetch(_TABLES)]
    return {name: tuple(sorted(row[0] for row in await _texts(connection, name))) for name in names}


async def _texts(connection: "asyncpg.Connection[asyncpg.Record]", table: str) -> list[asyncpg.Record]:
    # The name was quoted by Postgres itself.
    return await connection.fetch(f"SELECT each::text FROM {table} AS each")


async def _jobs(url: str) -> list[UUID]:
    connection = await asyncpg.connect(url)
    try:
        return [row[0] for row in await connection.fetch("SELECT id FROM app.jobs")]
    finally:
        await connection.close()

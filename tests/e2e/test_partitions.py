"""Tables are partitioned and workspaces moved while people work: what was accepted is done, nobody sees an error."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import asyncpg
import httpx
import pytest

from support.backends import Backends, fresh_backends
from support.convex import convex, started_convex
from support.load import Load, mixed_requests, settle_accounts
from support.partitioned import switched
from support.partitions import partitions
from support.people import Person, fill
from support.services import running
from support.tenants import Tenant, create_tenant

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]
_SERVICES: Final = ("gateway", "strategy-worker", "roadmap-worker", "stats-aggregator")
_HISTORY: Final = 3_000


@dataclass(slots=True)
class Readers:
    """What people who look at their strategies got, and how long the slowest answer took."""

    answers: Counter[int] = field(default_factory=Counter[int])
    slowest_s: float = 0.0

    async def read(self, url: str, tenant: Tenant) -> None:
        """Look at the list again and again, until cancelled."""
        async with tenant.client(url) as client:
            while True:
                began = time.perf_counter()
                answer = await client.get("/api/convex/list", timeout=30)
                self.slowest_s = max(self.slowest_s, time.perf_counter() - began)
                self.answers[answer.status_code] += 1
                await asyncio.sleep(0.02)


async def test_everything_accepted_is_done_while_tables_change_and_rows_move(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with fresh_backends() as backends:
        tenants = [await create_tenant(backends) for _ in range(3)]
        large, other = tenants[0], tenants[1]
        await fill(backends, Person(large.email, large), _HISTORY)
        load, readers = Load(), {tenant.workspace_id: Readers() for tenant in (large, other)}
        async with running(backends, tmp_path, names=_SERVICES) as system:
            url = system.gateway.url
            reading = [asyncio.create_task(readers[tenant.workspace_id].read(url, tenant)) for tenant in (large, other)]
            is_over = asyncio.Event()
            submitting = asyncio.create_task(_submit(load, url, tenants, is_over))
            told = [
                await _done(backends, "switch"),
                await _done(backends, "split", str(large.workspace_id)),
                await _done(backends, "merge", str(large.workspace_id), "--yes"),
                await _done(backends, "split", str(large.workspace_id)),
            ]
            is_over.set()
            await submitting
            account = await settle_accounts(backends, load, tenants, within_s=200)
            for task in reading:
                task.cancel()
            await asyncio.wait(reading)
    slowest = [f"{readers[tenant.workspace_id].slowest_s:.2f} s" for tenant in (large, other)]
    with capsys.disabled():
        print(f"\n{account.accepted} jobs accepted, refusals {dict(load.refusals)}; slowest read {slowest[0]} in the")
        print(f"workspace that moves, {slowest[1]} in another", *told, sep="\n")
    assert [set(each.answers) for each in readers.values()] == [{200}, {200}]
    assert set(load.refusals) <= {"503"}
    assert account.ended == {"succeeded": account.accepted}
    assert (account.results, account.end_events, account.accepted) == (account.rows, account.rows, account.rows)
    assert (account.done_twice, account.lost, account.rollups_that_differ) == (0, 0, 0)
    assert (account.dead_messages, account.messages_left) == (0, 0)


async def test_a_killed_split_leaves_a_workspace_that_is_read_and_goes_on_when_it_is_repeated(tmp_path: Path) -> None:
    async with fresh_backends() as backends:
        large, other = await create_tenant(backends), await create_tenant(backends)
        await fill(backends, Person(large.email, large), _HISTORY)
        await switched(backends.owner_url)
        owner = await asyncpg.connect(backends.owner_url)
        before = await owner.fetch("SELECT * FROM app.strategies ORDER BY workspace_id, id")
        async with running(backends, tmp_path, names=("gateway",)) as system:
            await _killed_while_it_moves(backends, owner, large)
            async with large.client(system.gateway.url) as mine, other.client(system.gateway.url) as theirs:
                assert (await mine.get("/api/convex/list")).status_code == 200
                refused = await _post(mine)
                assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
                assert (await _post(theirs)).status_code == 202
                found = await convex(backends, "doctor")
                assert str(large.workspace_id) in str([i for i in found.answer["items"] if i["status"] == "warn"])
                assert await owner.fetch("SELECT * FROM app.strategies ORDER BY workspace_id, id") == before

                await _done(backends, "split", str(large.workspace_id))
                assert await owner.fetch("SELECT * FROM app.strategies ORDER BY workspace_id, id") == before
                assert (await _post(mine)).status_code == 202

                await _done(backends, "merge", str(large.workspace_id), "--yes")
                await _killed_while_it_moves(backends, owner, large)
                await _done(backends, "merge", str(large.workspace_id))
                assert (await _post(mine)).status_code == 202
        assert await owner.fetchval("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'apart%'") == 0
        await owner.close()


async def test_a_split_waits_for_jobs_that_run_and_gives_up_without_a_trace(tmp_path: Path) -> None:
    async with fresh_backends() as backends:
        large = await create_tenant(backends)
        await switched(backends.owner_url)
        owner = await asyncpg.connect(backends.owner_url)
        await owner.execute(
            "INSERT INTO app.jobs (workspace_id, id, kind, status, request, created_by, lease_until)"
            " VALUES ($1, $1, 'seo', 'running', '{}', $1, now() + interval '1 hour')",
            large.workspace_id,
        )
        ran = await partitions(backends, "split", str(large.workspace_id), "--patience-s", "0.5")
        assert (ran.code, "1 jobs and 0 calls" in ran.err) == (5, True)
        left = "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^app_(moving|draining|of)_'"
        assert await owner.fetchval(left) == 0
        await owner.close()
        async with running(backends, tmp_path, names=("gateway",)) as system, large.client(system.gateway.url) as mine:
            assert (await _post(mine)).status_code == 202


async def _submit(load: Load, url: str, tenants: list[Tenant], is_over: asyncio.Event) -> None:
    """Ask for something of every kind in every workspace, again and again."""
    while not is_over.is_set():
        await load.submit(url, tenants, mixed_requests(3), clients=3)
        await asyncio.sleep(0.5)


async def _done(backends: Backends, *arguments: str) -> str:
    began = time.perf_counter()
    ran = await partitions(backends, *arguments)
    assert ran.code == 0, ran.err
    return f"  {arguments[0]}: {time.perf_counter() - began:.1f} s, {ran.out.strip()[:200]}"


async def _killed_while_it_moves(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", tenant: Tenant
) -> None:
    """Kill a split when it has told everybody that rows are being moved, and before it has told that they are there."""
    moving = "SELECT to_regnamespace($1) IS NOT NULL"
    extra = {"DATABASE_MIGRATION_URL": backends.owner_url}
    process = await started_convex(backends, "partitions", "split", str(tenant.workspace_id), extra=extra)
    async with asyncio.timeout(60):
        while not await owner.fetchval(moving, f"app_moving_{tenant.workspace_id.hex}"):
            await asyncio.sleep(0.002)
    process.kill()
    await process.wait()
    sessions = (
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'convex' AND datname = current_database()"
    )
    async with asyncio.timeout(60):
        while await owner.fetchval(sessions):
            await asyncio.sleep(0.05)
    assert await owner.fetchval(moving, f"app_moving_{tenant.workspace_id.hex}")
    assert not await owner.fetchval(moving, f"app_of_{tenant.workspace_id.hex}")


async def _post(client: httpx.AsyncClient) -> httpx.Response:
    path, body = mixed_requests(1)[0]
    return await client.post(f"/api/convex/{path}", json=body)

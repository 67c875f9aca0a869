"""Many watchers of one job cost one query; each still sees all, and only while they may."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

import pytest

from gateway.auth.caller import Caller, Claim
from gateway.repository.events import JobEvent
from gateway.waiting import finished_job
from gateway.watching import feed
from gateway.watching.hub import Follower, Hub
from gateway.watching.opening import still_reads
from gateway.watching.stream import Permission, event_stream
from integration.gateway.serving import Owner, Served
from shared.db.pool import Context, Pool, create_pool
from support.backends import Backends
from support.jobs import insert_jobs
from support.tenants import Tenant, create_tenant


class CountingPool:
    """A pool that knows how often it was asked for a connection, and can be away."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.acquired = 0
        self.is_away = False

    async def fetchval(self, *_arguments: Any) -> Any:
        """Be away."""
        raise ConnectionRefusedError("away")

    def acquire(self, **options: Any) -> Any:
        """Count and pass on."""
        if self.is_away:
            raise ConnectionRefusedError("away")
        self.acquired += 1
        return self._pool.acquire(**options)


@pytest.fixture
async def pool(backends: Backends) -> AsyncGenerator[CountingPool, None]:
    """Return a pool of the application's role."""
    opened = await create_pool(backends.user_url, service="test", max_size=4)
    try:
        yield CountingPool(opened)
    finally:
        opened.terminate()


@pytest.fixture
def hub(pool: CountingPool) -> Hub:
    """Return a hub that looks by itself only once in a long while."""
    return Hub(cast("Pool", pool), tick_s=60)


@pytest.fixture
async def job_id(owner: Owner, tenant: Tenant) -> UUID:
    """Return a job nobody works on."""
    return (await insert_jobs(owner, tenant, 1))[0]


def context(tenant: Tenant) -> Context:
    """Return what a member's transactions carry."""
    return Context(tenant.workspace_id, tenant.user_id)


async def progress(owner: Owner, job_id: UUID, number: int = 1, status: str = "running") -> None:
    """Store events and move the job on."""
    await owner.execute(
        "WITH job AS (UPDATE app.jobs SET status = $3, event_seq = event_seq + $2,"
        " finished_at = CASE WHEN $3 = 'succeeded' THEN now() END, result = '{}' WHERE id = $1"
        " RETURNING workspace_id, event_seq)"
        " INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)"
        " SELECT workspace_id, $1, event_seq - n, 'progress', '{}' FROM job, generate_series(0, $2 - 1) AS n",
        job_id,
        number,
        status,
    )


async def read(follower: Follower, number: int) -> list[int]:
    """Return the numbers of the next events."""
    found: list[int] = []
    async with asyncio.timeout(10):
        while len(found) < number:
            found += [event.seq for event in (await follower.next(5)).events]
    return found


async def test_two_hundred_watchers_share_each_reading(
    hub: Hub, pool: CountingPool, owner: Owner, tenant: Tenant, job_id: UUID
) -> None:
    async with AsyncExitStack() as stack:
        followers: list[Follower] = []
        for _ in range(200):
            follow = hub.follow(tenant.workspace_id, context(tenant), job_id, 0)
            follower = await stack.enter_async_context(follow)
            assert follower is not None
            followers.append(follower)
        before = pool.acquired
        await progress(owner, job_id, 3)
        hub.wake(job_id)
        async with asyncio.TaskGroup() as tasks:
            readings = [tasks.create_task(read(follower, 3)) for follower in followers]
        assert all(reading.result() == [1, 2, 3] for reading in readings)
        assert pool.acquired - before == 1


async def test_a_watcher_slower_than_the_feed_remembers_reads_for_itself(
    hub: Hub, owner: Owner, tenant: Tenant, job_id: UUID
) -> None:
    async with (
        hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as quick,
        hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as slow,
    ):
        assert quick is not None
        assert slow is not None
        await progress(owner, job_id, feed.MAX_KEPT + 500)
        hub.wake(job_id)
        total = feed.MAX_KEPT + 500
        assert await read(quick, total) == list(range(1, total + 1))
        assert len(quick.feed.events) == feed.MAX_KEPT
        assert await read(slow, total) == list(range(1, total + 1))


async def test_a_feed_survives_a_database_that_is_away(
    pool: CountingPool, owner: Owner, tenant: Tenant, job_id: UUID
) -> None:
    hub = Hub(cast("Pool", pool), tick_s=0.02)
    async with hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as follower:
        assert follower is not None
        pool.is_away = True
        await progress(owner, job_id)
        assert (await follower.next(0.2)).events == ()
        pool.is_away = False
        assert await read(follower, 1) == [1]


async def test_nobody_reads_as_somebody_who_was_removed(
    hub: Hub, backends: Backends, owner: Owner, tenant: Tenant, job_id: UUID
) -> None:
    removed = await create_tenant(backends, "viewer", workspace_id=tenant.workspace_id)
    async with (
        hub.follow(tenant.workspace_id, context(removed), job_id, 0) as first,
        hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as second,
    ):
        assert first is not None
        assert second is not None
        await owner.execute("DELETE FROM app.members WHERE user_id = $1", removed.user_id)
        await progress(owner, job_id)
        hub.wake(job_id)
        assert await read(second, 1) == [1]
        batch = await first.next(5)
        assert (batch.events, batch.ended) == ((), True)


async def test_who_can_not_see_the_job_does_not_join_its_feed(
    hub: Hub, backends: Backends, tenant: Tenant, job_id: UUID
) -> None:
    stranger = await create_tenant(backends)
    async with hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as follower:
        assert follower is not None
        for workspace_id in (tenant.workspace_id, stranger.workspace_id):
            forged = Context(workspace_id, stranger.user_id)
            async with hub.follow(workspace_id, forged, job_id, 0) as refused:
                assert refused is None


async def test_the_last_to_leave_ends_the_feed(hub: Hub, tenant: Tenant, job_id: UUID) -> None:
    tasks = asyncio.all_tasks()
    async with hub.follow(tenant.workspace_id, context(tenant), job_id, 0):
        assert len(asyncio.all_tasks() - tasks) == 1
    async with asyncio.timeout(5):
        while asyncio.all_tasks() - tasks:
            await asyncio.sleep(0)
    hub.wake(job_id)


@pytest.mark.parametrize(("may_go_on", "expires_in_s"), [(False, 60), (True, -1)])
async def test_a_quiet_stream_ends_when_its_permission_does(
    hub: Hub, tenant: Tenant, job_id: UUID, *, may_go_on: bool, expires_in_s: float
) -> None:
    async def recheck() -> bool:
        return may_go_on

    async with hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as follower:
        assert follower is not None
        permission = Permission(recheck, time.time() + expires_in_s)
        async with asyncio.timeout(5):
            texts = [text async for text in event_stream(follower, permission, heartbeat_s=0.01)]
    assert texts == ["retry: 1000\n\n", ": still here\n\n"]


async def test_a_finished_job_ends_its_stream_at_once(hub: Hub, owner: Owner, tenant: Tenant, job_id: UUID) -> None:
    await progress(owner, job_id)
    await progress(owner, job_id, status="succeeded")
    async with hub.follow(tenant.workspace_id, context(tenant), job_id, 0) as follower:
        assert follower is not None
        batch = await follower.next(5)
    assert batch.ended
    assert batch.events == (JobEvent(1, "progress", "{}"), JobEvent(2, "progress", "{}"))


async def test_an_absent_database_neither_ends_a_stream_nor_turns_a_202_into_an_error(
    served: Served, pool: CountingPool, tenant: Tenant, job_id: UUID
) -> None:
    pool.is_away = True
    absent = cast("Pool", pool)
    claim = Claim(Caller(tenant.user_id), tenant.workspace_id)
    assert await still_reads(absent, claim)
    services = replace(served.services, pool=absent, hub=Hub(absent))
    assert await finished_job(services, claim, job_id, 5, {}) is None

"""What the worker knows about its own consumer, and how it survives the loss of its connection."""

import asyncio
from collections.abc import AsyncGenerator

import aio_pika
import asyncpg
import httpx
import pytest
from faststream.rabbit import RabbitBroker

from shared.broker.consuming import is_consuming, stop_intake
from shared.contracts.topology import JOB_QUEUES
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.jobs import completion, dispatching, insert_jobs, queue_depths, wait_for_end, working
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_QUEUE = JOB_QUEUES["strategy"].name


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


async def _at_once(_job: ClaimedJob, _control: JobControl) -> Completion:
    return completion()


async def test_a_worker_is_ready_only_while_messages_reach_it(backends: Backends) -> None:
    async with working(backends, _at_once) as worker:
        await _until_consuming(worker.broker, expected=True)
        connection = await aio_pika.connect(backends.amqp_url)
        async with connection:
            # The socket stays open, and yet nothing would be delivered any more.
            await (await connection.channel()).queue_delete(_QUEUE)
        await _until_consuming(worker.broker, expected=False)


async def test_a_stopped_intake_leaves_messages_to_others(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    started, release = asyncio.Event(), asyncio.Event()

    async def slow(_job: ClaimedJob, _control: JobControl) -> Completion:
        started.set()
        await release.wait()
        return completion()

    async with dispatching(backends), working(backends, slow, prefetch=1) as worker:
        (first,) = await insert_jobs(owner, tenant, 1)
        async with asyncio.timeout(10):
            await started.wait()
        await stop_intake(worker.broker)
        others = await insert_jobs(owner, tenant, 3)
        async with asyncio.timeout(10):
            while (await queue_depths(backends))[_QUEUE] != 3:
                await asyncio.sleep(0.05)
        release.set()
        await wait_for_end(owner, [first])
        states = await owner.fetch("SELECT status, attempt FROM app.jobs WHERE id = ANY ($1)", others)
        assert {tuple(row) for row in states} == {("dispatched", 0)}
    async with working(backends, _at_once):
        rows = await wait_for_end(owner, others)
    assert {row["attempt"] for row in rows.values()} == {1}


async def test_a_lost_connection_does_not_throw_work_away(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    started, release = asyncio.Event(), asyncio.Event()
    calls: list[int] = []

    async def expensive(job: ClaimedJob, _control: JobControl) -> Completion:
        calls.append(job.attempt)
        started.set()
        await release.wait()
        return completion()

    async with dispatching(backends), working(backends, expensive) as worker:
        (job_id,) = await insert_jobs(owner, tenant, 1)
        async with asyncio.timeout(10):
            await started.wait()
        await _close_connections(backends)
        await _until_consuming(worker.broker, expected=True)
        release.set()
        row = (await wait_for_end(owner, [job_id]))[job_id]
        # The redelivered message finds the job over and goes.
        async with asyncio.timeout(20):
            while sum((await queue_depths(backends)).values()):
                await asyncio.sleep(0.05)
    assert (row["status"], row["attempt"], calls) == ("succeeded", 1, [1])


async def test_jobs_flow_again_after_every_connection_was_closed(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant = await create_tenant(backends)
    async with dispatching(backends), working(backends, _at_once):
        await wait_for_end(owner, await insert_jobs(owner, tenant, 3))
        await _close_connections(backends)
        await wait_for_end(owner, await insert_jobs(owner, tenant, 3))


async def _close_connections(backends: Backends) -> None:
    """Close them at the broker, and return when it knows of none that was there before."""
    async with httpx.AsyncClient(base_url=backends.management_url, timeout=10) as client, asyncio.timeout(20):
        names: list[str] = []
        while not names:
            found = (await client.get(f"/api/vhosts/{backends.vhost}/connections")).json()
            names = [connection["name"] for connection in found]
            await asyncio.sleep(0.1)
        for name in names:
            await client.delete(f"/api/connections/{name}")


async def _until_consuming(broker: RabbitBroker, *, expected: bool) -> None:
    async with asyncio.timeout(20):
        while await is_consuming(broker) is not expected:
            await asyncio.sleep(0.05)

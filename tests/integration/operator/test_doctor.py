"""`convex doctor` calls a well installation well and finds its dead letters."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import aio_pika
import asyncpg
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from shared.contracts.messages import JOB_KINDS
from shared.contracts.topology import JOB_QUEUES, STATS_QUEUE
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.convex import convex
from support.jobs import completion, dispatching, insert_jobs, wait_for_end, working
from support.tenants import create_tenant

pytestmark = pytest.mark.integration


async def _perform(_job: ClaimedJob, _control: JobControl) -> Completion:
    return completion()


async def _acknowledge(message: AbstractIncomingMessage) -> None:
    await message.ack()


@pytest.fixture(scope="module", autouse=True)
async def channel(backends: Backends) -> AsyncGenerator[AbstractChannel, None]:
    """Run a worker of each kind, and consume events as the aggregator would."""
    async with AsyncExitStack() as stack:
        for kind in JOB_KINDS:
            await stack.enter_async_context(working(backends, _perform, kind=kind))
        await stack.enter_async_context(dispatching(backends))
        tenant, owner = await create_tenant(backends), await asyncpg.connect(backends.owner_url)
        for kind in JOB_KINDS:
            await wait_for_end(owner, await insert_jobs(owner, tenant, 1, kind=kind))
        # Nobody counts here what has ended, so as if it had been.
        await owner.execute(
            "INSERT INTO app.workspace_stats (workspace_id, refreshed_at) VALUES ($1, now())", tenant.workspace_id
        )
        await owner.close()
        connection = await aio_pika.connect(backends.amqp_url)
        await stack.enter_async_context(connection)
        opened = await connection.channel()
        stats = await opened.get_queue(STATS_QUEUE.name)
        await stats.consume(_acknowledge)
        yield opened


async def test_a_well_installation_is_called_well(backends: Backends) -> None:
    ran = await convex(backends, "doctor")
    assert [item for item in ran.answer["items"] if item["status"] != "ok"] == []
    assert (ran.code, ran.answer["failures"]) == (0, 0)
    checks = {item["check"] for item in ran.answer["items"]}
    assert {"schema", "isolation", "queues", "consumers", "dead letters", "outbox", "rollups", "bindings"} <= checks
    read = await convex(backends, "doctor", as_json=False)
    assert read.out.strip().splitlines()[-1].endswith("checks, 0 warnings, 0 failures.")


async def test_a_dead_letter_is_a_warning(backends: Backends, channel: AbstractChannel) -> None:
    await channel.default_exchange.publish(aio_pika.Message(b"{}"), JOB_QUEUES["seo"].dead)
    ran = await convex(backends, "doctor")
    (found,) = [item for item in ran.answer["items"] if item["status"] != "ok"]
    assert (ran.code, found["check"], found["status"]) == (0, "dead letters", "warn")
    assert "seo-worker.dead: 1" in found["sentence"]
    assert "convex dlq" in found["remedy"]

"""What is not a message of ours ends in the dead queue with its reason, and never stops the good ones."""

import asyncio
import json
from collections.abc import AsyncGenerator
from uuid import uuid4

import aio_pika
import asyncpg
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from shared.contracts.topology import COMMANDS
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.jobs import completion, dispatching, insert_jobs, wait_for_end, working
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_GOOD = {"schemaVersion": 1, "workspaceId": str(uuid4()), "jobId": str(uuid4()), "kind": "strategy"}
BROKEN = {
    "no JSON": b"\xff\xfe",
    "half of it": b'{"schemaVersion": 1',
    "no object": b"[]",
    "empty": b"",
    "null": b"null",
    "a field is missing": json.dumps({k: v for k, v in _GOOD.items() if k != "jobId"}).encode(),
    "a wrong type": json.dumps(_GOOD | {"jobId": 7}).encode(),
    "an unknown kind": json.dumps(_GOOD | {"kind": "poem"}).encode(),
    "a version of the future": json.dumps(_GOOD | {"schemaVersion": 99}).encode(),
    "too large": json.dumps(_GOOD | {"kind": "x" * 1_000_000}).encode(),
}


@pytest.fixture
async def channel(backends: Backends) -> AsyncGenerator[AbstractChannel, None]:
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        yield await connection.channel()


async def _perform(_job: ClaimedJob, _control: JobControl) -> Completion:
    return completion()


async def test_each_broken_body_is_dead_at_once_and_good_jobs_go_on(
    backends: Backends, channel: AbstractChannel
) -> None:
    tenant = await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    try:
        async with dispatching(backends), working(backends, _perform):
            ids = await insert_jobs(owner, tenant, 1)
            await wait_for_end(owner, ids)
            commands = await channel.get_exchange(COMMANDS)
            for body in BROKEN.values():
                message = aio_pika.Message(body, content_type="application/json")
                await commands.publish(message, "strategy.requested")
            ids = await insert_jobs(owner, tenant, 5)
            await wait_for_end(owner, ids)
            dead = [await _next_dead(channel) for _ in BROKEN]
    finally:
        await owner.close()
    assert sorted(message.body for message in dead) == sorted(BROKEN.values())
    assert [message.headers["x-dead-reason"] for message in dead] == ["unreadable"] * len(BROKEN)
    # A body may hold anything, so the reason must not repeat it.
    assert not any("poem" in str(message.headers) for message in dead)


async def test_a_message_about_a_job_that_does_not_exist_is_dropped(
    backends: Backends, channel: AbstractChannel
) -> None:
    tenant = await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    try:
        async with dispatching(backends), working(backends, _perform):
            await wait_for_end(owner, await insert_jobs(owner, tenant, 1))
            commands = await channel.get_exchange(COMMANDS)
            message = aio_pika.Message(json.dumps(_GOOD).encode(), content_type="application/json")
            await commands.publish(message, "strategy.requested")
            await wait_for_end(owner, await insert_jobs(owner, tenant, 1))
            queue = await channel.declare_queue("strategy-worker", passive=True)
            assert queue.declaration_result.message_count == 0
    finally:
        await owner.close()


async def test_a_job_delivered_many_times_is_done_once(backends: Backends, channel: AbstractChannel) -> None:
    tenant = await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    done: list[int] = []

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        done.append(job.attempt)
        return completion()

    try:
        async with dispatching(backends), working(backends, perform):
            (job_id,) = await insert_jobs(owner, tenant, 1)
            body = _GOOD | {"workspaceId": str(tenant.workspace_id), "jobId": str(job_id)}
            commands = await channel.get_exchange(COMMANDS)
            for _ in range(20):
                message = aio_pika.Message(json.dumps(body).encode(), content_type="application/json")
                await commands.publish(message, "strategy.requested")
            await wait_for_end(owner, [job_id])
            await wait_for_end(owner, await insert_jobs(owner, tenant, 3))
    finally:
        await owner.close()
    assert done.count(1) == 4
    assert len(done) == 4


async def _next_dead(channel: AbstractChannel) -> AbstractIncomingMessage:
    queue = await channel.declare_queue("strategy-worker.dead", passive=True)
    async with asyncio.timeout(10):
        while True:
            message = await queue.get(fail=False)
            if message is not None:
                await message.ack()
                return message
            await asyncio.sleep(0.02)

"""`convex dlq`: letters are looked at without being lost, and put back without being done twice."""

import asyncio
import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel

from gateway.operator.dead_letters import each_letter, holding
from shared.contracts.topology import COMMANDS, JOB_QUEUES, STATS_QUEUE
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.convex import Owner, Ran, audit_log, convex
from support.jobs import completion, dispatching, insert_jobs, queue_depths, wait_for_end, working
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_QUEUE = JOB_QUEUES["strategy"]


@pytest.fixture
async def channel(backends: Backends) -> AsyncGenerator[AbstractChannel, None]:
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        yield await connection.channel()


@pytest.fixture(autouse=True)
async def nothing_is_dead_afterwards(backends: Backends) -> AsyncGenerator[None, None]:
    yield
    ran = await convex(backends, "dlq", "drop", "--all", "--yes")
    assert ran.code == 0, ran.err


async def _good(_job: ClaimedJob, _control: JobControl) -> Completion:
    return completion()


async def _bad(_job: ClaimedJob, _control: JobControl) -> Completion:
    raise RuntimeError("unforeseen")


async def _dead_job(backends: Backends, owner: Owner, tenant: Tenant) -> UUID:
    """Let a job fail for good, so that its message is dead."""
    (job_id,) = await insert_jobs(owner, tenant, 1)
    await owner.execute("UPDATE app.jobs SET max_attempts = 1 WHERE id = $1", job_id)
    async with dispatching(backends), working(backends, _bad):
        rows = await wait_for_end(owner, [job_id])
        assert rows[job_id]["status"] == "failed"
        await _until_dead(backends)
    return job_id


async def _unreadable(backends: Backends, tenant: Tenant, owner: Owner, body: bytes) -> None:
    """Send what no worker can read, and wait until it is dead."""
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection, dispatching(backends), working(backends, _good):
        # With its end all queues are there.
        await wait_for_end(owner, await insert_jobs(owner, tenant, 1))
        commands = await (await connection.channel()).get_exchange(COMMANDS)
        await commands.publish(aio_pika.Message(body, content_type="application/json"), _QUEUE.routing_key)
        await _until_dead(backends)


async def _until_dead(backends: Backends) -> None:
    async with asyncio.timeout(20):
        while not (await queue_depths(backends))[_QUEUE.dead]:
            await asyncio.sleep(0.05)


def _outcomes(ran: Ran) -> list[str]:
    return [item["outcome"] for item in ran.answer["items"]]


async def test_a_dead_job_is_replayed_and_then_succeeds(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    job_id = await _dead_job(backends, owner, tenant)
    listed = (await convex(backends, "dlq", "ls")).answer["items"]
    assert [(item["jobId"], item["reason"], item["queue"]) for item in listed] == [
        (str(job_id), "attempts_exhausted", _QUEUE.name)
    ]
    assert datetime.fromisoformat(listed[0]["diedAt"]) <= datetime.now(UTC)
    replayed = await convex(backends, "dlq", "replay", str(job_id))
    assert (replayed.code, _outcomes(replayed)) == (0, ["queued_again"])
    assert (await convex(backends, "dlq", "ls")).answer == {"items": []}
    async with dispatching(backends), working(backends, _good):
        rows = await wait_for_end(owner, [job_id])
    assert (rows[job_id]["status"], rows[job_id]["attempt"]) == ("succeeded", 2)
    assert [entry[1] for entry in await audit_log(owner, tenant.workspace_id)] == ["job.retried"]
    assert (await convex(backends, "dlq", "replay", str(job_id))).code == 4


async def test_a_letter_that_is_there_twice_does_its_job_once(
    backends: Backends, owner: Owner, tenant: Tenant, channel: AbstractChannel
) -> None:
    job_id = await _dead_job(backends, owner, tenant)
    dead = await channel.get_queue(_QUEUE.dead)
    letter = await dead.get()
    for _ in range(2):
        twin = aio_pika.Message(letter.body, headers=letter.headers, message_id=letter.message_id)
        await channel.default_exchange.publish(twin, _QUEUE.dead)
    await letter.ack()
    done: list[UUID] = []

    async def perform(job: ClaimedJob, _control: JobControl) -> Completion:
        done.append(job.id)
        return completion()

    replayed = await convex(backends, "dlq", "replay", "--all")
    assert _outcomes(replayed) == ["queued_again", "sent_again"]
    async with dispatching(backends), working(backends, perform):
        await wait_for_end(owner, [job_id])
        # Behind the double in the same queue.
        await wait_for_end(owner, await insert_jobs(owner, tenant, 1))
    assert done.count(job_id) == 1


async def test_what_nobody_can_read_stays_until_it_is_dropped(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    await _unreadable(backends, tenant, owner, b'{"kind": "strategy", "note": "the secret recipe"}')
    key = (await convex(backends, "dlq", "ls")).answer["items"][0]["key"]
    replayed = await convex(backends, "dlq", "replay", key)
    assert (replayed.code, _outcomes(replayed)) == (1, ["unreadable"])
    shown = await convex(backends, "dlq", "show", key)
    assert shown.answer["body"] == {"kind": "strategy", "note": "… (17 characters)"}
    assert shown.answer["reason"] == "unreadable"
    assert "the secret recipe" in (await convex(backends, "dlq", "show", key, "--full")).out
    unsure = await convex(backends, "dlq", "drop", key, answer="n\n", as_json=False)
    assert unsure.code == 5
    assert (await convex(backends, "dlq", "ls")).answer["items"] != []
    sure = await convex(backends, "dlq", "drop", key, answer="y\n", as_json=False)
    assert sure.code == 0
    assert (await convex(backends, "dlq", "ls")).answer == {"items": []}


async def test_a_dropped_letter_of_a_job_is_written_down_and_its_job_stays_as_it_is(
    backends: Backends, owner: Owner, tenant: Tenant
) -> None:
    job_id = await _dead_job(backends, owner, tenant)
    assert (await convex(backends, "dlq", "drop", str(job_id))).code == 5  # a program has to say --yes
    assert (await convex(backends, "dlq", "drop", str(job_id), "--yes")).code == 0
    assert [entry[1] for entry in await audit_log(owner, tenant.workspace_id)] == ["message.dropped"]
    assert await owner.fetchval("SELECT status FROM app.jobs WHERE id = $1", job_id) == "failed"


async def test_an_event_goes_back_to_its_queue_without_its_failures(
    backends: Backends, owner: Owner, tenant: Tenant, channel: AbstractChannel
) -> None:
    async with dispatching(backends), working(backends, _good):
        await wait_for_end(owner, await insert_jobs(owner, tenant, 1))
    waiting = await channel.get_queue(STATS_QUEUE.name)
    await waiting.purge()
    event_id = str(uuid4())
    body = {"workspaceId": str(tenant.workspace_id), "days": ["2026-11-26"], "occurredAt": "2026-11-26T10:00:00Z"}
    letter = aio_pika.Message(
        json.dumps(body).encode(),
        content_type="application/json",
        message_id=event_id,
        headers={
            "x-retry": 4,
            "x-dead-reason": "retries_exhausted",
            "x-dead-detail": "KeyError",
            "traceparent": "kept",
        },
    )
    await channel.default_exchange.publish(letter, STATS_QUEUE.dead)
    assert _outcomes(await convex(backends, "dlq", "replay", event_id, "--queue", "stats-aggregator")) == ["sent_again"]
    back = await waiting.get()
    await back.ack()
    assert (back.body, back.message_id) == (letter.body, event_id)
    assert back.headers.keys() - {"x-delivery-count"} == {"traceparent"}
    assert [entry[1] for entry in await audit_log(owner, tenant.workspace_id)] == ["message.replayed"]


async def test_looking_often_does_not_wear_a_letter_out(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    job_id = await _dead_job(backends, owner, tenant)
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        views: list[int] = []
        for _ in range(6):
            async with holding(connection) as channel:
                views += [held.letter.views async for held in each_letter(channel, _QUEUE, old_views=2)]
    # Looked at twice, replaced by a copy that nobody has looked at, and so on.
    assert views == [0, 1, 0, 1]
    assert [item["jobId"] for item in (await convex(backends, "dlq", "ls")).answer["items"]] == [str(job_id)]

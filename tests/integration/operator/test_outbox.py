"""`convex outbox`: events leave by hand when the relay can't publish them, and one bad event holds up no other."""

from uuid import uuid4

import aio_pika
import pytest

from gateway.operator.trail import OPERATOR_ID
from shared.broker.connection import make_broker
from shared.broker.declaring import declare_topology
from shared.contracts.topology import STATS_QUEUE
from support.backends import Backends
from support.convex import Owner, audit_log, convex
from support.jobs import telemetry
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_INSERT = (
    "INSERT INTO app.outbox (workspace_id, event_id, routing_key, payload, headers)"
    " VALUES ($1, $2, 'job.failed', $3, '{\"traceparent\": \"kept\"}') RETURNING id"
)


@pytest.fixture(autouse=True)
async def topology(backends: Backends) -> None:
    broker = make_broker(backends.amqp_url, telemetry("test"))
    await broker.connect()
    await declare_topology(broker)
    await broker.stop()


async def test_events_are_listed_counted_and_published_around_a_bad_one(
    backends: Backends, owner: Owner, tenant: Tenant
) -> None:
    bad = await owner.fetchval(_INSERT, tenant.workspace_id, uuid4(), "[]")
    event_id = uuid4()
    good = await owner.fetchval(_INSERT, tenant.workspace_id, event_id, '{"occurredAt": "2026-11-26T10:00:00Z"}')
    listed = await convex(backends, "outbox", "ls")
    assert [(item["id"], item["event"]) for item in listed.answer["items"]] == [
        (bad, "job.failed"),
        (good, "job.failed"),
    ]
    (counted,) = (await convex(backends, "outbox", "stats")).answer["items"]
    assert (counted["events"], counted["workspaces"]) == (2, 1)
    ran = await convex(backends, "outbox", "publish")
    assert ran.code == 1
    assert [item["outcome"] for item in ran.answer["items"]] == ["malformed", "published"]
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        queue = await (await connection.channel()).get_queue(STATS_QUEUE.name)
        message = await queue.get()
        await message.ack()
    assert (message.message_id, message.headers["traceparent"]) == (str(event_id), "kept")
    assert await owner.fetch("SELECT id FROM app.outbox") == [(bad,)]
    assert (await convex(backends, "outbox", "drop", str(bad))).code == 5
    assert (await convex(backends, "outbox", "drop", str(bad), "--yes")).code == 0
    assert (await convex(backends, "outbox", "drop", str(bad), "--yes")).code == 4
    assert await audit_log(owner, tenant.workspace_id) == [
        (str(OPERATOR_ID), "event.published", {"operator": "grace"}),
        (str(OPERATOR_ID), "event.dropped", {"operator": "grace"}),
    ]


async def test_what_no_queue_takes_and_what_the_relay_holds_stays(
    backends: Backends, owner: Owner, tenant: Tenant
) -> None:
    number = await owner.fetchval(_INSERT, tenant.workspace_id, uuid4(), "{}")
    async with owner.transaction():
        await owner.fetch("SELECT id FROM app.outbox FOR UPDATE")
        held = await convex(backends, "outbox", "publish", str(number))
    assert (held.code, held.answer["items"][0]["outcome"]) == (0, "taken")
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        await (await connection.channel()).queue_delete(STATS_QUEUE.name)
    ran = await convex(backends, "outbox", "publish")
    assert (ran.code, ran.answer["items"][0]["outcome"]) == (1, "not_routed")
    assert await owner.fetchval("SELECT count(*) FROM app.outbox") == 1
    assert await audit_log(owner, tenant.workspace_id) == []

"""Publishes stored events and deletes them; more than one relay may run, each takes what no other holds."""

import asyncio
import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import asyncpg
from faststream.rabbit import RabbitBroker
from opentelemetry import context
from opentelemetry.instrumentation.utils import suppress_instrumentation
from pydantic import JsonValue, RootModel

from shared.broker.publishing import publish_message
from shared.contracts.topology import EVENTS as EVENTS_EXCHANGE
from shared.db.pool import Connection, Pool
from shared.db.sql import statement
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import continued

_PACKAGE: Final = "shared.outbox"
_BATCH: Final = 100


class _Stored(RootModel[dict[str, JsonValue]]):
    """An event as it was stored; one of a newer release is none of the relay's business and must not stop it."""


@dataclass(frozen=True, slots=True)
class OutboxDepth:
    """How many events wait, and for how long the oldest has."""

    events: int
    age_s: float


async def relay_events(pool: Pool, broker: RabbitBroker, metrics: Metrics) -> int:
    """Publish one batch and return its size; the transaction spans the publishing, as the only one that may.

    Raises:
        BrokerUnavailableError: nothing was deleted.
    """
    with suppress_instrumentation():
        async with pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(statement(_PACKAGE, "take_events"), _BATCH)
            if rows:
                await _publish_all(broker, rows)
    for row in rows:
        metrics.events_published.labels(row["routing_key"]).inc()
    return len(rows)


async def measure_outbox(connection: Connection) -> OutboxDepth:
    """Return how full the outbox is."""
    row = await connection.fetchrow(statement(_PACKAGE, "measure_outbox"))
    assert row is not None
    return OutboxDepth(row["events"], row["age_s"])


async def _publish_all(broker: RabbitBroker, rows: list[asyncpg.Record]) -> None:
    results = await asyncio.gather(*(_publish(broker, row) for row in rows), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def _publish(broker: RabbitBroker, row: asyncpg.Record) -> None:
    event = _Stored.model_validate_json(row["payload"])
    # Without the stored context the telemetry middleware would begin a new trace and overwrite the old one.
    token = context.attach(continued(json.loads(row["headers"])))
    try:
        await publish_message(
            broker,
            event,
            exchange=EVENTS_EXCHANGE,
            routing_key=row["routing_key"],
            message_id=UUID(str(row["event_id"])),
        )
    finally:
        context.detach(token)

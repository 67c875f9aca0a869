"""The outbox by hand, for when the relay is away or stands before an event that it can't publish.

The relay publishes in batches, so one bad event holds up a hundred. Here each has a transaction of its own: it is
deleted when the broker has confirmed it, and stays when not.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange, DeliveryMode
from aio_pika.exceptions import AMQPError, DeliveryError

from gateway.operator.failures import not_found
from gateway.operator.redaction import parsed
from gateway.operator.repository import workspace_exists
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from shared.contracts.topology import EVENTS
from shared.db.pool import Connection, Context, Pool, transaction
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"
_ACROSS: Final = Context(None)
_CONFIRM_S: Final = 5.0


class Fate(StrEnum):
    """What became of an event."""

    PUBLISHED = "published"
    NOT_ROUTED = "not_routed"
    MALFORMED = "malformed"
    TAKEN = "taken"


SENTENCES: Final = {
    Fate.PUBLISHED: "confirmed by the broker",
    Fate.NOT_ROUTED: "left: the broker did not confirm it, or no queue is bound for it; `convex doctor` says which",
    Fate.MALFORMED: "left: it is no JSON object, and the relay stands before it; `convex outbox drop` takes it out",
    Fate.TAKEN: "the relay has it in hand, or has published it",
}


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event that waits; `headers` is JSON text."""

    id: int
    workspace_id: UUID
    event_id: UUID
    routing_key: str
    headers: str
    created_at: datetime
    age_s: float


@dataclass(frozen=True, slots=True)
class WaitingKind:
    """How many events of a kind wait, and the oldest of them."""

    routing_key: str
    events: int
    workspaces: int
    oldest_at: datetime
    age_s: float


@dataclass(frozen=True, slots=True)
class _Taken:
    id: int
    workspace_id: UUID
    event_id: UUID
    routing_key: str
    payload: str
    headers: str


async def list_outbox(pool: Pool, limit: int) -> list[WaitingEvent]:
    """Return the events that wait, the oldest first."""
    return [WaitingEvent(**dict(row)) for row in await pool.fetch(statement(_PACKAGE, "list_outbox"), limit)]


async def measure_outbox_by_event(pool: Pool) -> list[WaitingKind]:
    """Return what waits by kind, the one whose oldest event is oldest first."""
    return [WaitingKind(**dict(row)) for row in await pool.fetch(statement(_PACKAGE, "measure_outbox_by_event"))]


async def list_outbox_ids(pool: Pool, limit: int) -> list[int]:
    """Return the numbers of the events that wait, the oldest first."""
    return [row["id"] for row in await pool.fetch(statement(_PACKAGE, "list_outbox_ids"), limit)]


async def publish(pool: Pool, channel: AbstractChannel, number: int, *, operator: str) -> Fate:
    """Publish one event as the relay would, and delete it once that is confirmed."""
    exchange = await channel.get_exchange(EVENTS, ensure=False)
    try:
        async with transaction(pool, _ACROSS) as connection:
            event = await _take(connection, number)
            if event is None:
                return Fate.TAKEN
            await _write_down(connection, event, "event.published", operator=operator)
            await _publish(exchange, event)
    except _MalformedError:
        return Fate.MALFORMED
    except (DeliveryError, AMQPError, TimeoutError):
        return Fate.NOT_ROUTED
    return Fate.PUBLISHED


async def drop(pool: Pool, number: int, *, operator: str) -> None:
    """Delete an event; its day is counted no more than before.

    Raises:
        OperatorError: when it is not there.
    """
    async with transaction(pool, _ACROSS) as connection:
        event = await _take(connection, number)
        if event is None:
            raise not_found(f"event {number} in the outbox", SENTENCES[Fate.TAKEN])
        await _write_down(connection, event, "event.dropped", operator=operator)


class _MalformedError(Exception):
    """An event that is no JSON object."""


async def _take(connection: Connection, number: int) -> _Taken | None:
    row = await connection.fetchrow(statement(_PACKAGE, "take_event"), number)
    return None if row is None else _Taken(**dict(row))


async def _publish(exchange: AbstractExchange, event: _Taken) -> None:
    if not isinstance(parsed(event.payload), dict):
        raise _MalformedError
    message = aio_pika.Message(
        event.payload.encode(),
        content_type="application/json",
        headers=json.loads(event.headers),
        message_id=str(event.event_id),
        delivery_mode=DeliveryMode.PERSISTENT,
    )
    await exchange.publish(message, event.routing_key, mandatory=True, timeout=_CONFIRM_S)


async def _write_down(connection: Connection, event: _Taken, action: str, *, operator: str) -> None:
    # What a deleted workspace left behind has no log any more.
    if await workspace_exists(connection, event.workspace_id):
        change = Change(action, "event", event.event_id, {"event": event.routing_key})
        await write_down(connection, event.workspace_id, change, operator=operator)

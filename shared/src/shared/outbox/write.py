"""Writes an event inside the transaction that caused it."""

from typing import Final

from shared.contracts.messages import Event
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.json import dumps
from shared.telemetry.setup import trace_headers

_PACKAGE: Final = "shared.outbox"


async def insert_event(connection: Connection, event: Event) -> None:
    """Store an event with the current trace; it is published after the commit, at least once."""
    await connection.execute(
        statement(_PACKAGE, "insert_event"),
        event.workspace_id,
        event.event_id,
        event.routing_key,
        dumps(event),
        dumps(trace_headers()),
    )

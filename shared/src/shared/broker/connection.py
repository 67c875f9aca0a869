"""A connection to RabbitMQ that reports its messages as spans and metrics."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import structlog
from faststream import BaseMiddleware
from faststream.rabbit import Channel, RabbitBroker
from faststream.rabbit.opentelemetry import RabbitTelemetryMiddleware
from faststream.rabbit.prometheus import RabbitPrometheusMiddleware

from shared.telemetry.setup import Telemetry

_RECONNECT_S: Final = 1.0
_CONNECT_S: Final = 5.0
# Work is drained before the broker stops; this is for the handlers that acknowledge it.
_SETTLE_S: Final = 5.0
# Not for subscribers: each has a channel of its own, since handlers die with the channel they run on.
_DEFAULT_PREFETCH: Final = 10

Middleware = type[BaseMiddleware[Any, Any]]


def make_broker(url: str, telemetry: Telemetry, *, middlewares: Sequence[Middleware] = ()) -> RabbitBroker:
    """Return a broker that is not connected yet; the first middleware is the outermost."""
    return RabbitBroker(
        url,
        # The first connection either is made or fails, and whoever wants it tries again; later ones mend themselves.
        fail_fast=True,
        timeout=_CONNECT_S,
        reconnect_interval=_RECONNECT_S,
        graceful_timeout=_SETTLE_S,
        # Without it an unroutable message is lost and publish says nothing.
        default_channel=Channel(on_return_raises=True, prefetch_count=_DEFAULT_PREFETCH),
        middlewares=(
            *middlewares,
            RabbitPrometheusMiddleware(registry=telemetry.metrics.registry, app_name=telemetry.service),
            RabbitTelemetryMiddleware(tracer_provider=telemetry.provider),
        ),
        logger=structlog.get_logger("faststream"),
        app_id=telemetry.service,
    )


async def connect(broker: RabbitBroker) -> None:
    """Connect unless there is a connection already.

    An attempt is let come to its end also when the caller is cancelled: the client library takes a cancellation in the
    middle of connecting for a failure and would go on for ever, which keeps the process from ending.

    Raises:
        Exception: whatever keeps the broker away; try again.
    """
    attempt = asyncio.ensure_future(broker.connect())
    try:
        await asyncio.shield(attempt)
    except asyncio.CancelledError:
        await asyncio.wait({attempt}, timeout=_CONNECT_S + 1)
        raise

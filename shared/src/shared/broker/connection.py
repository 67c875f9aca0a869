"""A broker connection that waits for RabbitMQ instead of failing, and reports its messages as spans and metrics."""

from collections.abc import Sequence
from typing import Any, Final

import structlog
from faststream import BaseMiddleware
from faststream.rabbit import Channel, RabbitBroker
from faststream.rabbit.opentelemetry import RabbitTelemetryMiddleware
from faststream.rabbit.prometheus import RabbitPrometheusMiddleware

from shared.telemetry.setup import Telemetry

_RECONNECT_S: Final = 1.0
# Work is drained before the broker stops; this is for the handlers that acknowledge it.
_SETTLE_S: Final = 5.0
# Not for subscribers: each has a channel of its own, since handlers die with the channel they run on.
_DEFAULT_PREFETCH: Final = 10

Middleware = type[BaseMiddleware[Any, Any]]


def make_broker(url: str, telemetry: Telemetry, *, middlewares: Sequence[Middleware] = ()) -> RabbitBroker:
    """Return a broker that is not connected yet; the first middleware is the outermost."""
    return RabbitBroker(
        url,
        # With the default a worker whose broker is late stays up and never consumes.
        fail_fast=False,
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

"""Counts requests and times them until their answer begins, by route."""

import time
from dataclasses import dataclass
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import clear_contextvars

from gateway.middleware.labels import method_of, route_of

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 3, 5)
_QUIET: Final = frozenset({"/health/live", "/health/ready", "/metrics"})
_log = structlog.get_logger(__name__)


class RequestMetrics:
    """The collectors of the HTTP side."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "convex_http_requests", "Requests answered", ("method", "route", "status"), registry=registry
        )
        self.seconds = Histogram(
            "convex_http_request_seconds",
            "Until an answer begins; those that Prefer: wait holds back on purpose are left out",
            ("method", "route"),
            buckets=BUCKETS,
            registry=registry,
        )
        self.open = Gauge("convex_http_requests_open", "Requests being answered, streams included", registry=registry)


@dataclass(frozen=True, slots=True)
class Measuring:
    """Sees the status that the caller sees."""

    app: ASGIApp
    metrics: RequestMetrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        clear_contextvars()
        method, began = method_of(scope), time.perf_counter()
        # A connection that ends before its answer is counted as well.
        status, seconds = 499, 0.0

        async def noting(message: Message) -> None:
            nonlocal status, seconds
            if message["type"] == "http.response.start":
                status, seconds = message["status"], time.perf_counter() - began
            await send(message)

        with self.metrics.open.track_inprogress():
            try:
                await self.app(scope, receive, noting)
            finally:
                self._note(scope, method, status, seconds)

    def _note(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = route_of(scope)
        self.metrics.requests.labels(method, route, str(status)).inc()
        if not scope["state"].get("held"):
            self.metrics.seconds.labels(method, route).observe(seconds)
        if route in _QUIET:
            return
        log = _log.debug if method == "GET" and status < 400 else _log.info
        log("request_answered", method=method, route=route, status=status, duration_ms=round(seconds * 1000, 1))

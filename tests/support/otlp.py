"""Receives spans as a collector does, by OTLP over HTTP, and keeps them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from deploy.local.traces.spans import ReceivedSpan, spans_of
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse


@dataclass(slots=True)
class Collector:
    """All spans received so far, and the messages that they came in."""

    url: str
    spans: list[ReceivedSpan] = field(default_factory=list[ReceivedSpan])
    bodies: list[bytes] = field(default_factory=list[bytes])

    def trace(self, trace_id: str) -> list[ReceivedSpan]:
        """Return the spans of one trace."""
        return [span for span in self.spans if span.trace_id == trace_id]

    def edges(self, trace_id: str) -> set[tuple[str, str]]:
        """Return every parent → child pair of a trace as `service: name`; a root's parent is empty."""
        spans = {span.span_id: span for span in self.trace(trace_id)}
        found: set[tuple[str, str]] = set()
        for span in spans.values():
            parent = spans.get(span.parent_id)
            found.add((_label(parent) if parent else "", _label(span)))
        return found


def _label(span: ReceivedSpan) -> str:
    return f"{span.service}: {span.name}"


@asynccontextmanager
async def collecting() -> AsyncGenerator[Collector, None]:
    """Receive spans while the block runs."""
    collector = Collector("")

    async def on_traces(request: web.Request) -> web.Response:
        # aiohttp has undone the compression already when the header says so.
        body = await request.read()
        collector.bodies.append(body)
        collector.spans += spans_of(body)
        return web.Response(
            body=ExportTraceServiceResponse().SerializeToString(), content_type="application/x-protobuf"
        )

    app = web.Application(client_max_size=16 * 1024 * 1024)
    app.add_routes([web.post("/v1/traces", on_traces)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    collector.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield collector
    finally:
        await runner.cleanup()

"""Receives spans as a collector does, by OTLP over HTTP, and keeps them."""

import gzip
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue

_KINDS: Final = {1: "internal", 2: "server", 3: "client", 4: "producer", 5: "consumer"}


@dataclass(frozen=True, slots=True)
class ReceivedSpan:
    """A finished span as its service exported it; values of attributes are written as text, lists as an empty one."""

    service: str
    name: str
    kind: str
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, str]


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
        raw = await request.read()
        # aiohttp has undone the compression already when the header says so.
        body = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        collector.bodies.append(body)
        collector.spans += _spans(body)
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


def _spans(body: bytes) -> list[ReceivedSpan]:
    request = ExportTraceServiceRequest()
    request.ParseFromString(body)
    found: list[ReceivedSpan] = []
    for resource in request.resource_spans:
        names = {a.key: a.value.string_value for a in resource.resource.attributes}
        for scope in resource.scope_spans:
            found += [
                ReceivedSpan(
                    names.get("service.name", ""),
                    span.name,
                    _KINDS.get(span.kind, ""),
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    {a.key: _text(a.value) for a in span.attributes},
                )
                for span in scope.spans
            ]
    return found


def _text(value: AnyValue) -> str:
    match value.WhichOneof("value"):
        case "string_value":
            return value.string_value
        case "int_value":
            return str(value.int_value)
        case "double_value":
            return str(value.double_value)
        case "bool_value":
            return str(value.bool_value)
        case _:
            return ""

"""Spans as services export them, by OTLP over HTTP, read from the protocol's messages."""

import gzip
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

_KINDS: Final = {1: "internal", 2: "server", 3: "client", 4: "producer", 5: "consumer"}


@dataclass(frozen=True, slots=True)
class ReceivedSpan:
    """A finished span; times in nanoseconds since 1970, attributes as text, lists as an empty one.

    `error` is empty unless the span failed: what its status says, or that it did.
    """

    service: str
    name: str
    kind: str
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, str]
    begins_ns: int
    ends_ns: int
    error: str


def spans_of(raw: bytes) -> list[ReceivedSpan]:
    """Return the spans of one export, compressed or not.

    Raises:
        ValueError: when it is none.
    """
    request = ExportTraceServiceRequest()
    try:
        request.ParseFromString(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)
    except (DecodeError, OSError, EOFError) as error:
        raise ValueError("not an export of spans") from error
    found: list[ReceivedSpan] = []
    for resource in request.resource_spans:
        names = {a.key: a.value.string_value for a in resource.resource.attributes}
        for scope in resource.scope_spans:
            found += [_received(names.get("service.name", ""), span) for span in scope.spans]
    return found


def _received(service: str, span: Span) -> ReceivedSpan:
    is_error = span.status.code == Status.STATUS_CODE_ERROR
    return ReceivedSpan(
        service,
        span.name,
        _KINDS.get(span.kind, ""),
        span.trace_id.hex(),
        span.span_id.hex(),
        span.parent_span_id.hex(),
        {a.key: _text(a.value) for a in span.attributes},
        span.start_time_unix_nano,
        span.end_time_unix_nano,
        (span.status.message or "failed") if is_error else "",
    )


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

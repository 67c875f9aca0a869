"""One server span per request: it continues the caller's trace, and its id is in every answer."""

from dataclasses import dataclass
from typing import Final

from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.middleware.labels import method_of, route_of

_HEADER: Final = "X-Trace-Id"
# Baggage is not taken from outside: it would travel into our messages.
_PROPAGATOR: Final = TraceContextTextMapPropagator()


@dataclass(frozen=True, slots=True)
class Tracing:
    """The outermost layer."""

    app: ASGIApp
    tracer: Tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request inside its span."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        carrier = {name: headers[name] for name in ("traceparent", "tracestate") if name in headers}
        method = method_of(scope)
        attributes = {"http.request.method": method, "url.path": scope["path"]}
        context = _PROPAGATOR.extract(carrier)
        with self.tracer.start_as_current_span(
            method, context=context, kind=SpanKind.SERVER, attributes=attributes
        ) as span:
            trace_id = f"{span.get_span_context().trace_id:032x}"

            async def traced(message: Message) -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message)[_HEADER] = trace_id
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            await self.app(scope, receive, traced)
            route = route_of(scope)
            span.update_name(f"{method} {route}")
            span.set_attribute("http.route", route)

"""Starts what a process reports: traces by OTLP, logs as JSON, metrics in a registry of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from opentelemetry import context, propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import CollectorRegistry

from shared.settings import ServiceSettings
from shared.telemetry import errors, logs
from shared.telemetry.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What a service hands to the parts of it that report something."""

    service: str
    metrics: Metrics
    provider: TracerProvider

    def shutdown(self) -> None:
        """Send the spans that are still here."""
        self.provider.shutdown()


def start(service: str, settings: ServiceSettings) -> Telemetry:
    """Set up this process; called once, in main()."""
    logs.configure(service, settings.log_level)
    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "deployment.environment.name": settings.convex_env})
    )
    endpoint = settings.otel_exporter_otlp_endpoint
    if endpoint:
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=5)
        provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
    trace.set_tracer_provider(provider)
    if endpoint:
        AsyncPGInstrumentor().instrument(tracer_provider=provider)
    if settings.sentry_dsn is not None:
        errors.start(settings.sentry_dsn.get_secret_value(), service, settings.convex_env)
    return Telemetry(service, Metrics(CollectorRegistry()), provider)


def trace_headers() -> dict[str, str]:
    """Return the headers that let somebody else continue the current trace."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    return headers


def continued(headers: Mapping[str, str]) -> context.Context:
    """Return the context that stored trace headers describe."""
    return propagate.extract(headers)

"""What the Anthropic engine reports: metrics by model and reason, and one span around each strategy it writes.

The SDK makes a span of each call itself, with the attributes of the GenAI conventions and without any content. The
names below that begin with gen_ai are those of the same conventions; no label or attribute ever holds a brief's words.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from opentelemetry import trace
from opentelemetry.trace import Span
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from shared.telemetry.metrics import SECONDS
from strategy_worker.llm.model import Fault, Receipt, TokenUsage

_tracer: Final = trace.get_tracer("strategy_worker.llm")


class EngineMetrics:
    """The collectors of the Anthropic engine."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._duration = Histogram(
            "gen_ai_client_operation_duration_seconds",
            "From the request to the end of the model's answer",
            ("model", "outcome"),
            buckets=SECONDS,
            registry=registry,
        )
        self._first_chunk = Histogram(
            "gen_ai_client_operation_time_to_first_chunk_seconds",
            "From the request to the first text of the model's answer",
            ("model",),
            buckets=SECONDS,
            registry=registry,
        )
        self._tokens = Counter(
            "gen_ai_client_tokens", "Tokens by kind, as the API counts them", ("model", "token_type"), registry=registry
        )
        self._cost = Counter("convex_llm_cost_nanousd", "Cost booked in the ledger", ("model",), registry=registry)
        self.fallbacks = Counter(
            "convex_llm_fallbacks",
            "Strategies of which the offline engine wrote a part",
            ("reason",),
            registry=registry,
        )
        self.repairs = Counter(
            "convex_llm_repaired_sections", "Sections that were asked for again", ("outcome",), registry=registry
        )
        self._faults = Counter(
            "convex_llm_faults", "Texts of the model that could not stay", ("rule",), registry=registry
        )
        self.under_way = Gauge(
            "convex_llm_calls_under_way",
            "Calls that this process has sent and not read to the end",
            ("model",),
            registry=registry,
        )
        self.breaker_open = Gauge(
            "convex_llm_breaker_open", "1 while a model is left alone", ("model",), registry=registry
        )
        self.deployment_day = Gauge(
            "convex_llm_deployment_day_nanousd",
            "What all workspaces together have spent and reserved today (UTC)",
            registry=registry,
        )
        self.deployment_limit = Gauge(
            "convex_llm_deployment_limit_nanousd", "The most they may on a day", registry=registry
        )

    def called(self, model: str, receipt: Receipt, outcome: str, seconds: float, cost_nanousd: int) -> None:
        """Count a call that has ended."""
        self._duration.labels(model, outcome).observe(seconds)
        if receipt.ttft_ms is not None:
            self._first_chunk.labels(model).observe(receipt.ttft_ms / 1000)
        for name, count in _kinds(receipt.usage()).items():
            self._tokens.labels(model, name).inc(count)
        self._cost.labels(model).inc(cost_nanousd)

    def found(self, faults: tuple[Fault, ...]) -> None:
        """Count what could not stay."""
        for fault in faults:
            self._faults.labels(fault.rule).inc()


def _kinds(usage: TokenUsage) -> dict[str, int]:
    return {
        "input": usage.input_tokens,
        "output": usage.output_tokens,
        "cache_read": usage.cache_read,
        "cache_write": usage.cache_write_5m + usage.cache_write_1h,
    }


@contextmanager
def writing_span(framework: str, *, models: tuple[str, ...], mode: str) -> Generator[Span, None, None]:
    """Surround the writing of one strategy."""
    with _tracer.start_as_current_span("strategy.generate") as span:
        span.set_attribute("convex.framework", framework)
        span.set_attribute("convex.llm.mode", mode)
        span.set_attribute("gen_ai.request.model", models[0])
        yield span

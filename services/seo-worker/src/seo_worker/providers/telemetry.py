"""What the worker reports of outside sources. Labels are names of sources and outcomes: no site, no key, no text."""

from typing import Final, Literal

from prometheus_client import CollectorRegistry, Counter, Histogram

from seo_worker.providers.answers import SourceName
from seo_worker.providers.failures import SourceFailureCode
from shared.telemetry.metrics import SECONDS

# "known" came from memory and "paused" from nobody: the source was not asked.
Outcome = Literal["measured", "known"] | SourceFailureCode
NOT_ASKED: Final = frozenset({"known", "paused", "not_asked"})


class SourceMetrics:
    """The collectors of all sources."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answers = Counter(
            "convex_seo_source_answers",
            "What audits were told by outside sources",
            ("source", "outcome"),
            registry=registry,
        )
        self._seconds = Histogram(
            "convex_seo_source_seconds",
            "From the question to the answer of an outside source that was asked",
            ("source",),
            buckets=SECONDS,
            registry=registry,
        )

    def answered(self, source: SourceName, outcome: Outcome, seconds: float = 0) -> None:
        """Count an answer, and its time when the source was asked."""
        self._answers.labels(source, outcome).inc()
        if outcome not in NOT_ASKED:
            self._seconds.labels(source).observe(seconds)

"""What the worker reports of its parsers; labels are outcomes of our own, never anything of a page."""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Histogram

from seo_worker.evidence import ParseReason
from shared.telemetry.metrics import SECONDS


class ParserMetrics:
    """The collectors of one pool of parsers."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._parses = Counter(
            "convex_seo_parses",
            "Pages that were given to the parsers, by how that ended",
            ("outcome",),
            registry=registry,
        )
        self._waits = Histogram(
            "convex_seo_parser_wait_seconds",
            "From a page's download to a parser that is free for it",
            buckets=SECONDS,
            registry=registry,
        )

    def ended(self, outcome: Literal["parsed"] | ParseReason) -> None:
        """Count a page."""
        self._parses.labels(outcome).inc()

    def waited(self, seconds: float) -> None:
        """Count how long a page waited for a free parser."""
        self._waits.observe(seconds)

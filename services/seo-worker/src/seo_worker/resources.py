"""What one worker process opens once and every job uses."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from seo_worker.checks.connected import with_sources
from seo_worker.checks.rules import Ruleset, load_ruleset
from seo_worker.checks.vocabulary import load_vocabulary
from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.client import Fetcher
from seo_worker.page.pool import ParserPool
from seo_worker.page.telemetry import ParserMetrics
from seo_worker.providers.answers import Answer
from seo_worker.providers.opening import open_panel
from seo_worker.providers.panel import Panel
from seo_worker.providers.telemetry import SourceMetrics
from seo_worker.settings import SEOSettings
from seo_worker.text.words import Lexicon
from shared.telemetry.setup import Telemetry

# The rest is for the last page to be parsed, for judging, and for storing the result.
_VISITING: Final = 0.75


@dataclass(frozen=True, slots=True)
class Resources:
    """The guarded fetcher, the killable parsers, the rules to judge by and the outside sources to ask.

    `crawl_s` is how long after its start a job may still visit pages.
    """

    fetcher: Fetcher
    pool: ParserPool
    ruleset: Ruleset
    vantage: str
    sources: Panel = field(default_factory=Panel)
    crawl_s: float = 90.0

    def knowing(self, known: tuple[Answer, ...]) -> "Resources":
        """Return the same for one job about whose site something is known, with the rules as they then read."""
        if not known:
            return self
        rules = with_sources(self.ruleset, {answer.source for answer in known})
        return replace(self, sources=self.sources.knowing(known), ruleset=rules)


@asynccontextmanager
async def open_resources(settings: SEOSettings, telemetry: Telemetry) -> AsyncGenerator[Resources, None]:
    """Open the fetcher and the parsers, and read the rules, so that no job has to wait for them."""
    if settings.allowed_targets:
        structlog.get_logger().warning("fetch_guard_widened", targets=settings.convex_seo_allowed_targets)
    load_vocabulary()
    Lexicon("en").tokens("builds the word pattern")
    policy, registry = AddressPolicy(settings.allowed_targets), telemetry.metrics.registry
    async with (
        Fetcher(policy) as fetcher,
        ParserPool(settings.convex_seo_parsers, metrics=ParserMetrics(registry)) as pool,
        open_panel(settings, metrics=SourceMetrics(registry)) as sources,
    ):
        rules = with_sources(load_ruleset(), sources.connected)
        visiting_s = settings.convex_job_timeout_s * _VISITING
        yield Resources(fetcher, pool, rules, settings.convex_seo_vantage, sources, crawl_s=visiting_s)

"""Opens the sources that the settings turn on."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.guard import Lookup
from seo_worker.providers.crux import ChromeUXReport
from seo_worker.providers.http import SourceClient
from seo_worker.providers.open_pagerank import OpenPageRank
from seo_worker.providers.pagespeed import PageSpeedInsights
from seo_worker.providers.panel import Panel
from seo_worker.providers.rdap import RDAP
from seo_worker.providers.rdap_servers import ServerList
from seo_worker.providers.source import Clock, Provider, Source
from seo_worker.providers.telemetry import SourceMetrics
from seo_worker.settings import SEOSettings


def utc_now() -> datetime:
    """Return the time of a measurement."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_panel(
    settings: SEOSettings,
    *,
    clock: Clock = utc_now,
    lookup: Lookup | None = None,
    metrics: SourceMetrics | None = None,
) -> AsyncGenerator[Panel, None]:
    """Open the connection that all sources share, while there is one to ask."""
    async with SourceClient(AddressPolicy(settings.allowed_targets), lookup=lookup) as client:
        providers = [Provider(source, clock, metrics) for source in _sources(settings, client, clock)]
        yield Panel(providers, budget_s=settings.convex_seo_sources_s)


def _sources(settings: SEOSettings, client: SourceClient, clock: Clock) -> list[Source]:
    found: list[Source] = []
    if settings.convex_pagespeed_api_key is not None:
        found.append(PageSpeedInsights(client, settings.convex_pagespeed_url, settings.convex_pagespeed_api_key))
    if settings.convex_crux_api_key is not None:
        found.append(ChromeUXReport(client, settings.convex_crux_url, settings.convex_crux_api_key))
    if settings.convex_openpagerank_api_key is not None:
        found.append(OpenPageRank(client, settings.convex_openpagerank_url, settings.convex_openpagerank_api_key))
    if settings.convex_rdap_enabled:
        found.append(RDAP(client, ServerList(client, settings.convex_rdap_bootstrap_url, clock), clock))
    return found

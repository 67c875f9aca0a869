"""Sources served on loopback, and a panel that may reach them and nothing else."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from seo_worker.providers.cache import Clock
from seo_worker.providers.opening import open_panel
from seo_worker.providers.panel import Panel
from seo_worker.providers.telemetry import SourceMetrics
from seo_worker.settings import SEOSettings
from support.seo_providers import FakeSources, serving_sources

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
async def exits() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def fake(exits: AsyncExitStack) -> FakeSources:
    return await exits.enter_async_context(serving_sources())


@pytest.fixture
def open_sources(exits: AsyncExitStack, fake: FakeSources) -> Callable[..., Awaitable[Panel]]:
    """Return a function that opens the named sources only, with settings changed as wanted."""

    async def opened(
        *names: str, clock: Clock = lambda: NOW, metrics: SourceMetrics | None = None, **changes: Any
    ) -> Panel:
        off = {
            "pagespeed": {"convex_pagespeed_api_key": None},
            "crux": {"convex_crux_api_key": None},
            "open_pagerank": {"convex_openpagerank_api_key": None},
            "rdap": {"convex_rdap_enabled": False},
        }
        values = dict(fake.settings)
        for name in off.keys() - set(names):
            values |= off[name]
        settings = SEOSettings.model_validate(values | changes)
        return await exits.enter_async_context(open_panel(settings, clock=clock, metrics=metrics))

    return opened

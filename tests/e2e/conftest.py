"""One system for all tests of the whole that leave it as they found it."""

from collections.abc import AsyncGenerator

import pytest

from support.backends import fresh_backends
from support.otlp import collecting
from support.services import running
from support.site import serving_page
from support.tenants import create_tenant
from support.world import World


@pytest.fixture(scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[World, None]:
    """Start everything once."""
    logs = tmp_path_factory.mktemp("logs")
    async with fresh_backends() as backends, collecting() as collector, serving_page() as site:
        tenant = await create_tenant(backends)
        extra = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "CONVEX_SEO_ALLOWED_TARGETS": site.target}
        async with running(backends, logs, extra=extra) as system:
            yield World(system, collector, tenant, site, logs)

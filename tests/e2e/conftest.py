"""One system for all tests of the whole that leave it as they found it."""

from collections.abc import AsyncGenerator

import pytest

from support.backends import fresh_backends
from support.messages_api import fake_messages_api
from support.otlp import collecting
from support.services import running
from support.site import serving_page
from support.tenants import create_tenant
from support.world import MODEL_KEY, ModelWorld, World


@pytest.fixture(scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[World, None]:
    """Start everything once."""
    logs = tmp_path_factory.mktemp("logs")
    async with fresh_backends() as backends, collecting() as collector, serving_page() as site:
        tenant = await create_tenant(backends)
        extra = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "CONVEX_SEO_ALLOWED_TARGETS": site.target}
        async with running(backends, logs, extra=extra) as system:
            yield World(system, collector, tenant, site, logs)


@pytest.fixture(scope="session")
async def model_world(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[ModelWorld, None]:
    """Start once what makes strategies, with a model that takes some seconds for a document."""
    logs = tmp_path_factory.mktemp("model-logs")
    (logs / "replica").mkdir()
    async with (
        fresh_backends() as backends,
        collecting() as collector,
        fake_messages_api(keys=[MODEL_KEY], ttft_s=0.5, tokens_per_s=800) as fake,
    ):
        extra = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "ANTHROPIC_API_KEY": MODEL_KEY,
            "ANTHROPIC_BASE_URL": fake.url,
            "LOG_LEVEL": "DEBUG",
        }
        names = ("gateway", "strategy-worker", "stats-aggregator")
        async with (
            running(backends, logs, names=names, extra=extra) as system,
            running(backends, logs / "replica", names=["gateway"], extra=extra) as twin,
        ):
            yield ModelWorld(system, twin.gateway, backends, collector, fake, logs)

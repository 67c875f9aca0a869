"""One installation with everything that watches it, for all tests that break something and look who is told."""

from collections.abc import AsyncGenerator

import pytest

from support.backends import fresh_backends
from support.messages_api import fake_messages_api
from support.monitors import monitoring
from support.receivers import receiving
from support.services import running
from support.site import PAGE, serving_page
from support.tenants import create_tenant
from support.tls import secure_site, write_certificate
from support.watching import Watched
from support.world import MODEL_KEY


@pytest.fixture(scope="session")
async def watched(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Watched, None]:
    """Start everything once."""
    folder = tmp_path_factory.mktemp("watched")
    async with (
        fresh_backends() as backends,
        receiving() as receivers,
        serving_page() as site,
        secure_site(write_certificate(folder), PAGE, []) as port,
        fake_messages_api(keys=[MODEL_KEY], tokens_per_s=4000) as model,
    ):
        tenant = await create_tenant(backends)
        extra = {
            "CONVEX_SEO_ALLOWED_TARGETS": site.target,
            "ANTHROPIC_API_KEY": MODEL_KEY,
            "ANTHROPIC_BASE_URL": model.url,
        }
        async with (
            running(backends, folder, extra=extra) as system,
            monitoring(system, receivers, folder / "monitors", secure_url=f"https://127.0.0.1:{port}/") as monitors,
        ):
            yield Watched(system, monitors, receivers, tenant, site, f"https://127.0.0.1:{port}/")

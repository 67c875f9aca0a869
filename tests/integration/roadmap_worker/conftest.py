"""What the tests of this folder share: the worker's own connections, and a workspace."""

from collections.abc import AsyncGenerator

import pytest

from shared.db.pool import Pool, create_pool
from support.backends import Backends
from support.tenants import Tenant, create_tenant


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await made.close()


@pytest.fixture(scope="module")
async def tenant(backends: Backends) -> Tenant:
    return await create_tenant(backends)

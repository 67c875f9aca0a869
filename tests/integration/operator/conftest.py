"""What the tests of the operator's command share."""

from collections.abc import AsyncGenerator

import asyncpg
import pytest

from support.backends import Backends
from support.convex import Owner
from support.tenants import Tenant, create_tenant


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


@pytest.fixture
async def tenant(backends: Backends) -> Tenant:
    return await create_tenant(backends)

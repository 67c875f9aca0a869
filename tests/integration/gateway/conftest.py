"""One gateway for this folder; each test has tenants of its own."""

from collections.abc import AsyncGenerator

import asyncpg
import httpx
import pytest

from integration.gateway.serving import Owner, Served, serving
from support.backends import Backends, fresh_backends
from support.tenants import Tenant, create_tenant


@pytest.fixture(scope="session")
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this folder one migrated database and one virtual host."""
    async with fresh_backends() as fresh:
        yield fresh


@pytest.fixture(scope="session")
async def served(backends: Backends) -> AsyncGenerator[Served, None]:
    """Serve without a broker, as when it is away."""
    async with serving(backends) as running:
        yield running


@pytest.fixture
async def tenant(backends: Backends) -> Tenant:
    """Return the owner of a new workspace."""
    return await create_tenant(backends)


@pytest.fixture
async def client(served: Served, tenant: Tenant) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client of that owner."""
    async with served.client(tenant) as made:
        yield made


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    """Return a connection of the database's owner."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        yield connection
    finally:
        await connection.close()

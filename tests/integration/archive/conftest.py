"""A storage, a gateway that reads it, and strategies that have been edited."""

from collections.abc import AsyncGenerator

import asyncpg
import httpx
import pytest

from integration.gateway_results.calls import Caller, caller
from integration.gateway_results.serving import client_of, serving
from support.backends import Backends
from support.convex import Owner
from support.object_storage import ObjectStorage, object_storage
from support.tenants import Tenant, create_tenant


@pytest.fixture(scope="module")
async def running() -> AsyncGenerator[ObjectStorage, None]:
    async with object_storage() as started:
        yield started


@pytest.fixture
async def storage(running: ObjectStorage) -> AsyncGenerator[ObjectStorage, None]:
    """Return the storage, on which nothing goes wrong yet, and nobody has written."""
    running.fault, running.hold = None, None
    running.asked.clear()
    for key in await running.keys():
        await running.delete(key)
    yield running
    running.fault = None
    running.let_go.set()


@pytest.fixture
async def http(backends: Backends, storage: ObjectStorage) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client of a gateway that has read nothing yet."""
    changes = storage.settings | {"convex_archive_timeout_s": 1.0}
    async with serving(backends, **changes) as app, client_of(app) as client:
        yield client


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


@pytest.fixture
async def tenant(backends: Backends, owner: Owner) -> Tenant:
    """Return the owner of a workspace; those of the tests before are closed."""
    await owner.execute("UPDATE app.workspaces SET deleted_at = now()")
    return await create_tenant(backends)


@pytest.fixture
def api(http: httpx.AsyncClient, tenant: Tenant) -> Caller:
    return caller(http, tenant)

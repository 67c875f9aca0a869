"""The gateway in this process on a real database that all tests of this folder share; each test has its own tenants."""

from collections.abc import AsyncGenerator

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant, client_of, serving
from support.backends import Backends, fresh_backends
from support.tenants import Tenant, create_tenant


@pytest.fixture(scope="session")
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this folder one migrated database."""
    async with fresh_backends() as fresh:
        yield fresh


@pytest.fixture(scope="session")
async def app(backends: Backends) -> AsyncGenerator[FastAPI, None]:
    """Return the application that all tests of this folder call."""
    async with serving(backends) as served:
        yield served


@pytest.fixture
async def http(app: FastAPI) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client of that application."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    """Return a connection of the database's owner."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        yield connection
    finally:
        await connection.close()


@pytest.fixture
def make_tenant(backends: Backends) -> MakeTenant:
    """Return what makes a user in a new or a given workspace."""

    async def make(role: str = "owner", *, of: Tenant | None = None) -> Tenant:
        return await create_tenant(backends, role, workspace_id=of.workspace_id if of else None)

    return make


@pytest.fixture
async def tenant(make_tenant: MakeTenant) -> Tenant:
    """Return the owner of a new workspace."""
    return await make_tenant()

"""The gateway in this process on a real database that all tests of this folder share; each test has its own tenants."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeAlias

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry
from pydantic import SecretStr

from gateway.app import create_app, open_services
from gateway.settings import GatewaySettings
from integration.gateway_results.rows import Owner
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from support.backends import Backends, fresh_backends, stack_environment
from support.tenants import Tenant, create_tenant

MakeTenant: TypeAlias = Callable[..., Awaitable[Tenant]]


@pytest.fixture(scope="session")
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this folder one migrated database."""
    async with fresh_backends() as fresh:
        yield fresh


@pytest.fixture(scope="session")
async def app(backends: Backends) -> AsyncGenerator[FastAPI, None]:
    """Return the application with limits that no test reaches by accident."""
    env = stack_environment()
    settings = GatewaySettings(
        convex_env="test",
        database_url=SecretStr(backends.user_url),
        amqp_url=SecretStr(backends.amqp_url),
        jwt_secret=SecretStr(env["JWT_SECRET"]),
        jwt_issuer=env["JWT_ISSUER"],
        jwt_audience=env["JWT_AUDIENCE"],
        convex_rate_per_minute=100_000,
        convex_workspace_rate_per_minute=100_000,
    )
    telemetry = Telemetry("gateway", Metrics(CollectorRegistry()), TracerProvider())
    async with open_services(settings) as services:
        yield create_app(services, telemetry, {})


@pytest.fixture
async def http(app: FastAPI) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client that says nothing of who calls."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway.test") as client:
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

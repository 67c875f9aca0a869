"""The gateway in this process, as a test wants it."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import httpx
from fastapi import FastAPI
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry

from gateway.app import create_app, open_services
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from support.backends import Backends
from support.gateway import gateway_settings
from support.tenants import Tenant

MakeTenant: TypeAlias = Callable[..., Awaitable[Tenant]]


@asynccontextmanager
async def serving(backends: Backends, **changes: Any) -> AsyncGenerator[FastAPI, None]:
    """Return the application with limits that no test reaches by accident; `changes` are settings."""
    telemetry = Telemetry("gateway", Metrics(CollectorRegistry()), TracerProvider())
    async with open_services(gateway_settings(backends, **changes), telemetry.metrics) as services:
        yield create_app(services, telemetry, {})


def client_of(app: FastAPI, base_url: str = "http://gateway.test") -> httpx.AsyncClient:
    """Return a client that says nothing of who calls."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base_url)

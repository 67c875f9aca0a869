"""The HTTP side on a real socket, a real database and a real broker, in the process of the tests."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg
import httpx
import uvicorn
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry

from gateway.app import create_app, open_services
from gateway.deps import Services
from gateway.http_protocol import BoundedProtocol
from gateway.wakeups import receiving_wakeups
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from shared.worker.health import QuietServer
from support.backends import Backends
from support.gateway import gateway_settings
from support.tenants import Tenant

if TYPE_CHECKING:
    Owner: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    Owner: TypeAlias = asyncpg.Connection

BASE = "/api/convex"
STRATEGY: dict[str, Any] = {
    "businessName": "Test Corp",
    "industry": "SaaS",
    "targetAudience": "Enterprise",
    "desiredOutcome": "Market leadership",
    "framework": "brand_positioning",
}

SEO: dict[str, Any] = {"domain": "example.com", "primaryKeyword": "crm"}
ROADMAP: dict[str, Any] = {
    "templateType": "seo_plan",
    "variables": {
        "primaryKeyword": "month-end close checklist",
        "contentTeamSize": "1-3",
        "currentMonthlyTraffic": 800,
        "pillarTopics": "Month-end close",
    },
}


@dataclass(frozen=True, slots=True)
class Served:
    """A gateway that listens."""

    url: str
    services: Services

    def client(self, tenant: Tenant) -> httpx.AsyncClient:
        """Return a client of a member, whose paths are relative to the base path."""
        return tenant.client(self.url + BASE)


@asynccontextmanager
async def serving(backends: Backends, *, hears_broker: bool = False, **changed: Any) -> AsyncGenerator[Served, None]:
    """Serve while the block runs; `changed` are settings."""
    settings = gateway_settings(backends, **changed)
    telemetry = Telemetry("gateway", Metrics(CollectorRegistry()), TracerProvider())
    async with open_services(settings, telemetry.metrics) as services:
        app = create_app(services, telemetry, {})
        config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, access_log=False, http=BoundedProtocol)
        server = QuietServer(config)
        running = asyncio.create_task(server.serve())
        try:
            async with asyncio.timeout(10):
                while not server.started:
                    await asyncio.sleep(0.01)
            port = server.servers[0].sockets[0].getsockname()[1]
            served = Served(f"http://127.0.0.1:{port}", services)
            if hears_broker:
                async with receiving_wakeups(settings, telemetry, services.hub.wake):
                    yield served
            else:
                yield served
        finally:
            services.hub.close()
            server.should_exit = True
            await running


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Return a problem after looking at what all problems have."""
    body = answer.json()
    assert (answer.status_code, body.get("code")) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["status"] == status
    assert body["traceId"] == answer.headers["x-trace-id"]
    assert len(body["traceId"]) == 32
    return body


def wrong_fields(answer: httpx.Response) -> dict[str, str]:
    """Return the fields of a 400 with their messages."""
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return {error["field"]: error["message"] for error in answer.json()["errors"]}

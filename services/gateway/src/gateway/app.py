"""Puts the HTTP side together."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from exports.maker import DocumentMaker
from gateway import errors
from gateway.archive.reading import ArchiveReader
from gateway.auth.jwks import KeySet
from gateway.auth.sessions import SessionIssuer
from gateway.auth.tokens import TokenVerifier
from gateway.dashboard.pages import load_pages
from gateway.dashboard.problems import problem_page
from gateway.dashboard.routes.registry import ROUTERS as PAGE_ROUTERS
from gateway.deps import Services
from gateway.limits import ExportLimit, QueueDepth, RateLimiter, StreamLimit
from gateway.maintenance import Maintenance
from gateway.middleware.cors import CrossOrigin
from gateway.middleware.gate import Gate
from gateway.middleware.headers import AnswerHeaders
from gateway.middleware.measuring import Measuring, RequestMetrics
from gateway.middleware.tracing import Tracing
from gateway.openapi import openapi_document
from gateway.replica.collecting import ReplicaCollector
from gateway.replica.following import following
from gateway.routes.registry import ROUTERS
from gateway.settings import GatewaySettings
from gateway.signing_in import is_secure
from gateway.watching.hub import Hub
from library.public_holidays import known_places
from shared.db.pool import create_pool
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry
from shared.worker.health import Check

_TITLE: Final = "CONVEX Marketing Intelligence"
_VERSION: Final = "1.0.0"
# As many people as sign in from one network in the same minute, each with all the attempts they may have.
_ACCOUNTS_OF_AN_ADDRESS: Final = 6
_WORKSPACE_EXPORTS: Final = 2
# Its own would be a second span per request, one more per dependency, and records of what callers sent.
_NO_TELEMETRY: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False}


class ConvexAPI(FastAPI):
    """FastAPI with our OpenAPI document, and with pages for problems on the way to a page."""

    problem_page = staticmethod(problem_page)

    def openapi(self) -> dict[str, Any]:
        """Return the document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = openapi_document(self)
        return self.openapi_schema


@asynccontextmanager
async def open_services(settings: GatewaySettings, metrics: Metrics) -> AsyncGenerator[Services, None]:
    """Make the parts that requests share; the database may still be away, as connections are made when first needed."""
    pool = await create_pool(
        settings.database_url.get_secret_value(),
        service="gateway",
        max_size=settings.convex_database_pool_size,
        statement_seconds=metrics.statement_seconds,
    )
    hub = Hub(pool)
    # Listing all countries takes a tenth of a second, which the first request with one should not hold up others for.
    await asyncio.to_thread(known_places)
    try:
        async with following(settings, pool, metrics.statement_seconds) as replica:
            yield Services(
                settings=settings,
                pool=pool,
                replica=replica,
                verifier=_verifier(settings),
                sessions=_sessions(settings),
                hub=hub,
                caller_rate=RateLimiter(settings.convex_rate_per_minute),
                workspace_rate=RateLimiter(settings.convex_workspace_rate_per_minute),
                login_rate=RateLimiter(settings.convex_login_rate_per_minute),
                login_address_rate=RateLimiter(settings.convex_login_rate_per_minute * _ACCOUNTS_OF_AN_ADDRESS),
                queue=QueueDepth(settings.convex_queue_limit),
                maintenance=Maintenance(),
                streams=StreamLimit(settings.convex_streams_per_user),
                documents=DocumentMaker(),
                workspace_exports=ExportLimit(_WORKSPACE_EXPORTS),
                archive=ArchiveReader(settings),
            )
    finally:
        hub.close()
        pool.terminate()


def create_app(services: Services, telemetry: Telemetry, checks: Mapping[str, Check]) -> FastAPI:
    """Return the application; `checks` are the dependencies that readiness names."""
    settings = services.settings
    # The pages of documentation that FastAPI brings load scripts from elsewhere.
    app = ConvexAPI(title=_TITLE, version=_VERSION, docs_url=None, redoc_url=None, telemetry=_NO_TELEMETRY)
    app.router.redirect_slashes = False
    app.state.services = services
    app.state.checks = checks
    app.state.registry = telemetry.metrics.registry
    app.state.pages = load_pages(is_secure=is_secure(services))
    for router in (*ROUTERS, *PAGE_ROUTERS):
        # Not included but taken over, so that a route's path is the whole path in metrics, spans and errors.
        app.router.routes.extend(router.routes)
    errors.install(app)
    if services.replica is not None:
        telemetry.metrics.registry.register(ReplicaCollector(services.replica))
    # The last one added is the outermost.
    app.add_middleware(Gate, is_enabled=settings.convex_enabled)
    app.add_middleware(CrossOrigin, origins=settings.cors_origins)
    app.add_middleware(AnswerHeaders, is_production=settings.is_production)
    app.add_middleware(Measuring, metrics=RequestMetrics(telemetry.metrics.registry))
    app.add_middleware(Tracing, tracer=telemetry.provider.get_tracer("gateway"))
    return app


def _verifier(settings: GatewaySettings) -> TokenVerifier:
    keys = KeySet(settings.jwks_url) if settings.jwks_url else None
    return TokenVerifier(settings.jwt_secrets, keys, settings.jwt_issuer, settings.jwt_audience)


def _sessions(settings: GatewaySettings) -> SessionIssuer | None:
    if not settings.jwt_secrets:
        return None
    lifetime_s = settings.convex_session_hours * 3600
    return SessionIssuer(settings.jwt_secrets, settings.jwt_issuer, settings.jwt_audience, lifetime_s)

"""`gateway` serves HTTP, with the dispatcher beside it where it may relay; `gateway dispatch` dispatches only."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Final

import structlog
import uvicorn

from gateway.app import create_app, open_services
from gateway.deps import Services
from gateway.dispatch.run import dispatching
from gateway.http_protocol import BoundedProtocol
from gateway.settings import GatewaySettings
from gateway.wakeups import receiving_wakeups
from shared.errors import SettingsError
from shared.telemetry.setup import Telemetry
from shared.worker.health import Check, QuietServer, health_app, serving, watch
from shared.worker.process import keep_startup_objects, run_service
from shared.worker.role_guard import RoleGuard

# Answers begun before SIGTERM get this long to end; streams end at once and are resumed elsewhere.
_GRACE_S: Final = 20
_NEVER_S: Final = float("inf")
_log = structlog.get_logger(__name__)


def main() -> None:
    """Run the process that the command line asks for."""
    arguments = sys.argv[1:]
    if arguments not in ([], ["dispatch"]):
        sys.exit("usage: gateway [dispatch]")
    run_service("gateway", GatewaySettings, dispatch_only if arguments else serve)


async def serve(settings: GatewaySettings, telemetry: Telemetry, stop: asyncio.Event) -> bool:
    """Serve HTTP until `stop`; nothing has to be there yet, readiness says what is missing."""
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(open_services(settings, telemetry.metrics))
        guard = await stack.enter_async_context(RoleGuard(services.pool, stop).watching())
        if services.replica is not None:
            replica = RoleGuard(services.replica.pool, stop, "DATABASE_REPLICA_URL")
            await stack.enter_async_context(replica.watching())
        checks: dict[str, Check] = {"database": guard.check}
        if settings.database_relay_url is not None:
            checks |= await stack.enter_async_context(dispatching(settings, telemetry, stop))
        await stack.enter_async_context(receiving_wakeups(settings, telemetry, services.hub.wake))
        await _serve_http(services, telemetry, checks, stop)
    return True


async def dispatch_only(settings: GatewaySettings, telemetry: Telemetry, stop: asyncio.Event) -> bool:
    """Dispatch until `stop`; HTTP tells of health and metrics only.

    Raises:
        SettingsError: without a role that may relay.
    """
    if settings.database_relay_url is None:
        raise SettingsError("DATABASE_RELAY_URL is required by `gateway dispatch`: the DSN of the role app_relay")
    host, port = settings.convex_http_host, settings.convex_http_port
    async with (
        dispatching(settings, telemetry, stop) as checks,
        serving(health_app(checks, telemetry.metrics), host, port),
    ):
        return await watch(checks, telemetry.metrics, stop, limit_s=_NEVER_S)


async def _serve_http(
    services: Services, telemetry: Telemetry, checks: Mapping[str, Check], stop: asyncio.Event
) -> None:
    settings = services.settings
    config = uvicorn.Config(
        create_app(services, telemetry, checks),
        host=settings.convex_http_host,
        port=settings.convex_http_port,
        loop="uvloop",
        http=BoundedProtocol,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    server = QuietServer(config)
    keep_startup_objects()
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch(checks, telemetry.metrics, stop, limit_s=_NEVER_S))
        stopping = tasks.create_task(_stop_serving(server, services, stop))
        await server.serve()
        # A port that is taken ends the server before anybody asked for it.
        if not stop.is_set():
            _log.error("http_server_ended")
            stop.set()
        await asyncio.wait({watching, stopping})


async def _stop_serving(server: uvicorn.Server, services: Services, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True
    services.hub.close()

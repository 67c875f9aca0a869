"""Health and metrics of a worker over HTTP, and the watch that ends a worker which stays useless."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Final, cast

import structlog
import uvicorn
from prometheus_client import make_asgi_app  # pyright: ignore[reportUnknownVariableType] - an ASGI app, not typed
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from shared.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

# A check returns nothing, or a sentence about what is wrong.
Check = Callable[[], Awaitable[str | None]]
_CHECK_S: Final = 2.0
_WATCH_S: Final = 2.0
_log = structlog.get_logger(__name__)


class QuietServer(uvicorn.Server):
    """A server that leaves signals to whoever runs it."""

    @contextmanager
    def capture_signals(self) -> "Generator[None, None, None]":
        """Leave the handlers as they are."""
        yield


async def failing(checks: Mapping[str, Check]) -> dict[str, str]:
    """Run all checks side by side and return those that fail, each with its sentence."""

    async def run(check: Check) -> str | None:
        try:
            async with asyncio.timeout(_CHECK_S):
                return await check()
        except TimeoutError:
            return f"no answer within {_CHECK_S:g} s"
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a dependency, it is not ready
            return type(error).__name__

    found = await asyncio.gather(*(run(check) for check in checks.values()))
    return {name: told for name, told in zip(checks, found, strict=True) if told}


def health_app(checks: Mapping[str, Check], metrics: Metrics) -> Starlette:
    """Return an app with /health/live, /health/ready and /metrics."""

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "live"})

    async def ready(_request: Request) -> JSONResponse:
        down = await failing(checks)
        told = {name: down.get(name, "up") for name in checks}
        return JSONResponse(
            {"status": "unavailable" if down else "ready", "dependencies": told}, status_code=503 if down else 200
        )

    return Starlette(
        routes=[
            Route("/health/live", live),
            Route("/health/ready", ready),
            Mount("/metrics", cast("ASGIApp", make_asgi_app(metrics.registry))),
        ]
    )


@asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> "AsyncGenerator[None, None]":
    """Serve while the block runs; unlike the broker's own server it still answers while jobs are drained."""
    server = QuietServer(uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, lifespan="off"))
    task = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await asyncio.wait({task}, timeout=5)


async def watch(checks: Mapping[str, Check], metrics: Metrics, stop: asyncio.Event, *, limit_s: float) -> bool:
    """Watch readiness until `stop`; return False, and set it, when the service was useless for `limit_s`.

    Whoever started the process then starts it anew, which mends what no reconnect does.
    """
    unready_since: float | None = None
    told: dict[str, str] | None = None
    while not stop.is_set():
        down = await failing(checks)
        now = time.monotonic()
        if told != down:
            told = down
            _log.info("readiness_changed", ready=not down, **{f"{name}_down": told for name, told in down.items()})
        unready_since = (unready_since or now) if down else None
        metrics.ready.set(0 if down else 1)
        if unready_since is not None and now - unready_since > limit_s:
            _log.error("unready_too_long", limit_s=limit_s)
            stop.set()
            return False
        try:
            async with asyncio.timeout(_WATCH_S):
                await stop.wait()
        except TimeoutError:
            pass
    return True

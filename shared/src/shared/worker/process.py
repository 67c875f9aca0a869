"""A service's process from its first line to its last: settings, telemetry, signals, exit code."""

import asyncio
import gc
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
import uvloop

from shared.errors import SettingsError
from shared.settings import ServiceSettings, load_settings
from shared.telemetry.setup import Telemetry, start

S = TypeVar("S", bound=ServiceSettings)
# Runs until the event is set; returns whether the process ended well.
Serve = Callable[[S, Telemetry, asyncio.Event], Awaitable[bool]]


def run_service(service: str, settings_class: type[S], serve: Serve[S]) -> None:
    """Run until SIGTERM or SIGINT; exits with 2 for settings it can't run with and 1 when it gave up."""
    try:
        settings = load_settings(settings_class)
    except SettingsError as error:
        sys.exit(f"{service}: {error}")
    telemetry = start(service, settings)
    try:
        ended_well = uvloop.run(_run(settings, telemetry, serve))
    except SettingsError as error:
        sys.exit(f"{service}: {error}")
    finally:
        telemetry.shutdown()
    sys.exit(0 if ended_well else 1)


async def _run(settings: S, telemetry: Telemetry, serve: Serve[S]) -> bool:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    log = structlog.get_logger(__name__)
    log.info("service_started")
    try:
        return await serve(settings, telemetry, stop)
    finally:
        log.info("service_stopped")


def keep_startup_objects() -> None:
    """Take what start-up made, which stays for good, out of the garbage collector's sight.

    Looking through it again in the middle of a job would hold that job up by tens of milliseconds.
    """
    gc.collect()
    gc.freeze()

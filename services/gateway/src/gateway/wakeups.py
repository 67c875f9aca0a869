"""Hears from the broker which jobs changed; while it is away the watchers' own clock has to do."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

import structlog
from faststream.rabbit import RabbitBroker

from gateway.settings import GatewaySettings
from shared.broker.connection import connect, make_broker
from shared.broker.wakeups import subscribe_wakeups
from shared.telemetry.setup import Telemetry

_AGAIN_S: Final = 1.0
_STOP_S: Final = 3.0
_log = structlog.get_logger(__name__)


@asynccontextmanager
async def receiving_wakeups(
    settings: GatewaySettings, telemetry: Telemetry, on_wakeup: Callable[[UUID], None]
) -> AsyncGenerator[None]:
    """Call `on_wakeup` for each changed job while the block runs, as soon as the broker is there."""
    broker = make_broker(settings.amqp_url.get_secret_value(), telemetry)
    subscribe_wakeups(broker, on_wakeup)
    starting = asyncio.create_task(_start(broker))
    try:
        yield
    finally:
        starting.cancel()
        await asyncio.wait({starting})
        try:
            async with asyncio.timeout(_STOP_S):
                await broker.stop()
        except Exception as error:  # noqa: BLE001 - the process ends; the broker notices by itself
            _log.info("broker_not_stopped", error=type(error).__name__)


async def _start(broker: RabbitBroker) -> None:
    told = False
    while True:
        try:
            await connect(broker)
            await broker.start()
        except Exception as error:  # noqa: BLE001 - whatever keeps the broker away, it may come back
            if not told:
                _log.warning("wakeups_not_received", error=type(error).__name__)
                told = True
            await asyncio.sleep(_AGAIN_S)
        else:
            return

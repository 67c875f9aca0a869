"""Runs the dispatcher, the relay, the upkeep and the purge: woken by the database, and every few seconds anyway."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import asyncpg
import structlog
from faststream.rabbit import RabbitBroker

from gateway.dispatch.dispatcher import Dispatcher
from gateway.dispatch.purging import Purge, Removal
from gateway.dispatch.upkeep import Upkeep
from shared.broker.connection import connect
from shared.broker.declaring import declare_topology
from shared.db.pool import CONNECTION_ERRORS, Pool
from shared.errors import BrokerUnavailableError
from shared.outbox.relay import relay_events
from shared.telemetry.errors import report
from shared.telemetry.metrics import Metrics

_CHANNEL: Final = "convex_dispatch"
_POLL_S: Final = 2.0
_UPKEEP_S: Final = 1.0
_PURGE_S: Final = 2.0
_AGAIN_S: Final = 0.5
_log = structlog.get_logger(__name__)


class DispatchLoop:
    """The dispatch side of a gateway; any number may run, beside the HTTP side or without it."""

    def __init__(  # noqa: PLR0913 - the keyword-only parts of one loop
        self,
        dsn: str,
        pool: Pool,
        broker: RabbitBroker,
        metrics: Metrics,
        *,
        share: int,
        reap_after_s: float,
        removals: tuple[Removal, ...] = (),
    ) -> None:
        self._dsn = dsn
        self._broker = broker
        self._dispatcher = Dispatcher(pool, broker, metrics, share)
        self._upkeep = Upkeep(pool, metrics, reap_after_s)
        self._purge = Purge(pool, removals)
        self._relay: Callable[[], Awaitable[int]] = lambda: relay_events(pool, broker, metrics)
        # One each: whoever is woken clears his own.
        self._wakes = (asyncio.Event(), asyncio.Event())
        self._declared = False
        # Both sides connect when they first need it, and the library would open a connection for each.
        self._connecting = asyncio.Lock()
        self._last_error: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop`; a broker or database that is away is waited for."""
        tasks = [
            asyncio.create_task(work)
            for work in (
                self._listen(),
                self._drain(self._dispatcher.dispatch, self._wakes[0]),
                self._drain(self._relay, self._wakes[1]),
                _repeat(self._upkeep.run, "upkeep_interrupted", every_s=_UPKEEP_S),
                _repeat(self._purge.run, "purge_interrupted", every_s=_PURGE_S),
            )
        ]
        try:
            await stop.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def broker_check(self) -> str | None:
        """Check for readiness: whether jobs can be handed over."""
        if not self._declared:
            return "not connected yet"
        return self._last_error or (None if await self._broker.ping(timeout=1.0) else "not connected")

    async def _listen(self) -> None:
        while True:
            try:
                connection = await asyncpg.connect(self._dsn, timeout=5)
            except (*CONNECTION_ERRORS, asyncpg.PostgresError):
                await asyncio.sleep(_AGAIN_S)
                continue
            try:
                await self._wait_while_connected(connection)
            except CONNECTION_ERRORS:
                await asyncio.sleep(_AGAIN_S)
            finally:
                connection.terminate()

    async def _wait_while_connected(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        lost = asyncio.Event()

        def on_lost(_connection: object) -> None:
            lost.set()

        connection.add_termination_listener(on_lost)
        await connection.add_listener(_CHANNEL, self._wake)
        # What was committed before somebody listened was told to nobody.
        self._wake()
        await lost.wait()

    def _wake(self, *_: object) -> None:
        for wake in self._wakes:
            wake.set()

    async def _drain(self, step: Callable[[], Awaitable[int]], wake: asyncio.Event) -> None:
        while True:
            wake.clear()
            try:
                await self._connect()
                while await step():
                    pass
                self._last_error = None
            except Exception as error:  # noqa: BLE001 - a loop that ended in silence would leave every job where it is
                if self._last_error is None:
                    _tell(error)
                self._last_error = f"publishing failed: {type(error).__name__}"
                await asyncio.sleep(_AGAIN_S)
                continue
            try:
                async with asyncio.timeout(_POLL_S):
                    await wake.wait()
            except TimeoutError:
                pass

    async def _connect(self) -> None:
        async with self._connecting:
            if self._declared:
                return
            try:
                await connect(self._broker)
                await declare_topology(self._broker)
            except CONNECTION_ERRORS:
                raise
            except Exception as error:
                raise BrokerUnavailableError(type(error).__name__) from error
            self._declared = True


async def _repeat(work: Callable[[], Awaitable[None]], interrupted: str, *, every_s: float) -> None:
    while True:
        try:
            await work()
        except (*CONNECTION_ERRORS, asyncpg.PostgresError) as error:
            _log.warning(interrupted, error=type(error).__name__)
        await asyncio.sleep(every_s)


def _tell(error: Exception) -> None:
    is_known = isinstance(error, (BrokerUnavailableError, *CONNECTION_ERRORS, asyncpg.PostgresError))
    _log.log(
        30 if is_known else 40,
        "dispatch_interrupted",
        error=type(error).__name__,
        detail=str(error)[:200],
        exc_info=None if is_known else error,
    )
    if not is_known:
        report(error)

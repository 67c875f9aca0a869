"""Connects, declares, consumes and, when asked to stop, stops in the order that loses nothing."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import structlog
from faststream.rabbit import RabbitBroker

from shared.broker.connection import connect
from shared.broker.consuming import is_consuming, stop_intake
from shared.broker.declaring import declare_topology
from shared.contracts.topology import WorkQueue

T = TypeVar("T")
_AGAIN_S: Final = 1.0
_HAND_BACK_S: Final = 5.0
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Work:
    """The tasks behind deliveries. They outlive a lost connection, so that a blip does not throw work away."""

    _tasks: set[asyncio.Task[Any]] = field(default_factory=set[asyncio.Task[Any]])

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run to its end even if the delivery behind it is lost, whose handler then raises CancelledError."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    async def drain(self, grace_s: float) -> None:
        """Wait for what is running; what is not done in time is cancelled and hands its job back."""
        if self._tasks:
            _log.info("draining", jobs=len(self._tasks), grace_s=grace_s)
            await asyncio.wait(self._tasks, timeout=grace_s)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_HAND_BACK_S)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            # Somebody has to look at it, or a lost delivery's failure would be reported by the event loop instead.
            task.exception()


@asynccontextmanager
async def consuming(
    broker: RabbitBroker, queue: WorkQueue, work: Work, *, grace_s: float
) -> AsyncGenerator[None, None]:
    """Consume while the block runs. The broker may be away at any time: it is waited for in the background."""
    starting = asyncio.create_task(_start(broker, queue))
    try:
        yield
    finally:
        starting.cancel()
        await asyncio.wait({starting})
        await stop_intake(broker)
        await work.drain(grace_s)
        # One turn of the loop for handlers that settle and acknowledge what has just ended.
        await asyncio.sleep(0.1)
        await broker.stop()


async def _start(broker: RabbitBroker, queue: WorkQueue) -> None:
    while True:
        try:
            await connect(broker)
            await declare_topology(broker, consumed=queue)
            await broker.start()
        except Exception as error:  # noqa: BLE001 - until it works, whatever it is; readiness says so meanwhile
            _log.warning("consumer_not_started", error=type(error).__name__, detail=str(error)[:200])
            await asyncio.sleep(_AGAIN_S)
        else:
            _log.info("consuming", queue=queue.name)
            return


async def consumes(broker: RabbitBroker) -> str | None:
    """Check for readiness: whether messages really reach this process."""
    return None if await is_consuming(broker) else "not consuming"

"""Wake-ups for those who watch jobs: lost ones cost a moment, never an event, as the truth is in the database."""

import asyncio
from collections.abc import Callable
from typing import Final
from uuid import UUID, uuid4

from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker, RabbitQueue

from shared.broker.declaring import WAKEUPS_EXCHANGE
from shared.contracts.messages import JobChanged

_PUBLISH_S: Final = 2.0
_MAX_PENDING: Final = 1000


class WakeupSender:
    """Publishes wake-ups on the side, so that nobody's work waits for them."""

    def __init__(self, broker: RabbitBroker) -> None:
        self._broker = broker
        self._pending: set[asyncio.Task[None]] = set()

    def send(self, job_id: UUID) -> None:
        """Tell all gateways that a job changed; when the broker is slow or away, the watchers' own clock has to do."""
        if len(self._pending) >= _MAX_PENDING:
            return
        task = asyncio.create_task(self._publish(job_id))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _publish(self, job_id: UUID) -> None:
        body = JobChanged(job_id=job_id).model_dump(mode="json", by_alias=True)
        try:
            async with asyncio.timeout(_PUBLISH_S):
                await self._broker.publish(body, exchange=WAKEUPS_EXCHANGE, mandatory=False)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
        except Exception:  # noqa: BLE001, S110 - see the module's first sentence
            pass


def subscribe_wakeups(broker: RabbitBroker, on_wakeup: Callable[[UUID], None]) -> None:
    """Call `on_wakeup` for each changed job; register before the broker starts.

    The queue is this process's own. It outlives a reconnect and is deleted by the broker a minute after its last use;
    an exclusive one would be locked while a half-open connection still holds it.
    """
    queue = RabbitQueue(
        f"gateway.wakeups.{uuid4().hex[:12]}",
        durable=True,
        arguments={"x-expires": 60_000, "x-max-length": 10_000, "x-message-ttl": 30_000},
    )

    @broker.subscriber(queue, WAKEUPS_EXCHANGE, channel=Channel(), ack_policy=AckPolicy.ACK_FIRST)
    async def on_job_changed(message: JobChanged) -> None:  # pyright: ignore[reportUnusedFunction] - registered
        on_wakeup(message.job_id)

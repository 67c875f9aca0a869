"""Takes every event: each says which days of which workspace to count again."""

import time

from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker, RabbitMessage

from shared.broker.declaring import exchange_of, work_queue
from shared.broker.settling import Later, settle
from shared.contracts.messages import RollupMarked
from shared.contracts.topology import STATS_QUEUE
from shared.db.pool import CONNECTION_ERRORS
from shared.telemetry.metrics import Metrics
from shared.worker.consumer import Work
from stats_aggregator.rollup import Rollup

_DATABASE_AWAY_S = 5.0


def subscribe(broker: RabbitBroker, rollup: Rollup, work: Work, metrics: Metrics, *, prefetch: int) -> None:
    """Register the handler; an event that is delivered twice changes nothing."""

    @broker.subscriber(
        work_queue(STATS_QUEUE),
        exchange_of(STATS_QUEUE),
        channel=Channel(prefetch_count=prefetch),
        ack_policy=AckPolicy.NACK_ON_ERROR,
    )
    async def on_job_ended(  # pyright: ignore[reportUnusedFunction] - registered by the decorator
        marked: RollupMarked, message: RabbitMessage
    ) -> None:
        try:
            await work.run(rollup.apply(marked.workspace_id, marked.days))
        except CONNECTION_ERRORS:
            later = Later(_DATABASE_AWAY_S)
            await settle(later, broker=broker, raw=message.raw_message, queue=STATS_QUEUE, metrics=metrics)
            return
        metrics.rollup_lag_seconds.observe(max(0.0, time.time() - marked.occurred_at.timestamp()))

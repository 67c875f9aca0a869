"""Entry point: `stats-aggregator`."""

import asyncio

from faststream.rabbit import RabbitBroker

from shared.contracts.topology import STATS_QUEUE
from shared.db.pool import Pool
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work
from shared.worker.process import run_service
from shared.worker.service import consume
from stats_aggregator.handlers import subscribe
from stats_aggregator.rollup import Rollup
from stats_aggregator.settings import StatsSettings


def main() -> None:
    """Run the service until it is told to stop."""
    run_service("stats-aggregator", StatsSettings, serve)


async def serve(settings: StatsSettings, telemetry: Telemetry, stop: asyncio.Event) -> bool:
    """Consume until told to stop."""

    def register(broker: RabbitBroker, pool: Pool, work: Work) -> None:
        subscribe(broker, Rollup(pool), work, telemetry.metrics, prefetch=settings.convex_prefetch)

    return await consume(settings, telemetry, stop, STATS_QUEUE, register)

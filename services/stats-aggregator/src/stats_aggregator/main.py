"""Entry point: `stats-aggregator`, `stats-aggregator rebuild [WORKSPACE]`, `stats-aggregator audit`."""

import asyncio
import sys
from functools import partial
from uuid import UUID

from faststream.rabbit import RabbitBroker

from shared.contracts.topology import STATS_QUEUE
from shared.db.pool import Pool, close_pool
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work
from shared.worker.process import run_service
from shared.worker.service import consume, open_pool
from stats_aggregator.handlers import subscribe
from stats_aggregator.rebuild import audit_all, rebuild, rebuild_all
from stats_aggregator.rollup import Rollup
from stats_aggregator.settings import StatsSettings

_USAGE = "usage: stats-aggregator [rebuild [WORKSPACE_ID] | audit]"


def main() -> None:
    """Run the service, or one of its two commands."""
    match sys.argv[1:]:
        case []:
            run_service("stats-aggregator", StatsSettings, serve)
        case ["rebuild"]:
            run_service("stats-aggregator", StatsSettings, partial(_command, workspace_id=None, is_audit=False))
        case ["rebuild", workspace]:
            workspace_id = _uuid(workspace)
            run_service("stats-aggregator", StatsSettings, partial(_command, workspace_id=workspace_id, is_audit=False))
        case ["audit"]:
            run_service("stats-aggregator", StatsSettings, partial(_command, workspace_id=None, is_audit=True))
        case _:
            sys.exit(_USAGE)


async def serve(settings: StatsSettings, telemetry: Telemetry, stop: asyncio.Event) -> bool:
    """Consume until told to stop."""

    def register(broker: RabbitBroker, pool: Pool, work: Work) -> None:
        subscribe(broker, Rollup(pool), work, telemetry.metrics, prefetch=settings.convex_prefetch)

    return await consume(settings, telemetry, stop, STATS_QUEUE, register)


async def _command(
    settings: StatsSettings, telemetry: Telemetry, _stop: asyncio.Event, *, workspace_id: UUID | None, is_audit: bool
) -> bool:
    pool = await open_pool(settings, telemetry)
    try:
        if is_audit:
            return await audit_all(pool)
        if workspace_id is None:
            await rebuild_all(pool)
        else:
            await rebuild(pool, workspace_id)
        return True
    finally:
        await close_pool(pool)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        sys.exit(f"stats-aggregator: {text[:60]!r} is not a workspace id; {_USAGE}")

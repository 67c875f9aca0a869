"""Entry point: `stats-aggregator`, `stats-aggregator rebuild [WORKSPACE]`, `stats-aggregator audit`."""

import asyncio
import sys
from functools import partial
from uuid import UUID

from shared.broker.connection import make_broker
from shared.broker.settling import failure_middleware
from shared.contracts.topology import STATS_QUEUE
from shared.db.pool import Pool, close_pool, create_pool
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work, consumes, consuming, database_answers
from shared.worker.health import health_app, serving, watch
from shared.worker.process import run_service
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
    metrics, work = telemetry.metrics, Work()
    pool = await _pool(settings)
    middleware = failure_middleware(lambda: broker, STATS_QUEUE, metrics)
    broker = make_broker(settings.amqp_url.get_secret_value(), telemetry, middlewares=(middleware,))
    subscribe(broker, Rollup(pool), work, metrics, prefetch=settings.convex_prefetch)
    checks = {"database": database_answers(pool), "broker": partial(consumes, broker)}
    try:
        async with (
            serving(health_app(checks, metrics), settings.convex_worker_host, settings.convex_worker_port),
            consuming(broker, STATS_QUEUE, work, grace_s=settings.convex_grace_s),
        ):
            return await watch(checks, metrics, stop, limit_s=settings.convex_unready_exit_s)
    finally:
        await close_pool(pool)


async def _command(
    settings: StatsSettings, _telemetry: Telemetry, _stop: asyncio.Event, *, workspace_id: UUID | None, is_audit: bool
) -> bool:
    pool = await _pool(settings)
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


async def _pool(settings: StatsSettings) -> Pool:
    dsn = settings.database_url.get_secret_value()
    return await create_pool(dsn, service="stats-aggregator", max_size=settings.convex_database_pool_size)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        sys.exit(f"stats-aggregator: {text[:60]!r} is not a workspace id; {_USAGE}")

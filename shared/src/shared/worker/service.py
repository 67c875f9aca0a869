"""A consuming service from its connections to its last acknowledgement."""

import asyncio
from collections.abc import Callable
from functools import partial

from faststream.rabbit import RabbitBroker

from shared.broker.connection import make_broker
from shared.broker.settling import failure_middleware
from shared.contracts.topology import WorkQueue
from shared.db.pool import Pool, close_pool, create_pool
from shared.settings import WorkerSettings
from shared.telemetry.setup import Telemetry
from shared.worker.consumer import Work, consumes, consuming
from shared.worker.health import health_app, serving, watch
from shared.worker.role_guard import RoleGuard

# Registers the handlers of a queue; what they do runs in the given work.
Subscribe = Callable[[RabbitBroker, Pool, Work], None]


async def consume(
    settings: WorkerSettings, telemetry: Telemetry, stop: asyncio.Event, queue: WorkQueue, subscribe: Subscribe
) -> bool:
    """Consume a queue until `stop`, with health and metrics beside it; False when the service gave up."""
    metrics, work = telemetry.metrics, Work()
    pool = await _open_pool(settings, telemetry)
    middleware = failure_middleware(lambda: broker, queue, metrics)
    broker = make_broker(settings.amqp_url.get_secret_value(), telemetry, middlewares=(middleware,))
    subscribe(broker, pool, work)
    guard = RoleGuard(pool, stop)
    checks = {"database": guard.check, "broker": partial(consumes, broker)}
    # The pool is closed last: jobs that are drained still have to be ended or handed back.
    try:
        async with (
            guard.watching(),
            serving(health_app(checks, metrics), settings.convex_worker_host, settings.convex_worker_port),
            consuming(broker, queue, work, grace_s=settings.convex_grace_s),
        ):
            return await watch(checks, metrics, stop, limit_s=settings.convex_unready_exit_s)
    finally:
        await close_pool(pool)


async def _open_pool(settings: WorkerSettings, telemetry: Telemetry) -> Pool:
    """Open the pool of a service as its settings say."""
    dsn = settings.database_url.get_secret_value()
    return await create_pool(
        dsn,
        service=telemetry.service,
        max_size=settings.convex_database_pool_size,
        statement_seconds=telemetry.metrics.statement_seconds,
    )

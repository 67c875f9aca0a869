"""Opens what the dispatch side needs and runs it beside whatever else the process does."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from gateway.archive.removal import ArchiveRemoval
from gateway.dispatch.loop import DispatchLoop
from gateway.settings import GatewaySettings
from shared.broker.connection import make_broker
from shared.db.pool import close_pool, create_pool
from shared.telemetry.setup import Telemetry
from shared.worker.health import Check
from shared.worker.role_guard import RoleGuard


@asynccontextmanager
async def dispatching(
    settings: GatewaySettings, telemetry: Telemetry, stop: asyncio.Event
) -> AsyncGenerator[Mapping[str, Check], None]:
    """Dispatch while the block runs; yields the checks that readiness has to ask."""
    assert settings.database_relay_url is not None, "only with DATABASE_RELAY_URL is there anything to dispatch"
    dsn = settings.database_relay_url.get_secret_value()
    seconds = telemetry.metrics.statement_seconds
    pool = await create_pool(dsn, service=f"{telemetry.service}-dispatch", max_size=4, statement_seconds=seconds)
    broker = make_broker(settings.amqp_url.get_secret_value(), telemetry)
    loop = DispatchLoop(
        dsn,
        pool,
        broker,
        telemetry.metrics,
        share=settings.convex_dispatch_share,
        reap_after_s=settings.convex_reap_after_s,
        removals=(ArchiveRemoval(settings, pool).remove,),
    )
    # Not `stop`: what the last requests have queued is still handed over.
    done = asyncio.Event()
    task = asyncio.create_task(loop.run(done))
    try:
        async with RoleGuard(pool, stop).watching() as guard:
            yield {"broker": loop.broker_check, "dispatchDatabase": guard.check}
    finally:
        done.set()
        await asyncio.wait({task})
        await broker.stop()
        await close_pool(pool)

"""What the gateway tells Prometheus about jobs that wait: how many, and how long the oldest that could begin."""

from collections.abc import AsyncGenerator

import asyncpg
import pytest
from prometheus_client import CollectorRegistry

from gateway.dispatch.upkeep import Upkeep
from shared.db.pool import close_pool, create_pool
from shared.telemetry.metrics import Metrics
from support.backends import Backends
from support.jobs import insert_jobs
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_REAP_AFTER_S = 3600


@pytest.fixture
async def upkeep(backends: Backends) -> AsyncGenerator[Upkeep, None]:
    pool = await create_pool(backends.relay_url, service="test-upkeep")
    yield Upkeep(pool, Metrics(CollectorRegistry()), _REAP_AFTER_S)
    await close_pool(pool)


def _oldest(upkeep: Upkeep, kind: str) -> float | None:
    return upkeep.metrics.registry.get_sample_value("convex_oldest_queued_job_seconds", {"kind": kind})


async def test_the_oldest_job_is_told_by_kind_whether_it_is_with_the_broker_or_not(
    backends: Backends, upkeep: Upkeep
) -> None:
    tenant = await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    age = (
        "UPDATE app.jobs SET created_at = now() - $2 * interval '1 second', status = $3, dispatched_at = now()"
        " WHERE id = $1"
    )
    (in_line,) = await insert_jobs(owner, tenant, 1)
    (with_broker,) = await insert_jobs(owner, tenant, 1)
    (running,) = await insert_jobs(owner, tenant, 1, kind="seo")
    (paused,) = await insert_jobs(owner, tenant, 1, kind="roadmap")
    await owner.execute(age, in_line, 50, "queued")
    await owner.execute(age, with_broker, 90, "dispatched")
    await owner.execute(age, running, 400, "running")
    await owner.execute(age, paused, 400, "dispatched")
    await owner.execute("UPDATE app.jobs SET not_before = now() + interval '30 seconds' WHERE id = $1", paused)
    await owner.execute("UPDATE app.jobs SET lease_until = now() + interval '1 hour' WHERE id = $1", running)
    await upkeep.run()
    assert _oldest(upkeep, "strategy") == pytest.approx(90, abs=5)
    # One runs, and one has its next attempt before it: neither waits for a worker.
    assert _oldest(upkeep, "seo") == 0
    assert _oldest(upkeep, "roadmap") == 0
    await owner.execute("DELETE FROM app.jobs")
    await upkeep.run()
    assert _oldest(upkeep, "strategy") == 0
    await owner.close()

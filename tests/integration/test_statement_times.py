"""A pool tells how long its statements take: those that do something, also when they fail."""

from collections.abc import AsyncGenerator

import asyncpg
import pytest
from prometheus_client import CollectorRegistry, Histogram

from shared.db.pool import Context, Pool, close_pool, create_pool, transaction
from support.backends import Backends

pytestmark = pytest.mark.integration
_NOBODY = Context(None)


@pytest.fixture
def registry() -> CollectorRegistry:
    """Return where the times are kept."""
    return CollectorRegistry()


@pytest.fixture
async def pool(backends: Backends, registry: CollectorRegistry) -> AsyncGenerator[Pool, None]:
    """Return a pool that tells them."""
    seconds = Histogram("seconds", "Statements", buckets=(0.1, 1), registry=registry)
    made = await create_pool(backends.worker_url, service="test", statement_seconds=seconds)
    yield made
    await close_pool(made)


async def test_what_is_asked_and_the_commit_are_counted(pool: Pool, registry: CollectorRegistry) -> None:
    async with transaction(pool, _NOBODY) as connection:
        await connection.fetchval("SELECT $1::int", 1)
        await connection.execute("SELECT pg_sleep(0.15)")
    await pool.fetchval("SELECT 1")
    assert registry.get_sample_value("seconds_bucket", {"le": "0.1"}) == 3
    assert registry.get_sample_value("seconds_count") == 4
    assert 0.15 <= (registry.get_sample_value("seconds_sum") or 0) < 1


async def test_a_statement_that_fails_has_taken_its_time(pool: Pool, registry: CollectorRegistry) -> None:
    with pytest.raises(asyncpg.DivisionByZeroError):
        async with transaction(pool, _NOBODY) as connection:
            await connection.execute("SELECT pg_sleep(0.15); SELECT 1 / 0")
    await pool.fetchval("SELECT 1")
    # The statement, the rollback and the one after it.
    assert registry.get_sample_value("seconds_count") == 3
    assert registry.get_sample_value("seconds_bucket", {"le": "0.1"}) == 2

"""A primary and its replica for this folder, and two gateways that read from it; each test has its own tenants."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import asyncpg
import pytest

from integration.dashboard.calls import sign_in
from integration.gateway.serving import Owner, Served, serving
from integration.replica.scene import Scene
from support.backends import Backends
from support.people import create_person
from support.replicated import Pair, replicated_postgres


@pytest.fixture(scope="module")
async def pair() -> AsyncGenerator[Pair, None]:
    """Give a module both servers, as a test may break one for good."""
    # A conflict between what is replayed and what is read is decided at once. The delay is as long as a busy replica's,
    # so that whoever does not wait for it reads what is old.
    async with replicated_postgres(max_standby_streaming_delay="0", recovery_min_apply_delay="3ms") as made:
        yield made


@pytest.fixture(scope="module")
def backends(pair: Pair) -> Backends:
    """Return the way to the primary."""
    return pair.primary.backends


@pytest.fixture(scope="module")
async def gateways(pair: Pair, backends: Backends) -> AsyncGenerator[tuple[Served, Served], None]:
    """Serve twice, as two processes would that know nothing of each other."""
    url = pair.replica.backends.user_url
    async with AsyncExitStack() as stack:
        first, second = [
            await stack.enter_async_context(
                serving(backends, database_replica_url=url, convex_login_rate_per_minute=1000)
            )
            for _ in range(2)
        ]
        yield first, second


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    """Return a connection of the primary's owner."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        yield connection
    finally:
        await connection.close()


@pytest.fixture
async def scene(
    pair: Pair, gateways: tuple[Served, Served], backends: Backends, owner: Owner
) -> AsyncGenerator[Scene, None]:
    """Return somebody with a strategy who calls and browses by way of either gateway."""
    person = await create_person(backends)
    async with AsyncExitStack() as stack:
        made = await Scene.made(stack, pair, gateways, person, owner)
        for browser in made.browsers:
            assert (await sign_in(browser, person)).status_code == 303
        await made.until("ready")
        yield made

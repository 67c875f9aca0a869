"""Kill, restart, take away: every accepted job still ends exactly once."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from support import faults
from support.backends import fresh_backends
from support.load import Load, mixed_requests, settle_accounts
from support.services import SERVICES, Running, running
from support.site import serving_page
from support.tenants import create_tenant

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]
JOBS = 500
Fault = Callable[[Running], Awaitable[None]]


async def kill_each_service(system: Running) -> None:
    """Kill one after the other, as `kill -9` does, and start each again."""
    for name in SERVICES:
        await system.services[name].kill()
        await system.services[name].start()
        await asyncio.sleep(0.7)
    for name in SERVICES:
        await system.services[name].wait_until_ready()


async def restart_rabbitmq(system: Running) -> None:
    """Stop and start the broker."""
    await faults.restart("rabbitmq", system.backends)


async def restart_postgres(system: Running) -> None:
    """Stop and start the database."""
    await faults.restart("postgres", system.backends)


@pytest.mark.parametrize("fault", [kill_each_service, restart_rabbitmq, restart_postgres])
async def test_every_accepted_job_ends_exactly_once(
    fault: Fault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with fresh_backends() as backends, serving_page() as page:
        tenants = [await create_tenant(backends) for _ in range(3)]
        extra = {"CONVEX_LEASE_S": "3", "CONVEX_REAP_AFTER_S": "10", "CONVEX_SEO_ALLOWED_TARGETS": page.target}
        async with running(backends, tmp_path, extra=extra) as system:
            load = Load()
            submitting = asyncio.create_task(load.submit(system.gateway.url, tenants, mixed_requests(JOBS, page.url)))
            async with asyncio.timeout(60):
                while len(load.accepted) < JOBS // 10:
                    await asyncio.sleep(0.01)
            await fault(system)
            await submitting
            account = await settle_accounts(backends, load, tenants, within_s=120)

    with capsys.disabled():
        print(f"\n{fault.__name__}: refused on the way {dict(load.refusals)}\n{account.lines()}")
    assert account.accepted == account.rows == JOBS
    assert account.ended == {"succeeded": JOBS}
    assert (account.results, account.end_events) == (JOBS, JOBS)
    assert (account.done_twice, account.lost) == (0, 0)
    assert (account.outbox, account.leased, account.rollups_that_differ) == (0, 0, 0)
    assert (account.dead_messages, account.messages_left) == (0, 0)

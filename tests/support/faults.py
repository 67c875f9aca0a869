"""Faults of the infrastructure under a test: its Postgres and RabbitMQ are restarted or killed as processes."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Final, Literal

import asyncpg
import httpx

from support.backends import ROOT, Backends

Infrastructure = Literal["postgres", "rabbitmq"]
# Another stack than this checkout's may be meant, so that tests on the usual one are not disturbed.
_STACK_ROOT: Final = Path(os.environ.get("CONVEX_TEST_STACK_ROOT", str(ROOT)))


async def restart(name: Infrastructure, backends: Backends) -> None:
    """Stop and start it, and return when it answers again."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "deploy.local",
        "restart",
        "test",
        name,
        cwd=_STACK_ROOT,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
    await _answers(name, backends)


async def _answers(name: Infrastructure, backends: Backends) -> None:
    async with asyncio.timeout(60):
        while not await (_postgres_answers(backends) if name == "postgres" else _rabbitmq_answers(backends)):
            await asyncio.sleep(0.1)


async def _postgres_answers(backends: Backends) -> bool:
    try:
        connection = await asyncpg.connect(backends.owner_url, timeout=2)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    await connection.close()
    return True


async def _rabbitmq_answers(backends: Backends) -> bool:
    try:
        async with httpx.AsyncClient(base_url=backends.management_url, timeout=2) as client:
            return (await client.get(f"/api/aliveness-test/{backends.vhost}")).status_code == 200
    except httpx.HTTPError:
        return False

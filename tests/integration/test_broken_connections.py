"""What becomes of a transaction whose connection ends in the middle."""

import asyncio

import asyncpg
import pytest

from shared.db.pool import Context, Pool, close_pool, create_pool, transaction
from support.backends import Backends


class _OwnError(Exception):
    """What the work within a transaction raises."""


async def _fail_cut_off(pool: Pool, owner: "asyncpg.Connection[asyncpg.Record]") -> None:
    async with transaction(pool, Context(None), read_only=True) as connection:
        process = await connection.fetchval("SELECT pg_backend_pid()")
        await owner.fetchval("SELECT pg_terminate_backend($1)", process)
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)):
            await connection.fetchval("SELECT pg_sleep(30)")
        # The pool has taken the connection back by now.
        await asyncio.sleep(0.05)
        raise _OwnError


async def test_what_failed_is_told_although_the_connection_is_gone(backends: Backends) -> None:
    pool = await create_pool(backends.user_url, service="test")
    owner = await asyncpg.connect(backends.owner_url)
    try:
        with pytest.raises(_OwnError):
            await _fail_cut_off(pool, owner)
        async with transaction(pool, Context(None), read_only=True) as connection:
            assert await connection.fetchval("SELECT 1") == 1
    finally:
        await owner.close()
        await close_pool(pool)

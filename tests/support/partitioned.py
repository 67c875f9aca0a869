"""Databases whose large tables are partitioned, and workspaces that have partitions of their own."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from gateway.operator.partitions.splitting import Move, planned, split
from gateway.operator.partitions.switching import switch
from gateway.operator.partitions.tables import list_tables
from shared.db.pool import Connection, close_pool, create_pool

_FEW: Final = 3


@asynccontextmanager
async def schema_owner(owner_url: str) -> AsyncGenerator[Connection, None]:
    """Open the one connection that changes the schema."""
    pool = await create_pool(owner_url, service="test", max_size=1)
    try:
        async with pool.acquire() as connection:
            yield connection
    finally:
        await close_pool(pool)


async def switched(owner_url: str) -> list[str]:
    """Partition the large tables and return their names."""
    async with schema_owner(owner_url) as connection:
        return await switch(connection)


async def apart(owner_url: str, workspace_id: UUID, *, patience_s: float = 30) -> float:
    """Give a workspace partitions of its own; return for how many seconds it took no writes."""
    async with schema_owner(owner_url) as connection:
        return await split(connection, await move_of(connection, workspace_id, patience_s=patience_s))


async def apart_while_few(owner_url: str, workspace_id: UUID) -> None:
    """Give one of the first workspaces of a database partitions of its own, as few have them anywhere."""
    async with schema_owner(owner_url) as connection:
        tables = await list_tables(connection)
        if max(table.own_partitions for table in tables) < _FEW:
            await split(connection, await move_of(connection, workspace_id))


async def move_of(connection: Connection, workspace_id: UUID, *, patience_s: float = 30) -> Move:
    """Return what moves a workspace."""
    return await planned(connection, workspace_id, operator="grace", patience_s=patience_s)

"""A fresh, migrated database and a fresh virtual host on the running Postgres and RabbitMQ."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import httpx
from deploy.local.envfile import read

from shared.db.migrate import LOGIN_ROLES, migrate, open_roles
from support.partitioned import switched

ROOT: Final = Path(__file__).resolve().parents[2]
MIGRATIONS: Final = ROOT / "deploy" / "migrations"
# Set, every database of a test has its large tables partitioned, and its first workspaces have partitions of their own.
PARTITIONED: Final = "CONVEX_TEST_PARTITIONED"
_STACK_FILE: Final = ROOT / ".state" / "test" / "stack.env"


@dataclass(frozen=True, slots=True)
class Backends:
    """Where one test's Postgres database and RabbitMQ virtual host are, by role."""

    user_url: str
    worker_url: str
    relay_url: str
    operator_url: str
    archive_url: str
    owner_url: str
    admin_url: str
    amqp_url: str
    management_url: str
    vhost: str


def stack_environment() -> dict[str, str]:
    """Return the addresses `make test` provides, or those of a stack that is already up."""
    if "DATABASE_ADMIN_URL" in os.environ:
        return dict(os.environ)
    return read(_STACK_FILE)


def planned_backends() -> Backends:
    """Return where a database and a virtual host will be; nothing is there yet."""
    env = stack_environment()
    name = f"t{uuid4().hex[:16]}"
    return Backends(
        user_url=_with_path(env["DATABASE_URL"], name),
        worker_url=_with_path(env["DATABASE_WORKER_URL"], name),
        relay_url=_with_path(env["DATABASE_RELAY_URL"], name),
        operator_url=_with_path(env["DATABASE_OPERATOR_URL"], name),
        archive_url=_with_path(env["DATABASE_ARCHIVE_URL"], name),
        owner_url=_with_path(env["DATABASE_MIGRATION_URL"], name),
        admin_url=_with_path(env["DATABASE_ADMIN_URL"], name),
        amqp_url=_with_path(env["AMQP_URL"], name),
        management_url=env["RABBITMQ_MANAGEMENT_URL"],
        vhost=name,
    )


@asynccontextmanager
async def made(planned: Backends) -> AsyncGenerator[None, None]:
    """Make a migrated database and a virtual host, and drop both afterwards."""
    env = stack_environment()
    async with _database(env, planned.vhost), virtual_host(planned):
        yield


@asynccontextmanager
async def fresh_backends() -> AsyncGenerator[Backends, None]:
    """Plan and make them in one go."""
    planned = planned_backends()
    async with made(planned):
        yield planned


@asynccontextmanager
async def _database(env: dict[str, str], name: str) -> AsyncGenerator[None, None]:
    await _execute(env["DATABASE_MIGRATION_URL"], f'CREATE DATABASE "{name}"')
    owner_url = _with_path(env["DATABASE_MIGRATION_URL"], name)
    await migrate(owner_url, MIGRATIONS)
    await open_roles(owner_url, {role: env[f"{role.upper()}_PASSWORD"] for role in LOGIN_ROLES})
    if os.environ.get(PARTITIONED):
        await switched(owner_url)
    try:
        yield
    finally:
        # An autovacuum worker may be in it, whom only a superuser may send away.
        await _execute(env["DATABASE_ADMIN_URL"], f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@asynccontextmanager
async def virtual_host(planned: Backends) -> AsyncGenerator[None, None]:
    """Make the virtual host of these backends, and remove it afterwards."""
    path, user = f"/api/vhosts/{quote(planned.vhost)}", urlsplit(planned.amqp_url).username or ""
    async with httpx.AsyncClient(base_url=planned.management_url, timeout=30) as client:
        (await client.put(path)).raise_for_status()
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        permissions = f"/api/permissions/{quote(planned.vhost)}/{user}"
        (await client.put(permissions, json=everything)).raise_for_status()
        try:
            yield
        finally:
            await client.delete(path)


async def _execute(dsn: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        async with asyncio.timeout(30):
            await connection.execute(statement)
    finally:
        await connection.close()


def _with_path(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

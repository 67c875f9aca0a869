"""Runs a command beside Postgres and RabbitMQ in containers of its own: `python -m deploy.local.containers COMMAND...`.

The command sees the variables it would see beside the native test stack, and the containers end with it.
"""

import asyncio
import os
import subprocess
import sys
from typing import Final

import asyncpg
from deploy.local.postgres import ADMIN, DATABASE, OWNER
from deploy.local.programs import AUDIENCE, ISSUER
from deploy.local.rabbitmq import USER
from testcontainers.community.postgres import PostgresContainer
from testcontainers.community.rabbitmq import RabbitMqContainer

from shared.db.sql import statement

POSTGRES: Final = "postgres:17-trixie"
RABBITMQ: Final = "rabbitmq:4.0-management"
_PASSWORD: Final = "tests-only"
_MANAGEMENT_PORT: Final = 15672
_METRICS_PORT: Final = 15692


def addresses(database: str, amqp: str, management: str) -> dict[str, str]:
    """Return the variables of the test stack for servers at these host:port addresses."""
    urls = {
        "DATABASE_URL": "app_user",
        "DATABASE_WORKER_URL": "app_worker",
        "DATABASE_RELAY_URL": "app_relay",
        "DATABASE_OPERATOR_URL": "app_operator",
        "DATABASE_ARCHIVE_URL": "app_archiver",
        "DATABASE_MIGRATION_URL": OWNER,
        "DATABASE_ADMIN_URL": ADMIN,
    }
    return {name: f"postgresql://{role}:{_PASSWORD}@{database}/{DATABASE}" for name, role in urls.items()} | {
        "CONVEX_ENV": "test",
        "APP_USER_PASSWORD": _PASSWORD,
        "APP_WORKER_PASSWORD": _PASSWORD,
        "APP_RELAY_PASSWORD": _PASSWORD,
        "APP_OPERATOR_PASSWORD": _PASSWORD,
        "APP_ARCHIVER_PASSWORD": _PASSWORD,
        "AMQP_URL": f"amqp://{USER}:{_PASSWORD}@{amqp}/",
        "RABBITMQ_MANAGEMENT_URL": f"http://{USER}:{_PASSWORD}@{management}",
        "JWT_SECRET": "tests-only-secret-of-thirty-two-bytes",
        "JWT_ISSUER": ISSUER,
        "JWT_AUDIENCE": AUDIENCE,
    }


def main() -> int:
    """Start both servers, run the command, stop them, and return the command's exit code."""
    postgres = PostgresContainer(POSTGRES, username=ADMIN, password=_PASSWORD, dbname=DATABASE, driver=None)
    rabbitmq = RabbitMqContainer(RABBITMQ, username=USER, password=_PASSWORD).with_exposed_ports(
        _MANAGEMENT_PORT, _METRICS_PORT
    )
    with postgres, rabbitmq:
        host = postgres.get_container_host_ip()
        variables = addresses(
            f"{host}:{postgres.get_exposed_port(5432)}",
            f"{host}:{rabbitmq.get_exposed_port(rabbitmq.port)}",
            f"{host}:{rabbitmq.get_exposed_port(_MANAGEMENT_PORT)}",
        )
        variables["RABBITMQ_METRICS_URL"] = f"http://{host}:{rabbitmq.get_exposed_port(_METRICS_PORT)}"
        asyncio.run(_make_owner(variables["DATABASE_ADMIN_URL"]))
        return subprocess.run(sys.argv[1:], env=os.environ | variables, check=False).returncode


async def _make_owner(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement("deploy.local", "create_owner"))
    finally:
        await connection.close()


if __name__ == "__main__":
    sys.exit(main())

"""A Postgres of a test's own: it can be stopped, killed and started again."""

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import asyncpg
from deploy.local import postgres
from deploy.local.console import Console
from deploy.local.paths import Stack

from shared.db.migrate import LOGIN_ROLES, migrate, open_roles
from support.backends import MIGRATIONS, Backends, planned_backends

PATIENCE_S: Final = 60


@dataclass(slots=True)
class OwnPostgres:
    """A server with its data and its log below `home`; `backends` tell the way to its database."""

    backends: Backends
    home: Path
    cluster: Path
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: {"PATH": os.environ["PATH"]})
    process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        """Return what the server says."""
        return self.home / f"{self.cluster.name}.log"

    async def start(self) -> None:
        """Start the server and return when it answers, and takes writes unless it is a replica."""
        with self.log.open("ab") as log:
            # The command that archives runs with the server's environment.
            self.process = await asyncio.create_subprocess_exec(
                *self.command, stdout=log, stderr=log, cwd=self.home, env=self.environment
            )
        async with asyncio.timeout(PATIENCE_S):
            while not await self._is_up():
                assert self.process.returncode is None, self.log.read_text()[-3000:]
                await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """End the server if it runs, without waiting for its clients."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
            async with asyncio.timeout(PATIENCE_S):
                await self.process.wait()

    async def kill(self) -> None:
        """End the server at once, as a machine that loses its power does."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def _is_up(self) -> bool:
        try:
            connection = await asyncpg.connect(self.backends.admin_url, timeout=3)
        except (OSError, asyncpg.PostgresError, TimeoutError):
            return False
        try:
            is_replica = (self.cluster / "standby.signal").exists()
            return await connection.fetchval("SELECT pg_is_in_recovery()") == is_replica
        finally:
            await connection.close()


async def prepare(home: Path, passwords: Mapping[str, str], *rules: str) -> tuple[Path, tuple[str, ...]]:
    """Make a cluster whose pg_hba.conf has more rules; return where it is, and its server's command without a port."""
    stack = Stack(home, "test")
    stack.make_directories()
    command = await asyncio.to_thread(postgres.prepare, stack, passwords, Console())
    cluster = Path(command[command.index("-D") + 1])
    with (cluster / "pg_hba.conf").open("a") as file:
        file.writelines(f"{rule}\n" for rule in rules)
    return cluster, tuple(command)


def options(settings: Mapping[str, object]) -> tuple[str, ...]:
    """Return settings as arguments of the server."""
    return tuple(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))


def backends_at(port: int, passwords: Mapping[str, str]) -> Backends:
    """Return the way to the database of a server of our own, with a virtual host that is still to be made."""

    def url(role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{postgres.DATABASE}"

    return replace(
        planned_backends(),
        user_url=url("app_user", "user"),
        worker_url=url("app_worker", "worker"),
        relay_url=url("app_relay", "relay"),
        archive_url=url("app_archiver", "archiver"),
        operator_url=url("app_operator", "operator"),
        owner_url=url(postgres.OWNER, passwords["postgres_owner"]),
        admin_url=url(postgres.ADMIN, passwords["postgres_admin"]),
    )


async def make_schema(backends: Backends) -> None:
    """Migrate the database and let the roles in."""
    await migrate(backends.owner_url, MIGRATIONS)
    await open_roles(backends.owner_url, {role: role.removeprefix("app_") for role in LOGIN_ROLES})

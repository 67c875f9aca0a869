"""A Postgres of a test's own whose WAL pgBackRest archives: it can be backed up, destroyed and restored."""

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Final

import asyncpg
from deploy.local import postgres
from deploy.local.console import Console
from deploy.local.paths import Stack

from shared.db.migrate import LOGIN_ROLES, migrate, open_roles
from support.backends import MIGRATIONS, ROOT, Backends, planned_backends, virtual_host
from support.services import free_port

# The options of production; only where things are is this test's own.
_CONFIG: Final = ROOT / "deploy" / "backup" / "pgbackrest.conf"
_PATIENCE_S: Final = 60


@dataclass(slots=True)
class ArchivedPostgres:
    """A server with its data, its backups and its log below `home`; `backends` tell the way to its database."""

    backends: Backends
    home: Path
    cluster: Path
    command: tuple[str, ...]
    environment: Mapping[str, str]
    process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        """Return what the server says."""
        return self.home / "postgres.log"

    async def start(self) -> None:
        """Start the server and return when it takes writes, so after a recovery it may have to make."""
        with self.log.open("ab") as log:
            # The command that archives runs with the server's environment.
            self.process = await asyncio.create_subprocess_exec(
                *self.command, stdout=log, stderr=log, cwd=self.home, env=self.environment
            )
        async with asyncio.timeout(_PATIENCE_S):
            while not await self._takes_writes():
                assert self.process.returncode is None, self.log.read_text()[-3000:]
                await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """End the server if it runs, without waiting for its clients."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
            async with asyncio.timeout(_PATIENCE_S):
                await self.process.wait()

    async def destroy(self) -> None:
        """Kill the server and remove its data, as a disk that dies does; the backups are on another."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()
        async with asyncio.timeout(_PATIENCE_S):
            # The server's children notice within a moment that it is gone, and write until then.
            while self.cluster.exists():
                shutil.rmtree(self.cluster, ignore_errors=True)
                await asyncio.sleep(0.1)
        self.cluster.mkdir(mode=0o700)

    async def run_backrest(self, *words: str) -> str:
        """Run pgBackRest as the server's user and return what it says."""
        return await self._run("pgbackrest", *words)

    async def reported_backup(self) -> float:
        """Return when the newest backup ended, in seconds since 1970, as Prometheus is told."""
        file = self.home / "convex_backup.prom"
        await self._run(str(ROOT / "deploy/backup/report.sh"), str(file))
        return float(file.read_text().split()[-1])

    async def _run(self, *words: str) -> str:
        process = await asyncio.create_subprocess_exec(
            *postgres.unprivileged(),
            *words,
            cwd=self.home,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        assert process.returncode == 0, output.decode()[-3000:]
        return output.decode()

    async def archive_all(self) -> None:
        """Return when everything written so far is in the archive."""
        administrator = await asyncpg.connect(self.backends.admin_url)
        try:
            last = await administrator.fetchval("SELECT pg_walfile_name(pg_switch_wal())")
            async with asyncio.timeout(_PATIENCE_S):
                while await administrator.fetchval("SELECT last_archived_wal < $1 FROM pg_stat_archiver", last):
                    await asyncio.sleep(0.1)
        finally:
            await administrator.close()

    async def _takes_writes(self) -> bool:
        try:
            connection = await asyncpg.connect(self.backends.admin_url, timeout=3)
        except (OSError, asyncpg.PostgresError, TimeoutError):
            return False
        try:
            return not await connection.fetchval("SELECT pg_is_in_recovery()")
        finally:
            await connection.close()


@asynccontextmanager
async def archived_postgres() -> AsyncGenerator[ArchivedPostgres, None]:
    """Make the server with a migrated database, a virtual host and a place for backups; remove all of it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="convex-backups-", dir="/var/tmp"))
    try:
        server = await _prepared(home)
        async with virtual_host(server.backends):
            await server.start()
            try:
                await _migrated(server.backends)
                await server.run_backrest("stanza-create")
                yield server
            finally:
                await server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _prepared(home: Path) -> ArchivedPostgres:
    port = free_port()
    passwords = {name: token_hex(8) for name in ("postgres_admin", "postgres_owner")}
    stack = Stack(home, "test")
    stack.make_directories()
    command = await asyncio.to_thread(postgres.prepare, stack, passwords, Console())
    cluster = Path(command[command.index("-D") + 1])
    with (cluster / "pg_hba.conf").open("a") as rules:
        # pgBackRest comes by the socket, as the system's user who owns the data.
        rules.write("local all all trust\n")
    settings = {
        "port": port,
        "unix_socket_directories": home,
        "archive_mode": "on",
        "archive_command": "pgbackrest archive-push %p",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    places = {
        "PGBACKREST_CONFIG": _CONFIG,
        "PGBACKREST_STANZA": "convex",
        "PGBACKREST_REPO1_PATH": home / "backups",
        "PGBACKREST_LOCK_PATH": home / "lock",
        "PGBACKREST_SPOOL_PATH": home / "spool",
        "PGBACKREST_PG1_PATH": cluster,
        "PGBACKREST_PG1_PORT": port,
        "PGBACKREST_PG1_SOCKET_PATH": home,
        "PGBACKREST_PG1_USER": postgres.ADMIN,
    }
    environment = {"PATH": os.environ["PATH"], **{name: str(value) for name, value in places.items()}}
    return ArchivedPostgres(_backends(port, passwords), home, cluster, (*command, *options), environment)


def _backends(port: int, passwords: Mapping[str, str]) -> Backends:
    def url(role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{postgres.DATABASE}"

    return replace(
        planned_backends(),
        user_url=url("app_user", "user"),
        worker_url=url("app_worker", "worker"),
        relay_url=url("app_relay", "relay"),
        owner_url=url(postgres.OWNER, passwords["postgres_owner"]),
        admin_url=url(postgres.ADMIN, passwords["postgres_admin"]),
    )


async def _migrated(backends: Backends) -> None:
    await migrate(backends.owner_url, MIGRATIONS)
    await open_roles(backends.owner_url, {role: role.removeprefix("app_") for role in LOGIN_ROLES})

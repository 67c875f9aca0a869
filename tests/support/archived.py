"""A Postgres of a test's own whose WAL pgBackRest archives: it can be backed up, destroyed and restored."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

import asyncpg
from deploy.local import postgres

from support.backends import ROOT, virtual_host
from support.own_postgres import PATIENCE_S, OwnPostgres, backends_at, make_schema, options, prepare
from support.services import free_port

# The options of production; only where things are is this test's own.
_CONFIG: Final = ROOT / "deploy" / "backup" / "pgbackrest.conf"
_REPORT: Final = "convex_backup.prom"


@dataclass(slots=True)
class ArchivedPostgres(OwnPostgres):
    """A server with its backups below `home` too."""

    async def destroy(self) -> None:
        """Kill the server and remove its data, as a disk that dies does; the backups are on another."""
        await self.kill()
        async with asyncio.timeout(PATIENCE_S):
            # The server's children notice within a moment that it is gone, and write until then.
            while self.cluster.exists():
                shutil.rmtree(self.cluster, ignore_errors=True)
                await asyncio.sleep(0.1)
        self.cluster.mkdir(mode=0o700)

    async def run_backrest(self, *words: str) -> str:
        """Run pgBackRest as the server's user and return what it says."""
        return await self._run("pgbackrest", *words)

    async def back_up(self) -> float:
        """Make a full backup as operators do; return when it ended, in seconds since 1970, as Prometheus is told."""
        await self._run(str(ROOT / "deploy/backup/backup.sh"), "full")
        return float((self.home / _REPORT).read_text().split()[-1])

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
            async with asyncio.timeout(PATIENCE_S):
                while await administrator.fetchval("SELECT last_archived_wal < $1 FROM pg_stat_archiver", last):
                    await asyncio.sleep(0.1)
        finally:
            await administrator.close()


@asynccontextmanager
async def archived_postgres() -> AsyncGenerator[ArchivedPostgres, None]:
    """Make the server with a migrated database, a virtual host and a place for backups; remove all of it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="convex-backups-", dir="/var/tmp"))
    try:
        server = await _prepared(home)
        async with virtual_host(server.backends):
            await server.start()
            try:
                await make_schema(server.backends)
                yield server
            finally:
                await server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _prepared(home: Path) -> ArchivedPostgres:
    port = free_port()
    passwords = {name: token_hex(8) for name in ("postgres_admin", "postgres_owner")}
    # pgBackRest comes by the socket, as the system's user who owns the data.
    cluster, command = await prepare(home, passwords, "local all all trust")
    settings = {
        "port": port,
        "unix_socket_directories": home,
        "archive_mode": "on",
        "archive_command": "pgbackrest archive-push %p",
    }
    places = {
        "CONVEX_BACKUP_REPORT": home / _REPORT,
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
    return ArchivedPostgres(backends_at(port, passwords), home, cluster, (*command, *options(settings)), environment)

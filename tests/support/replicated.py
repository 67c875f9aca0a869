"""A Postgres of a test's own and a replica that follows it by streaming."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import asyncpg
from deploy.local import postgres
from deploy.local.packages import postgres_programs

from support.own_postgres import OwnPostgres, backends_at, make_schema, options, prepare
from support.services import free_port


@dataclass(slots=True)
class Pair:
    """The two servers; a server's `backends` tell the way to its database."""

    primary: OwnPostgres
    replica: OwnPostgres

    async def ask_replica(self, query: str) -> Any:
        """Return the first value of what the replica's administrator is told."""
        return await _ask(self.replica.backends.admin_url, query)

    async def ask_primary(self, query: str) -> Any:
        """Return the first value of what the primary's administrator is told."""
        return await _ask(self.primary.backends.admin_url, query)


@asynccontextmanager
async def replicated_postgres(**settings: object) -> AsyncGenerator[Pair, None]:
    """Make both with a migrated database and `settings` of theirs; remove all of it afterwards."""
    # Below /var/tmp, where the system's user of Postgres may be.
    home = Path(tempfile.mkdtemp(prefix="convex-replica-", dir="/var/tmp"))
    home.chmod(0o755)
    passwords = {name: token_hex(8) for name in ("postgres_admin", "postgres_owner")}
    # The stack's tests do without waiting for the disk; here it counts when a commit can be seen.
    given = {"synchronous_commit": "on", "unix_socket_directories": home, **settings}
    pair = None
    try:
        primary = await _primary(home, passwords, given)
        pair = Pair(primary, _replica(home, primary, passwords, given))
        await primary.start()
        await make_schema(primary.backends)
        await _copy(primary, pair.replica)
        await pair.replica.start()
        yield pair
    finally:
        if pair is not None:
            await pair.replica.stop()
            await pair.primary.stop()
        shutil.rmtree(home, ignore_errors=True)


async def _primary(home: Path, passwords: Mapping[str, str], settings: Mapping[str, object]) -> OwnPostgres:
    port = free_port()
    rules = ("local all all trust", "local replication all trust")
    cluster, command = await prepare(home, passwords, *rules)
    return OwnPostgres(backends_at(port, passwords), home, cluster, (*command, *options({"port": port, **settings})))


def _replica(
    home: Path, primary: OwnPostgres, passwords: Mapping[str, str], settings: Mapping[str, object]
) -> OwnPostgres:
    port, cluster = free_port(), primary.cluster.with_name("replica")
    command = tuple(str(cluster) if word == str(primary.cluster) else word for word in primary.command)
    return OwnPostgres(backends_at(port, passwords), home, cluster, (*command, *options({"port": port, **settings})))


async def _copy(primary: OwnPostgres, replica: OwnPostgres) -> None:
    programs = postgres_programs()
    assert programs is not None
    process = await asyncio.create_subprocess_exec(
        *postgres.unprivileged(),
        str(programs / "pg_basebackup"),
        *("-h", str(primary.home), "-p", _port(primary), "-U", postgres.ADMIN),
        *("-D", str(replica.cluster), "-R", "-X", "stream", "--checkpoint=fast", "--no-sync"),
        cwd=primary.home,
        env=primary.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()[-3000:]


def _port(server: OwnPostgres) -> str:
    return next(word.removeprefix("port=") for word in server.command if word.startswith("port="))


async def _ask(url: str, query: str) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()

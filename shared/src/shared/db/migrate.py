"""Forward-only plain SQL migrations: each applied once, never edited afterwards, by one migrator at a time."""

import asyncio
import hashlib
import os
import re
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

from shared.db.pool import Connection
from shared.errors import SettingsError
from shared.secret_files import read_secret

LOGIN_ROLES: Final = ("app_user", "app_worker", "app_relay", "app_operator", "app_archiver")
# Of Grafana and of what watches the server, not of a service.
_WATCHERS: Final = ("app_reports", "app_monitor")
_LOCK_KEY: Final = 0x636F6E76
_TABLE: Final = (
    "create table if not exists public.schema_migrations (version text primary key, sha256 text not null,"
    " applied_at timestamptz not null default now(), duration_ms int not null)"
)
_LOCK_TIMEOUTS: Final = 8
_WAIT_FOR_DATABASE_S: Final = 60.0


class MigrationDriftError(Exception):
    """A migration was edited after it had been applied."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file; `-- no-transaction` on its first line lets statements run that refuse a transaction."""

    version: str
    sql: str
    sha256: str

    @property
    def in_transaction(self) -> bool:
        return not self.sql.lstrip().startswith("-- no-transaction")


def load(directory: Path) -> tuple[Migration, ...]:
    """Return the migrations of a directory in the order of their numbers."""
    found: list[Migration] = []
    for path in sorted(directory.glob("[0-9]*.sql")):
        sql = path.read_text(encoding="utf-8")
        found.append(Migration(path.stem, sql, hashlib.sha256(sql.encode()).hexdigest()))
    return tuple(found)


async def migrate(dsn: str, directory: Path) -> tuple[str, ...]:
    """Apply what is missing and return the versions applied; safe to call from any number of processes.

    Raises:
        MigrationDriftError: when an applied file no longer has the text it had.
        TimeoutError: when another migrator holds the lock for two minutes.
    """
    connection = await _connect(dsn)
    try:
        async with asyncio.timeout(120):
            await lock_schema(connection)
        await connection.execute(_TABLE)
        applied = {
            row["version"]: row["sha256"]
            for row in await connection.fetch("select version, sha256 from public.schema_migrations")
        }
        migrations = load(directory)
        for migration in migrations:
            if applied.get(migration.version, migration.sha256) != migration.sha256:
                raise MigrationDriftError(
                    f"{migration.version} was edited after it had been applied; add a new file instead"
                )
        missing = [m for m in migrations if m.version not in applied]
        for migration in missing:
            await _apply(connection, migration)
        return tuple(m.version for m in missing)
    finally:
        # Closing the session releases the advisory lock, also after a crash in between.
        await connection.close()


async def _connect(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    deadline = time.monotonic() + _WAIT_FOR_DATABASE_S
    while True:
        try:
            return await asyncpg.connect(dsn, statement_cache_size=0)
        except (OSError, asyncpg.CannotConnectNowError):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.5)


async def lock_schema(connection: "Connection | asyncpg.Connection[asyncpg.Record]") -> None:
    """Wait for the right to change the schema, which lasts as long as the session."""
    # Polled: a statement that blocks on the lock would hold a snapshot and deadlock CREATE INDEX CONCURRENTLY.
    while not await connection.fetchval("select pg_try_advisory_lock($1)", _LOCK_KEY):  # noqa: ASYNC110
        await asyncio.sleep(0.2)


async def _apply(connection: "asyncpg.Connection[asyncpg.Record]", migration: Migration) -> None:
    for attempt in range(_LOCK_TIMEOUTS):
        started = time.perf_counter()
        try:
            if migration.in_transaction:
                async with connection.transaction():
                    await connection.execute("set local lock_timeout = '500ms'; set local statement_timeout = '60s'")
                    await connection.execute(migration.sql)
                    await _record(connection, migration, started)
                return
            for single in re.split(r";\s*\n", migration.sql):
                if re.sub(r"--.*", "", single).strip():
                    await connection.execute(single)
            await _record(connection, migration, started)
        except asyncpg.LockNotAvailableError:
            if attempt == _LOCK_TIMEOUTS - 1:
                raise
            await asyncio.sleep(min(5.0, 0.2 * 2**attempt))
        else:
            return


async def open_roles(dsn: str, passwords: Mapping[str, str]) -> None:
    """Let the given roles log in; without a password a role stays as it is, which suits a managed database."""
    connection = await _connect(dsn)
    try:
        for role, password in passwords.items():
            # DDL takes no parameters; the server quotes both parts.
            text = await connection.fetchval(
                "select format('alter role %I login password %L', $1::text, $2::text)", role, password
            )
            await connection.execute(text)
    finally:
        await connection.close()


async def _record(connection: "asyncpg.Connection[asyncpg.Record]", migration: Migration, started: float) -> None:
    duration_ms = int((time.perf_counter() - started) * 1000)
    await connection.execute(
        "insert into public.schema_migrations (version, sha256, duration_ms) values ($1, $2, $3)",
        migration.version,
        migration.sha256,
        duration_ms,
    )


def main() -> None:
    """Entry point of `migrate [DIRECTORY]`; the owner's DSN comes from DATABASE_MIGRATION_URL."""
    try:
        dsn = read_secret("DATABASE_MIGRATION_URL")
        passwords = {role: read_secret(f"{role.upper()}_PASSWORD") for role in (*LOGIN_ROLES, *_WATCHERS)}
    except SettingsError as error:
        sys.exit(f"migrate: {error}")
    if not dsn:
        sys.exit("migrate: DATABASE_MIGRATION_URL is not set; it is the DSN of the database's owner")
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MIGRATIONS_DIR", "deploy/migrations"))
    if not load(directory):
        sys.exit(f"migrate: no migration in {directory}")
    applied = asyncio.run(migrate(dsn, directory))
    asyncio.run(open_roles(dsn, {role: password for role, password in passwords.items() if password}))
    sys.stdout.write(f"applied: {', '.join(applied) or 'nothing, the schema is current'}\n")

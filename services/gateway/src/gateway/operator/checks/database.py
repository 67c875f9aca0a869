"""Whether the database is the one this release wants: its role, its schema, its isolation, its clock, its room."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

from gateway.operator.checks.finding import Finding, judged, status_of
from shared.db.migrate import load
from shared.db.pool import Pool
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"
_MIGRATE: Final = "Run `migrate` of the release that is to run."


@dataclass(frozen=True, slots=True)
class Server:
    """What the server says of itself and of the role that asks."""

    version: str
    role: str
    is_strong: bool
    connections: int
    most_connections: int
    size_bytes: int
    skew_s: float


async def check_database(pool: Pool, migrations: Path) -> list[Finding]:
    """Return what is to be said of a database that answers."""
    server = await _server(pool)
    findings = [
        Finding("database", "ok", f"Postgres {server.version}, {server.size_bytes / 1e6:,.0f} MB."),
        _role(server),
    ]
    findings.append(await _schema(pool, migrations))
    findings.append(await _isolation(pool))
    findings += [_clock(server), _connections(server)]
    return findings


async def _server(pool: Pool) -> Server:
    before = time.time()
    row = await pool.fetchrow(statement(_PACKAGE, "read_server"))
    after = time.time()
    assert row is not None
    values = dict(row)
    # Its answer was given somewhere between; only what lies outside is skew.
    told = values.pop("clock")
    return Server(**values, skew_s=max(0.0, before - told, told - after))


def _role(server: Server) -> Finding:
    if server.is_strong:
        remedy = "Give DATABASE_OPERATOR_URL the role app_operator."
        return Finding("role", "warn", f"{server.role} is not bound by row-level security.", remedy)
    return Finding("role", "ok", f"{server.role}, bound by row-level security.")


async def _schema(pool: Pool, directory: Path) -> Finding:
    known = {migration.version: migration.sha256 for migration in load(directory)}
    if not known:
        remedy = "Set MIGRATIONS_DIR to the directory of this release's migrations."
        return Finding("schema", "warn", f"There are no migrations in {directory} to compare with.", remedy)
    applied = {row["version"]: row["sha256"] for row in await pool.fetch(statement(_PACKAGE, "list_migrations"))}
    missing = sorted(known.keys() - applied.keys())
    edited = sorted(version for version in known.keys() & applied.keys() if known[version] != applied[version])
    newer = sorted(applied.keys() - known.keys())
    if missing:
        return Finding("schema", "fail", f"Not applied: {', '.join(missing)}.", _MIGRATE)
    if edited:
        remedy = "Somebody edited an applied migration; run the release whose files these are."
        return Finding("schema", "fail", f"Applied with another text: {', '.join(edited)}.", remedy)
    if newer:
        remedy = "Well after a rollback; otherwise use the `convex` of the release that runs."
        return Finding("schema", "warn", f"Newer than this release: {', '.join(newer)}.", remedy)
    return Finding("schema", "ok", f"All {len(known)} migrations are applied as they are here.")


async def _isolation(pool: Pool) -> Finding:
    try:
        problems = await pool.fetch(statement(_PACKAGE, "audit_isolation"))
    except asyncpg.UndefinedObjectError as error:
        return Finding("isolation", "fail", f"A role of the schema is missing: {error}.", _MIGRATE)
    if problems:
        told = "; ".join(f"{row['problem']}: {row['subject']}" for row in problems[:5])
        remedy = "Somebody changed the schema by hand: undo that, for workspaces may see each other's rows."
        return Finding("isolation", "fail", f"{len(problems)} breaches of isolation: {told}.", remedy)
    return Finding("isolation", "ok", "Row-level security holds on every table of a workspace.")


def _clock(server: Server) -> Finding:
    remedy = "Let both machines keep time by NTP: tokens are judged by this clock, leases by the database's."
    told = f"{server.skew_s:.1f} s between this clock and the database's."
    return judged("clock", status_of(server.skew_s, warn=2, fail=30), told, remedy)


def _connections(server: Server) -> Finding:
    share = server.connections / server.most_connections
    told = f"{server.connections} of {server.most_connections} connections are in use."
    remedy = "Lower CONVEX_DATABASE_POOL_SIZE, raise max_connections, or put a pooler between."
    return judged("connections", status_of(share, warn=0.8, fail=0.95), told, remedy)

"""The roll-ups of a workspace as the aggregator left them, and its live job counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import orjson
from asyncpg import Record

from shared.db.pool import Connection
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything that ever was; `histogram` counts strategies by score."""

    strategies: int
    sum_score: int
    histogram: tuple[int, ...]
    by_framework: Mapping[str, int]
    by_compliance: Mapping[str, int]
    jobs_queued: int
    jobs_running: int
    jobs_succeeded: int
    jobs_failed: int
    tokens: int
    cost_nanousd: int
    refreshed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bucket:
    """One UTC day; `latency` counts jobs by kind and by the digits of their milliseconds."""

    day: date
    strategies: int
    audits: int
    roadmaps: int
    sum_score: int
    latency: Mapping[str, Mapping[str, int]]


async def read_stats(connection: Connection, workspace_id: UUID) -> Totals:
    """Return the totals, noughts for a workspace in which nothing has happened yet."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_stats"), workspace_id)
    assert row is not None
    fields: dict[str, Any] = dict(row)
    fields["histogram"] = tuple(row["histogram"] or ())
    fields["by_framework"] = orjson.loads(row["by_framework"] or "{}")
    fields["by_compliance"] = orjson.loads(row["by_compliance"] or "{}")
    return Totals(**fields)


async def list_daily_stats(connection: Connection, workspace_id: UUID, days: int) -> list[Bucket]:
    """Return the last days up to today, oldest first, also the empty ones."""
    rows = await connection.fetch(statement(_PACKAGE, "list_daily_stats"), workspace_id, days)
    return [_bucket(row) for row in rows]


def _bucket(row: Record) -> Bucket:
    fields: dict[str, Any] = dict(row)
    fields["latency"] = orjson.loads(row["latency"] or "{}")
    return Bucket(**fields)

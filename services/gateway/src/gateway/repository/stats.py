"""The roll-ups of a workspace as the aggregator left them, and its live job counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

import orjson

from gateway.auth.caller import Role
from shared.db.pool import Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"
_EMPTY: Final[tuple[Any, ...]] = (0, 0, 0, 0, MappingProxyType[str, Any]({}))


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


@dataclass(frozen=True, slots=True)
class Found:
    """The caller's role in the workspace, its totals, and the last days with today as the last, oldest first."""

    role: Role | None
    totals: Totals
    buckets: tuple[Bucket, ...]


async def read_stats(connection: Reader, workspace_id: UUID, days: int) -> Found:
    """Return everything in one statement; noughts and empty days where nothing has happened yet."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_stats"), workspace_id, days)
    assert row is not None
    fields: dict[str, Any] = dict(row)
    role, today, stored = fields.pop("role"), fields.pop("today"), fields.pop("days")
    fields["histogram"] = tuple(row["histogram"] or ())
    fields["by_framework"] = orjson.loads(row["by_framework"] or "{}")
    fields["by_compliance"] = orjson.loads(row["by_compliance"] or "{}")
    return Found(role, Totals(**fields), _buckets(today, days, stored))


def _buckets(today: date, days: int, stored: str | None) -> tuple[Bucket, ...]:
    known = {day: values for day, *values in orjson.loads(stored or "[]")}
    wanted = (today - timedelta(days=back) for back in reversed(range(days)))
    return tuple(Bucket(day, *known.get(day.isoformat(), _EMPTY)) for day in wanted)

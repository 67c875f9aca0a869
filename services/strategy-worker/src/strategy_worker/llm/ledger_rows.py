"""The ledger's statements; each runs in the context of one workspace, but for the list of stale calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from asyncpg import Record

from shared.db.pool import Connection
from shared.db.sql import statement
from strategy_worker.llm.model import TokenUsage

_PACKAGE: Final = "strategy_worker"
Limit = Literal["strategy", "day", "month", "deployment"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be spent, in nano-USD, where a workspace has not set something else; the last is for all together."""

    strategy_nanousd: int
    day_nanousd: int
    month_nanousd: int
    deployment_nanousd: int
    # Calls of one job that are open or cost something.
    strategy_calls: int = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a reservation was made: without a limit that refused it, it was."""

    refused: Limit | None
    limit_nanousd: int | None
    spent_nanousd: int | None
    is_near: bool


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A call as it stands on the books; `usage` is what was noted of it."""

    workspace_id: UUID
    id: UUID
    job_id: UUID
    model: str
    started_at: datetime
    settled_at: datetime | None
    reserved_nanousd: int
    cost_nanousd: int
    usage: TokenUsage


@dataclass(frozen=True, slots=True)
class NewLine:
    """A call as it is put on the books; without `started_at` it starts by the database's clock."""

    workspace_id: UUID
    id: UUID
    job_id: UUID
    job_attempt: int
    attempt: int
    purpose: str
    model: str
    sections: tuple[str, ...]
    prompt_version: str
    price_version: str
    started_at: datetime | None
    reserved_nanousd: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a call ended; without `at` it is settled by the database's clock."""

    usage: TokenUsage
    cost_nanousd: int
    request_id: str | None = None
    ttft_ms: int | None = None
    stop_reason: str | None = None
    error_type: str | None = None
    at: datetime | None = None


async def reserve_llm(connection: Connection, line: NewLine, limits: Limits) -> Decision:
    """Check all limits and reserve under the lock of the workspace's ledger."""
    row = await connection.fetchrow(
        statement(_PACKAGE, "reserve_llm"),
        line.workspace_id,
        line.job_id,
        line.started_at,
        line.reserved_nanousd,
        limits.strategy_calls,
        limits.strategy_nanousd,
        limits.day_nanousd,
        limits.month_nanousd,
        limits.deployment_nanousd,
    )
    assert row is not None
    return Decision(**dict(row))


async def insert_llm_call(connection: Connection, line: NewLine) -> None:
    """Put a call on the books, in the transaction of its reservation."""
    await connection.execute(
        statement(_PACKAGE, "insert_llm_call"),
        line.workspace_id,
        line.id,
        line.job_id,
        line.job_attempt,
        line.attempt,
        line.purpose,
        line.model,
        line.sections,
        line.prompt_version,
        line.price_version,
        line.started_at,
        line.reserved_nanousd,
    )


async def note_llm_call(
    connection: Connection, call_id: UUID, usage: TokenUsage, *, request_id: str | None, ttft_ms: int | None
) -> None:
    """Keep what is known of an open call so far."""
    query = statement(_PACKAGE, "note_llm_call")
    await connection.execute(query, call_id, request_id, ttft_ms, *_tokens(usage), usage.is_estimated)


async def read_llm_call(connection: Connection, call_id: UUID) -> LedgerLine | None:
    """Return a call of the transaction's workspace."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_llm_call"), call_id)
    return None if row is None else _line(row)


async def list_orphaned_llm_calls(
    connection: Connection, workspace_id: UUID, job_id: UUID, *, attempt: int
) -> list[LedgerLine]:
    """Return the open calls of a job's earlier attempts, in the order of their start."""
    rows = await connection.fetch(statement(_PACKAGE, "list_orphaned_llm_calls"), workspace_id, job_id, attempt)
    return [_line(row) for row in rows]


async def settle_llm_call(connection: Connection, line: LedgerLine, end: Settlement) -> datetime | None:
    """Settle a call and return when; None when it was settled before."""
    row = await connection.fetchrow(
        statement(_PACKAGE, "settle_llm_call"),
        line.workspace_id,
        line.id,
        end.at,
        end.cost_nanousd,
        end.request_id,
        end.ttft_ms,
        end.stop_reason,
        end.error_type,
        *_tokens(end.usage),
        end.usage.is_estimated,
    )
    return None if row is None else row["settled_at"]


async def read_llm_deployment_day(connection: Connection) -> int:
    """Return what all workspaces together have spent and reserved today, in nano-USD."""
    return int(await connection.fetchval(statement(_PACKAGE, "read_llm_deployment_day")))


async def list_stale_llm_calls(
    connection: Connection, *, older_than: timedelta, limit: int, at: datetime | None
) -> Sequence[tuple[UUID, UUID]]:
    """Return workspace and id of calls that have been open for longer, the oldest first."""
    rows = await connection.fetch(statement(_PACKAGE, "list_stale_llm_calls"), at, older_than, limit)
    return [(row["workspace_id"], row["id"]) for row in rows]


def _tokens(usage: TokenUsage) -> tuple[int, int, int, int, int, int]:
    return (
        usage.input_tokens,
        usage.cache_write_5m,
        usage.cache_write_1h,
        usage.cache_read,
        usage.output_tokens,
        usage.thinking_tokens,
    )


def _line(row: Record) -> LedgerLine:
    usage = TokenUsage(
        input_tokens=row["input_tokens"],
        cache_write_5m=row["cache_write_5m_tokens"],
        cache_write_1h=row["cache_write_1h_tokens"],
        cache_read=row["cache_read_tokens"],
        output_tokens=row["output_tokens"],
        thinking_tokens=row["thinking_tokens"],
        # Whatever the API has counted by itself would have been settled.
        is_estimated=True,
    )
    return LedgerLine(
        row["workspace_id"],
        row["id"],
        row["job_id"],
        row["model"],
        row["started_at"],
        row["settled_at"],
        row["reserved_nanousd"],
        row["cost_nanousd"],
        usage,
    )

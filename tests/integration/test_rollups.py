"""Roll-ups equal a recount, whatever order and however often the events come."""

import asyncio
import random
from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared.db.pool import Pool, close_pool, create_pool
from shared.rollups.rebuilding import difference, rebuild
from stats_aggregator.rollup import Rollup
from support.backends import Backends
from support.tenants import create_tenant

pytestmark = pytest.mark.integration
_DAY = date(2026, 3, 1)


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    connection = await asyncpg.connect(backends.owner_url)
    yield connection
    await connection.close()


@pytest.fixture
async def pool(backends: Backends) -> AsyncGenerator[Pool, None]:
    opened = await create_pool(backends.worker_url, service="test", max_size=6)
    yield opened
    await close_pool(opened)


async def test_totals_and_days_are_what_was_stored(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", pool: Pool
) -> None:
    ws = (await create_tenant(backends)).workspace_id
    await _strategy(owner, ws, _DAY, score=80, compliance="pass")
    await _strategy(owner, ws, _DAY, score=60, compliance="needs_revision")
    await _strategy(owner, ws, _DAY + timedelta(days=1), score=61, compliance="pass", framework="seo_patterns")
    await Rollup(pool).apply(ws, (_DAY, _DAY + timedelta(days=1)))

    stats = await owner.fetchrow("SELECT * FROM app.workspace_stats WHERE workspace_id = $1", ws)
    assert stats is not None
    assert (stats["strategies"], stats["sum_score"]) == (3, 201)
    assert stats["by_framework"] == '{"seo_patterns": 1, "funnel_design": 2}'
    assert stats["by_compliance"] == '{"pass": 2, "needs_revision": 1}'
    assert [(score, n) for score, n in enumerate(stats["histogram"]) if n] == [(60, 1), (61, 1), (80, 1)]
    days = await owner.fetch("SELECT day, scores FROM app.workspace_daily WHERE workspace_id = $1 ORDER BY day", ws)
    assert [tuple(row) for row in days] == [(_DAY, [60, 80]), (_DAY + timedelta(days=1), [61])]


async def test_tokens_and_cost_are_those_of_the_calls_settled_on_a_day(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", pool: Pool
) -> None:
    ws = (await create_tenant(backends)).workspace_id
    # What a strategy says of its cost is not asked, and what is still open costs nothing yet.
    await _strategy(owner, ws, _DAY, score=80)
    await owner.execute("UPDATE app.strategies SET tokens = 9, cost_nanousd = 9 WHERE workspace_id = $1", ws)
    late = datetime(2026, 3, 1, 23, 59, 59, 999999, tzinfo=UTC)
    await _call(owner, ws, settled_at=late, cost=1_000)
    await _call(owner, ws, settled_at=late + timedelta(microseconds=1), cost=20_000)
    await _call(owner, ws, settled_at=None, cost=0)
    await Rollup(pool).apply(ws, (_DAY, _DAY + timedelta(days=1)))
    found = await owner.fetch(
        "SELECT day, strategies, tokens, cost_nanousd FROM app.workspace_daily WHERE workspace_id = $1 ORDER BY day", ws
    )
    # On the second day nothing but a call happened. 1 + 20 + 300 + 4000 + 50000 tokens; thinking is in the output.
    assert [tuple(row) for row in found] == [(_DAY, 1, 54_321, 1_000), (_DAY + timedelta(days=1), 0, 54_321, 20_000)]
    totals = "SELECT tokens, cost_nanousd FROM app.workspace_stats WHERE workspace_id = $1"
    assert tuple(await owner.fetchrow(totals, ws) or ()) == (108_642, 21_000)

    before = await _snapshot(owner, ws)
    assert await difference(pool, ws) == 0
    await rebuild(pool, ws)
    assert await _snapshot(owner, ws) == before
    await owner.execute("DELETE FROM app.llm_calls WHERE workspace_id = $1", ws)
    await Rollup(pool).apply(ws, (_DAY, _DAY + timedelta(days=1)))
    assert tuple(await owner.fetchrow(totals, ws) or ()) == (0, 0)
    assert await difference(pool, ws) == 0


async def test_a_day_counts_in_utc(backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", pool: Pool) -> None:
    ws = (await create_tenant(backends)).workspace_id
    await _strategy(owner, ws, _DAY, score=50, at=datetime(2026, 3, 1, 23, 59, 59, 999999, tzinfo=UTC))
    await _strategy(owner, ws, _DAY, score=70, at=datetime(2026, 3, 2, 0, 0, tzinfo=UTC))
    await Rollup(pool).apply(ws, (_DAY, _DAY + timedelta(days=1)))
    days = await owner.fetch("SELECT day, scores FROM app.workspace_daily WHERE workspace_id = $1 ORDER BY day", ws)
    assert [tuple(row) for row in days] == [(_DAY, [50]), (_DAY + timedelta(days=1), [70])]


async def test_random_changes_with_duplicate_lost_and_shuffled_events_end_exact(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", pool: Pool
) -> None:
    ws = (await create_tenant(backends)).workspace_id
    dice = random.Random(7)
    rollup = Rollup(pool)
    marks: list[tuple[date, ...]] = []
    for _ in range(150):
        day = _DAY + timedelta(days=dice.randrange(5))
        await _change(owner, dice, ws, day)
        marks += [(day,)] * dice.choice((0, 1, 1, 2))
        if dice.random() < 0.2:
            await asyncio.gather(*(rollup.apply(ws, mark) for mark in dice.sample(marks, len(marks))))
    dice.shuffle(marks)
    await asyncio.gather(*(rollup.apply(ws, mark) for mark in marks))
    # A lost event heals with the next one of its day.
    await asyncio.gather(*(rollup.apply(ws, (_DAY + timedelta(days=n),)) for n in range(5)))

    before = await _snapshot(owner, ws)
    assert await difference(pool, ws) == 0
    await rebuild(pool, ws)
    assert await _snapshot(owner, ws) == before


async def test_the_audit_sees_a_roll_up_that_is_wrong_and_changes_nothing(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", pool: Pool
) -> None:
    ws = (await create_tenant(backends)).workspace_id
    await _strategy(owner, ws, _DAY, score=80)
    await Rollup(pool).apply(ws, (_DAY,))
    await owner.execute("UPDATE app.workspace_daily SET sum_score = 1 WHERE workspace_id = $1", ws)
    assert await difference(pool, ws) == 1
    assert await owner.fetchval("SELECT sum_score FROM app.workspace_daily WHERE workspace_id = $1", ws) == 1


async def test_marks_that_arrive_together_share_a_transaction(
    backends: Backends, owner: "asyncpg.Connection[asyncpg.Record]", pool: Pool
) -> None:
    ws = (await create_tenant(backends)).workspace_id
    await _strategy(owner, ws, _DAY, score=80)
    rollup = Rollup(pool)
    await asyncio.gather(*(rollup.apply(ws, (_DAY,)) for _ in range(500)))
    assert await difference(pool, ws) == 0


async def _strategy(
    owner: "asyncpg.Connection[asyncpg.Record]",
    ws: UUID,
    day: date,
    *,
    score: int,
    compliance: str = "pass",
    framework: str = "funnel_design",
    at: datetime | None = None,
) -> None:
    await owner.execute(
        "INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score,"
        " compliance, created_by, created_at) VALUES ($1, $2, $2, 't', 'b', $3, 'offline', $4, $5, $2, $6)",
        ws,
        uuid4(),
        framework,
        score,
        compliance,
        at or datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )


async def _call(
    owner: "asyncpg.Connection[asyncpg.Record]", ws: UUID, *, settled_at: datetime | None, cost: int
) -> None:
    await owner.execute(
        "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
        " prompt_version, price_version, started_at, settled_at, input_tokens, cache_write_5m_tokens,"
        " cache_write_1h_tokens, cache_read_tokens, output_tokens, thinking_tokens, reserved_nanousd, cost_nanousd)"
        " VALUES ($1, $2, $2, 1, 1, 'first', 'm', '{}', '1', '1', $3, $4, 1, 20, 300, 4000, 50000, 6, 1, $5)",
        ws,
        uuid4(),
        settled_at or datetime(2026, 3, 1, 12, tzinfo=UTC),
        settled_at,
        cost,
    )


async def _change(owner: "asyncpg.Connection[asyncpg.Record]", dice: random.Random, ws: UUID, day: date) -> None:
    if dice.random() < 0.2:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if dice.random() < 0.8 else None
        await _call(owner, ws, settled_at=at, cost=dice.randrange(1_000_000) if at else 0)
        return
    if dice.random() < 0.6:
        await _strategy(owner, ws, day, score=dice.randrange(101), compliance=dice.choice(("pass", "fail")))
        return
    change = dice.choice(("score = 101 - score - 1", "deleted_at = now()", "compliance = 'needs_revision'"))
    await owner.execute(
        f"UPDATE app.strategies SET {change} WHERE id = (SELECT id FROM app.strategies WHERE workspace_id = $1"
        " AND created_at::date = $2 ORDER BY id LIMIT 1)",
        ws,
        day,
    )


async def _snapshot(owner: "asyncpg.Connection[asyncpg.Record]", ws: UUID) -> list[str]:
    found: list[str] = []
    for table, order in (("workspace_stats", "workspace_id"), ("workspace_daily", "day")):
        query = (
            f"SELECT (to_jsonb(t) - 'refreshed_at')::text AS row FROM app.{table} t"
            f" WHERE workspace_id = $1 ORDER BY {order}"
        )
        found += [row["row"] for row in await owner.fetch(query, ws)]
    return found

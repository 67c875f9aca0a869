"""The books of model calls on the real Postgres: limits hold under load, and every call is booked once."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

import asyncpg
import orjson
import pytest
from prometheus_client import CollectorRegistry

from shared.db.pool import Connection, Context, Pool, close_pool, create_pool, transaction
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from shared.model_prices import UnknownPriceError
from strategy_worker.llm.booking import Booking, Books
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.ledger import Ledger, NewCall, Refused, Reserved
from strategy_worker.llm.ledger_rows import Limit, Limits, read_llm_deployment_day
from strategy_worker.llm.limits import Limiter
from strategy_worker.llm.model import Call, Receipt, TokenUsage
from strategy_worker.llm.order import Order, Spent
from strategy_worker.llm.sweeping import sweep, sweep_forever
from strategy_worker.llm.telemetry import EngineMetrics
from support.backends import Backends
from support.control import QuietControl
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration

if TYPE_CHECKING:
    Owner: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    Owner: TypeAlias = asyncpg.Connection

# A prompt of 30 characters and a schema of 2 are 11 tokens at 200 nano-USD, and 1,000 tokens of answer at 500.
_CALL = Call("claude-haiku-5-5", "first", ("x" * 20,), ("y" * 10,), {}, 1000, "ref")
_WORST = 502_200
_DOLLAR = 1_000_000_000
_WIDE = Limits(_DOLLAR, _DOLLAR, _DOLLAR, 1000 * _DOLLAR, strategy_calls=100)
_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_BEFORE_MIDNIGHT = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
_AFTER_MIDNIGHT = datetime(2026, 12, 1, 0, 0, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Control(QuietControl):
    """What a ledger uses of a job's control."""

    pool: Pool
    context: Context

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection]:
        async with transaction(self.pool, self.context, read_only=True) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Connection]:
        async with transaction(self.pool, self.context) as connection:
            yield connection


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test", max_size=12)
    yield made
    await close_pool(made)


@pytest.fixture
async def owner(backends: Backends) -> AsyncGenerator[Owner]:
    connection = await asyncpg.connect(backends.owner_url)
    # The deployment's counter is of all tests of this module; each begins with a clean one.
    await connection.execute("UPDATE app.llm_calls SET settled_at = started_at WHERE settled_at IS NULL")
    await connection.execute("DELETE FROM app.llm_deployment_spending")
    yield connection
    await connection.close()


@pytest.fixture
async def tenant(backends: Backends) -> Tenant:
    return await create_tenant(backends)


def _control(pool: Pool, tenant: Tenant) -> _Control:
    return _Control(pool, Context(tenant.workspace_id))


def _job(tenant: Tenant, *, attempt: int = 1, job_id: UUID | None = None) -> ClaimedJob:
    return ClaimedJob(
        tenant.workspace_id, job_id or new_id(), "strategy", attempt, 5, {}, created_by=tenant.user_id, created_at=_NOON
    )


def _new(job: ClaimedJob, *, at: datetime = _NOON, call: Call = _CALL) -> NewCall:
    return NewCall(new_id(), job, call, ("choice", "objections"), started_at=at, prompt_version="7")


def _receipt(*, cost: int = 100_000) -> Receipt:
    # Output of claude-haiku-5-5 at 500 nano-USD a token.
    return Receipt(request_id="req_1", stop_reason="end_turn", ttft_ms=400, final=TokenUsage(output_tokens=cost // 500))


async def _spending(owner: Owner, tenant: Tenant) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (spent, reserved) by period and its first day, without the noughts."""
    rows = await owner.fetch(
        "SELECT period, starts_on::text AS day, spent_nanousd, reserved_nanousd FROM app.llm_spending"
        " WHERE workspace_id = $1 AND spent_nanousd + reserved_nanousd > 0",
        tenant.workspace_id,
    )
    return {(row["period"], row["day"]): (row["spent_nanousd"], row["reserved_nanousd"]) for row in rows}


async def _deployment(owner: Owner) -> dict[date, tuple[int, int]]:
    rows = await owner.fetch("SELECT day, spent_nanousd, reserved_nanousd FROM app.llm_deployment_spending")
    return {row["day"]: (row["spent_nanousd"], row["reserved_nanousd"]) for row in rows}


async def _line(owner: Owner, call_id: UUID) -> dict[str, Any]:
    row = await owner.fetchrow("SELECT * FROM app.llm_calls WHERE id = $1", call_id)
    assert row is not None
    return dict(row)


async def _budget(owner: Owner, tenant: Tenant, **limits: int | None) -> None:
    names = ("per_strategy_nanousd", "per_day_nanousd", "per_month_nanousd")
    await owner.execute(
        f"INSERT INTO app.llm_budgets (workspace_id, {', '.join(names)}, updated_by) VALUES ($1, $2, $3, $4, $5)",
        tenant.workspace_id,
        *(limits.get(name) for name in names),
        tenant.user_id,
    )


async def test_a_reservation_and_its_settlement_are_on_the_books(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control, new = Ledger(_WIDE), _control(pool, tenant), _new(_job(tenant))
    assert await ledger.reserve(control, new) == Reserved(warning=False)
    reserved = {("day", "2026-11-22"): (0, _WORST), ("month", "2026-11-01"): (0, _WORST)}
    assert await _spending(owner, tenant) == reserved
    assert await _deployment(owner) == {date(2026, 11, 22): (0, _WORST)}

    usage = TokenUsage(900, 1000, 0, 3800, 2600, 600)
    receipt = Receipt(request_id="req_9", stop_reason="end_turn", ttft_ms=400, final=usage)
    cost = await ledger.settle(control, new.id, receipt, error=None, at=_NOON + timedelta(seconds=9))
    # 900 x 100 + 1000 x 125 + 3800 x 10 + 2600 x 500
    assert cost == 1_553_000
    assert await _spending(owner, tenant) == {("day", "2026-11-22"): (cost, 0), ("month", "2026-11-01"): (cost, 0)}
    assert await _deployment(owner) == {date(2026, 11, 22): (cost, 0)}
    line = await _line(owner, new.id)
    expected = {
        "workspace_id": tenant.workspace_id,
        "id": new.id,
        "job_id": new.job.id,
        "job_attempt": 1,
        "attempt": 1,
        "purpose": "first",
        "model": "claude-haiku-5-5",
        "sections": ["choice", "objections"],
        "prompt_version": "7",
        "price_version": "2026-11-22",
        "request_id": "req_9",
        "started_at": _NOON,
        "settled_at": _NOON + timedelta(seconds=9),
        "ttft_ms": 400,
        "total_ms": 9000,
        "stop_reason": "end_turn",
        "error_type": None,
        "input_tokens": 900,
        "cache_write_5m_tokens": 1000,
        "cache_write_1h_tokens": 0,
        "cache_read_tokens": 3800,
        "output_tokens": 2600,
        "thinking_tokens": 600,
        "is_estimated": False,
        "reserved_nanousd": _WORST,
        "cost_nanousd": cost,
    }
    assert line == expected


async def test_the_databases_clock_counts_when_nobody_names_another(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control = Ledger(_WIDE), _control(pool, tenant)
    new = replace(_new(_job(tenant)), started_at=None)
    await ledger.reserve(control, new)
    await ledger.settle(control, new.id, _receipt(), error=None)
    line = await _line(owner, new.id)
    assert datetime.now(UTC) - timedelta(minutes=1) < line["started_at"] < line["settled_at"] < datetime.now(UTC)


async def test_a_second_settlement_changes_nothing(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control, new = Ledger(_WIDE), _control(pool, tenant), _new(_job(tenant))
    await ledger.reserve(control, new)
    assert await ledger.settle(control, new.id, _receipt(cost=100_000), error=None, at=_NOON) == 100_000
    before, line = await _spending(owner, tenant), await _line(owner, new.id)
    assert await ledger.settle(control, new.id, _receipt(cost=900_000), error="cut", at=_AFTER_MIDNIGHT) == 100_000
    assert await _spending(owner, tenant) == before
    assert await _line(owner, new.id) == line
    assert await _events(owner, tenant) == [(new.id, "2026-11-22")]


async def test_settlements_side_by_side_book_once(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control, new = Ledger(_WIDE), _control(pool, tenant), _new(_job(tenant))
    await ledger.reserve(control, new)
    settling = (ledger.settle(control, new.id, _receipt(), error=None, at=_NOON) for _ in range(10))
    assert await asyncio.gather(*settling) == [100_000] * 10
    assert (await _spending(owner, tenant))["day", "2026-11-22"] == (100_000, 0)


async def test_a_cost_above_its_reservation_is_booked_in_full(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control, new = Ledger(replace(_WIDE, day_nanousd=_WORST)), _control(pool, tenant), _new(_job(tenant))
    await ledger.reserve(control, new)
    await ledger.settle(control, new.id, _receipt(cost=5_000_000), error=None, at=_NOON)
    assert (await _spending(owner, tenant))["day", "2026-11-22"] == (5_000_000, 0)


async def test_a_call_over_midnight_is_reserved_in_one_month_and_spent_in_the_next(
    owner: Owner, pool: Pool, tenant: Tenant
) -> None:
    ledger, control, new = Ledger(_WIDE), _control(pool, tenant), _new(_job(tenant), at=_BEFORE_MIDNIGHT)
    await ledger.reserve(control, new)
    assert await _spending(owner, tenant) == {("day", "2026-11-30"): (0, _WORST), ("month", "2026-11-01"): (0, _WORST)}
    await ledger.settle(control, new.id, _receipt(), error=None, at=_AFTER_MIDNIGHT)
    assert await _spending(owner, tenant) == {
        ("day", "2026-12-01"): (100_000, 0),
        ("month", "2026-12-01"): (100_000, 0),
    }
    assert await _deployment(owner) == {date(2026, 11, 30): (0, 0), date(2026, 12, 1): (100_000, 0)}
    assert await _events(owner, tenant) == [(new.id, "2026-12-01")]


async def test_days_are_utc_days_whatever_the_offset_of_a_time(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    there = _AFTER_MIDNIGHT.astimezone(timezone(timedelta(hours=-5)))
    await Ledger(_WIDE).reserve(_control(pool, tenant), _new(_job(tenant), at=there))
    assert set(await _spending(owner, tenant)) == {("day", "2026-12-01"), ("month", "2026-12-01")}


async def test_fifty_at_once_never_reserve_more_than_the_day_allows(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    limits, control = replace(_WIDE, day_nanousd=10 * _WORST + _WORST // 2), _control(pool, tenant)
    reserving = (Ledger(limits).reserve(control, _new(_job(tenant))) for _ in range(50))
    answers = await asyncio.gather(*reserving)
    assert sum(isinstance(answer, Reserved) for answer in answers) == 10
    assert {answer.limit for answer in answers if isinstance(answer, Refused)} == {"day"}
    assert (await _spending(owner, tenant))["day", "2026-11-22"] == (0, 10 * _WORST)
    assert await owner.fetchval("SELECT count(*) FROM app.llm_calls WHERE workspace_id = $1", tenant.workspace_id) == 10


async def test_many_workspaces_at_once_never_reserve_more_than_the_deployment_allows(
    backends: Backends, owner: Owner, pool: Pool
) -> None:
    limits = replace(_WIDE, deployment_nanousd=10 * _WORST)
    tenants = [await create_tenant(backends) for _ in range(5)]
    reserving = (Ledger(limits).reserve(_control(pool, one), _new(_job(one))) for one in tenants for _ in range(10))
    answers = await asyncio.gather(*reserving)
    assert sum(isinstance(answer, Reserved) for answer in answers) == 10
    assert {answer.limit for answer in answers if isinstance(answer, Refused)} == {"deployment"}
    assert await _deployment(owner) == {date(2026, 11, 22): (0, 10 * _WORST)}
    of_all = [await _spending(owner, one) for one in tenants]
    assert sum(found.get(("day", "2026-11-22"), (0, 0))[1] for found in of_all) == 10 * _WORST


async def test_reserving_and_settling_in_disorder_leaves_no_rest(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control = Ledger(_WIDE), _control(pool, tenant)

    async def call(number: int) -> None:
        at = _BEFORE_MIDNIGHT + timedelta(seconds=number % 3)
        new = _new(_job(tenant), at=at)
        await ledger.reserve(control, new)
        await ledger.settle(control, new.id, _receipt(), error=None, at=at + timedelta(seconds=number % 2))

    await asyncio.gather(*(call(number) for number in range(60)))
    # Of six in a row, by seconds: 0+0, 1+1, 2+0, 0+1, 1+0, 2+1 after 23:59:59; only the first is still in November.
    found = await _spending(owner, tenant)
    assert found == {
        ("day", "2026-11-30"): (1_000_000, 0),
        ("month", "2026-11-01"): (1_000_000, 0),
        ("day", "2026-12-01"): (5_000_000, 0),
        ("month", "2026-12-01"): (5_000_000, 0),
    }
    assert await _deployment(owner) == {date(2026, 11, 30): (1_000_000, 0), date(2026, 12, 1): (5_000_000, 0)}


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (replace(_WIDE, strategy_nanousd=_WORST), Refused("strategy", _WORST, _WORST)),
        (replace(_WIDE, strategy_calls=1), Refused("strategy", _DOLLAR, _WORST)),
        (replace(_WIDE, day_nanousd=2 * _WORST - 1), Refused("day", 2 * _WORST - 1, _WORST)),
        (replace(_WIDE, month_nanousd=2 * _WORST - 1), Refused("month", 2 * _WORST - 1, _WORST)),
        (replace(_WIDE, deployment_nanousd=2 * _WORST - 1), Refused("deployment", 2 * _WORST - 1, _WORST)),
    ],
    ids=["strategy", "calls", "day", "month", "deployment"],
)
async def test_each_limit_refuses_by_its_name_and_changes_nothing(
    owner: Owner, pool: Pool, tenant: Tenant, limits: Limits, expected: Refused
) -> None:
    control, job = _control(pool, tenant), _job(tenant)
    assert isinstance(await Ledger(limits).reserve(control, _new(job)), Reserved)
    before, of_all = await _spending(owner, tenant), await _deployment(owner)
    refused = _new(job)
    assert await Ledger(limits).reserve(control, refused) == expected
    assert (await _spending(owner, tenant), await _deployment(owner)) == (before, of_all)
    assert await owner.fetchval("SELECT count(*) FROM app.llm_calls WHERE id = $1", refused.id) == 0


async def test_what_exactly_fills_a_limit_is_granted(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    limits = Limits(_WORST, _WORST, _WORST, _WORST, strategy_calls=1)
    assert await Ledger(limits).reserve(_control(pool, tenant), _new(_job(tenant))) == Reserved(warning=True)
    assert await _deployment(owner) == {date(2026, 11, 22): (0, _WORST)}


@pytest.mark.usefixtures("owner")
async def test_four_fifths_of_a_day_or_a_month_warn(pool: Pool, backends: Backends) -> None:
    for name in ("day_nanousd", "month_nanousd"):
        tenant = await create_tenant(backends)
        ledger = Ledger(replace(_WIDE, **{name: 5 * _WORST}))
        answers = [await ledger.reserve(_control(pool, tenant), _new(_job(tenant))) for _ in range(5)]
        assert answers == [Reserved(warning=False)] * 3 + [Reserved(warning=True)] * 2, name


async def test_a_workspaces_own_limits_replace_those_of_the_deployment(
    owner: Owner, pool: Pool, backends: Backends
) -> None:
    names: dict[str, Limit] = {
        "per_strategy_nanousd": "strategy",
        "per_day_nanousd": "day",
        "per_month_nanousd": "month",
    }
    for name, limit in names.items():
        tenant = await create_tenant(backends)
        await _budget(owner, tenant, **{name: 0})
        assert await Ledger(_WIDE).reserve(_control(pool, tenant), _new(_job(tenant))) == Refused(limit, 0, 0)
    tenant = await create_tenant(backends)
    await _budget(owner, tenant, per_strategy_nanousd=_WORST, per_day_nanousd=_WORST, per_month_nanousd=_WORST)
    none = Limits(0, 0, 0, _DOLLAR)
    assert isinstance(await Ledger(none).reserve(_control(pool, tenant), _new(_job(tenant))), Reserved)


@pytest.mark.usefixtures("owner")
async def test_a_call_that_cost_nothing_does_not_count_among_a_jobs_calls(pool: Pool, tenant: Tenant) -> None:
    ledger, control, job = Ledger(replace(_WIDE, strategy_calls=2)), _control(pool, tenant), _job(tenant)
    for _ in range(4):
        new = _new(job)
        assert isinstance(await ledger.reserve(control, new), Reserved)
        assert await ledger.settle(control, new.id, Receipt(), error="overloaded", at=_NOON) == 0
    for _ in range(2):
        new = _new(job)
        assert isinstance(await ledger.reserve(control, new), Reserved)
        await ledger.settle(control, new.id, _receipt(), error=None, at=_NOON)
    assert await ledger.reserve(control, _new(job)) == Refused("strategy", _DOLLAR, 200_000)


async def test_a_model_without_a_price_is_refused_before_anything_is_written(
    owner: Owner, pool: Pool, tenant: Tenant
) -> None:
    unknown = replace(_CALL, model="claude-unheard-of")
    with pytest.raises(UnknownPriceError):
        await Ledger(_WIDE).reserve(_control(pool, tenant), _new(_job(tenant), call=unknown))
    assert await _spending(owner, tenant) == {}


@pytest.mark.usefixtures("owner")
async def test_a_call_that_was_never_reserved_can_not_be_settled(pool: Pool, tenant: Tenant) -> None:
    with pytest.raises(LookupError):
        await Ledger(_WIDE).settle(_control(pool, tenant), new_id(), _receipt(), error=None)


@pytest.mark.parametrize("obstacle", ["a workspace that is gone", "a counter changed by hand"])
async def test_what_can_not_be_booked_frees_the_turn_and_does_not_fail_the_job(
    owner: Owner, pool: Pool, tenant: Tenant, obstacle: str
) -> None:
    control, job = _control(pool, tenant), _job(tenant)
    books = Books(
        Ledger(_WIDE), Limiter(pool, "0" * 16), Breakers(pool, "0" * 16, "0" * 16), EngineMetrics(CollectorRegistry())
    )
    new = _new(job)
    entered = await books.limiter.enter(
        _CALL.model, tenant.workspace_id, input_tokens=11, output_tokens=1000, call_id=new.id, wait_s=1
    )
    assert entered is not None
    await books.ledger.reserve(control, new)
    if obstacle == "a workspace that is gone":
        await owner.execute("DELETE FROM app.workspaces WHERE id = $1", tenant.workspace_id)
    else:
        counter = "UPDATE app.llm_spending SET reserved_nanousd = 0 WHERE workspace_id = $1"
        await owner.execute(counter, tenant.workspace_id)

    order = Order(job, control, Spent(), deadline=asyncio.get_running_loop().time() + 9)
    booking = Booking(books, order, _CALL, new.id, _receipt(), began=0.0, is_allowed=True, is_reserved=True, end=None)
    await booking.close()
    assert await owner.fetchval("SELECT count(*) FROM app.llm_queue WHERE call_id = $1", new.id) == 0


async def test_calls_that_a_dead_worker_left_are_settled_from_what_was_noted(
    owner: Owner, pool: Pool, tenant: Tenant
) -> None:
    ledger, control, first = Ledger(_WIDE), _control(pool, tenant), _job(tenant)
    noted, silent = _new(first), _new(first)
    second = replace(first, attempt=2)
    running, other = _new(second), _new(_job(tenant))
    for new in (noted, silent, running, other):
        await ledger.reserve(control, new)
    begun = TokenUsage(input_tokens=50, cache_read=1000, output_tokens=1)
    await ledger.note(control, noted.id, Receipt(request_id="req_3", ttft_ms=250, started=begun, characters=301))
    await ledger.settle_orphans(control, second, at=_NOON + timedelta(minutes=1))

    line = await _line(owner, noted.id)
    found = {name: line[name] for name in ("request_id", "ttft_ms", "output_tokens", "is_estimated", "error_type")}
    assert found == {
        "request_id": "req_3",
        "ttft_ms": 250,
        "output_tokens": 101,
        "is_estimated": True,
        "error_type": "abandoned",
    }
    # 50 x 100 + 1000 x 10 + 101 x 500
    assert line["cost_nanousd"] == 65_500
    nothing = await _line(owner, silent.id)
    assert (nothing["cost_nanousd"], nothing["is_estimated"]) == (0, True)
    assert (await _line(owner, running.id))["settled_at"] is None
    assert (await _line(owner, other.id))["settled_at"] is None
    assert (await _spending(owner, tenant))["day", "2026-11-22"] == (65_500, 2 * _WORST)
    assert await _events(owner, tenant) == [(noted.id, "2026-11-22")]
    # The dead worker was not quite dead.
    assert await ledger.settle(control, noted.id, _receipt(cost=900_000), error=None) == 65_500


async def test_a_note_after_the_settlement_changes_nothing(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    ledger, control, new = Ledger(_WIDE), _control(pool, tenant), _new(_job(tenant))
    await ledger.reserve(control, new)
    await ledger.settle(control, new.id, _receipt(), error=None, at=_NOON)
    before = await _line(owner, new.id)
    await ledger.note(control, new.id, Receipt(request_id="late", started=TokenUsage(9, 9, 9, 9, 9)))
    assert await _line(owner, new.id) == before


async def test_a_sweep_settles_what_is_old_in_every_workspace_and_marks_the_day(
    backends: Backends, owner: Owner, pool: Pool
) -> None:
    ledger, tenants = Ledger(_WIDE), [await create_tenant(backends) for _ in range(2)]
    old = [_new(_job(one), at=_BEFORE_MIDNIGHT) for one in tenants]
    young = _new(_job(tenants[0]), at=_AFTER_MIDNIGHT)
    for one, new in ((tenants[0], old[0]), (tenants[1], old[1]), (tenants[0], young)):
        await ledger.reserve(_control(pool, one), new)
        await ledger.note(_control(pool, one), new.id, Receipt(started=TokenUsage(input_tokens=70)))
    now = _BEFORE_MIDNIGHT + timedelta(minutes=15, seconds=1)
    # Several workers sweep at the same time; each call is booked once.
    await asyncio.gather(*(sweep(pool, at=now) for _ in range(4)))
    assert await sweep(pool, at=now) == 0
    for one, new in zip(tenants, old, strict=True):
        line = await _line(owner, new.id)
        assert (line["cost_nanousd"], line["error_type"], line["settled_at"]) == (7_000, "abandoned", now)
        assert await _events(owner, one) == [(new.id, "2026-12-01")]
    assert (await _line(owner, young.id))["settled_at"] is None
    assert await _deployment(owner) == {date(2026, 11, 30): (0, 0), date(2026, 12, 1): (14_000, _WORST)}


async def test_a_call_that_nobody_swept_for_months_is_settled(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    new = _new(_job(tenant))
    await Ledger(_WIDE).reserve(_control(pool, tenant), new)
    assert await sweep(pool, at=_NOON + timedelta(days=100)) == 1
    line = await _line(owner, new.id)
    # As many milliseconds as the column holds are less than 25 days.
    assert (line["error_type"], line["total_ms"]) == ("abandoned", 2_147_483_647)


async def test_a_call_that_can_not_be_settled_does_not_keep_the_others_open(
    backends: Backends, owner: Owner, pool: Pool
) -> None:
    ledger, tenants = Ledger(_WIDE), [await create_tenant(backends) for _ in range(2)]
    calls = [_new(_job(one), at=_NOON + timedelta(seconds=place)) for place, one in enumerate(tenants)]
    for one, new in zip(tenants, calls, strict=True):
        await ledger.reserve(_control(pool, one), new)
    # Somebody "repaired" the counter of the first by hand, so that nothing can be given back to it.
    of_first = "UPDATE app.llm_spending SET reserved_nanousd = $2 WHERE workspace_id = $1"
    await owner.execute(of_first, tenants[0].workspace_id, 0)
    now = _NOON + timedelta(hours=1)
    assert await sweep(pool, at=now) == 1
    assert (await _line(owner, calls[0].id))["settled_at"] is None
    assert (await _line(owner, calls[1].id))["settled_at"] == now
    await owner.execute(of_first, tenants[0].workspace_id, _WORST)
    assert await sweep(pool, at=now) == 1


async def test_a_swept_call_of_a_model_without_a_price_marks_the_day_too(
    owner: Owner, pool: Pool, tenant: Tenant
) -> None:
    new = _new(_job(tenant))
    await Ledger(_WIDE).reserve(_control(pool, tenant), new)
    await owner.execute("UPDATE app.llm_calls SET model = 'claude-of-yesterday' WHERE id = $1", new.id)
    await sweep(pool, at=_NOON + timedelta(hours=1))
    assert (await _line(owner, new.id))["cost_nanousd"] == _WORST
    assert await _events(owner, tenant) == [(new.id, "2026-11-22")]


async def test_sweeping_outlives_a_schema_that_is_not_there_yet(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    new = _new(_job(tenant), at=datetime.now(UTC) - timedelta(hours=1))
    await Ledger(_WIDE).reserve(_control(pool, tenant), new)
    await owner.execute("ALTER FUNCTION app.stale_llm_calls(timestamptz, int) RENAME TO stale_llm_calls_later")
    sweeping = asyncio.create_task(sweep_forever(pool, every_s=0.01))
    done, _ = await asyncio.wait({sweeping}, timeout=0.3)
    await owner.execute("ALTER FUNCTION app.stale_llm_calls_later(timestamptz, int) RENAME TO stale_llm_calls")
    assert not done
    try:
        async with asyncio.timeout(10):
            while (await _line(owner, new.id))["settled_at"] is None:
                await asyncio.sleep(0.01)
    finally:
        sweeping.cancel()


async def test_sweeping_goes_on_until_it_is_told_to_stop(owner: Owner, pool: Pool, tenant: Tenant) -> None:
    new = _new(_job(tenant), at=datetime.now(UTC) - timedelta(hours=1))
    sweeping = asyncio.create_task(sweep_forever(pool, every_s=0.01))
    try:
        await Ledger(_WIDE).reserve(_control(pool, tenant), new)
        async with asyncio.timeout(10):
            while (await _line(owner, new.id))["settled_at"] is None:
                await asyncio.sleep(0.01)
    finally:
        sweeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sweeping


async def test_a_call_whose_price_is_no_longer_known_is_booked_at_its_worst_case(
    owner: Owner, pool: Pool, tenant: Tenant
) -> None:
    ledger, control, new = Ledger(_WIDE), _control(pool, tenant), _new(_job(tenant))
    await ledger.reserve(control, new)
    await owner.execute("UPDATE app.llm_calls SET model = 'claude-of-yesterday' WHERE id = $1", new.id)
    assert await ledger.settle(control, new.id, _receipt(), error=None, at=_NOON) == _WORST


async def test_a_worker_sees_the_books_of_its_workspace_only(
    backends: Backends, owner: Owner, pool: Pool, tenant: Tenant
) -> None:
    theirs, ledger = await create_tenant(backends), Ledger(_WIDE)
    await _budget(owner, theirs, per_day_nanousd=7)
    await _budget(owner, tenant, per_day_nanousd=_DOLLAR)
    limited = replace(_WIDE, day_nanousd=_WORST)
    new = _new(_job(tenant))
    await ledger.reserve(_control(pool, tenant), new)
    async with transaction(pool, Context(theirs.workspace_id)) as connection:
        for table in ("llm_calls", "llm_spending"):
            # Without WHERE on purpose.
            assert await connection.fetchval(f"SELECT count(*) FROM app.{table}") == 0
        assert await connection.fetchval("SELECT array_agg(per_day_nanousd) FROM app.llm_budgets") == [7]
        assert await connection.execute("UPDATE app.llm_calls SET cost_nanousd = 0") == "UPDATE 0"
    with pytest.raises(LookupError):
        await ledger.settle(_control(pool, theirs), new.id, _receipt(), error=None)
    # What one has reserved takes nothing from the other's day.
    third = await create_tenant(backends)
    assert isinstance(await Ledger(limited).reserve(_control(pool, third), _new(_job(third))), Reserved)


async def test_the_gateways_role_reads_the_calls_of_its_caller_only_and_not_the_deployments_counter(
    backends: Backends, pool: Pool
) -> None:
    ours, theirs = await create_tenant(backends), await create_tenant(backends)
    for tenant in (ours, theirs):
        await Ledger(_WIDE).reserve(_control(pool, tenant), _new(_job(tenant)))
    gateway = await create_pool(backends.user_url, service="test")
    try:
        async with transaction(gateway, Context(ours.workspace_id, ours.user_id)) as connection:
            # Without WHERE on purpose.
            assert await connection.fetch("SELECT DISTINCT workspace_id FROM app.llm_calls") == [(ours.workspace_id,)]
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute("UPDATE app.llm_calls SET cost_nanousd = 0")
        for query in (
            "SELECT * FROM app.llm_deployment_spending",
            "SELECT app.reserve_llm_deployment('2026-11-22', 1, 1)",
            "SELECT * FROM app.stale_llm_calls(now(), 1)",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await gateway.fetch(query)
    finally:
        await close_pool(gateway)


async def test_a_worker_changes_the_deployments_counter_through_the_functions_only(pool: Pool) -> None:
    for query in ("SELECT 1 FROM app.llm_deployment_spending", "DELETE FROM app.llm_deployment_spending"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(query)
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.fetchval("SELECT app.reserve_llm_deployment('2026-11-22', -1, 1)")


async def test_a_worker_is_told_what_the_day_of_all_stands_at_and_nobody_else(
    backends: Backends, owner: Owner, pool: Pool
) -> None:
    await owner.execute(
        "INSERT INTO app.llm_deployment_spending (day, spent_nanousd, reserved_nanousd)"
        " SELECT (now() AT TIME ZONE 'UTC')::date - ago, 40 + ago, 2 FROM generate_series(0, 1) AS ago"
    )
    async with transaction(pool, Context(None), read_only=True) as connection:
        assert await read_llm_deployment_day(connection) == 42
    gateway = await asyncpg.connect(backends.user_url)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await gateway.fetchval("SELECT app.llm_deployment_day()")
    await gateway.close()


async def test_a_day_without_calls_stands_at_nought(owner: Owner, pool: Pool) -> None:
    await owner.execute("DELETE FROM app.llm_deployment_spending")
    async with transaction(pool, Context(None), read_only=True) as connection:
        assert await read_llm_deployment_day(connection) == 0


async def _events(owner: Owner, tenant: Tenant) -> list[tuple[UUID, str]]:
    """Return the call and the day of each event that waits in the outbox."""
    rows = await owner.fetch(
        "SELECT routing_key, payload::text AS payload FROM app.outbox WHERE workspace_id = $1 ORDER BY id",
        tenant.workspace_id,
    )
    assert {row["routing_key"] for row in rows} <= {"llm.cost_settled"}
    told = [orjson.loads(row["payload"]) for row in rows]
    assert all(len(event["days"]) == 1 for event in told)
    return [(UUID(event["callId"]), event["days"][0]) for event in told]

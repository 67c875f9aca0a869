"""Writing that is stopped, by the user, by a deploy or by a worker's death: quickly, and everything is on the books."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import orjson
import pytest

from shared.broker.connection import make_broker
from shared.broker.wakeups import WakeupSender
from shared.contracts.requests import Brief
from shared.db.pool import close_pool, create_pool
from shared.ids import new_id
from shared.jobs.control import LeaseControl
from shared.jobs.model import ClaimedJob, JobCancelledError
from shared.model_prices import cost_nanousd
from strategy_worker.llm.ledger import Ledger, NewCall, Reserved
from strategy_worker.llm.ledger_rows import Limits
from strategy_worker.llm.model import Call, Receipt, TokenUsage
from strategy_worker.planner import plan
from strategy_worker.resources import open_resources
from support.backends import Backends, fresh_backends
from support.jobs import telemetry
from support.messages_api import FakeMessagesApi, fake_messages_api
from support.messages_script import FINE, Fault, Pace, Sections, pings_only, stalled
from support.tenants import create_tenant
from support.writing import BRIEF, FIRST, Desk, Outcome, bill, settings_for, writing

pytestmark = pytest.mark.integration
_HANG_UP_S = 0.5
_TRIES = 3
_DOLLAR = 1_000_000_000
_PATIENT = {"convex_llm_first_token_s": 60, "convex_llm_gap_s": 60}
# What a busy client has not read yet of an answer that goes on when it hangs up: a tenth of a second of the fastest.
_UNREAD = TokenUsage(output_tokens=60)


@pytest.fixture(scope="module")
async def fake() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api() as served:
        yield served


@pytest.fixture(scope="module")
async def desk(backends: Backends, fake: FakeMessagesApi) -> AsyncGenerator[Desk, None]:
    async with writing(backends, await create_tenant(backends), fake, **_PATIENT) as opened:
        yield opened


@pytest.fixture(autouse=True)
def forgetful(fake: FakeMessagesApi) -> None:
    clean(fake)


def clean(fake: FakeMessagesApi) -> None:
    """Let the model forget its script and what it was asked."""
    fake.recover()
    fake.calls.clear()
    fake.requests.clear()


@pytest.mark.parametrize(
    "fault",
    [stalled("start"), stalled(Sections(3)), pings_only(), Pace(0.0, 40), Pace(0.0, 600)],
    ids=["no text", "a stall", "pings", "slow", "sections close all the time"],
)
async def test_who_cancels_stops_the_model_within_half_a_second(fault: Fault, desk: Desk) -> None:
    """A worker looks for the wish every 0.25 s, in steps of 0.1 s, and hangs up at once: 0.35 s and two queries.

    That leaves 0.15 s for a busy machine; one that is busier for a moment may try again.
    """
    for _ in range(_TRIES):
        clean(desk.fake)
        desk.fake.script(fault)
        job_id = await desk.ask()
        await _streaming(desk.fake, 1)
        seconds = await _cancelled(desk, job_id)
        found = await desk.outcome(job_id)
        if seconds < _HANG_UP_S:
            break
    else:
        pytest.fail("It took half a second or more each time.")

    assert (found.status, found.result) == ("cancelled", {})
    assert [call["error_type"] for call in found.calls] == ["cancelled"]
    _is_settled(found, desk.fake, is_going_on=isinstance(fault, Pace))
    assert found.events[-1][0] == "cancelled"


async def test_all_calls_of_a_job_stop_within_half_a_second(fake: FakeMessagesApi) -> None:
    fake.script(FINE, stalled(), stalled(), Pace(0.0, 600))
    async with (
        fresh_backends() as own,
        writing(own, await create_tenant(own), fake, convex_llm_mode="parallel", **_PATIENT) as desk,
    ):
        job_id = await desk.ask()
        await _streaming(fake, 3)
        seconds = await _cancelled(desk, job_id)
        found = await desk.outcome(job_id)

    assert seconds < _HANG_UP_S
    assert found.status == "cancelled"
    assert [call["error_type"] for call in found.calls] == [None, "cancelled", "cancelled", "cancelled"]
    _is_settled(found, fake, is_going_on=True)


async def test_a_call_that_learns_of_the_wish_stops_the_others(backends: Backends, desk: Desk) -> None:
    """Nobody looks but the one call that closes sections; the others say nothing and would go on for a minute."""
    desk.fake.script(FINE, stalled(), stalled(), Pace(0.0, 600))
    settings = settings_for(backends, desk.fake, convex_llm_mode="parallel", **_PATIENT)
    brief, job = Brief.model_validate(BRIEF), await _running_job(desk)
    async with open_resources(settings, telemetry("strategy-worker")) as resources, _control(backends, job) as control:
        assert resources.engine is not None
        work = asyncio.ensure_future(resources.engine.write(job, control, brief, plan(brief), "auto"))
        await _streaming(desk.fake, 3)
        await _cancelled(desk, job.id)
        with pytest.raises(JobCancelledError):
            async with asyncio.timeout(2):
                await work


async def _streaming(fake: FakeMessagesApi, number: int) -> None:
    """Wait until so many answers have begun, and their deltas have been read."""
    async with asyncio.timeout(10):
        while fake.open_streams < number:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.15)


async def _cancelled(desk: Desk, job_id: UUID) -> float:
    """Ask as the gateway does, and return the seconds until the model's side sees all connections closed."""
    assert desk.fake.open_streams > 0
    clock = asyncio.get_running_loop().time
    began = clock()
    await desk.owner.execute("UPDATE app.jobs SET cancel_requested_at = now() WHERE id = $1", job_id)
    async with asyncio.timeout(10):
        while desk.fake.open_streams:
            await asyncio.sleep(0.002)
    seconds = clock() - began
    print(f"hung up {seconds * 1000:.0f} ms after the wish to stop")
    return seconds


def _is_settled(found: Outcome, fake: FakeMessagesApi, *, is_going_on: bool) -> None:
    day = found.calls[0]["started_at"].date()
    assert all(call["settled_at"] for call in found.calls)
    assert found.booked > 0
    unbooked = bill(fake.calls, day) - found.booked
    assert 0 <= unbooked <= (cost_nanousd(FIRST, _UNREAD, day) if is_going_on else 0)


async def test_a_worker_that_has_to_stop_pays_and_hands_the_job_back(fake: FakeMessagesApi) -> None:
    fake.script(stalled(Sections(2)))
    async with fresh_backends() as own:
        tenant = await create_tenant(own)
        async with writing(own, tenant, fake, grace_s=0.1, **_PATIENT) as stopping:
            job_id = await stopping.ask()
            await _streaming(fake, 1)
        handed_back = await _row(own, job_id)
        paid = bill(fake.calls, handed_back["call"]["started_at"].date())

        async with writing(own, tenant, fake) as next_one:
            found = await next_one.outcome(job_id)

    assert (handed_back["status"], handed_back["lease_until"]) == ("dispatched", None)
    assert handed_back["call"]["settled_at"] is not None
    assert (handed_back["call"]["error_type"], handed_back["call"]["cost_nanousd"]) == ("cancelled", paid)
    assert (found.status, found.engine) == ("succeeded", f"anthropic:{FIRST}")
    assert [(call["job_attempt"], call["error_type"]) for call in found.calls] == [(1, "cancelled"), (2, None)]
    assert found.result["usage"]["calls"] == 1


async def _row(backends: Backends, job_id: UUID) -> dict[str, asyncpg.Record]:
    owner = await asyncpg.connect(backends.owner_url)
    try:
        job = await owner.fetchrow("SELECT * FROM app.jobs WHERE id = $1", job_id)
        (call,) = await owner.fetch("SELECT * FROM app.llm_calls WHERE job_id = $1", job_id)
        return {**dict(job or {}), "call": call}
    finally:
        await owner.close()


async def test_the_next_attempt_settles_what_a_dead_worker_left_open(backends: Backends, desk: Desk) -> None:
    noted = TokenUsage(input_tokens=3000, output_tokens=200)
    job = await _running_job(desk)
    async with _control(backends, job) as control:
        await _leave_open(control, job, noted)
    await desk.owner.execute("UPDATE app.jobs SET lease_until = now() - interval '2 minutes' WHERE id = $1", job.id)

    found = await desk.outcome(job.id)

    assert (found.status, found.engine) == ("succeeded", f"anthropic:{FIRST}")
    orphan, call = found.calls
    assert (orphan["job_attempt"], orphan["error_type"]) == (1, "abandoned")
    assert orphan["cost_nanousd"] == cost_nanousd(FIRST, noted, orphan["started_at"].date())
    assert (call["job_attempt"], call["error_type"]) == (2, None)
    assert orphan["settled_at"] < call["started_at"]
    left = await desk.owner.fetchval(
        "SELECT sum(reserved_nanousd) FROM app.llm_spending WHERE workspace_id = $1", desk.tenant.workspace_id
    )
    assert left == 0


async def _running_job(desk: Desk) -> ClaimedJob:
    """Put a job where a worker holds its lease that is none of the desk's."""
    tenant, job_id = desk.tenant, new_id()
    created_at = await desk.owner.fetchval(
        "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by, status, attempt, lease_until, started_at)"
        " VALUES ($1, $2, 'strategy', $3, $4, 'running', 1, now() + interval '1 hour', now()) RETURNING created_at",
        tenant.workspace_id,
        job_id,
        orjson.dumps({**BRIEF, "engine": "auto"}).decode(),
        tenant.user_id,
    )
    return ClaimedJob(tenant.workspace_id, job_id, "strategy", 1, 5, {}, tenant.user_id, created_at)


@asynccontextmanager
async def _control(backends: Backends, job: ClaimedJob) -> AsyncGenerator[LeaseControl, None]:
    """Hold the lease of a job, though nobody renews it or looks at it between two reports of the work."""
    pool, told = await create_pool(backends.worker_url, service="test"), telemetry("strategy-worker")
    wakeups = WakeupSender(make_broker(f"{backends.amqp_url}?heartbeat=10", told))
    try:
        yield LeaseControl(job, pool, wakeups=wakeups, metrics=told.metrics, lease_s=15)
    finally:
        await close_pool(pool)


async def _leave_open(control: LeaseControl, job: ClaimedJob, noted: TokenUsage) -> None:
    """Reserve a call and note what came of it, as a worker does before it dies."""
    ledger = Ledger(Limits(_DOLLAR, _DOLLAR, _DOLLAR, _DOLLAR, strategy_calls=10))
    call = Call(FIRST, "first", ("rules",), ("brief",), {}, 6000, "ref")
    new = NewCall(new_id(), job, call, ("choice",), prompt_version="1")
    assert isinstance(await ledger.reserve(control, new), Reserved)
    await ledger.note(control, new.id, Receipt(request_id="req_1", started=noted))

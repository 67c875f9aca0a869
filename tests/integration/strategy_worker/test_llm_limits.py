"""Several replicas, each with a pool of its own, share one turnstile; time passes by moving what is stored."""

import asyncio
import random
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack
from typing import Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared.db.pool import Pool, close_pool, create_pool
from shared.db.sql import statement
from strategy_worker.llm.limits import Entered, Limiter
from strategy_worker.llm.model import End, TokenUsage
from support.backends import Backends

pytestmark = pytest.mark.integration
_MODEL: Final = "claude-haiku-5-5"
_FLOOD: Final = UUID(int=1)
_OTHER: Final = UUID(int=2)
_THIRD: Final = UUID(int=3)
_VERBOSE: Final = UUID(int=4)
_TOKENS: Final = {_VERBOSE: 5000}
_MINUTE: Final = {
    "anthropic-ratelimit-requests-limit": "600",
    "anthropic-ratelimit-requests-remaining": "600",
    "anthropic-ratelimit-output-tokens-limit": "6000",
    "anthropic-ratelimit-output-tokens-remaining": "6000",
}
_LATER: Final = (
    "UPDATE app.llm_limits SET refilled_at = refilled_at - $1::interval, not_before = not_before - $1::interval,"
    " halved_at = halved_at - $1::interval",
    "UPDATE app.llm_queue SET joined_at = joined_at - $1::interval, granted_at = granted_at - $1::interval,"
    " expires_at = expires_at - $1::interval",
)


class _Replicas:
    """Replicas that use one key nobody else uses."""

    def __init__(self, owner: "asyncpg.Connection[asyncpg.Record]", pools: list[Pool]) -> None:
        self.owner = owner
        self.pools = pools
        self.key_ref = uuid4().hex[:16]

    def limiter(self, replica: int = 0, *, cap: int = 16) -> Limiter:
        return Limiter(self.pools[replica], self.key_ref, cap=cap)

    async def pass_time(self, seconds: int) -> None:
        for moved in _LATER:
            await self.owner.execute(moved.replace("$1", f"'{seconds} s'"))

    async def count(self, *, granted: bool) -> int:
        return await self.owner.fetchval(
            "SELECT count(*) FROM app.llm_queue WHERE key_ref = $1 AND (granted_at IS NOT NULL) = $2",
            self.key_ref,
            granted,
        )

    async def waiting(self, number: int) -> None:
        async with asyncio.timeout(20):
            while await self.count(granted=False) != number:
                await asyncio.sleep(0.01)

    async def look(self, flow: UUID, call_id: UUID, *, cap: int, tokens: int = 1000) -> bool:
        """Ask once, as a waiting caller does again and again."""
        enter = statement("strategy_worker", "llm_limits_enter")
        return await self.pools[0].fetchval(enter, self.key_ref, _MODEL, call_id, flow, 0, tokens, cap, 60.0)


@pytest.fixture(scope="module")
async def pools(backends: Backends) -> AsyncGenerator[list[Pool]]:
    made = [await create_pool(backends.worker_url, service="test", max_size=4) for _ in range(3)]
    yield made
    for pool in made:
        await close_pool(pool)


@pytest.fixture
async def replicas(backends: Backends, pools: list[Pool]) -> AsyncGenerator[_Replicas]:
    async with AsyncExitStack() as stack:
        owner = await asyncpg.connect(backends.owner_url)
        stack.push_async_callback(owner.close)
        yield _Replicas(owner, pools)


async def _enter(
    limiter: Limiter, *, flow: UUID = _FLOOD, call_id: UUID | None = None, tokens: int = 1000, wait_s: float = 0
) -> Entered | None:
    return await limiter.enter(
        _MODEL, flow, input_tokens=100, output_tokens=tokens, call_id=call_id or uuid4(), wait_s=wait_s
    )


async def _succeed(limiter: Limiter, call_id: UUID, headers: Mapping[str, str] | None = None) -> None:
    await limiter.leave(_MODEL, call_id, failure=None, retry_after_s=None, headers=headers or {})


async def _refuse(limiter: Limiter, call_id: UUID, retry_after_s: float | None = 0) -> None:
    await limiter.leave(_MODEL, call_id, failure="rate_limited", retry_after_s=retry_after_s, headers={})


async def _one_call(limiter: Limiter, headers: Mapping[str, str] | None = None) -> None:
    call_id = uuid4()
    assert await _enter(limiter, call_id=call_id)
    await _succeed(limiter, call_id, headers)


async def test_nothing_is_limited_until_an_answer_told_a_limit(replicas: _Replicas) -> None:
    limiter = replicas.limiter(cap=50)
    turns = [await _enter(limiter, tokens=1_000_000) for _ in range(50)]
    assert all(turns)
    assert turns[-1] is not None
    assert turns[-1].under_way == 50
    assert await _enter(limiter) is None


async def test_a_refusal_holds_back_every_replica_and_at_once(replicas: _Replicas) -> None:
    call_id = uuid4()
    await _enter(replicas.limiter(0), call_id=call_id)
    await _refuse(replicas.limiter(0), call_id, 30)
    # Nobody waits for a turn that surely does not come in time.
    async with asyncio.timeout(10):
        assert await _enter(replicas.limiter(1), wait_s=20) is None
    await replicas.pass_time(31)
    assert await _enter(replicas.limiter(2))


async def test_a_refusal_holds_back_for_a_minute_at_most(replicas: _Replicas) -> None:
    call_id = uuid4()
    await _enter(replicas.limiter(0), call_id=call_id)
    await _refuse(replicas.limiter(0), call_id, 3600)
    await replicas.pass_time(50)
    assert await _enter(replicas.limiter(1)) is None
    await replicas.pass_time(11)
    assert await _enter(replicas.limiter(1))


async def test_a_refusal_that_names_no_time_holds_back_too(replicas: _Replicas) -> None:
    call_id = uuid4()
    await _enter(replicas.limiter(), call_id=call_id)
    await _refuse(replicas.limiter(), call_id, None)
    assert await _enter(replicas.limiter()) is None


async def test_one_model_does_not_hold_back_another(replicas: _Replicas) -> None:
    call_id, limiter = uuid4(), replicas.limiter()
    await _enter(limiter, call_id=call_id)
    await _refuse(limiter, call_id, 30)
    assert await limiter.enter("second", _FLOOD, input_tokens=1, output_tokens=1, call_id=uuid4(), wait_s=0)


async def test_a_burst_that_is_refused_together_halves_the_allowance_once(replicas: _Replicas) -> None:
    limiter, calls = replicas.limiter(cap=8), [uuid4() for _ in range(8)]
    for call_id in calls:
        assert await _enter(limiter, call_id=call_id)
    for call_id in calls:
        await _refuse(limiter, call_id)
    assert await _allowance(limiter) == 4


async def test_the_allowance_never_falls_below_one_call(replicas: _Replicas) -> None:
    limiter, seen = replicas.limiter(cap=8), list[int]()
    for _ in range(5):
        call_id = uuid4()
        entered = await _enter(limiter, call_id=call_id)
        assert entered
        seen.append(entered.allowance)
        await _refuse(limiter, call_id)
    assert seen == [8, 4, 2, 1, 1]


async def test_twenty_successes_allow_one_call_more_up_to_the_cap(replicas: _Replicas) -> None:
    limiter = replicas.limiter(cap=2)
    call_id = uuid4()
    await _enter(limiter, call_id=call_id)
    await _refuse(limiter, call_id)
    for _ in range(19):
        await _one_call(limiter)
    # Ends of another kind are neither a lesson nor a success.
    assert await _allowance(limiter, "refused") == 1
    assert await _allowance(limiter, "cancelled") == 1
    assert await _allowance(limiter) == 1
    await _one_call(limiter)
    assert await _allowance(limiter) == 2
    for _ in range(21):
        await _one_call(limiter)
    assert await _allowance(limiter) == 2


async def test_a_slow_start_of_one_replica_is_seen_by_the_others(replicas: _Replicas) -> None:
    call_id = uuid4()
    await _enter(replicas.limiter(0, cap=4), call_id=call_id)
    await _refuse(replicas.limiter(0, cap=4), call_id)
    turns = [await _enter(replicas.limiter(number, cap=4)) for number in range(3)]
    assert [turn is not None for turn in turns] == [True, True, False]


async def _allowance(limiter: Limiter, end: End = "refused") -> int:
    call_id = uuid4()
    entered = await _enter(limiter, call_id=call_id)
    assert entered
    await limiter.leave(_MODEL, call_id, failure=end, retry_after_s=None, headers={})
    return entered.allowance


async def test_a_bucket_refills_steadily_up_to_its_limit(replicas: _Replicas) -> None:
    limiter = replicas.limiter()
    await _one_call(limiter, _MINUTE | {"anthropic-ratelimit-output-tokens-remaining": "0"})
    assert await _enter(limiter, tokens=2900) is None
    await replicas.pass_time(30)
    assert await _enter(replicas.limiter(1), tokens=2900)
    assert await _enter(limiter, tokens=2900) is None
    await replicas.pass_time(3600)
    assert await _enter(limiter, tokens=5900)
    assert await _enter(limiter, tokens=2900) is None


async def test_requests_are_counted_whatever_their_size(replicas: _Replicas) -> None:
    limiter = replicas.limiter()
    await _one_call(limiter, {"anthropic-ratelimit-requests-limit": "2", "anthropic-ratelimit-requests-remaining": "2"})
    turns = [await _enter(limiter, tokens=1) for _ in range(3)]
    assert [turn is not None for turn in turns] == [True, True, False]


async def test_headers_never_raise_what_is_left_in_our_own_view(replicas: _Replicas) -> None:
    limiter, call_id = replicas.limiter(), uuid4()
    await _one_call(limiter, _MINUTE)
    assert await _enter(limiter, tokens=5500)
    # This answer was begun before the provider knew of the other call.
    await limiter.leave(_MODEL, call_id, failure=None, retry_after_s=None, headers=_MINUTE)
    assert await _enter(limiter, tokens=2900) is None


async def test_what_a_call_did_not_use_is_free_again(replicas: _Replicas) -> None:
    limiter, call_id = replicas.limiter(), uuid4()
    await _one_call(limiter, _MINUTE)
    assert await _enter(limiter, call_id=call_id, tokens=6000)
    used = TokenUsage(output_tokens=200)
    await limiter.leave(_MODEL, call_id, failure=None, retry_after_s=None, headers={}, used=used)
    assert await _enter(limiter, tokens=5700)


async def test_headers_that_came_a_while_ago_count_with_what_has_refilled_since(replicas: _Replicas) -> None:
    limiter, call_id = replicas.limiter(), uuid4()
    await _one_call(limiter, _MINUTE)
    assert await _enter(limiter, call_id=call_id, tokens=10)
    empty = _MINUTE | {"anthropic-ratelimit-output-tokens-remaining": "0"}
    await limiter.leave(_MODEL, call_id, failure=None, retry_after_s=None, headers=empty, headers_age_s=30)
    assert await _enter(limiter, tokens=2900)
    assert await _enter(limiter, tokens=2900) is None


async def test_a_bucket_that_says_it_needs_longer_refills_more_slowly(replicas: _Replicas) -> None:
    limiter = replicas.limiter()
    slow = {
        "date": "Thu, 26 Nov 2026 12:00:00 GMT",
        "anthropic-ratelimit-output-tokens-limit": "6000",
        "anthropic-ratelimit-output-tokens-remaining": "0",
        "anthropic-ratelimit-output-tokens-reset": "2026-11-26T12:10:00Z",
    }
    await _one_call(limiter, slow)
    await replicas.pass_time(60)
    assert await _enter(limiter, tokens=1000) is None
    await replicas.pass_time(60)
    assert await _enter(limiter, tokens=1000)


async def test_a_call_larger_than_the_bucket_goes_when_it_is_full(replicas: _Replicas) -> None:
    limiter, call_id = replicas.limiter(), uuid4()
    await _one_call(limiter, _MINUTE)
    assert await _enter(limiter, call_id=call_id, tokens=9000)
    await replicas.pass_time(25)
    # Three thousand too many were taken; that takes half a minute.
    assert await _enter(limiter, tokens=1) is None
    await replicas.pass_time(10)
    assert await _enter(limiter, tokens=1)


async def test_the_turns_of_a_dead_worker_come_back(replicas: _Replicas, backends: Backends) -> None:
    dying = await create_pool(backends.worker_url, service="test", max_size=1)
    assert await _enter(Limiter(dying, replicas.key_ref, cap=1))
    dying.terminate()
    await replicas.pass_time(50)
    assert await _enter(replicas.limiter(cap=1)) is None
    await replicas.pass_time(11)
    assert await _enter(replicas.limiter(cap=1))


async def test_a_dead_waiter_does_not_stand_in_the_way(replicas: _Replicas) -> None:
    held = uuid4()
    assert await replicas.look(_FLOOD, held, cap=1)
    assert not await replicas.look(_OTHER, uuid4(), cap=1)
    await _succeed(replicas.limiter(cap=1), held)
    await replicas.pass_time(2)
    assert await replicas.look(_FLOOD, uuid4(), cap=1)
    assert await replicas.count(granted=False) == 0


async def test_who_asks_again_keeps_the_place(replicas: _Replicas) -> None:
    held, first, second = uuid4(), uuid4(), uuid4()
    assert await replicas.look(_FLOOD, held, cap=1)
    for call_id in (first, second):
        assert not await replicas.look(_FLOOD, call_id, cap=1)
    await replicas.pass_time(2)
    # Late, but nobody has taken the place for abandoned yet.
    assert not await replicas.look(_FLOOD, first, cap=1)
    await _succeed(replicas.limiter(cap=1), held)
    assert not await replicas.look(_FLOOD, second, cap=1)
    assert await replicas.count(granted=False) == 2
    assert await replicas.look(_FLOOD, first, cap=1)


async def test_a_turn_that_is_given_back_reaches_who_waits_elsewhere(replicas: _Replicas) -> None:
    held = uuid4()
    assert await _enter(replicas.limiter(0, cap=1), call_id=held)
    waiter = asyncio.create_task(_enter(replicas.limiter(1, cap=1), wait_s=20))
    await replicas.waiting(1)
    await _succeed(replicas.limiter(2, cap=1), held)
    assert await waiter
    assert await replicas.count(granted=True) == 1


async def test_leaving_twice_gives_one_turn_back(replicas: _Replicas) -> None:
    limiter, calls = replicas.limiter(cap=2), [uuid4(), uuid4()]
    for call_id in calls:
        assert await _enter(limiter, call_id=call_id)
    for _ in range(2):
        await _succeed(limiter, calls[0])
    turns = [await _enter(limiter) for _ in range(2)]
    assert [turn is not None for turn in turns] == [True, False]


async def test_asking_again_for_a_turn_that_was_given_takes_no_second_one(replicas: _Replicas) -> None:
    call_id = uuid4()
    assert [await replicas.look(_FLOOD, call_id, cap=1) for _ in range(2)] == [True, True]
    assert await replicas.count(granted=True) == 1


async def test_a_waiter_whose_time_is_over_leaves_the_queue(replicas: _Replicas) -> None:
    limiter = replicas.limiter(cap=1)
    assert await _enter(limiter)
    assert await _enter(limiter, wait_s=0.05) is None
    assert await replicas.count(granted=False) == 0


async def test_a_cancelled_waiter_leaves_the_queue(replicas: _Replicas) -> None:
    limiter = replicas.limiter(cap=1)
    assert await _enter(limiter)
    waiter = asyncio.create_task(_enter(limiter, wait_s=20))
    await replicas.waiting(1)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    assert await replicas.count(granted=False) == 0


async def test_who_is_cancelled_while_the_turn_is_given_does_not_keep_it(replicas: _Replicas) -> None:
    limiter, lost = replicas.limiter(cap=1), uuid4()
    await _one_call(limiter, _MINUTE)
    # The answer "granted" never arrives at the caller.
    assert await replicas.look(_FLOOD, lost, cap=1, tokens=6000)
    held = replicas.owner.transaction()
    await held.start()
    await replicas.owner.execute("SELECT 1 FROM app.llm_limits WHERE key_ref = $1 FOR UPDATE", replicas.key_ref)
    asking = asyncio.create_task(_enter(limiter, call_id=lost, tokens=6000, wait_s=20))
    await asyncio.sleep(0.05)
    asking.cancel()
    await held.rollback()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await replicas.count(granted=True) == 0
    assert await _enter(limiter, tokens=6000)


async def _grants(replicas: _Replicas, waiting: dict[UUID, UUID], number: int, *, held: UUID) -> list[UUID]:
    """Let all look in any order, again and again, and return whose turn it was; one call at the same time."""
    order, limiter, shuffled = list[UUID](), replicas.limiter(cap=1), random.Random(number)
    while len(order) < number:
        await _succeed(limiter, held)
        looks = list(waiting)
        while held not in waiting:
            shuffled.shuffle(looks)
            for call_id in looks:
                if await replicas.look(waiting[call_id], call_id, cap=1, tokens=_TOKENS.get(waiting[call_id], 1000)):
                    held = call_id
                    break
        order.append(waiting.pop(held))
    return order


async def test_a_flood_delays_the_first_call_of_another_workspace_by_one_turn_at_most(replicas: _Replicas) -> None:
    held = uuid4()
    assert await replicas.look(_FLOOD, held, cap=1)
    flood = {uuid4(): _FLOOD for _ in range(100)}
    for call_id in flood:
        assert not await replicas.look(_FLOOD, call_id, cap=1)
    late = uuid4()
    assert not await replicas.look(_OTHER, late, cap=1)
    order = await _grants(replicas, {**flood, late: _OTHER}, 2, held=held)
    assert _OTHER in order


async def test_workspaces_that_both_wait_take_turns(replicas: _Replicas) -> None:
    held = uuid4()
    assert await replicas.look(_FLOOD, held, cap=1)
    waiting = {uuid4(): _FLOOD for _ in range(12)} | {uuid4(): _OTHER for _ in range(5)}
    for call_id, flow in waiting.items():
        assert not await replicas.look(flow, call_id, cap=1)
    order = await _grants(replicas, waiting, 10, held=held)
    assert order == [_OTHER, _FLOOD] * 5


async def test_two_free_places_do_not_both_go_to_the_flood(replicas: _Replicas) -> None:
    held = [uuid4(), uuid4()]
    for call_id in held:
        assert await replicas.look(_THIRD, call_id, cap=2)
    for _ in range(10):
        assert not await replicas.look(_FLOOD, uuid4(), cap=2)
    late = uuid4()
    assert not await replicas.look(_OTHER, late, cap=2)
    for call_id in held:
        await _succeed(replicas.limiter(cap=2), call_id)
    assert await replicas.look(_OTHER, late, cap=2)


async def test_who_took_two_turns_while_another_looked_away_waits_for_both(replicas: _Replicas) -> None:
    held, mine, theirs = ([uuid4() for _ in range(number)] for number in (3, 3, 2))
    for call_id in held:
        assert await replicas.look(_THIRD, call_id, cap=3)
    for flow, calls in ((_FLOOD, mine), (_OTHER, theirs)):
        for call_id in calls:
            assert not await replicas.look(flow, call_id, cap=3)
    for call_id in held:
        await _succeed(replicas.limiter(cap=3), call_id)
    # The third place is kept for the other workspace.
    looks = [await replicas.look(_FLOOD, call_id, cap=3) for call_id in mine]
    assert looks == [True, True, False]
    assert await replicas.look(_OTHER, theirs[0], cap=3)
    await _succeed(replicas.limiter(cap=3), mine[0])
    assert not await replicas.look(_FLOOD, mine[2], cap=3)
    assert await replicas.look(_OTHER, theirs[1], cap=3)


async def test_turns_are_shared_by_tokens_not_by_calls(replicas: _Replicas) -> None:
    held = uuid4()
    assert await replicas.look(_THIRD, held, cap=1)
    waiting = {uuid4(): _VERBOSE for _ in range(3)} | {uuid4(): _OTHER for _ in range(11)}
    for call_id, flow in waiting.items():
        assert not await replicas.look(flow, call_id, cap=1, tokens=_TOKENS.get(flow, 1000))
    order = await _grants(replicas, waiting, 12, held=held)
    assert order == [_VERBOSE, *[_OTHER] * 5] * 2


async def test_what_is_known_of_workspaces_does_not_pile_up(replicas: _Replicas) -> None:
    for _ in range(20):
        call_id = uuid4()
        assert await replicas.look(uuid4(), call_id, cap=1)
        await _succeed(replicas.limiter(cap=1), call_id)
    assert await replicas.owner.fetchval("SELECT count(*) FROM app.llm_flows WHERE key_ref = $1", replicas.key_ref) < 3


async def test_a_workspace_that_asked_for_nothing_so_far_has_saved_nothing_up(replicas: _Replicas) -> None:
    limiter, held = replicas.limiter(cap=1), uuid4()
    for _ in range(10):
        await _one_call(limiter)
    assert await replicas.look(_FLOOD, held, cap=1)
    waiting = {uuid4(): _FLOOD for _ in range(6)} | {uuid4(): _OTHER for _ in range(6)}
    for call_id, flow in waiting.items():
        assert not await replicas.look(flow, call_id, cap=1)
    order = await _grants(replicas, waiting, 6, held=held)
    assert order == [_OTHER, _FLOOD] * 3


async def test_a_turn_that_is_withdrawn_was_never_taken(replicas: _Replicas) -> None:
    held, unsent, first, second = (uuid4() for _ in range(4))
    assert await replicas.look(_THIRD, held, cap=2)
    assert await replicas.look(_FLOOD, unsent, cap=2)
    assert not await replicas.look(_FLOOD, first, cap=2)
    assert not await replicas.look(_OTHER, second, cap=2)
    await replicas.limiter().withdraw(_MODEL, unsent)
    assert not await replicas.look(_OTHER, second, cap=2)
    assert await replicas.look(_FLOOD, first, cap=2)


async def test_a_workspace_gets_its_own_calls_in_the_order_they_came(replicas: _Replicas) -> None:
    held, calls = uuid4(), [uuid4() for _ in range(6)]
    assert await replicas.look(_FLOOD, held, cap=1)
    for call_id in calls:
        assert not await replicas.look(_FLOOD, call_id, cap=1)
    for position, first in enumerate(calls):
        await _succeed(replicas.limiter(cap=1), held)
        for later in reversed(calls[position + 1 :]):
            assert not await replicas.look(_FLOOD, later, cap=1)
        assert await replicas.look(_FLOOD, first, cap=1)
        held = first


async def test_a_small_call_does_not_overtake_a_large_one_for_ever(replicas: _Replicas) -> None:
    large, small = uuid4(), uuid4()
    await _one_call(replicas.limiter(), _MINUTE | {"anthropic-ratelimit-output-tokens-remaining": "0"})
    assert not await replicas.look(_OTHER, large, cap=16, tokens=5000)
    assert not await replicas.look(_THIRD, small, cap=16, tokens=500)
    await replicas.owner.execute("UPDATE app.llm_limits SET refilled_at = refilled_at - interval '30 s'")
    # There is room for the small one, but it is set aside for the large one, which came first.
    assert not await replicas.look(_THIRD, small, cap=16, tokens=500)
    await replicas.owner.execute("UPDATE app.llm_limits SET refilled_at = refilled_at - interval '25 s'")
    assert await replicas.look(_OTHER, large, cap=16, tokens=5000)


async def test_the_tables_are_closed_to_every_login_role(replicas: _Replicas) -> None:
    readable = await replicas.owner.fetch(
        "SELECT r.rolname, c.relname FROM pg_class c, pg_roles r WHERE c.relnamespace = 'app'::regnamespace"
        " AND c.relname IN ('llm_limits', 'llm_queue', 'llm_flows', 'llm_breakers', 'llm_breaker_seconds',"
        " 'llm_configuration_breakers') AND r.rolname IN ('app_user', 'app_worker', 'app_relay')"
        " AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
    )
    assert readable == []
    callers = await replicas.owner.fetch(
        "SELECT p.proname, r.rolname FROM pg_proc p, pg_roles r WHERE p.pronamespace = 'app'::regnamespace"
        " AND r.rolname IN ('app_user', 'app_worker', 'app_relay') AND has_function_privilege(r.oid, p.oid, 'EXECUTE')"
        " AND p.proowner = 'app_limits'::regrole AND (r.rolname <> 'app_worker' OR p.proname = 'llm_limits_locked')"
    )
    assert callers == []

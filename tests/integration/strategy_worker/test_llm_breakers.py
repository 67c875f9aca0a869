"""Several replicas learn together that a model, or a key, is not worth asking; time passes by moving what is stored."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared.db.pool import Pool, close_pool, create_pool
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.model import End
from support.backends import Backends

pytestmark = pytest.mark.integration
_MODEL: Final = "claude-haiku-5-5"
_KEY: Final = "0123456789abcdef"
_UNCOUNTED: Final[tuple[End, ...]] = (
    "rate_limited",
    "truncated",
    "refused",
    "too_long",
    "invalid_request",
    "bad_output",
    "cancelled",
)
# The seconds are part of a key, so they step aside before they take each other's place.
_LATER: Final = (
    "UPDATE app.llm_breakers SET open_until = open_until - '{0} s'::interval,"
    " probe_until = probe_until - '{0} s'::interval",
    "UPDATE app.llm_breaker_seconds SET second = second - interval '100 years'",
    "UPDATE app.llm_breaker_seconds SET second = second + interval '100 years' - '{0} s'::interval",
    "UPDATE app.llm_configuration_breakers SET open_until = open_until - '{0} s'::interval",
)


class _Replicas:
    """Replicas that use one address nobody else uses, and whose own memory is empty whenever they are asked."""

    def __init__(self, owner: "asyncpg.Connection[asyncpg.Record]", pools: list[Pool]) -> None:
        self.owner = owner
        self.pools = pools
        self.base_ref = uuid4().hex[:16]
        self.now = 0.0
        self.seen = [self.replica(number) for number in range(len(pools))]

    def replica(self, number: int = 0, *, key_ref: str = _KEY) -> Breakers:
        return Breakers(self.pools[number], self.base_ref, key_ref, clock=lambda: self.now)

    async def pass_time(self, seconds: int) -> None:
        self.now += seconds
        for moved in _LATER:
            await self.owner.execute(moved.format(seconds))

    async def ended(self, *ends: End, times: int = 1) -> None:
        """Let calls end one after the other, on one replica after the other."""
        for number, end in enumerate(ends * times):
            await self.seen[number % len(self.seen)].report(_MODEL, uuid4(), end)

    async def is_allowed(self) -> bool:
        """Ask a replica that has not asked before."""
        return bool(await self.replica().allows(_MODEL, uuid4()))

    async def state(self) -> str:
        return (await self.seen[0].states())[_MODEL]

    async def open(self) -> None:
        await self.ended("overloaded", times=5)
        assert await self.state() == "open"

    async def probe(self) -> UUID:
        call_id = uuid4()
        permission = await self.seen[0].allows(_MODEL, call_id)
        assert permission.is_probe
        return call_id


@pytest.fixture(scope="module")
async def pools(backends: Backends) -> AsyncGenerator[list[Pool]]:
    made = [await create_pool(backends.worker_url, service="test", max_size=4) for _ in range(3)]
    yield made
    for pool in made:
        await close_pool(pool)


@pytest.fixture
async def replicas(backends: Backends, pools: list[Pool]) -> AsyncGenerator[_Replicas]:
    owner = await asyncpg.connect(backends.owner_url)
    try:
        yield _Replicas(owner, pools)
    finally:
        await owner.close()


async def test_a_model_nobody_has_reported_on_may_be_asked(replicas: _Replicas) -> None:
    assert await replicas.is_allowed()
    assert await replicas.seen[0].states() == {}


async def test_the_fifth_failure_in_half_a_minute_opens_it_for_every_replica(replicas: _Replicas) -> None:
    await replicas.ended("overloaded", "server_error", "timeout", "stalled")
    assert await replicas.is_allowed()
    await replicas.ended("connection")
    assert not await replicas.is_allowed()
    assert await replicas.state() == "open"


async def test_it_opens_at_half_failures_and_not_below(replicas: _Replicas) -> None:
    await replicas.ended(None, times=6)
    await replicas.ended("cut", times=5)
    assert await replicas.is_allowed()
    await replicas.ended("cut")
    assert not await replicas.is_allowed()


@pytest.mark.parametrize("end", _UNCOUNTED)
async def test_an_end_that_says_nothing_about_the_model_counts_for_nothing(replicas: _Replicas, end: End) -> None:
    await replicas.ended(end, times=20)
    await replicas.ended("cut", times=4)
    assert await replicas.is_allowed()
    # Were they successes, five failures would be too few.
    await replicas.ended("cut")
    assert not await replicas.is_allowed()


async def test_what_is_half_a_minute_old_counts_no_more(replicas: _Replicas) -> None:
    await replicas.ended("cut", times=4)
    await replicas.pass_time(31)
    await replicas.ended("cut")
    assert await replicas.is_allowed()


async def test_what_is_not_yet_half_a_minute_old_still_counts(replicas: _Replicas) -> None:
    await replicas.ended("cut", times=2)
    await replicas.pass_time(10)
    await replicas.ended("cut", times=2)
    await replicas.pass_time(10)
    await replicas.ended("cut")
    assert not await replicas.is_allowed()


async def test_old_successes_hide_no_new_failures(replicas: _Replicas) -> None:
    await replicas.ended(None, times=20)
    await replicas.pass_time(31)
    await replicas.ended("cut", times=5)
    assert not await replicas.is_allowed()


async def test_it_says_how_long_it_stays_open(replicas: _Replicas) -> None:
    await replicas.open()
    permission = await replicas.replica().allows(_MODEL, uuid4())
    assert not permission
    assert 0 < permission.wait_s <= 30


async def test_another_model_and_another_address_are_not_concerned(replicas: _Replicas) -> None:
    await replicas.open()
    assert await replicas.seen[0].allows("second", uuid4())
    assert await Breakers(replicas.pools[0], uuid4().hex[:16], _KEY).allows(_MODEL, uuid4())


async def test_after_half_a_minute_exactly_one_caller_of_all_replicas_gets_the_probe(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.pass_time(25)
    assert not await replicas.is_allowed()
    await replicas.pass_time(6)
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(replicas.replica(number % 3).allows(_MODEL, uuid4())) for number in range(24)]
    permissions = [task.result() for task in asked]
    assert sum(bool(permission) for permission in permissions) == 1
    assert sum(permission.is_probe for permission in permissions) == 1
    assert await replicas.state() == "half_open"


async def test_within_the_process_of_the_probe_nobody_else_is_let_through(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.pass_time(31)
    await replicas.probe()
    permission = await replicas.seen[0].allows(_MODEL, uuid4())
    assert not permission
    assert 0 < permission.wait_s <= 60


async def test_a_probe_that_succeeds_closes_it(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.pass_time(31)
    await replicas.seen[0].report(_MODEL, await replicas.probe(), None)
    assert await replicas.state() == "closed"
    assert all([bool(await replica.allows(_MODEL, uuid4())) for replica in replicas.seen])
    # It begins anew: what opened it is forgotten.
    await replicas.ended("cut", times=4)
    assert await replicas.is_allowed()


async def test_every_probe_that_fails_doubles_the_pause_up_to_five_minutes(replicas: _Replicas) -> None:
    await replicas.open()
    for pause_s in (30, 60, 120, 240, 300, 300):
        await replicas.pass_time(pause_s - 5)
        assert not await replicas.is_allowed()
        await replicas.pass_time(6)
        await replicas.seen[0].report(_MODEL, await replicas.probe(), "overloaded")


async def test_a_success_forgets_the_doubled_pause(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.pass_time(31)
    await replicas.seen[0].report(_MODEL, await replicas.probe(), "overloaded")
    await replicas.pass_time(61)
    await replicas.seen[0].report(_MODEL, await replicas.probe(), None)
    await replicas.open()
    await replicas.pass_time(31)
    await replicas.seen[0].report(_MODEL, await replicas.probe(), "overloaded")
    await replicas.pass_time(61)
    await replicas.probe()


@pytest.mark.parametrize("end", _UNCOUNTED)
async def test_a_probe_whose_end_says_nothing_makes_room_for_the_next(replicas: _Replicas, end: End) -> None:
    await replicas.open()
    await replicas.pass_time(31)
    await replicas.seen[0].report(_MODEL, await replicas.probe(), end)
    assert await replicas.state() == "open"
    await replicas.probe()


async def test_a_probe_that_never_reports_back_is_replaced(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.pass_time(31)
    lost = await replicas.probe()
    await replicas.pass_time(50)
    assert not await replicas.is_allowed()
    await replicas.pass_time(11)
    await replicas.probe()
    # Its late end is no longer what everybody waits for.
    await replicas.seen[0].report(_MODEL, lost, None)
    assert await replicas.state() == "half_open"


async def test_calls_from_before_it_opened_neither_close_nor_prolong_it(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.ended(None, "cut", None)
    assert await replicas.state() == "open"
    await replicas.pass_time(31)
    await replicas.probe()
    await replicas.ended(None, "cut", None)
    assert await replicas.state() == "half_open"


async def test_an_answer_holds_for_a_second_in_a_process(replicas: _Replicas) -> None:
    replica = replicas.seen[2]
    assert await replica.allows(_MODEL, uuid4())
    for _ in range(5):
        await replicas.seen[0].report(_MODEL, uuid4(), "cut")
    assert await replica.allows(_MODEL, uuid4())
    replicas.now += 1
    assert not await replica.allows(_MODEL, uuid4())


async def test_the_process_that_opened_it_knows_at_once(replicas: _Replicas) -> None:
    assert await replicas.seen[0].allows(_MODEL, uuid4())
    for _ in range(5):
        await replicas.seen[0].report(_MODEL, uuid4(), "cut")
    assert not await replicas.seen[0].allows(_MODEL, uuid4())


@pytest.mark.parametrize("kind", ["key_invalid", "billing", "forbidden", "spend_limit"])
async def test_what_an_operator_has_to_mend_stops_every_replica_at_once(replicas: _Replicas, kind: End) -> None:
    assert await replicas.replica(1).configuration_open() is None
    await replicas.ended(kind)
    assert await replicas.replica(1).configuration_open() == kind
    # It says nothing about the model.
    assert await replicas.is_allowed()


async def test_a_model_that_the_key_does_not_know_stops_no_other(replicas: _Replicas) -> None:
    await replicas.ended("not_found")
    assert await replicas.replica(1).configuration_open() is None
    assert await replicas.is_allowed()


async def test_a_new_key_is_free_at_once(replicas: _Replicas) -> None:
    await replicas.ended("key_invalid")
    assert await replicas.replica(key_ref="f" * 16).configuration_open() is None


async def test_after_a_quarter_of_an_hour_the_key_is_tried_again(replicas: _Replicas) -> None:
    await replicas.ended("billing")
    await replicas.pass_time(14 * 60)
    assert await replicas.replica().configuration_open() == "billing"
    await replicas.pass_time(61)
    assert await replicas.replica().configuration_open() is None
    await replicas.ended("forbidden")
    assert await replicas.replica().configuration_open() == "forbidden"


async def test_a_probe_that_finds_the_key_refused_makes_room_for_the_next(replicas: _Replicas) -> None:
    await replicas.open()
    await replicas.pass_time(31)
    await replicas.seen[0].report(_MODEL, await replicas.probe(), "key_invalid")
    assert await replicas.state() == "open"
    assert await replicas.seen[0].configuration_open() == "key_invalid"

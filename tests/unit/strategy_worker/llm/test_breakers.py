"""What one process remembers of the answers, and when it need not ask or tell at all."""

from typing import Any, cast
from uuid import uuid4

import pytest

from shared.db.pool import Pool
from strategy_worker.llm.breakers import Breakers, Permission
from strategy_worker.llm.model import End


class _Database:
    """Gives one answer and counts how often it was asked."""

    def __init__(self, *, allowed: bool = True, is_probe: bool = False, wait_s: float = 0.0) -> None:
        self.row = {"allowed": allowed, "is_probe": is_probe, "wait_s": wait_s}
        self.asked = 0
        self.told: list[tuple[Any, ...]] = []

    async def fetchrow(self, query: str, *values: object) -> dict[str, bool | float]:
        self.asked += 1
        return self.row

    async def fetchval(self, query: str, *values: object) -> str:
        self.asked += 1
        return "billing"

    async def execute(self, query: str, *values: object) -> None:
        self.told.append(values)


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _breakers(database: _Database, clock: _Clock) -> Breakers:
    # Only what the breakers ask of a pool is there.
    return Breakers(cast("Pool", database), "b" * 16, "k" * 16, clock=clock)


def test_a_permission_is_true_when_the_call_may_be_made() -> None:
    assert Permission(is_allowed=True)
    assert not Permission(is_allowed=False)


async def test_an_answer_is_asked_for_once_a_second_for_each_model() -> None:
    database, clock = _Database(), _Clock()
    breakers = _breakers(database, clock)
    for model in ("a", "a", "b"):
        await breakers.allows(model, uuid4())
    clock.now += 0.9
    await breakers.allows("a", uuid4())
    assert database.asked == 2
    clock.now += 0.1
    await breakers.allows("a", uuid4())
    assert database.asked == 3


async def test_a_refusal_is_not_remembered_for_longer_than_it_lasts() -> None:
    database, clock = _Database(allowed=False, wait_s=0.25), _Clock()
    breakers = _breakers(database, clock)
    await breakers.allows("a", uuid4())
    clock.now += 0.25
    await breakers.allows("a", uuid4())
    assert database.asked == 2


async def test_a_probe_is_for_one_call_only() -> None:
    database = _Database(is_probe=True)
    breakers = _breakers(database, _Clock())
    for _ in range(2):
        await breakers.allows("a", uuid4())
    assert database.asked == 2


@pytest.mark.parametrize("end", ["refused", "rate_limited", "invalid_request", "truncated", "bad_output", "cancelled"])
async def test_an_end_that_says_nothing_costs_no_statement(end: End) -> None:
    database = _Database()
    await _breakers(database, _Clock()).report("a", uuid4(), end)
    assert database.told == []


@pytest.mark.parametrize(("end", "failed"), [(None, False), ("stalled", True), ("refused", None)])
async def test_the_end_of_a_probe_is_always_told(end: End, failed: bool | None) -> None:
    database, call_id = _Database(is_probe=True), uuid4()
    breakers = _breakers(database, _Clock())
    await breakers.allows("a", call_id)
    await breakers.report("a", call_id, end)
    assert database.told == [("b" * 16, "a", call_id, failed)]


async def test_the_configuration_is_asked_for_once_a_second_and_after_a_report() -> None:
    database, clock = _Database(), _Clock()
    breakers = _breakers(database, clock)
    for _ in range(2):
        assert await breakers.configuration_open() == "billing"
    assert database.asked == 1
    await breakers.report("a", uuid4(), "billing")
    assert database.told == [("b" * 16, "k" * 16, "billing")]
    await breakers.configuration_open()
    assert database.asked == 2
    clock.now += 1
    await breakers.configuration_open()
    assert database.asked == 3

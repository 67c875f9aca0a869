"""The end of a call is told to the ledger, the limits and the breaker, each whatever becomes of the others."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from prometheus_client import CollectorRegistry

from shared.jobs.model import ClaimedJob, JobControl
from strategy_worker.llm.booking import Booking, Books
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.calling import Caller, Patience
from strategy_worker.llm.capabilities import Capabilities, ModelCapabilities, fallback_of
from strategy_worker.llm.client import MessagesClient
from strategy_worker.llm.ledger import Ledger, Reserved
from strategy_worker.llm.limits import Limiter
from strategy_worker.llm.model import Call, Receipt
from strategy_worker.llm.order import Order, Spent
from strategy_worker.llm.telemetry import EngineMetrics

_CALL = Call("claude-haiku-5-5", "first", (), (), {}, 100, "")


@dataclass
class _Told:
    """Notes who was told, and is not to be reached as one of them."""

    away: str = ""
    error: Exception = field(default_factory=ConnectionError)
    told: list[str] = field(default_factory=list[str])

    ends: list[object] = field(default_factory=list[object])

    async def settle(self, *_: object, error: object) -> int:
        self.ends.append(error)
        return self._take("ledger") or 7

    async def leave(self, *_: object, **__: object) -> None:
        self._take("limits")

    async def report(self, *told: object) -> None:
        self.ends.append(told[-1])
        self._take("breaker")

    async def enter(self, *_: object, **__: object) -> object:
        return "a turn"

    async def configuration_open(self) -> None: ...

    async def allows(self, *_: object) -> bool:
        return True

    async def reserve(self, *_: object) -> Reserved:
        return Reserved(warning=False)

    async def note(self, *_: object) -> None:
        self._take("notes")

    def _take(self, name: str) -> int:
        if name == self.away:
            raise self.error
        self.told.append(name)
        return 0


@dataclass
class _Model:
    """Writes a little and then, while it `stalls`, for ever nothing."""

    stalls: bool

    async def of(self, model: str) -> ModelCapabilities:
        return fallback_of(model)

    async def stream(self, *_: object) -> AsyncGenerator[str, None]:
        yield "a word"
        if self.stalls:
            await asyncio.Event().wait()


def _order(*, seconds: float) -> Order:
    job = ClaimedJob(UUID(int=1), UUID(int=2), "strategy", 1, 5, {}, UUID(int=3), datetime(2026, 11, 25, tzinfo=UTC))
    return Order(job, cast("JobControl", SimpleNamespace()), Spent(), asyncio.get_running_loop().time() + seconds)


def _books(told: _Told) -> Books:
    metrics = EngineMetrics(CollectorRegistry())
    return Books(cast("Ledger", told), cast("Limiter", told), cast("Breakers", told), metrics)


def _booking(told: _Told) -> Booking:
    now = asyncio.get_running_loop().time()
    order = _order(seconds=9)
    return Booking(_books(told), order, _CALL, UUID(int=4), Receipt(), now, is_allowed=True, is_reserved=True)


@pytest.mark.parametrize("away", ["ledger", "limits", "breaker"])
async def test_who_can_not_be_reached_keeps_nothing_from_the_others(away: str) -> None:
    told = _Told(away)
    await _booking(told).close()
    assert told.told == [name for name in ("ledger", "limits", "breaker") if name != away]


async def test_a_mistake_of_ours_leaves_no_turn_taken_and_is_heard_of() -> None:
    told = _Told("ledger", TypeError())
    with pytest.raises(TypeError):
        await _booking(told).close()
    assert told.told == ["limits", "breaker"]


async def test_a_job_that_is_out_of_time_says_nothing_about_the_model() -> None:
    """The model was writing; five slow documents would have left it alone, and the next ones without any text of it."""
    told, order = _Told(), _order(seconds=0.05)
    pieces: list[str] = []

    with pytest.raises(TimeoutError):
        async with asyncio.timeout_at(order.deadline):
            await _asked(told, order, _Model(stalls=True), pieces)

    assert pieces == ["a word"]
    assert told.ends == ["timeout", "cancelled"]


async def test_an_answer_goes_on_though_it_can_not_be_noted() -> None:
    told, pieces = _Told("notes"), list[str]()
    await _asked(told, _order(seconds=9), _Model(stalls=False), pieces)
    assert pieces == ["a word"]
    assert told.ends == [None, None]


async def _asked(told: _Told, order: Order, model: _Model, pieces: list[str]) -> None:
    caller = Caller(cast("MessagesClient", model), cast("Capabilities", model), _books(told), Patience(60, 60))

    async def take(piece: str) -> None:
        pieces.append(piece)

    await caller.ask(order, _CALL, ("choice",), take)

"""What is told about a call when it is over, however it ended: its cost, its place, and how the model did."""

import asyncio
from collections.abc import Awaitable, Coroutine
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import structlog
from asyncpg import PostgresError

from shared.db.pool import CONNECTION_ERRORS
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.ledger import Ledger
from strategy_worker.llm.limits import Limiter
from strategy_worker.llm.model import Call, End, Receipt
from strategy_worker.llm.order import Order
from strategy_worker.llm.telemetry import EngineMetrics

# Booking goes on when the job is cancelled; when the database is away the call is settled later, as one left behind.
_BOOKING_S: Final = 5.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Books:
    """Where calls are counted: the ledger, the limits and breakers of all replicas, and this process's metrics."""

    ledger: Ledger
    limiter: Limiter
    breakers: Breakers
    metrics: EngineMetrics


@dataclass(slots=True)
class Booking:
    """What has to be told about a call when it is over; until it ends otherwise, it ends by being cancelled."""

    books: Books
    order: Order
    call: Call
    call_id: UUID
    receipt: Receipt
    began: float
    is_allowed: bool = False
    is_reserved: bool = False
    is_out_of_time: bool = False
    end: End = "cancelled"
    retry_after_s: float | None = None

    async def close(self) -> None:
        """Book the cost, free the turn and tell the breaker; the three are independent of each other."""
        try:
            await self._told(self._settle())
        finally:
            try:
                await self._told(self._leave())
            finally:
                await self._told(self._report())

    async def _told(self, telling: Awaitable[None]) -> None:
        try:
            await telling
        except (*CONNECTION_ERRORS, PostgresError, LookupError) as error:
            # Turns and reservations of a call that nobody ends run out by themselves; the answer is paid for, and kept.
            _log.warning("llm_call_not_booked", call_id=str(self.call_id), error=type(error).__name__)

    async def _settle(self) -> None:
        if not self.is_reserved:
            return
        books, order = self.books, self.order
        cost = await books.ledger.settle(order.control, self.call_id, self.receipt, error=self.end)
        order.spent.add(self.receipt, cost)
        seconds = asyncio.get_running_loop().time() - self.began
        books.metrics.called(self.call.model, self.receipt, self.end or "success", seconds, cost)
        _log.info(
            "llm_call_ended",
            model=self.call.model,
            purpose=self.call.purpose,
            outcome=self.end or "success",
            request_id=self.receipt.request_id,
            cost_nanousd=cost,
        )

    async def _leave(self) -> None:
        if not self.is_reserved:
            await self.books.limiter.withdraw(self.call.model, self.call_id)
            return
        receipt = self.receipt
        await self.books.limiter.leave(
            self.call.model,
            self.call_id,
            failure=self.end,
            retry_after_s=self.retry_after_s,
            headers=receipt.headers,
            headers_age_s=asyncio.get_running_loop().time() - self.began - (receipt.ttft_ms or 0) / 1000,
            used=receipt.usage(),
        )

    async def _report(self) -> None:
        if self.is_allowed:
            # A job that is out of time says nothing about a model that was writing: who is patient enough tells stalls.
            end = "cancelled" if self.is_out_of_time else self.end
            await self.books.breakers.report(self.call.model, self.call_id, end)


async def finished(work: Coroutine[Any, Any, None]) -> None:
    """Wait for work that has to be done also when the job is cancelled meanwhile, and be cancelled after it."""
    task, is_cancelled = asyncio.ensure_future(work), False
    while not task.done():
        try:
            await asyncio.wait({task}, timeout=_BOOKING_S)
        except asyncio.CancelledError:
            is_cancelled = True
            continue
        break
    if not task.done():
        task.cancel()
        _log.warning("llm_booking_too_slow")
    elif not task.cancelled() and task.exception() is not None and not is_cancelled:
        raise task.exception() or AssertionError
    if is_cancelled:
        raise asyncio.CancelledError

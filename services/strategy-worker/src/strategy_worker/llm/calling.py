"""One call of the model with everything around it: breaker, shared limits, budget, time limits, and the booking."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

import structlog

from shared.db.pool import CONNECTION_ERRORS
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, JobControl
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.capabilities import Capabilities
from strategy_worker.llm.client import MessagesClient
from strategy_worker.llm.ledger import Ledger, NewCall, Refused
from strategy_worker.llm.limits import Limiter
from strategy_worker.llm.model import CONFIGURATION, Call, CallFailedError, FailureKind, Receipt
from strategy_worker.llm.prices import UnknownPriceError
from strategy_worker.llm.telemetry import EngineMetrics

# How long a job waits for its turn among all that ask the same model.
_TURN_S: Final = 2.0
# Booking goes on when the job is cancelled; when the database is away the call is settled later, as one left behind.
_BOOKING_S: Final = 5.0
Take = Callable[[str], Awaitable[None]]
End = FailureKind | Literal["cancelled"] | None
_log = structlog.get_logger(__name__)


class BudgetReachedError(Exception):
    """A limit allows no further call for this job."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.limit)
        self.refused = refused


class NotAskedError(Exception):
    """The model was not asked; `reason` is busy, breaker or unknown_price."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for the first text of an answer, and for the next, in seconds."""

    first_s: float
    gap_s: float


@dataclass(slots=True)
class Spent:
    """What the calls of one job have cost so far; `warned` when a budget is nearly used up."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    nanousd: int = 0
    warned: bool = False

    def add(self, receipt: Receipt, nanousd: int) -> None:
        """Add a call that has ended."""
        usage = receipt.usage()
        self.calls += 1
        self.input_tokens += usage.total_input
        self.output_tokens += usage.output_tokens
        self.nanousd += nanousd


@dataclass(frozen=True, slots=True)
class Order:
    """Whose calls these are, what they have cost, and when all of them have to be over (the event loop's clock)."""

    job: ClaimedJob
    control: JobControl
    spent: Spent
    deadline: float

    def left_s(self) -> float:
        """Return the seconds that are left."""
        return self.deadline - asyncio.get_running_loop().time()


@dataclass(frozen=True, slots=True)
class Caller:
    """What every call of this process shares."""

    client: MessagesClient
    capabilities: Capabilities
    ledger: Ledger
    limiter: Limiter
    breakers: Breakers
    metrics: EngineMetrics
    patience: Patience

    async def ask(self, order: Order, call: Call, sections: tuple[str, ...], take: Take) -> None:
        """Stream an answer into `take`, piece by piece, and book what it cost, however it ends.

        Raises:
            NotAskedError: nothing was sent.
            BudgetReachedError: nothing was sent, and nothing will be for this job.
            CallFailedError: the answer did not come to its proper end.
        """
        call_id, receipt = new_id(), Receipt()
        await self._enter(order, call, call_id)
        began = asyncio.get_running_loop().time()
        booking = _Booking(self, order, call, call_id, receipt, began)
        try:
            await self._reserve(order, call, call_id, sections)
            booking.is_reserved = True
            await self._stream(order, call, call_id, receipt, take)
            booking.end = None
        except CallFailedError as error:
            booking.end, booking.retry_after_s = error.kind, error.retry_after_s
            raise
        except asyncio.CancelledError:
            if order.left_s() <= 0:
                booking.end = "timeout"
            raise
        finally:
            await _finished(booking.close())

    async def _enter(self, order: Order, call: Call, call_id: UUID) -> None:
        broken = await self.breakers.configuration_open()
        if broken is not None:
            raise CallFailedError(broken, "the installation has to be mended first")
        if not await self.breakers.allows(call.model):
            raise NotAskedError("breaker")
        entered = await self.limiter.enter(
            call.model,
            order.job.workspace_id,
            input_tokens=call.prompt_tokens,
            output_tokens=call.max_tokens,
            call_id=call_id,
            wait_s=max(0.0, min(_TURN_S, order.left_s())),
        )
        if entered is None:
            raise NotAskedError("busy")

    async def _reserve(self, order: Order, call: Call, call_id: UUID, sections: tuple[str, ...]) -> None:
        try:
            answer = await self.ledger.reserve(order.control, NewCall(call_id, order.job, call, sections))
        except UnknownPriceError:
            raise NotAskedError("unknown_price") from None
        if isinstance(answer, Refused):
            raise BudgetReachedError(answer)
        order.spent.warned = order.spent.warned or answer.warning

    async def _stream(self, order: Order, call: Call, call_id: UUID, receipt: Receipt, take: Take) -> None:
        shape = await self.capabilities.of(call.model)
        patience_s, is_noted = self.patience.first_s, False
        async with aclosing(self.client.stream(call, shape, receipt)) as stream:
            while True:
                piece = await _next(stream, patience_s, has_begun=receipt.characters > 0)
                if piece is None:
                    return
                patience_s = self.patience.gap_s
                if not is_noted and receipt.started is not None:
                    is_noted = True
                    await self.ledger.note(order.control, call_id, receipt)
                await take(piece)


@dataclass(slots=True)
class _Booking:
    """What has to be told about a call when it is over; until it ends otherwise, it ends by being cancelled."""

    caller: Caller
    order: Order
    call: Call
    call_id: UUID
    receipt: Receipt
    began: float
    is_reserved: bool = False
    end: End = "cancelled"
    retry_after_s: float | None = None

    async def close(self) -> None:
        """Book the cost, free the slot and tell the breaker; the three are independent of each other."""
        failure = None if self.end == "cancelled" else self.end
        try:
            if self.is_reserved:
                await self._settle()
            await self.caller.limiter.leave(
                self.call.model,
                self.call_id,
                failure=failure,
                retry_after_s=self.retry_after_s,
                headers=self.receipt.headers,
            )
            if self.is_reserved and (failure in CONFIGURATION or self.end != "cancelled"):
                await self.caller.breakers.report(self.call.model, failure)
        except CONNECTION_ERRORS as error:
            # Slots and reservations of a call that nobody ends run out by themselves.
            _log.warning("llm_call_not_booked", call_id=str(self.call_id), error=type(error).__name__)

    async def _settle(self) -> None:
        caller, order = self.caller, self.order
        cost = await caller.ledger.settle(order.control, self.call_id, self.receipt, error=self.end)
        order.spent.add(self.receipt, cost)
        seconds = asyncio.get_running_loop().time() - self.began
        caller.metrics.called(self.call.model, self.receipt, self.end or "success", seconds, cost)
        _log.info(
            "llm_call_ended",
            model=self.call.model,
            purpose=self.call.purpose,
            outcome=self.end or "success",
            request_id=self.receipt.request_id,
            cost_nanousd=cost,
        )


async def _next(stream: AsyncGenerator[str, None], patience_s: float, *, has_begun: bool) -> str | None:
    """Return the next piece of an answer, None at its end.

    Raises:
        CallFailedError: when nothing comes for too long, though the connection may be alive.
    """
    try:
        async with asyncio.timeout(patience_s) as limit:
            return await anext(stream, None)
    except TimeoutError:
        if not limit.expired():
            raise
        kind: FailureKind = "stalled" if has_begun else "timeout"
        raise CallFailedError(kind, f"no text for {patience_s:g} s") from None


async def _finished(work: Coroutine[Any, Any, None]) -> None:
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

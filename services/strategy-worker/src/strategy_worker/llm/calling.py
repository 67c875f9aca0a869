"""One call of the model with everything around it: breaker, shared limits, budget, time limits, and the booking."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.db.pool import CONNECTION_ERRORS
from shared.ids import new_id
from shared.model_prices import UnknownPriceError
from strategy_worker.llm.booking import Booking, Books, finished
from strategy_worker.llm.capabilities import Capabilities
from strategy_worker.llm.client import MessagesClient
from strategy_worker.llm.ledger import NewCall, Refused
from strategy_worker.llm.model import Call, CallFailedError, FailureKind, Receipt
from strategy_worker.llm.order import Order
from strategy_worker.llm.prompts import PROMPT_VERSION

# How long a job waits for its turn among all that ask the same model.
_TURN_S: Final = 2.0
# What is noted of an answer while it streams, in case this worker dies, is at most this many characters behind.
_NOTED_EVERY: Final = 600
Take = Callable[[str], Awaitable[None]]


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


@dataclass(frozen=True, slots=True)
class Caller:
    """What every call of this process shares."""

    client: MessagesClient
    capabilities: Capabilities
    books: Books
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
        booking = Booking(self.books, order, call, call_id, receipt, began)
        try:
            if not await self.books.breakers.allows(call.model, call_id):
                raise NotAskedError("breaker")
            booking.is_allowed = True
            await self._reserve(order, call, call_id, sections)
            booking.is_reserved = True
            with self.books.metrics.under_way.labels(call.model).track_inprogress():
                await self._stream(order, call, call_id, receipt, take)
            booking.end = None
        except CallFailedError as error:
            booking.end, booking.retry_after_s = error.kind, error.retry_after_s
            raise
        except asyncio.CancelledError:
            if order.left_s() <= 0:
                booking.end, booking.is_out_of_time = "timeout", True
            raise
        finally:
            await finished(booking.close())

    async def _enter(self, order: Order, call: Call, call_id: UUID) -> None:
        broken = await self.books.breakers.configuration_open()
        if broken is not None:
            raise CallFailedError(broken, "the installation has to be mended first")
        entered = await self.books.limiter.enter(
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
        new = NewCall(call_id, order.job, call, sections, prompt_version=PROMPT_VERSION)
        try:
            answer = await self.books.ledger.reserve(order.control, new)
        except UnknownPriceError:
            raise NotAskedError("unknown_price") from None
        if isinstance(answer, Refused):
            raise BudgetReachedError(answer)
        order.spent.warned = order.spent.warned or answer.warning

    async def _stream(self, order: Order, call: Call, call_id: UUID, receipt: Receipt, take: Take) -> None:
        shape = await self.capabilities.of(call.model)
        patience_s, noted = self.patience.first_s, -_NOTED_EVERY
        async with aclosing(self.client.stream(call, receipt, shape)) as stream:
            while True:
                piece = await _next(stream, patience_s, has_begun=receipt.characters > 0)
                if piece is None:
                    return
                patience_s = self.patience.gap_s
                if receipt.characters - noted >= _NOTED_EVERY:
                    noted = receipt.characters
                    # Whoever can't be told now is told at the end; an answer that is being paid for goes on.
                    with suppress(*CONNECTION_ERRORS):
                        await self.books.ledger.note(order.control, call_id, receipt)
                await take(piece)


async def _next(stream: AsyncGenerator[str, None], patience_s: float, *, has_begun: bool) -> str | None:
    """Return the next piece of an answer, None at its end.

    Raises:
        CallFailedError: when nothing comes for too long, though the connection may be alive.
    """
    limit = asyncio.timeout(patience_s)
    try:
        async with limit:
            return await anext(stream, None)
    except TimeoutError:
        if not limit.expired():
            raise
        kind: FailureKind = "stalled" if has_begun else "timeout"
        raise CallFailedError(kind, f"no text for {patience_s:g} s") from None

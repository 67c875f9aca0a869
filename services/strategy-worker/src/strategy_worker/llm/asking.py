"""Asks the models for the parts of a strategy: in turn, again where that may help, and once more for a repair."""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from shared.model_prices import DOCUMENT_ANSWER_TOKENS
from strategy_worker.llm import notices
from strategy_worker.llm.assembling import Assembler, Closed
from strategy_worker.llm.briefing import Briefing
from strategy_worker.llm.calling import BudgetReachedError, NotAskedError
from strategy_worker.llm.drafting import Draft
from strategy_worker.llm.means import Means
from strategy_worker.llm.model import CONFIGURATION, Call, CallFailedError, Purpose
from strategy_worker.llm.order import Order
from strategy_worker.llm.parts import Part, parallel_groups
from strategy_worker.llm.pausing import Pauses
from strategy_worker.llm.prompts import repair_of, system_of, task_of
from strategy_worker.llm.schemas import schema_of

_MAX_TOKENS: Final[Mapping[Purpose, int]] = {
    "first": DOCUMENT_ANSWER_TOKENS,
    "spine": 600,
    "part": 3000,
    "repair": 1500,
}
_REPAIRED_AT_MOST: Final = 3


@dataclass(slots=True)
class _Turn:
    """How far the asking for some parts has come."""

    purpose: Purpose
    is_asked_on: bool = False
    is_over: bool = False
    pauses: Pauses = field(default_factory=Pauses)


class Asker:
    """Asks for the parts of one draft; `reason` is the last failure."""

    def __init__(self, means: Means, order: Order, briefing: Briefing, draft: Draft) -> None:
        self.reason: str | None = None
        self._means = means
        self._order = order
        self._briefing = briefing
        self._draft = draft

    async def write(self) -> None:
        """Ask for every part: in one call, or for the choice and then in three lanes at once."""
        parts = tuple(self._draft.parts.values())
        if self._means.mode == "single":
            await self._ask(parts, "first")
            return
        spine, *groups = parallel_groups(self._draft.brief.framework)
        lanes = [asyncio.ensure_future(self._lane(spine, "spine"))]
        try:
            await self._until_policy(lanes[0])
            lanes += [asyncio.ensure_future(self._lane(group, "part")) for group in groups]
            ends = await asyncio.gather(*lanes)
        finally:
            # One that was told to stop stops them all: the others would pay for an answer that nobody wants.
            for lane in lanes:
                lane.cancel()
            await asyncio.wait(lanes)
        for end in ends:
            if end is not None:
                raise end

    async def _until_policy(self, spine: "asyncio.Future[BudgetReachedError | CallFailedError | None]") -> None:
        """Wait until the guiding policy is known, or nobody is going to say it."""
        known = asyncio.ensure_future(self._draft.policy_known.wait())
        try:
            await asyncio.wait({known, spine}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            known.cancel()
        if spine.done() and (end := spine.result()) is not None:
            raise end

    async def _lane(self, parts: Sequence[Part], purpose: Purpose) -> BudgetReachedError | CallFailedError | None:
        """Ask for some of the parts, and return a failure that must not take the others' answers with it."""
        try:
            await self._ask(parts, purpose)
        except (BudgetReachedError, CallFailedError) as error:
            return error
        return None

    async def _ask(self, parts: Sequence[Part], purpose: Purpose) -> None:
        """Ask the models in turn until each of the parts has an answer, good or bad."""
        turn = _Turn(purpose)
        for model in self._means.models:
            turn.pauses = Pauses()
            while self._missing(parts):
                try:
                    pause_s = await self._ask_model(model, parts, turn)
                except NotAskedError as error:
                    self.reason = error.reason
                    break
                if pause_s is None or pause_s >= self._order.left_s():
                    break
                await asyncio.sleep(pause_s)
            if turn.is_over:
                return

    async def _ask_model(self, model: str, parts: Sequence[Part], turn: _Turn) -> float | None:
        """Ask one model for what is missing; return how long to wait before it is asked again, None for not at all."""
        missing = self._missing(parts)
        failure = await self._call(model, missing, turn.purpose)
        if not (left := self._missing(parts)):
            return None
        # A complete answer without some of the sections is no answer to them.
        failure = failure or CallFailedError("bad_output", "sections are missing")
        self.reason = failure.kind
        if len(left) == len(missing):
            return turn.pauses.before_again(failure)
        # A part of the answer is there: the rest is asked for once, never the whole again.
        turn.is_over = turn.is_asked_on
        turn.purpose, turn.is_asked_on = "part", True
        return None if turn.is_over else 0.0

    async def repair(self) -> None:
        """Ask once more, for the few sections that can't stay, and say what was wrong with them."""
        await self._draft.judge()
        faulty = [self._draft.parts[name] for name in self._draft.faults][:_REPAIRED_AT_MOST]
        if not faulty:
            return
        faults = {part.section: self._draft.faults[part.section] for part in faulty}
        user = repair_of(faulty, self._draft.document, self._briefing, faults, **self._context())
        model = (*self._draft.models, *self._means.models)[0]
        with suppress(NotAskedError):
            await self._answer(model, faulty, "repair", user)
        await self._draft.judge()
        metrics = self._means.caller.books.metrics
        for part in faulty:
            metrics.repairs.labels("failed" if part.section in self._draft.faults else "mended").inc()

    async def _call(self, model: str, parts: Sequence[Part], purpose: Purpose) -> CallFailedError | None:
        is_spine = any(part.section == "choice" for part in parts)
        spine = None if is_spine else self._draft.spine
        user = task_of(parts, self._draft.document, self._briefing, spine=spine, **self._context())
        return await self._answer(model, parts, purpose, user)

    async def _answer(
        self, model: str, parts: Sequence[Part], purpose: Purpose, user: tuple[str, ...]
    ) -> CallFailedError | None:
        framework = self._draft.brief.framework
        call = Call(
            model=model,
            purpose=purpose,
            system=system_of(framework),
            user=user,
            schema=schema_of(parts),
            max_tokens=_MAX_TOKENS[purpose],
            user_ref=hmac.new(self._means.secret, self._order.job.workspace_id.bytes, hashlib.sha256).hexdigest(),
        )
        assembler = Assembler()
        self._draft.begin(parts, notices.byline(model, ()))

        async def take(piece: str) -> None:
            for found in assembler.feed(piece):
                if isinstance(found, Closed):
                    await self._draft.closed(found, model)
                else:
                    await self._draft.text(found)

        try:
            await self._means.caller.ask(self._order, call, tuple(part.section for part in parts), take)
            assembler.finish()
        except CallFailedError as error:
            if error.kind in CONFIGURATION:
                raise
            return error
        return None

    def _missing(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(part for part in self._draft.missing if part in parts)

    def _context(self) -> dict[str, str]:
        return {"locale": self._draft.brief.locale, "today": datetime.now(UTC).date().isoformat()}

"""The writing of one strategy: models in turn, one repair, and the offline engine's text for what is left."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue

from documents.model import StrategyDocument
from shared.contracts.requests import Brief
from strategy_worker.llm import notices
from strategy_worker.llm.assembling import Assembler, Closed
from strategy_worker.llm.briefing import Briefing, briefing_of
from strategy_worker.llm.calling import BudgetReachedError, NotAskedError
from strategy_worker.llm.checks.grounds import grounds_of
from strategy_worker.llm.drafting import Draft, with_computed
from strategy_worker.llm.means import Means, Written
from strategy_worker.llm.model import CONFIGURATION, Call, CallFailedError, Notice, Purpose
from strategy_worker.llm.order import Order
from strategy_worker.llm.parts import Part, parallel_groups, parts_of
from strategy_worker.llm.pausing import Pauses
from strategy_worker.llm.prompts import SYSTEM_TEXT, repair_of, system_of, task_of
from strategy_worker.llm.schemas import schema_of
from strategy_worker.planner import ENGINE
from strategy_worker.result import Account

_MAX_TOKENS: Final[Mapping[Purpose, int]] = {"first": 6000, "spine": 600, "part": 3000, "repair": 1500}
_REPAIRED_AT_MOST: Final = 3


class Work:
    """The writing of one strategy."""

    def __init__(self, means: Means, order: Order, briefing: Briefing, draft: Draft, planned: StrategyDocument) -> None:
        self.draft = draft
        self.is_over_budget = False
        self._means = means
        self._order = order
        self._briefing = briefing
        # What is stored when no model wrote anything: then all of it is the offline engine's, and labelled so.
        self._unlabelled = planned
        self._notices: list[Notice] = [notices.suspicious(len(briefing.suspicious))] if briefing.suspicious else []
        self._answered_by: list[str] = []
        self._reason: str | None = None

    @classmethod
    async def begin(cls, means: Means, order: Order, brief: Brief, planned: StrategyDocument) -> "Work":
        """Prepare the writing."""
        parts = parts_of(brief.framework)
        by_name = {part.section: part for part in parts}
        document = await asyncio.to_thread(with_computed, planned, by_name)
        briefing = briefing_of(brief, nonce=secrets.token_hex(8))
        grounds = await asyncio.to_thread(grounds_of, document, brief, briefing, SYSTEM_TEXT())
        draft = Draft(document, brief, by_name, grounds, order.control, means.caller.books.metrics)
        return cls(means, order, briefing, draft, planned)

    async def tell_planned(self) -> None:
        """Tell at once of the sections that no model writes."""
        await self.draft.tell_all_but(self.draft.parts)
        await self._order.control.progress("writing", 40)

    async def run(self) -> None:
        """Write, judge, repair; what is missing at the end of the time stays as planned."""
        try:
            async with asyncio.timeout_at(self._order.deadline):
                await self._write()
                await self._repair()
        except TimeoutError:
            await self._break_off("deadline")
        except BudgetReachedError as error:
            self.is_over_budget = True
            self._notices.append(notices.limit_reached(error.refused.limit, error.refused.limit_nanousd))
            await self._break_off("budget")
        except CallFailedError as error:
            self._notices.append(notices.misconfigured(error.kind))
            await self._break_off(error.kind)
        self.draft.withdraw()

    def finish(self) -> Written:
        """Return the document with its labels, its price and what has to be said about it."""
        draft, spent = self.draft, self._order.spent
        offline = draft.offline
        if spent.warned:
            self._notices.append(notices.limit_near())
        if offline:
            reason = self.reason_offline()
            titles = [draft.parts[name].title for name in offline]
            self._means.caller.books.metrics.fallbacks.labels(reason).inc()
            if not self.is_over_budget:
                self._notices.append(notices.stood_in(reason, titles, is_all=not draft.accepted))
        note = (
            notices.byline(self._answered_by[0], [draft.parts[name].title for name in offline])
            if draft.accepted
            else None
        )
        document = draft.document.model_copy(update={"engine_note": note}) if note else self._unlabelled
        return Written(document, self._account(self._label(offline)))

    def _account(self, engine: str) -> Account:
        spent = self._order.spent
        usage: dict[str, JsonValue] = {
            "model": self._answered_by[0] if self._answered_by else None,
            "inputTokens": spent.input_tokens,
            "outputTokens": spent.output_tokens,
            "costUsd": spent.nanousd / 1e9,
            "calls": spent.calls,
        }
        return Account(
            engine=engine,
            usage=usage,
            notices=tuple(self._notices),
            tokens=spent.input_tokens + spent.output_tokens,
            cost_nanousd=spent.nanousd,
        )

    def reason_offline(self) -> str:
        """Return why the offline engine stood in: the last failure when something was never answered."""
        return (self._reason if self.draft.missing else None) or "faults"

    async def _write(self) -> None:
        parts = tuple(self.draft.parts.values())
        if self._means.mode == "single":
            await self._ask(parts, "first")
            return
        spine, *groups = parallel_groups(self.draft.brief.framework)
        await self._ask(spine, "spine")
        lanes = [asyncio.ensure_future(self._lane(group)) for group in groups]
        try:
            ends = await asyncio.gather(*lanes)
        finally:
            # One that was told to stop stops them all: the others would pay for an answer that nobody wants.
            for lane in lanes:
                lane.cancel()
            await asyncio.wait(lanes)
        for end in ends:
            if end is not None:
                raise end

    async def _lane(self, parts: Sequence[Part]) -> BudgetReachedError | CallFailedError | None:
        """Ask for some of the parts, and return a failure that must not take the others' answers with it."""
        try:
            await self._ask(parts, "part")
        except (BudgetReachedError, CallFailedError) as error:
            return error
        return None

    async def _ask(self, parts: Sequence[Part], purpose: Purpose) -> None:
        """Ask the models in turn until each of the parts has an answer, good or bad."""
        is_asked_on = False
        for model in self._means.models:
            pauses = Pauses()
            while missing := self._missing(parts):
                failure = await self._call(model, missing, "part" if is_asked_on else purpose)
                if failure is None:
                    # A complete answer without some of the sections is no answer to them.
                    failure = CallFailedError("bad_output", "sections are missing")
                if not self._missing(parts):
                    return
                self._stop(failure.kind)
                if len(self._missing(parts)) < len(missing):
                    # A part of the answer is there: the rest is asked for once, never the whole again.
                    if is_asked_on:
                        return
                    is_asked_on = True
                    continue
                pause_s = pauses.before_again(failure)
                if pause_s is None or pause_s >= self._order.left_s():
                    break
                await asyncio.sleep(pause_s)

    async def _repair(self) -> None:
        """Ask once more, for the few sections that can't stay, and say what was wrong with them."""
        await self.draft.judge()
        faulty = [self.draft.parts[name] for name in self.draft.faults][:_REPAIRED_AT_MOST]
        if not faulty:
            return
        faults = {part.section: self.draft.faults[part.section] for part in faulty}
        user = repair_of(faulty, self.draft.document, self._briefing, faults, **self._context())
        model = self._answered_by[0] if self._answered_by else self._means.models[0]
        await self._answer(model, faulty, "repair", user)
        await self.draft.judge()
        metrics = self._means.caller.books.metrics
        for part in faulty:
            metrics.repairs.labels("failed" if part.section in self.draft.faults else "mended").inc()

    async def _call(self, model: str, parts: Sequence[Part], purpose: Purpose) -> CallFailedError | None:
        spine = {name: value for name, value in self.draft.accepted.items() if name == "choice"} or None
        user = task_of(parts, self.draft.document, self._briefing, spine=spine, **self._context())
        return await self._answer(model, parts, purpose, user)

    async def _answer(
        self, model: str, parts: Sequence[Part], purpose: Purpose, user: tuple[str, ...]
    ) -> CallFailedError | None:
        framework = self.draft.brief.framework
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
        self.draft.begin(parts, notices.byline(model, ()))

        async def take(piece: str) -> None:
            for found in assembler.feed(piece):
                if isinstance(found, Closed):
                    if await self.draft.closed(found) and model not in self._answered_by:
                        self._answered_by.append(model)
                else:
                    await self.draft.text(found)

        try:
            await self._means.caller.ask(self._order, call, tuple(part.section for part in parts), take)
            assembler.finish()
        except NotAskedError as error:
            self._stop(error.reason)
            return CallFailedError("rate_limited", error.reason, retry_after_s=float("inf"))
        except CallFailedError as error:
            if error.kind in CONFIGURATION:
                raise
            return error
        return None

    def _missing(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(part for part in self.draft.missing if part in parts)

    def _context(self) -> dict[str, str]:
        return {"locale": self.draft.brief.locale, "today": datetime.now(UTC).date().isoformat()}

    def _stop(self, reason: str) -> None:
        self._reason = reason

    async def _break_off(self, reason: str) -> None:
        """End the writing; what is there has to be fit to stay, though there is no time or money to mend it."""
        self._stop(reason)
        await self.draft.judge()

    def _label(self, offline: tuple[str, ...]) -> str:
        if not self.draft.accepted:
            return ENGINE
        return "mixed" if offline or len(self._answered_by) > 1 else f"anthropic:{self._answered_by[0]}"

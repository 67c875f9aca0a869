"""The writing of one strategy: models in turn, one repair, and the offline engine's text for what is left."""

import asyncio
import secrets

from documents.model import StrategyDocument
from shared.contracts.requests import Brief
from shared.db.pool import CONNECTION_ERRORS
from strategy_worker.llm import notices
from strategy_worker.llm.asking import Asker
from strategy_worker.llm.briefing import Briefing, briefing_of
from strategy_worker.llm.calling import BudgetReachedError
from strategy_worker.llm.checks.grounds import grounds_of
from strategy_worker.llm.drafting import Draft, tell, with_computed
from strategy_worker.llm.means import Means, Written
from strategy_worker.llm.model import CallFailedError, Notice
from strategy_worker.llm.order import Order
from strategy_worker.llm.parts import parts_of
from strategy_worker.llm.prompts import system_text
from strategy_worker.llm.summing import with_summary
from strategy_worker.planner import ENGINE
from strategy_worker.stages import WRITING


class Work:
    """The writing of one strategy."""

    def __init__(self, means: Means, order: Order, briefing: Briefing, draft: Draft, planned: StrategyDocument) -> None:
        self.draft = draft
        self.is_over_budget = False
        self._means = means
        self._order = order
        self._asker = Asker(means, order, briefing, draft)
        # What is stored when no model wrote anything: then all of it is the offline engine's, and labelled so.
        self._unlabelled = planned
        self._notices: list[Notice] = [notices.suspicious(len(briefing.suspicious))] if briefing.suspicious else []

    @classmethod
    async def begin(cls, means: Means, order: Order, brief: Brief, planned: StrategyDocument) -> "Work":
        """Tell at once of the sections that no model writes, and prepare the writing of the others."""
        parts = parts_of(brief.framework)
        by_name = {part.section: part for part in parts}
        document = await asyncio.to_thread(with_computed, planned, by_name)
        # Told before anything else is prepared: it is what a reader sees first.
        await tell(order.control, document, lambda section: section not in by_name)
        await order.control.progress(*WRITING)
        await means.caller.books.ledger.settle_orphans(order.control, order.job)
        briefing = await asyncio.to_thread(briefing_of, brief, nonce=secrets.token_hex(8))
        grounds = await asyncio.to_thread(grounds_of, document, brief, briefing, system_text())
        draft = Draft(document, brief, by_name, grounds, order.control, means.caller.books.metrics)
        return cls(means, order, briefing, draft, planned)

    async def run(self) -> None:
        """Write, judge, repair; what is missing at the end of the time stays as planned."""
        limit = asyncio.timeout_at(self._order.deadline)
        try:
            async with limit:
                await self._asker.write()
                await self._asker.repair()
        except CONNECTION_ERRORS:
            if not limit.expired() and not self.draft.accepted:
                raise
            # What has been paid for outlives a hiccup of our own database.
            await self._break_off("deadline" if limit.expired() else "database")
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
        models = draft.models
        account = spent.account(self._label(offline), models[0] if models else None, tuple(self._notices))
        if not draft.accepted:
            return Written(self._unlabelled, account)
        document = draft.document
        if "choice" in draft.accepted and "executiveSummary" in offline:
            document, offline = with_summary(document), tuple(name for name in offline if name != "executiveSummary")
        note = notices.byline(models[0], [draft.parts[name].title for name in offline])
        return Written(document.model_copy(update={"engine_note": note}), account)

    def reason_offline(self) -> str:
        """Return why the offline engine stood in: the last failure when something was never answered."""
        return (self._asker.reason if self.draft.missing else None) or "faults"

    async def _break_off(self, reason: str) -> None:
        """End the writing; what is there has to be fit to stay, though there is no time or money to mend it."""
        self._asker.reason = reason
        await self.draft.judge()

    def _label(self, offline: tuple[str, ...]) -> str:
        match self.draft.models:
            case ():
                return ENGINE
            case (model,) if not offline:
                return f"anthropic:{model}"
            case _:
                return "mixed"

"""The Anthropic engine as the worker sees it: a planned document in, a written one out."""

import asyncio
from dataclasses import dataclass

from documents.model import StrategyDocument
from shared.contracts.requests import Brief, EngineChoice
from shared.jobs.model import ClaimedJob, JobControl
from strategy_worker.llm import notices
from strategy_worker.llm.means import Means, Written
from strategy_worker.llm.order import Order, Spent
from strategy_worker.llm.telemetry import writing_span
from strategy_worker.llm.writing import Work


@dataclass(frozen=True, slots=True)
class Engine:
    """The Anthropic engine of one process; all calls of one strategy are over after `deadline_s`."""

    means: Means
    deadline_s: float

    async def write(
        self, job: ClaimedJob, control: JobControl, brief: Brief, planned: StrategyDocument, wanted: EngineChoice
    ) -> Written:
        """Write the parts of a planned document.

        Raises:
            PermanentError: when the request insists on this engine and the model wrote nothing.
        """
        order = Order(job, control, Spent(), asyncio.get_running_loop().time() + self.deadline_s)
        with writing_span(brief.framework, models=self.means.models, mode=self.means.mode) as span:
            work = await Work.begin(self.means, order, brief, planned)
            await work.run()
            written = work.finish()
            span.set_attribute("convex.engine", written.account.engine)
            span.set_attribute("convex.llm.sections", len(work.draft.accepted))
            span.set_attribute("convex.llm.calls", order.spent.calls)
        if wanted == "anthropic" and not work.draft.accepted and not work.is_over_budget:
            raise notices.unavailable(work.reason_offline())
        return written

"""What becomes of a document when its writing ends in the middle of something."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from prometheus_client import CollectorRegistry
from pydantic import JsonValue

from shared.db.pool import Connection
from shared.jobs.model import ClaimedJob
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.calling import Caller, Take
from strategy_worker.llm.checks.grounds import grounds_of
from strategy_worker.llm.drafting import Draft
from strategy_worker.llm.means import Means
from strategy_worker.llm.model import Call
from strategy_worker.llm.order import Order, Spent
from strategy_worker.llm.parts import parts_of
from strategy_worker.llm.telemetry import EngineMetrics
from strategy_worker.llm.writing import Work
from support.messages_prose import answer_to
from support.messages_wire import list_length
from support_strategy.briefs import brief, made

_MODEL = "claude-haiku-5-5"
_FRAMEWORK = "brand_positioning"


@dataclass
class _Control:
    """Takes what the work tells; with `hangs` it never comes back from telling of a stage."""

    hangs: bool = False
    shown: list[str] = field(default_factory=list[str])

    async def checkpoint(self) -> None: ...

    async def progress(self, stage: str, percent: int) -> None:
        if self.hangs:
            await asyncio.Event().wait()

    async def section_delta(self, section: str, title: str, text: str, *, again: bool = False) -> None:
        self.shown.append(text)

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None: ...

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        yield cast("Connection", SimpleNamespace(fetch=_nothing))

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Connection, None]:
        raise AssertionError("nothing is booked here")
        yield


async def _nothing(*_: object) -> list[object]:
    return []


async def _answer(order: Order, call: Call, sections: tuple[str, ...], take: Take) -> None:
    """Write as a model does that answers at once."""
    prompt = "\n\n".join((*call.system, *call.user))
    value, _ = answer_to(call.schema, length=partial(list_length, prompt))
    await take(json.dumps(value))


def _draft(control: _Control) -> Draft:
    asked, planned = brief("shop", _FRAMEWORK), made("shop", _FRAMEWORK)
    grounds = grounds_of(planned, asked, briefing_of(asked, nonce="ab12"), "")
    metrics = EngineMetrics(CollectorRegistry())
    return Draft(planned, asked, {part.section: part for part in parts_of(_FRAMEWORK)}, grounds, control, metrics)


def _order(control: _Control, *, seconds: float) -> Order:
    job = ClaimedJob(UUID(int=1), UUID(int=2), "strategy", 1, 5, {}, UUID(int=3), datetime(2026, 11, 25, tzinfo=UTC))
    return Order(job, control, Spent(), asyncio.get_running_loop().time() + seconds)


def _means(metrics: EngineMetrics) -> Means:
    caller = SimpleNamespace(ask=_answer, books=SimpleNamespace(metrics=metrics))
    return Means(cast("Caller", caller), (_MODEL,), "single", b"secret")


async def test_a_section_that_is_merged_when_the_time_ends_has_its_writer() -> None:
    control = _Control(hangs=True)
    draft = _draft(control)
    briefing = briefing_of(draft.brief, nonce="ab12")
    work = Work(_means(draft.metrics), _order(control, seconds=1), briefing, draft, draft.planned)

    await work.run()
    written = work.finish()

    assert list(draft.accepted) == [next(iter(draft.parts))]
    assert (written.account.engine, written.account.usage["model"]) == ("mixed", _MODEL)
    assert _MODEL in written.document.engine_note


async def test_the_model_that_wrote_most_is_named_first_and_no_other_whose_text_went() -> None:
    draft = _draft(_Control())
    draft.writers = {"choice": "first", "objections": "second", "safeguards": "second"}
    assert draft.models == ("second", "first")

    draft.accepted, draft.faults = {"choice": {}}, {"choice": ()}
    draft.withdraw()
    assert draft.models == ("second",)

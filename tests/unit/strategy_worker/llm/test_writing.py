"""What becomes of a document when its writing ends in the middle of something, and what is kept off the event loop."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
from prometheus_client import CollectorRegistry
from pydantic import JsonValue, PrivateAttr

from shared.contracts.requests import Brief
from shared.jobs.model import ClaimedJob
from strategy_worker.llm.assembling import Text
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.calling import Caller, Take
from strategy_worker.llm.checks.grounds import grounds_of
from strategy_worker.llm.drafting import Draft
from strategy_worker.llm.means import Means
from strategy_worker.llm.model import Call, Fault
from strategy_worker.llm.order import Order, Spent
from strategy_worker.llm.parts import parts_of
from strategy_worker.llm.telemetry import EngineMetrics
from strategy_worker.llm.writing import Work
from support.control import QuietControl
from support.messages_prose import answer_to
from support.messages_wire import list_length
from support_strategy.briefs import brief, made

_MODEL = "claude-haiku-5-5"
_FRAMEWORK = "brand_positioning"


@dataclass
class _Control(QuietControl):
    """Takes what the work tells; with `hangs` it never comes back from telling of a stage."""

    hangs: bool = False
    shown: list[str] = field(default_factory=list[str])

    async def progress(self, stage: str, percent: int) -> None:
        if self.hangs:
            await asyncio.Event().wait()

    async def section_delta(self, section: str, title: str, text: str, *, again: bool = False) -> None:
        self.shown.append(text)


class _Verdicts(dict[tuple[str, str], tuple[str, tuple[Fault, ...]]]):
    """Notes in which threads texts are judged."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[int] = set()

    def __setitem__(self, key: tuple[str, str], value: tuple[str, tuple[Fault, ...]]) -> None:
        self.threads.add(threading.get_ident())
        super().__setitem__(key, value)


class _WatchedBrief(Brief):
    """Notes in which threads it is read as a whole."""

    _threads: set[int] = PrivateAttr(default_factory=set[int])

    def model_dump(self, **options: Any) -> dict[str, Any]:
        self._threads.add(threading.get_ident())
        return super().model_dump(**options)

    @property
    def threads(self) -> set[int]:
        return self._threads


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


def _means(metrics: EngineMetrics, ask: Callable[..., Awaitable[None]] | None = None) -> Means:
    books = SimpleNamespace(metrics=metrics, ledger=SimpleNamespace(settle_orphans=_nothing))
    caller = SimpleNamespace(ask=ask or _answer, books=books)
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


async def test_a_long_text_is_checked_off_the_event_loop() -> None:
    """The longest text that is checked at all takes a fifth of a second, for which every stream would wait."""
    control, verdicts = _Control(), _Verdicts()
    draft = _draft(control)
    draft.grounds = replace(draft.grounds, judged=verdicts)

    await draft.text(Text("choice", "policy", "Answer every call while the workshop is open."))

    assert control.shown == ["Answer every call while the workshop is open."]
    assert verdicts.threads
    assert threading.get_ident() not in verdicts.threads


async def test_a_long_brief_is_read_off_the_event_loop() -> None:
    control = _Control()
    watched = _WatchedBrief.model_validate(brief("shop", _FRAMEWORK).model_dump())
    means = _means(EngineMetrics(CollectorRegistry()))

    await Work.begin(means, _order(control, seconds=9), watched, made("shop", _FRAMEWORK))

    assert watched.threads
    assert threading.get_ident() not in watched.threads


@pytest.mark.parametrize("error", [ConnectionRefusedError, TimeoutError])
async def test_paid_sections_outlive_a_hiccup_of_the_database(error: type[OSError]) -> None:
    async def lost_after_the_choice(order: Order, call: Call, sections: tuple[str, ...], take: Take) -> None:
        prompt = "\n\n".join((*call.system, *call.user))
        value, _ = answer_to(call.schema, length=partial(list_length, prompt))
        choice = json.dumps({"choice": cast("Mapping[str, JsonValue]", value)["choice"]})
        await take(choice.removesuffix("}") + ",")
        raise error

    draft = _draft(_Control())
    means = _means(draft.metrics, lost_after_the_choice)
    work = Work(means, _order(_Control(), seconds=9), briefing_of(draft.brief, nonce="ab12"), draft, draft.planned)

    await work.run()

    assert list(draft.accepted) == ["choice"]
    assert work.reason_offline() == "database"


async def test_a_hiccup_before_anything_was_paid_is_tried_again() -> None:
    async def lost(*_: object) -> None:
        raise ConnectionRefusedError

    draft = _draft(_Control())
    work = Work(
        _means(draft.metrics, lost),
        _order(_Control(), seconds=9),
        briefing_of(draft.brief, nonce="ab12"),
        draft,
        draft.planned,
    )

    with pytest.raises(ConnectionRefusedError):
        await work.run()

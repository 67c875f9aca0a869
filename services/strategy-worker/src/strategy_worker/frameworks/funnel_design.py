"""Funnel design: the buyer's steps, each with beliefs, an ask, a count and a rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from documents import funnel
from documents.model import FunnelDesign
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.common import ranges
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks import figures, funnel_counts, funnel_leak, funnel_steps
from strategy_worker.frameworks.funnel_counts import Link
from strategy_worker.frameworks.funnel_steps import STEPS, Step
from strategy_worker.frameworks.manner import suited
from strategy_worker.wording import number, raise_first, share, small

# Below so many weeks there is time for one repair only.
_SHORT: Final = 6
_EVENT: Final = 40
_RETURN_METRICS: Final = ("repeat_rate", "retention_90", "referral_share")


def build(case: Case, common: CommonBlocks) -> FunnelDesign:
    """Write the sections of a funnel design."""
    return FunnelDesign(
        **common,
        stages=funnel.Stages(items=tuple(_stages(case)), timing=_timing(case), spending=_spending(case)),
        leak=funnel_leak.leak(case),
        loops=funnel.Loops(items=funnel_leak.loops(case)),
        kill_list=funnel.KillList(items=tuple(funnel_leak.kills(case))),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a step stands: its number, its texts, what it counts and out of what."""

    index: int
    step: Step
    name: str
    before: str


@dataclass(frozen=True, slots=True)
class _Count:
    """How a step is counted and what follows from it."""

    window: str
    baseline: Quantity
    target: Quantity
    rule: str


def _stages(case: Case) -> Iterator[funnel.Stage]:
    links = funnel_counts.links(case)
    before = case.voice.phrase("funnel.reach")
    for index, (link, step) in enumerate(zip(links, STEPS, strict=False)):
        place = _Place(index, step, link.name, before)
        yield _stage(case, place, _count(case, place, link))
        before = link.name
    place = _Place(len(links), STEPS[-1], case.voice.phrase("funnel.return"), before)
    yield _stage(case, place, _count_of_return(case, place.name))


def _count(case: Case, place: _Place, link: Link) -> _Count:
    return _Count(
        window=case.voice.phrase("funnel.window"),
        baseline=funnel_counts.baseline(case, place.index, link),
        target=funnel_counts.target(case, place.index, link),
        rule=_rule(case, place, link),
    )


def _count_of_return(case: Case, name: str) -> _Count:
    voice, own = case.voice, case.reading.baselines.metrics
    given = next((own[metric] for metric in _RETURN_METRICS if metric in own), None)
    missing = Quantity(name=name, unit="%", basis="to_measure", note=voice.phrase("funnel.counted"))
    return _Count(
        window=voice.phrase("funnel.window_return"),
        baseline=figures.as_quantity(given) if given else missing,
        target=Quantity(name=name, unit="%", basis="to_measure", note=voice.phrase("funnel.named_later")),
        rule=voice.line("funnel.rule_return", repair=voice.phrase("stages.returned.repair")),
    )


def _stage(case: Case, place: _Place, count: _Count) -> funnel.Stage:
    step, index = place.step, place.index
    return funnel.Stage(
        name=raise_first(place.name),
        entry_belief=funnel_steps.line(case, step, "entry"),
        exit_belief=funnel_steps.line(case, step, "exit"),
        ask=funnel_steps.line(case, step, "ask"),
        tension=funnel_steps.tension(case, step),
        friction_remover=funnel_steps.line(case, step, "remover"),
        message=funnel_steps.line(case, step, "message"),
        asset=funnel_steps.noun(case, step, "asset"),
        channel=funnel_steps.channel(case, index),
        owner=funnel_steps.owner(case, step),
        numerator=place.name,
        denominator=place.before,
        window=count.window,
        baseline=count.baseline,
        target=count.target,
        needed=funnel_counts.needed(case, index) if index else None,
        benchmark=ranges.of_step(case, index),
        leading_indicator=funnel_steps.noun(case, step, "indicator"),
        decision_rule=count.rule,
        event=f"reached_{_slug(place.name)}",
    )


def _slug(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return slug if len(slug) <= _EVENT else slug[: _EVENT + 1].rpartition("_")[0] or slug[:_EVENT]


def _rule(case: Case, place: _Place, link: Link) -> str:
    voice, index = case.voice, place.index
    repair = voice.phrase(suited(case, f"stages.{place.step.key}.repair"))
    if index == 0 or link.low is None:
        return voice.line("funnel.rule_seen", repair=repair)
    return voice.line(
        "funnel.rule_rate",
        turn=index,
        floor=share(max(link.low, link.floor)),
        before=place.before,
        here=link.name,
        week=figures.week(case, 3 + 2 * index),
        repair=repair,
    )


def _timing(case: Case) -> str:
    """Say what the horizon of the brief leaves time for."""
    weeks = case.reading.weeks
    if not case.reading.has_horizon:
        return ""
    if weeks < _SHORT:
        return case.voice.line("funnel.timing_short", weeks=small(weeks))
    return case.voice.line("funnel.timing", weeks=small(weeks), last=case.path.last.name)


def _spending(case: Case) -> str:
    """Say what the budget of the brief may buy at each step."""
    amount, money = figures.budget(case), case.reading.brief.budget
    if amount is None or money is None:
        return ""
    path = case.path
    if path.mode != "target" or not path.needed:
        return case.voice.line("funnel.spending_open", amount=amount, stage=path.stages[1].name)
    each, last = f"{number(float(money.amount) / path.needed)} {money.currency}", path.last.name
    period = case.reading.outcome.counts_per
    if period is None:
        return case.voice.line("funnel.spending", amount=amount, each=each, last=last)
    count = number(path.needed)
    return case.voice.line("funnel.spending_period", amount=amount, each=each, last=last, count=count, period=period)

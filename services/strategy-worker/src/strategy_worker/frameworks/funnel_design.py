"""Funnel design: the buyer's steps, each with beliefs, an ask, a count and a rule."""

from collections.abc import Iterator
from typing import Final

from documents import funnel
from documents.model import FunnelDesign
from documents.quantities import Benchmark, PathStage, Quantity
from strategy_worker import choosing
from strategy_worker.case import Case
from strategy_worker.common.assemble import CommonBlocks
from strategy_worker.frameworks.funnel_steps import STEPS, Step
from strategy_worker.path import PathPlan
from strategy_worker.wording import listed, raise_first, share


def build(case: Case, common: CommonBlocks) -> FunnelDesign:
    """Write the sections of a funnel design."""
    return FunnelDesign(
        **common,
        stages=funnel.Stages(items=tuple(_stages(case))),
        leak=_leak(case),
        loops=funnel.Loops(items=_loops(case)),
        kill_list=funnel.KillList(items=tuple(_kills(case))),
    )


# The first steps are seen in a channel; from there on a person and the work itself carry the buyer further.
_BY_HAND: Final = ("a call or a written answer", "the talk in which the first step is closed", "the handover")


def _stages(case: Case) -> Iterator[funnel.Stage]:
    path = case.path.stages
    parts = STEPS[: len(path)] + STEPS[-1:]
    for index, part in enumerate(parts):
        yield _stage(case, index, part, path)


def _stage(case: Case, index: int, part: Step, path: tuple[PathStage, ...]) -> funnel.Stage:
    voice, industry = case.voice, case.industry
    is_return = index == len(path)
    name = voice.say("{customers} that come back or name somebody") if is_return else path[index].name
    before = path[index - 1].name if index else voice.say("{buyers} in reach")
    owner = {"owner": industry.owner, "maker": industry.maker, "seller": industry.seller}[part.owner]
    channel = (*industry.channels[:2], *_BY_HAND)[min(index, 4)]
    return funnel.Stage(
        name=raise_first(name),
        entry_belief=voice.sentence(part.entry),
        exit_belief=voice.sentence(part.exit),
        ask=voice.sentence(part.ask),
        tension=voice.sentence(part.tension),
        friction_remover=voice.sentence(part.remover),
        message=voice.sentence(part.message),
        asset=raise_first(voice.say(part.asset)),
        channel=raise_first(voice.say(channel)),
        owner=raise_first(owner),
        numerator=name,
        denominator=before,
        window="four weeks" if index < len(path) else "one usual gap between orders",
        baseline=_baseline(case, index, name),
        target=_target(path, index, name),
        benchmark=_benchmark(case, index, len(path)),
        leading_indicator=_leading(index),
        decision_rule=_rule(case, index, part, path),
        event=f"stage_{index + 1}_reached",
    )


def _baseline(case: Case, index: int, name: str) -> Quantity:
    given = case.reading.baselines.volumes.get(index)
    if given:
        return Quantity(name=name, unit=given.unit, basis="given", value=given.value)
    return Quantity(name=name, unit="per month", basis="to_measure", note="counted in weeks one and two")


def _target(path: tuple[PathStage, ...], index: int, name: str) -> Quantity:
    if not 0 < index < len(path):
        return Quantity(name=name, unit="per month", basis="to_measure", note="named after the first count")
    stage = path[index]
    if stage.rate_low is None or stage.rate_high is None:
        return Quantity(name=name, unit="%", basis="to_measure")
    low, high = round(stage.rate_low * 100, 2), round(stage.rate_high * 100, 2)
    return Quantity(
        name=f"rate to {name}",
        unit="%",
        basis=stage.basis,
        low=low,
        high=high,
        note="range of the path",
        source=stage.source,
    )


def _benchmark(case: Case, index: int, length: int) -> Benchmark | None:
    found = [b for b in case.reading.base.benchmarks.values() if case.industry.id in b.industries]
    if index != length - 1 or not found:
        return None
    first = found[0]
    return Benchmark(
        definition=case.voice.say(f"{first.definition} ({first.note})"),
        low=first.low,
        high=first.high,
        unit=first.unit,
        year=first.year,
        source=first.source,
    )


def _leading(index: int) -> str:
    options = (
        "contacts that see the same situation twice",
        "questions that name the situation",
        "first steps proposed within a day",
        "first steps that end with a date",
        "reminders with consent",
    )
    return raise_first(options[min(index, len(options) - 1)])


def _rule(case: Case, index: int, part: Step, path: tuple[PathStage, ...]) -> str:
    voice = case.voice
    if index == 0:
        return voice.sentence(
            (
                "[if week four shows no more of them than week one, {repair}|{repair} if the count "
                "of week four is not above that of week one]"
            ),
            repair=part.repair,
        )
    if index >= len(path):
        return voice.sentence(
            (
                "[if nobody returns or names a person within twelve weeks, {repair}|{repair} if "
                "twelve weeks pass without a return or a name]"
            ),
            repair=part.repair,
        )
    return voice.sentence(
        (
            "[if fewer than {floor} of {before} become {here} by week {week}, {repair}|{repair} "
            "if by week {week} fewer than {floor} of {before} have become {here}]"
        ),
        floor=share(path[index].rate_low or 0),
        before=path[index - 1].name,
        here=path[index].name,
        week=str(3 + 2 * index),
        repair=part.repair,
    )


def _leak(case: Case) -> funnel.Leak:
    leak = _known_leak(case.path)
    voice = case.voice
    if leak is None:
        stage = case.path.stages[case.path.least_certain]
        return funnel.Leak(
            finding="Unknown: measure first.",
            evidence=voice.sentence(
                (
                    "[the brief gives no counts on both sides of a step; the widest assumed range is at "
                    "the step to {stage}|no step has counts on both sides in the brief; the step to "
                    "{stage} has the widest assumed range]"
                ),
                stage=stage.name,
            ),
            first_test=voice.sentence(
                "count thirty days of {stage} by hand, and ask five who stopped there what they did instead",
                stage=stage.name,
            ),
        )
    before, stage, expected = leak
    return funnel.Leak(
        finding=voice.sentence(
            "the step from {before} to {stage} loses most against what was expected",
            before=before.name,
            stage=stage.name,
        ),
        evidence=voice.sentence(
            "by the brief's own figures {rate} pass it; this knowledge base assumes at least {floor}",
            rate=share(stage.rate_mid or 0),
            floor=share(expected),
        ),
        first_test=voice.sentence("watch five people take this step and remove the doubt that stops most of them"),
    )


def _known_leak(path: PathPlan) -> tuple[PathStage, PathStage, float] | None:
    """Return the step whose own rate lies furthest below the low end expected for it, if any does."""
    worst: tuple[float, PathStage, PathStage, float] | None = None
    for before, stage, floor in zip(path.stages, path.stages[1:], path.floors, strict=False):
        if stage.basis in {"given", "computed"} and stage.rate_mid is not None and stage.rate_mid < floor:
            ratio = stage.rate_mid / floor
            if worst is None or ratio < worst[0]:
                worst = (ratio, before, stage, floor)
    return worst[1:] if worst else None


def _loops(case: Case) -> tuple[funnel.Loop, ...]:
    pool = [loop for loop in case.reading.base.loops.values() if set(loop.axes) & case.reading.axes]
    pool.sort(
        key=lambda loop: (
            -len(set(loop.axes) & case.reading.axes) / len(loop.axes),
            choosing.jitter(case.reading, loop.id),
        )
    )
    return tuple(
        funnel.Loop(
            name=loop.name,
            mechanism=case.voice.sentence(loop.mechanism),
            trigger=case.voice.sentence(loop.trigger),
            metric=case.voice.sentence(loop.metric),
        )
        for loop in pool[:2]
    )


def _kills(case: Case) -> Iterator[funnel.Kill]:
    voice = case.voice
    yield funnel.Kill(
        what=voice.sentence("any request for {main_rung} before {first_rung} has been offered"),
        reason=voice.sentence("the worry is {risk}, and nothing has been shown against it at that point"),
    )
    yield funnel.Kill(
        what=voice.sentence("a second ask on the page that should lead to {first_rung}"),
        reason=voice.sentence("[two asks let people postpone both|whoever has two choices takes neither today]"),
    )
    idle = case.industry.channels[len(case.industry.channels) - 1]
    yield funnel.Kill(
        what=voice.sentence("work on {channel} until the count of thirty days is done", channel=idle),
        reason=voice.sentence(
            "the hours are needed at the steps named above: {stages}",
            stages=listed(s.name for s in case.path.stages[1:]),
        ),
    )

"""Where a funnel loses most, what turns by itself, and what to stop."""

from collections.abc import Iterator, Mapping

from documents import funnel
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.fitting import jitter
from strategy_worker.frameworks.funnel_counts import Link, links
from strategy_worker.frameworks.manner import suited
from strategy_worker.wording import listed, share

_LOOPS = 2


def leak(case: Case) -> funnel.Leak:
    """Name the step that lies furthest below its range, or say why nobody can yet."""
    steps = links(case)[: len(case.path.stages)]
    counted = [index for index, link in enumerate(steps) if link.is_own]
    below = [index for index in counted if _ratio(steps[index]) < 1]
    if below:
        return _known(case, steps, min(below, key=lambda index: _ratio(steps[index])))
    if counted and len(counted) == len(steps) - 1:
        return _sound(case, steps, min(counted, key=lambda index: _ratio(steps[index])))
    return _unknown(case, "leak.partly_why" if counted else "leak.unknown_why")


def _ratio(link: Link) -> float:
    return (link.low or 0.0) / link.floor if link.floor else 1.0


def _known(case: Case, steps: tuple[Link, ...], index: int) -> funnel.Leak:
    voice, link, before = case.voice, steps[index], steps[index - 1]
    return funnel.Leak(
        finding=voice.line("leak.known", before=before.name, stage=link.name),
        evidence=voice.line("leak.known_why", rate=share(link.low or 0.0), floor=share(link.floor)),
        first_test=voice.line("leak.known_test"),
        gain=_gain(case, index, link),
    )


def _gain(case: Case, index: int, link: Link) -> Quantity | None:
    """Return what the low end of the range would bring at today's numbers, if the brief gives the number before."""
    given = case.reading.baselines.volumes.get(index - 1)
    if given is None or link.low is None:
        return None
    return Quantity(
        name=link.name,
        unit=f"more {link.name} {given.unit}" if given.unit.startswith("per ") else f"more {link.name}",
        basis="computed",
        value=round(given.value * (link.floor - link.low), 1),
        note=case.voice.phrase("leak.gain", floor=share(link.floor)),
    )


def _sound(case: Case, steps: tuple[Link, ...], index: int) -> funnel.Leak:
    voice, link = case.voice, steps[index]
    return funnel.Leak(
        finding=voice.line("leak.sound"),
        evidence=voice.line("leak.sound_why", stage=link.name, rate=share(link.low or 0.0)),
        first_test=voice.line("leak.sound_test", first=steps[0].name),
    )


def _unknown(case: Case, why: str) -> funnel.Leak:
    voice = case.voice
    before, stage = case.path.doubted
    # What the brief has counted already needs the other side of the step.
    missing = before if case.path.least_certain in case.reading.baselines.volumes else stage
    return funnel.Leak(
        finding=voice.line("leak.unknown"),
        evidence=voice.line(why, stage=stage.name),
        first_test=voice.line("leak.unknown_test", stage=missing.name),
    )


def loops(case: Case) -> tuple[funnel.Loop, ...]:
    """Return the ways in which one customer leads to the next that suit this purchase best."""
    axes, own = case.reading.axes, case.industry.id
    pool = [
        loop
        for loop in case.reading.base.loops.values()
        if (own in loop.industries if loop.industries else set(loop.axes) & axes)
    ]
    # What was written for the industry goes before what suits many.
    pool.sort(
        key=lambda loop: (
            not loop.industries,
            -len(set(loop.axes) & axes) / len(loop.axes),
            jitter(case.reading, loop.id),
        )
    )
    return tuple(
        funnel.Loop(
            name=case.voice.say(loop.name),
            mechanism=case.voice.sentence(loop.mechanism),
            trigger=case.voice.sentence(loop.trigger),
            metric=case.voice.sentence(loop.metric),
        )
        for loop in pool[:_LOOPS]
    )


def kills(case: Case) -> Iterator[funnel.Kill]:
    """Name work to stop, why, and what it frees."""
    stages = listed(stage.name for stage in case.path.stages[1:])
    yield _kill(case, "early", {})
    yield _kill(case, "second", {})
    yield _kill(case, "channel", {"channel": case.voice.say(case.industry.channels[-1]), "stages": stages})
    for rival in case.reading.competitors[:1]:
        yield _kill(case, "rival", {"rival": rival})


def _kill(case: Case, key: str, slots: Mapping[str, str]) -> funnel.Kill:
    def line(part: str) -> str:
        return case.voice.line(suited(case, f"funnel.kill_{key}{part}"), turn=0, **slots)

    return funnel.Kill(what=line(""), reason=line("_why"), frees=line("_frees"))

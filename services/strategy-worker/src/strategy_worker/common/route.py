"""The path block: the chain of quantities with its sensitivity and the ranges to doubt."""

import math
from collections.abc import Iterator
from typing import Final

from documents import blocks
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.common import ranges
from strategy_worker.path import target_quantity
from strategy_worker.reading import numbers
from strategy_worker.wording import number, share

# Cases that lie further apart than this say where to count and nothing about the size of the task.
_WIDE: Final = 8


def label(case: Case) -> str:
    """Name the outcome in one phrase, the same in every section."""
    outcome, voice = case.reading.outcome, case.voice
    if outcome.metric:
        return voice.say(outcome.metric.name)
    if outcome.noun:
        return outcome.noun
    if outcome.stage is not None:
        return voice.say(case.industry.path[outcome.stage].name)
    return voice.say("new {customers}")


def build(case: Case) -> blocks.Path:
    """Lay out the path."""
    return blocks.Path(
        outcome=target(case),
        stages=case.path.stages,
        sensitivity=_sensitivity(case),
        caution=_caution(case),
        benchmarks=ranges.of_path(case),
    )


def aim(case: Case) -> str:
    """Say what the path leads to, as a number of something in a period."""
    path, period = case.path, case.reading.outcome.counts_per
    return f"{number(path.needed or 0)} {path.last.name}{f' per {period}' if period else ''}"


def target(case: Case) -> Quantity:
    """Return the outcome as a quantity."""
    return target_quantity(case.reading, case.voice, label(case))


def amount(quantity: Quantity) -> str:
    """Write a value with its unit."""
    return f"{number(quantity.value or 0)}{'' if quantity.unit == '%' else ' '}{quantity.unit}"


def _sensitivity(case: Case) -> str:
    voice = case.voice
    before, stage = case.path.doubted
    if stage.rate_low is None or stage.rate_high is None or stage.rate_low == stage.rate_high:
        return voice.line("path.own_rates")
    low, high = share(stage.rate_low), share(stage.rate_high)
    widest = voice.line("path.least_certain", before=before.name, stage=stage.name, low=low, high=high)
    return f"{widest} {voice.line('path.half')}"


def _caution(case: Case) -> str:
    path, voice = case.path, case.voice
    top = number(path.first.volume_mid)
    if path.mode == "target":
        return " ".join((*_in_money(case), _needed(case), *own_pace(case), *in_place(case), *_today(case)))
    if path.mode == "today":
        return voice.line("path.of_today", top=top, first=path.first.name)
    return f"{_no_aim(case)} {voice.line('path.unit', top=top)}"


def price(case: Case) -> str:
    """Write what one customer brings by the brief's own figure, or nothing where money is not what is wanted."""
    ticket = case.reading.baselines.ticket
    if ticket is None or case.reading.outcome.kind != "money":
        return ""
    return f"{number(ticket.value)} {ticket.unit}".strip()


def own_pace(case: Case) -> Iterator[str]:
    """Say what the firm's own counts promise: so many of a step became what is counted as the outcome."""
    outcome, counts, end = case.reading.outcome, case.reading.baselines.volumes, len(case.path.stages) - 1
    steps = [index for index in counts if 0 < index < end and case.path.stages[end].basis == "computed"]
    if outcome.stock is None or not steps or case.path.mode != "target":
        return
    step = max(steps)
    yield case.voice.line(
        "path.own_pace",
        top=number(counts[step].value),
        step=case.path.stages[step].name,
        bottom=number(outcome.stock),
        reached=case.path.reached,
        more=number(math.ceil(case.path.stages[step].volume_mid)),
    )


def _in_money(case: Case) -> Iterator[str]:
    ticket, each = case.reading.baselines.ticket, price(case)
    if ticket is not None and each:
        yield case.voice.line("path.money", target=amount(target(case)), aim=aim(case), price=each, label=ticket.label)


def _needed(case: Case) -> str:
    first, voice = case.path.first, case.voice
    top, low, high = number(first.volume_mid), number(first.volume_low), number(first.volume_high)
    if low == high:
        return voice.line("path.needed_own", aim=aim(case), top=top)
    said = voice.line("path.needed", aim=aim(case), top=top, low=low, high=high)
    apart = first.volume_low / first.volume_high
    return f"{said} {voice.line('path.wide')}" if apart >= _WIDE else said


def _no_aim(case: Case) -> str:
    """Say why the path can't be worked back from the outcome."""
    voice, outcome = case.voice, case.reading.outcome
    match outcome.kind:
        case "count" if outcome.is_on_path:
            return voice.line("path.why_count")
        case "money" if outcome.is_on_path:
            return voice.line("path.why_money")
        case "count" | "money":
            return voice.line("path.why_beside", label=label(case))
        case "rate":
            return voice.line("path.why_rate")
        case "open":
            return voice.line("path.why_open")


def in_place(case: Case) -> Iterator[str]:
    """Say how many are there today, if the path is drawn for the others only."""
    outcome = case.reading.outcome
    if outcome.stock is not None and outcome.target is not None:
        yield case.voice.line("path.in_place", now=number(outcome.stock), target=number(outcome.target))


def _today(case: Case) -> Iterator[str]:
    """Hold the count of the brief that comes nearest to the outcome against what the middle case needs."""
    volumes, stages = case.reading.baselines.volumes, case.path.stages
    comparable = [index for index, given in volumes.items() if index < len(stages) - 1 and _is_per(case, given.unit)]
    if not comparable or any(own_pace(case)):
        return
    index = max(comparable)
    now, needed, step = volumes[index].value, stages[index].volume_mid, stages[index].name
    if now >= needed:
        yield case.voice.line("path.today_enough", now=number(now), step=step)
    else:
        yield case.voice.line("path.today_short", now=number(now), step=step, needed=number(math.ceil(needed)))


def _is_per(case: Case, unit: str) -> bool:
    return numbers.period(unit) in {None, case.reading.outcome.counts_per}

"""The outcome worked backwards along the industry's path, in three scenarios.

Each volume is the previous volume times its rate, to the last bit: nothing is rounded on the way. With a target the
first volume is the smallest whole number that reaches it, or the next round one where it is large and assumed; without
one the path is drawn for a unit of account and promises nothing.
"""

import math
import re
from dataclasses import dataclass
from typing import Final, Literal

from documents.quantities import Basis, PathStage, Quantity
from strategy_worker.rates import Rate
from strategy_worker.rates import rates as rates_of
from strategy_worker.reading.brief import Reading
from strategy_worker.wording import Voice

_UNIT_OF_ACCOUNT: Final = 1000.0
_LARGE: Final = 10_000
_ADDED: Final = "additional "
_UNIT_OF_TARGET: Final = "the unit of the target"


@dataclass(frozen=True, slots=True)
class PathPlan:
    """Stages with the step whose rate is least certain; `needed` is the count to reach, if there is one."""

    stages: tuple[PathStage, ...]
    mode: Literal["target", "today", "unit"]
    least_certain: int
    needed: float | None

    @property
    def first(self) -> PathStage:
        """The top of the path."""
        return self.stages[0]

    @property
    def last(self) -> PathStage:
        """The end of the path."""
        return self.stages[-1]

    @property
    def doubted(self) -> tuple[PathStage, PathStage]:
        """The step whose rate is least certain, after the one it comes from."""
        return self.stages[self.least_certain - 1], self.stages[self.least_certain]

    @property
    def reached(self) -> str:
        """What stands at the end of the path, whether counted in all or on top of today's."""
        return self.last.name.removeprefix(_ADDED)


def work_out(reading: Reading, voice: Voice) -> PathPlan:
    """Draw the path of a brief."""
    steps = reading.industry.path[: _end(reading) + 1]
    names = [voice.say(step.name) for step in steps]
    if reading.outcome.noun and reading.outcome.is_on_path:
        added = reading.outcome.stock is not None
        names[-1] = f"{_ADDED if added else ''}{reading.outcome.noun}"
    rates = rates_of(reading, voice, len(steps) - 1)
    needed = _needed(reading, len(steps) - 1)
    tops, mode, top_basis, source = _tops(reading, voice, rates, needed)
    volumes = [tops]
    for rate in rates:
        low, mid, high = volumes[-1]
        volumes.append((low * rate.low, mid * rate.mid, high * rate.high))
    stages = [
        PathStage(
            name=names[0], volume_low=tops[0], volume_mid=tops[1], volume_high=tops[2], basis=top_basis, source=source
        )
    ]
    for index, rate in enumerate(rates, start=1):
        stages.append(
            PathStage(
                name=names[index],
                rate_low=rate.low,
                rate_mid=rate.mid,
                rate_high=rate.high,
                volume_low=volumes[index][0],
                volume_mid=volumes[index][1],
                volume_high=volumes[index][2],
                basis=rate.basis,
                source=rate.source,
            )
        )
    return PathPlan(tuple(stages), mode, _least_certain(rates), needed)


def target_quantity(reading: Reading, voice: Voice, label: str) -> Quantity:
    """Return the outcome as the brief words it: a target, one computed from a baseline, or something to measure."""
    outcome, base = reading.outcome, _baseline_value(reading)
    factor = f"{outcome.factor:g}" if outcome.factor is not None else ""
    if outcome.target is not None:
        unit = outcome.unit if outcome.unit == "%" else _unit(reading)
        note = voice.phrase("outcome.named")
        return Quantity(name=label, unit=unit, basis="target", value=outcome.target, note=note)
    if outcome.factor is not None and base is not None:
        note, value = voice.phrase("outcome.times", factor=factor), round(base[0] * outcome.factor, 6)
        return Quantity(name=label, unit=base[1], basis="computed", value=value, note=note)
    if outcome.factor is not None:
        note = voice.phrase("outcome.times_missing", factor=factor)
        return Quantity(name=label, unit="index, today = 1", basis="target", value=outcome.factor, note=note)
    return Quantity(name=label, unit=_unit(reading), basis="to_measure", note=voice.phrase("outcome.unnamed"))


def baseline_quantity(reading: Reading, voice: Voice, label: str) -> Quantity:
    """Return where the outcome stands today, as far as the brief says."""
    found = _baseline_value(reading)
    if found is None:
        unit = reading.outcome.unit or _UNIT_OF_TARGET
        return Quantity(name=label, unit=unit, basis="to_measure", note=voice.phrase("outcome.today_missing"))
    return Quantity(name=label, unit=found[1], basis="given", value=found[0])


def _unit(reading: Reading) -> str:
    outcome = reading.outcome
    counted = reading.industry.path[outcome.stage].name if outcome.stage is not None else reading.industry.customers
    if outcome.metric and not outcome.unit:
        return outcome.metric.unit
    return f"{outcome.unit or outcome.noun or counted}{f' per {outcome.per}' if outcome.per else ''}"


def _baseline_value(reading: Reading) -> tuple[float, str] | None:
    outcome = reading.outcome
    if outcome.start is not None:
        return outcome.start, outcome.unit if outcome.unit == "%" else _unit(reading)
    metric_id = outcome.metric.id if outcome.metric else None
    given = reading.baselines.metrics.get(metric_id) if metric_id else None
    if given is None and outcome.stage is not None:
        given = reading.baselines.volumes.get(outcome.stage)
    return (given.value, given.unit) if given else None


def _end(reading: Reading) -> int:
    stage = reading.outcome.stage
    return stage if stage else len(reading.industry.path) - 1


def _needed(reading: Reading, end: int) -> float | None:
    outcome, baselines = reading.outcome, reading.baselines
    if not outcome.is_on_path:
        return None
    if outcome.kind == "count" and outcome.target is not None:
        return math.ceil(outcome.target - (outcome.stock or 0))
    if outcome.kind == "money":
        return _customers_for_money(reading)
    volume = baselines.volumes.get(end)
    if outcome.kind == "count" and outcome.factor is not None and volume:
        return math.ceil(volume.value * outcome.factor)
    return None


def _customers_for_money(reading: Reading) -> float | None:
    """Return how many customers bring the amount, if amount and price speak of the same currency."""
    ticket, outcome = reading.baselines.ticket, reading.outcome
    today = _baseline_value(reading)
    amount = outcome.target
    if amount is None and outcome.factor is not None and today:
        amount = today[0] * outcome.factor
    if ticket is None or not amount:
        return None
    codes = set(re.findall(r"\b[A-Z]{3}\b", ticket.unit))
    if outcome.unit and codes and outcome.unit not in codes:
        return None
    yearly = bool(re.search(r"year|annual|/y", f"{ticket.label} {ticket.unit}", re.IGNORECASE))
    monthly = bool(re.search(r"month|/mo", f"{ticket.label} {ticket.unit}", re.IGNORECASE))
    if yearly and outcome.per == "month":
        return math.ceil(amount * 12 / ticket.value)
    if monthly and outcome.per == "year":
        return math.ceil(amount / (ticket.value * 12))
    return math.ceil(amount / ticket.value)


def _tops(
    reading: Reading, voice: Voice, rates: list[Rate], needed: float | None
) -> tuple[tuple[float, float, float], Literal["target", "today", "unit"], Basis, str]:
    if needed:
        products = [
            math.prod(values) for values in ([r.low for r in rates], [r.mid for r in rates], [r.high for r in rates])
        ]
        low, mid, high = (float(math.ceil(needed / product)) for product in products)
        if any(rate.basis == "assumption" for rate in rates):
            low, mid, high = _in_three_digits(low), _in_three_digits(mid), _in_three_digits(high)
        return (low, mid, high), "target", "computed", voice.phrase("path.worked_back")
    given = reading.baselines.volumes.get(0)
    if given:
        return (given.value, given.value, given.value), "today", "given", voice.phrase("path.given")
    unit = _UNIT_OF_ACCOUNT
    return (unit, unit, unit), "unit", "assumption", voice.phrase("path.account")


def _in_three_digits(count: float) -> float:
    """Return a large count rounded up: planning ranges give no reason to name it to the last one."""
    step = 10 ** (len(str(int(count))) - 3) if count >= _LARGE else 1
    return float(math.ceil(count / step) * step)


def _least_certain(rates: list[Rate]) -> int:
    return max(range(len(rates)), key=lambda index: (rates[index].high / rates[index].low, -index)) + 1

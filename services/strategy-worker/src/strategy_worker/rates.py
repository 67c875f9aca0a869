"""The rates along a path: the brief's own figures where it has them, planning ranges elsewhere.

Two counts with an uncounted step between them fix the product of the rates on the way. It is divided over the steps in
proportion to the ranges, so that whatever is computed across them rests on the brief's figures alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from documents.quantities import Basis
from strategy_worker.reading import numbers
from strategy_worker.reading.brief import Reading
from strategy_worker.wording import Voice, number


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of a step in three scenarios and what it rests on."""

    low: float
    mid: float
    high: float
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class _Count:
    """How many there are of a step, in which span of time."""

    value: float
    per: str | None


def rates(reading: Reading, voice: Voice, end: int) -> list[Rate]:
    """Return the rate of each step up to `end`, the first of them that into step 1."""
    between = _between(reading, voice, end)
    return [between.get(index) or _rate(reading, voice, index) for index in range(1, end + 1)]


def _rate(reading: Reading, voice: Voice, index: int) -> Rate:
    before, here = reading.baselines.volumes.get(index - 1), reading.baselines.volumes.get(index)
    if before and here and 0 < here.value <= before.value:
        return _fixed(here.value / before.value, "computed", voice.phrase("path.computed"))
    given = reading.baselines.rates.get(index)
    if given:
        return _fixed(given.value / 100, "given", voice.phrase("path.given"))
    step = reading.industry.path[index]
    if step.low is None or step.mid is None or step.high is None:
        raise ValueError(f"{reading.industry.id}: step {index} of the path has no rates")
    return Rate(step.low, step.mid, step.high, "assumption", voice.phrase("path.assumed"))


def _fixed(rate: float, basis: Basis, source: str) -> Rate:
    return Rate(rate, rate, rate, basis, source)


def _between(reading: Reading, voice: Voice, end: int) -> dict[int, Rate]:
    """Return the rates of steps that lie between two counts of the same span of time."""
    found: dict[int, Rate] = {}
    counts = _counts(reading, end)
    for (start, top), (stop, bottom) in pairwise(sorted(counts.items())):
        steps = range(start + 1, stop + 1)
        known = bool(set(steps) & reading.baselines.rates.keys())
        adjoining = len(steps) == 1 and stop in reading.baselines.volumes and start in reading.baselines.volumes
        if adjoining or known or top.per != bottom.per or not 0 < bottom.value <= top.value:
            continue
        mids = [reading.industry.path[index].mid or 1.0 for index in steps]
        factor = (bottom.value / top.value / math.prod(mids)) ** (1 / len(mids))
        shares = [mid * factor for mid in mids]
        if max(shares) > 1:
            continue
        source = voice.phrase("path.between", top=number(top.value), bottom=number(bottom.value))
        found.update(zip(steps, (_fixed(share, "computed", source) for share in shares), strict=True))
    return found


def _counts(reading: Reading, end: int) -> Mapping[int, _Count]:
    """Return the counts of the brief by step; where the outcome stands today is one of them."""
    found = {
        index: _Count(given.value, numbers.period(given.unit))
        for index, given in reading.baselines.volumes.items()
        if index <= end
    }
    outcome = reading.outcome
    if outcome.stock is not None and outcome.is_on_path and end not in found:
        found[end] = _Count(outcome.stock, outcome.per)
    return found

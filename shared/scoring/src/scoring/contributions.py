"""Where the points of a score come from and where the others went, in parts that add up.

The losses follow Aumann and Shapley: along the straight line from a perfect document to this one, each part is charged
with what its own decline costs. Unlike the gain of a single repair these amounts don't depend on an order and leave
nothing over. (R. J. Aumann and L. S. Shapley, Values of Non-Atomic Games, Princeton 1974.)
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from scoring import total
from scoring.model import Contribution, Dimension, Loss
from scoring.total import Parts

# Midpoints are enough: what the quadrature misses is spread in proportion afterwards.
_STEPS: Final = 16
SAFETY: Final = "compliance.failed"
CAP: Final = "user-evidence"


@dataclass(frozen=True, slots=True)
class _Factor:
    """A part of the score: a signal inside a dimension, the cap of one, or a gate on everything."""

    rule: str
    dimension: Dimension
    value: float
    weight: float = 0.0


def earned(parts: Parts, overall: int) -> tuple[Contribution, ...]:
    """Return what each dimension brings to the score; the amounts in tenths of points add up to it."""
    powers: dict[Dimension, float] = {
        name: weight * total.dimension(parts, name) ** total.EXPONENT for name, weight in total.WEIGHTS.items()
    }
    whole = math.fsum(powers.values())
    shares = [power / whole if whole else 0.0 for power in powers.values()]
    amounts = _tenths([share * overall for share in shares], overall)
    return tuple(Contribution(name, points) for name, points in zip(powers, amounts, strict=True))


def lost(parts: Parts, overall: int, *, failed: bool) -> tuple[Loss, ...]:
    """Return what each weak part takes away, the largest first; with the score they add up to 100."""
    factors = tuple(_factors(parts, failed=failed))
    raw = _attributed(factors)
    missing, found = 100 - overall, math.fsum(raw)
    amounts = _tenths([amount * missing / found if found else 0.0 for amount in raw], missing if found else 0)
    losses = [Loss(f.rule, f.dimension, points) for f, points in zip(factors, amounts, strict=True) if points > 0]
    return tuple(sorted(losses, key=lambda loss: (-loss.points, loss.rule)))


def _factors(parts: Parts, *, failed: bool) -> Sequence[_Factor]:
    found: list[_Factor] = []
    for name, signals in parts.signals.items():
        size = math.fsum(signal.weight for signal in signals)
        found += [_Factor(s.rule, name, s.value, s.weight / size) for s in signals]
        mean = total.weighted(signals)
        if name in parts.caps and mean > parts.caps[name]:
            found.append(_Factor(f"{name}.{CAP}", name, parts.caps[name] / mean))
    found += [_Factor(gate.rule, "overall", gate.value) for gate in parts.gates]
    whole = total.overall(parts)
    if failed and whole > total.CAP_AFTER_FAIL:
        found.append(_Factor(SAFETY, "compliance", total.CAP_AFTER_FAIL / whole))
    return found


def _attributed(factors: Sequence[_Factor]) -> list[float]:
    charged = [0.0] * len(factors)
    for step in range(_STEPS):
        way = (step + 0.5) / _STEPS
        values = [1.0 - way * (1.0 - factor.value) for factor in factors]
        for index, slope in enumerate(_slopes(factors, values)):
            charged[index] += slope * (1.0 - factors[index].value) / _STEPS
    return charged


def _slopes(factors: Sequence[_Factor], values: Sequence[float]) -> list[float]:
    """Return how the score changes with each part; inside the way no part is 0, so dividing by them is safe."""
    means: dict[Dimension, float] = dict.fromkeys(total.WEIGHTS, 0.0)
    caps: dict[Dimension, float] = dict.fromkeys(total.WEIGHTS, 1.0)
    product = 1.0
    for factor, value in zip(factors, values, strict=True):
        if factor.weight:
            means[factor.dimension] += factor.weight * value
        elif factor.dimension in caps:
            caps[factor.dimension] *= value
        else:
            product *= value
    whole = math.fsum(total.WEIGHTS.values())
    powers: dict[Dimension, float] = {
        name: total.WEIGHTS[name] / whole * (mean * caps[name]) ** total.EXPONENT for name, mean in means.items()
    }
    base = math.fsum(powers.values())
    score = 100 * base ** (1 / total.EXPONENT) * product
    return [_slope(factor, value, score, (powers, means), base) for factor, value in zip(factors, values, strict=True)]


def _slope(
    factor: _Factor,
    value: float,
    score: float,
    parts: tuple[Mapping[Dimension, float], Mapping[Dimension, float]],
    base: float,
) -> float:
    powers, means = parts
    if factor.weight:
        return score * powers[factor.dimension] / base * factor.weight / means[factor.dimension]
    if factor.dimension in powers:
        return score * powers[factor.dimension] / base / value
    return score / value


def _tenths(amounts: Sequence[float], whole: int) -> list[float]:
    """Round amounts to tenths so that they still add up: each takes the step that its running sum takes."""
    sums = [0.0]
    for amount in amounts:
        sums.append(sums[-1] + amount)
    ends = [round(10 * value) for value in sums]
    ends[-1] = 10 * whole
    return [max(0, after - before) / 10 for before, after in pairwise(ends)]

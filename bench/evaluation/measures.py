"""How well a score orders texts: rank correlations, equal-length pairs, and how far two raters agree.

No statistics library is locked, so these are the textbook formulas; the tests hold them to published examples.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the rank correlation of two series, ties at their mean rank; 0 when one of them is constant."""
    return pearson(ranks(one), ranks(other))


def partial_spearman(one: Sequence[float], other: Sequence[float], given: Sequence[float]) -> float:
    """Return the rank correlation of two series once a third is taken out of both."""
    direct, left, right = spearman(one, other), spearman(one, given), spearman(other, given)
    rest = math.sqrt((1 - left**2) * (1 - right**2))
    return (direct - left * right) / rest if rest else 0.0


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the linear correlation of two series of equal length."""
    first, second = math.fsum(one) / len(one), math.fsum(other) / len(other)
    product = math.fsum((x - first) * (y - second) for x, y in zip(one, other, strict=True))
    spread = math.sqrt(math.fsum((x - first) ** 2 for x in one) * math.fsum((y - second) ** 2 for y in other))
    return product / spread if spread else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1, equal values at the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for position in range(start, end + 1):
            found[order[position]] = (start + end) / 2 + 1
        start = end + 1
    return found


def interval_alpha(units: Sequence[Sequence[float]]) -> float:
    """Return Krippendorff's alpha of raters whose values have distances; units with one value don't count."""
    return _alpha(units, lambda one, other, _: (one - other) ** 2)


def ordinal_alpha(units: Sequence[Sequence[float]]) -> float:
    """Return Krippendorff's alpha of raters whose values have an order only."""
    return _alpha(units, _ordinal)


_Distance = Callable[[float, float, Counter[float]], float]


def _alpha(units: Sequence[Sequence[float]], distance: _Distance) -> float:
    pairable = [unit for unit in units if len(unit) > 1]
    counted = Counter(value for unit in pairable for value in unit)
    total = counted.total()
    observed = math.fsum(
        distance(one, other, counted) / (len(unit) - 1) for unit in pairable for one, other in permutations(unit, 2)
    )
    expected = math.fsum(
        counted[one] * counted[other] * distance(one, other, counted) for one in counted for other in counted
    )
    return 1 - (total - 1) * observed / expected if expected else 1.0


def _ordinal(one: float, other: float, counted: Counter[float]) -> float:
    low, high = sorted((one, other))
    between = sum(count for value, count in counted.items() if low <= value <= high)
    return (between - (counted[low] + counted[high]) / 2) ** 2

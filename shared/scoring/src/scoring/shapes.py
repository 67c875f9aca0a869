"""The curves that turn counts and shares into values from 0 to 1; all saturate, so that length earns nothing."""

import math
from collections.abc import Iterable


def ramp(value: float, zero: float, one: float) -> float:
    """Return 0 at `zero`, 1 at `one`, straight between and flat outside; `zero` may be the larger end."""
    return min(1.0, max(0.0, (value - zero) / (one - zero)))


def saturate(count: float, scale: float) -> float:
    """Return 1 - e^(-count/scale)."""
    return 1.0 - math.exp(-count / scale)


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 of nothing; exact summation keeps it the same in any order."""
    kept = list(values)
    return math.fsum(kept) / len(kept) if kept else 0.0


def best(values: Iterable[float], count: int) -> float:
    """Return the mean of the `count` largest values, missing ones counted as 0."""
    kept = sorted(values, reverse=True)[:count]
    return math.fsum(kept) / count

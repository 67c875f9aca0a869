"""A ring of shares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

RADIUS: Final = 42
_GAP: Final = 2.5


@dataclass(frozen=True, slots=True)
class Arc:
    """A share as the dash pattern of a circle with RADIUS: how long it is drawn, and where it begins."""

    key: str
    length: float
    rest: float
    offset: float


def donut(shares: Sequence[tuple[str, int]]) -> tuple[Arc, ...]:
    """Return an arc for each share that is more than nothing, beginning at the top, with a gap between them."""
    around = 2 * math.pi * RADIUS
    there = [(key, count) for key, count in shares if count > 0]
    total = sum(count for _, count in there)
    gap = _GAP if len(there) > 1 else 0
    arcs: list[Arc] = []
    begun = 0.0
    for key, count in there:
        length = max(count / total * around - gap, 0.5)
        arcs.append(Arc(key, round(length, 2), round(around - length, 2), round(-begun, 2)))
        begun += count / total * around
    return tuple(arcs)

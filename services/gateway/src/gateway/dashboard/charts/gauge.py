"""A ring that is filled as far as a score reaches."""

import math
from typing import Final

from gateway.dashboard.charts.donut import RADIUS, Arc

_AROUND: Final = 2 * math.pi * RADIUS
_LEAST: Final = 0.5


def gauge(score: float, low: float, high: float) -> tuple[Arc, ...]:
    """Return the arcs of where a score of 100 may lie and, over that, of the score itself."""
    spread = (_arc("range", low, high),) if high > low else ()
    return (*spread, _arc("score", 0, score))


def _arc(key: str, begin: float, end: float) -> Arc:
    first, last = (min(max(each, 0), 100) / 100 * _AROUND for each in (begin, end))
    length = max(last - first, _LEAST)
    return Arc(key, round(length, 2), round(_AROUND - length, 2), round(-first, 2))

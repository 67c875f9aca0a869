"""A score of 100 over time, with an axis for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 200
LEFT: Final = 34
_RIGHT: Final = 14
_TOP: Final = 12
_BOTTOM: Final = 26
_MOST: Final = 100
_STEPS: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in a box of WIDTH by HEIGHT, the lines between them, and where whole scores lie."""

    points: tuple[tuple[float, float], ...]
    line: str
    steps: tuple[tuple[int, float], ...]
    first: datetime
    last: datetime


def curve(values: Sequence[tuple[datetime, float | None]]) -> Curve | None:
    """Return the curve of scores in the order of time; one that is not known leaves a gap, and two are the least."""
    if sum(score is not None for _, score in values) < 2:
        return None
    begin, end = values[0][0], values[-1][0]
    span = (end - begin).total_seconds() or 1
    places = [
        None if score is None else (_across((moment - begin).total_seconds() / span), _up(score))
        for moment, score in values
    ]
    steps = tuple((step, _up(step)) for step in _STEPS)
    return Curve(tuple(place for place in places if place), _line(places), steps, begin, end)


def _across(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - _RIGHT), 1)


def _up(score: float) -> float:
    return round(HEIGHT - _BOTTOM - score / _MOST * (HEIGHT - _TOP - _BOTTOM), 1)


def _line(places: Sequence[tuple[float, float] | None]) -> str:
    drawn: list[str] = []
    is_apart = True
    for place in places:
        if place is not None:
            drawn.append(f"{'M' if is_apart else 'L'}{place[0]:g},{place[1]:g}")
        is_apart = place is None
    return "".join(drawn)

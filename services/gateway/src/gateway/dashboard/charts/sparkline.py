"""A small line without axes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 120
HEIGHT: Final = 32
_MARGIN: Final = 3


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Paths in a box of WIDTH by HEIGHT; a day without a value is a gap in the line. Nothing at all is no line."""

    line: str
    area: str
    last_x: float
    last_y: float


def sparkline(values: Sequence[float | None], *, floor: float | None = 0) -> Sparkline | None:
    """Return the line of these values, from the least of them or from `floor` if that is less."""
    known = [value for value in values if value is not None]
    if len(known) < 2 or not any(known):
        return None
    least = min(known) if floor is None else min([*known, floor])
    span = (max(known) - least) or 1
    step = (WIDTH - 2 * _MARGIN) / (len(values) - 1)
    points = [
        None
        if value is None
        else (
            round(_MARGIN + index * step, 1),
            round(HEIGHT - _MARGIN - (value - least) / span * (HEIGHT - 2 * _MARGIN), 1),
        )
        for index, value in enumerate(values)
    ]
    runs = list(_runs(points))
    last_x, last_y = runs[-1][-1]
    return Sparkline(" ".join(_path(run) for run in runs), " ".join(_closed(run) for run in runs), last_x, last_y)


def _runs(points: Iterable[tuple[float, float] | None]) -> Iterable[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _path(run: Sequence[tuple[float, float]]) -> str:
    # A lone point would be no line, so it gets a width.
    points = run if len(run) > 1 else [run[0], (run[0][0] + 0.1, run[0][1])]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points)


def _closed(run: Sequence[tuple[float, float]]) -> str:
    return f"{_path(run)}L{run[-1][0]:g},{HEIGHT}L{run[0][0]:g},{HEIGHT}Z"

"""Where the bars of a plan stand: a row for each milestone and each task, from the first day to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from exports.roadmaps.scale import Scale
from library.roadmaps.model import StoredMilestone, StoredRoadmap, StoredTask

WIDTH: Final = 1080
_LABELS: Final = 300
_RIGHT: Final = 20
_HEAD: Final = 30
_ROW: Final = 24
_BAR: Final = 12
_BETWEEN_LABELS: Final = 58


@dataclass(frozen=True, slots=True)
class Tick:
    """A line at the beginning of a day; only those with room for it have their day written."""

    x: float
    day: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from left to right."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone and the place of its end, or a task with its bar and that of the first plan, if it was another."""

    top: float
    milestone: StoredMilestone | None = None
    end: float | None = None
    task: StoredTask | None = None
    bar: Span | None = None
    first: Span | None = None


@dataclass(frozen=True, slots=True)
class Gantt:
    """The whole picture; `today` is nothing when it lies outside."""

    height: float
    ticks: tuple[Tick, ...]
    today: float | None
    rows: tuple[Row, ...]
    links: tuple[str, ...]


def gantt(roadmap: StoredRoadmap, today: date) -> Gantt:
    """Return the geometry; the template draws it."""
    days = [day for task in roadmap.tasks for day in (task.start_date, task.due_date, task.baseline_due)]
    days += [task.baseline_start_date or task.start_date for task in roadmap.tasks]
    first, last = min(days, default=roadmap.start_date), max(days, default=roadmap.end_date)
    scale = Scale(first, max(first, last), _LABELS, WIDTH - _LABELS - _RIGHT)
    rows = tuple(_rows(roadmap, scale))
    marked = scale.begin(today) if scale.first <= today <= scale.last else None
    return Gantt(_HEAD + len(rows) * _ROW + 6, tuple(_ticks(scale)), marked, rows, tuple(_links(roadmap, rows)))


def _ticks(scale: Scale) -> Iterator[Tick]:
    free_from = 0.0
    for tick in scale.ticks():
        x = scale.begin(tick.day)
        has_room = free_from <= x <= WIDTH - _BETWEEN_LABELS
        yield Tick(x, tick.day if has_room else None)
        free_from = x + _BETWEEN_LABELS if has_room else free_from


def _rows(roadmap: StoredRoadmap, scale: Scale) -> Iterator[Row]:
    top = float(_HEAD)
    for milestone in roadmap.milestones:
        yield Row(top, milestone, scale.end(milestone.due_date) if milestone.due_date else None)
        top += _ROW
        for task in milestone.tasks:
            bar = _span(scale, task.start_date, task.due_date)
            first = _span(scale, task.baseline_start_date or task.start_date, task.baseline_due)
            yield Row(top, task=task, bar=bar, first=None if first == bar else first)
            top += _ROW


def _span(scale: Scale, first: date, last: date) -> Span:
    left = scale.begin(first)
    return Span(left, max(scale.end(last) - left, 2))


def _links(roadmap: StoredRoadmap, rows: tuple[Row, ...]) -> Iterator[str]:
    """Lead the critical path from each of its tasks to the next one."""
    places = {row.task.id: (row.top + _ROW / 2, row.bar, row.task) for row in rows if row.task and row.bar}
    chain = [places[name] for name in roadmap.critical_path if name in places]
    for (y, bar, before), (to_y, to_bar, after) in pairwise(chain):
        x = round(bar.x + bar.width, 1)
        if before.id in after.depends_on and to_bar.x >= x - 1:
            # A task that begins where the other ends is met from above, not from inside its bar.
            way = f"H{x + 5} V{to_y} H{to_bar.x}" if to_bar.x > x + 5 else f"H{x + 3} V{to_y - _BAR / 2}"
            yield f"M{x},{y} {way}"

"""A roadmap as a Gantt chart in SVG, drawn here: no script, nothing from elsewhere, light or dark as the system.

A row for each milestone and each task; a bar from the first to the last day of work, a thinner one beneath it where the
first plan had other dates, lines between tasks of the critical path, a diamond where a milestone ends. In a plan for
several people each bar says whose it is.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

from exports.cleaning import line
from exports.roadmaps.scale import Scale
from library.roadmaps.model import StoredMilestone, StoredRoadmap, StoredTask

_WIDTH: Final = 1200
_LABELS: Final = 340
_RIGHT: Final = 24
_HEAD: Final = 76
_ROW: Final = 24
_FOOT: Final = 56
_BAR: Final = 12
# Of a bar, below the top of its row.
_MIDDLE: Final = _ROW / 2 - 1
_LABEL_CHARACTERS: Final = 46
_NAME_CHARACTERS: Final = 22
# Of the small type of names, in the broadest of the fonts that are asked for.
_CHARACTER: Final = 6.4
_GAP: Final = 10
# Of a label of the axis.
_DIGIT: Final = 7.2
_WIDE: Final = frozenset("WF")


def render(roadmap: StoredRoadmap, *, today: date) -> bytes:
    """Return the picture as UTF-8; `today` is marked when it lies within the plan."""
    chart = _Chart(roadmap, today)
    return ET.tostring(chart.drawn(), encoding="utf-8", xml_declaration=True)


class _Chart:
    def __init__(self, roadmap: StoredRoadmap, today: date) -> None:
        self._roadmap = roadmap
        self._today = today
        tasks = roadmap.tasks
        days = [day for task in tasks for day in (task.start_date, task.due_date, task.baseline_due)]
        days += [task.baseline_start_date or task.start_date for task in tasks]
        first, last = min(days, default=roadmap.start_date), max(days, default=roadmap.end_date)
        self._scale = Scale(first, last, _LABELS, _WIDTH - _LABELS - _RIGHT)
        rows = sum(1 + len(milestone.tasks) for milestone in roadmap.milestones)
        self._bottom = _HEAD + rows * _ROW
        self._tops = dict(_tops(roadmap))
        self._names_people = len({task.assignee for task in tasks if task.assignee}) > 1

    def drawn(self) -> ET.Element:
        height = self._bottom + _FOOT
        names = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "title about"}
        svg = ET.Element(
            "svg", names | {"viewBox": f"0 0 {_WIDTH} {height}", "width": str(_WIDTH), "height": str(height)}
        )
        title, about = self._words()
        _text(ET.SubElement(svg, "title", id="title"), title)
        _text(ET.SubElement(svg, "desc", id="about"), about)
        _text(ET.SubElement(svg, "style"), _style())
        _box(svg, 0, 0, _WIDTH, height, "back")
        _label(svg, 16, 28, title, "title")
        _label(svg, 16, 48, about, "soft")
        self._axis(svg)
        # Before the bars, so that a line passes behind those in between.
        self._links(svg)
        self._rows(svg)
        self._legend(svg)
        return svg

    def _words(self) -> tuple[str, str]:
        roadmap = self._roadmap
        slip = roadmap.slippage.days if roadmap.slippage else 0
        moved = f", {abs(slip)} days {'later' if slip > 0 else 'earlier'} than first planned" if slip else ""
        about = (
            f"{_day(roadmap.start_date)} to {_day(roadmap.end_date)}{moved}; {len(roadmap.tasks)} tasks,"
            f" {roadmap.overall_progress} % done"
        )
        return f"{line(roadmap.template_name)}: roadmap", about

    def _axis(self, svg: ET.Element) -> None:
        for tick in self._scale.ticks():
            x = self._scale.begin(tick.day)
            _line(svg, (x, _HEAD - 8), (x, self._bottom), "grid")
            # The last one may begin so late that it would be cut.
            if x + 3 + _DIGIT * len(tick.label) <= _WIDTH:
                _label(svg, x + 3, _HEAD - 10, tick.label, "soft")
        if self._scale.first <= self._today <= self._scale.last:
            x = self._scale.begin(self._today)
            _line(svg, (x, _HEAD - 8), (x, self._bottom + 4), "today")
            _label(svg, x, self._bottom + 15, "today", "now")

    def _rows(self, svg: ET.Element) -> None:
        y = float(_HEAD)
        for milestone in self._roadmap.milestones:
            self._milestone(svg, milestone, y)
            for task in milestone.tasks:
                self._task(svg, task, self._tops[task.id])
            y += _ROW * (1 + len(milestone.tasks))

    def _milestone(self, svg: ET.Element, milestone: StoredMilestone, y: float) -> None:
        _line(svg, (0, y), (_WIDTH, y), "grid")
        _label(svg, 16, y + 16, _short(milestone.title), "group")
        if milestone.due_date:
            x, middle = self._scale.end(milestone.due_date), y + _ROW / 2
            points = f"{x},{middle - 6} {x + 6},{middle} {x},{middle + 6} {x - 6},{middle}"
            mark = ET.SubElement(svg, "polygon", {"points": points, "class": "milestone"})
            _text(ET.SubElement(mark, "title"), f"{line(milestone.title)}: {_day(milestone.due_date)}")

    def _task(self, svg: ET.Element, task: StoredTask, y: float) -> None:
        scale = self._scale
        _label(svg, 28, y + 16, _short(task.title), "")
        left, right = scale.begin(task.start_date), scale.end(task.due_date)
        top = y + (_ROW - _BAR) / 2 - 1
        look = f"{task.status} critical" if task.critical else task.status
        bar = _box(svg, left, top, max(right - left, 2), _BAR, look)
        _text(ET.SubElement(bar, "title"), _tooltip(task))
        first, last = task.baseline_start_date or task.start_date, task.baseline_due
        if (first, last) != (task.start_date, task.due_date):
            _box(svg, scale.begin(first), top + _BAR + 2, max(scale.end(last) - scale.begin(first), 2), 3, "was")
        if self._names_people and task.assignee:
            name = _short(task.assignee, _NAME_CHARACTERS)
            is_right = right + _GAP + _CHARACTER * len(name) <= _WIDTH
            x, look = (right + _GAP, "who") if is_right else (left - _GAP, "who before")
            _label(svg, x, y + 15, name, look)

    def _links(self, svg: ET.Element) -> None:
        """Draw the critical path from each of its tasks to the next one."""
        tasks = {task.id: task for task in self._roadmap.tasks}
        chain = [tasks[name] for name in self._roadmap.critical_path if name in tasks]
        for before, after in pairwise(chain):
            x, y = self._scale.end(before.due_date), self._tops[before.id] + _MIDDLE
            to_x, to_y = self._scale.begin(after.start_date), self._tops[after.id] + _MIDDLE
            if to_x >= x - 1 and before.id in after.depends_on:
                # A task that begins where the other ends is met from above, not from inside its bar.
                way = f"H{x + 5} V{to_y} H{to_x}" if to_x > x + 5 else f"H{x + 3} V{to_y - _BAR / 2}"
                ET.SubElement(svg, "path", {"d": f"M{x},{y} {way}", "class": "link"})

    def _legend(self, svg: ET.Element) -> None:
        x, y = float(_LABELS), self._bottom + 36
        for look, words in _LEGEND:
            _box(svg, x, y - 9, 18, 10 if look != "was" else 3, look)
            _label(svg, x + 24, y, words, "soft")
            x += 40 + 7 * len(words)


_LEGEND: Final = (
    ("pending", "planned"),
    ("in_progress", "under way"),
    ("completed", "completed"),
    ("pending critical", "critical path"),
    ("was", "as first planned"),
)


@cache
def _style() -> str:
    return files("exports.roadmaps").joinpath("gantt.css").read_text(encoding="utf-8")


def _tooltip(task: StoredTask) -> str:
    who = line(task.assignee) if task.assignee else "nobody yet"
    days = f"{_day(task.start_date)} to {_day(task.due_date)}"
    return f"{line(task.title)}: {days}, {task.estimated_hours:g} h, {who}, {task.status.replace('_', ' ')}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _tops(roadmap: StoredRoadmap) -> Iterator[tuple[str, float]]:
    """Yield each task with where its row begins."""
    y = _HEAD
    for milestone in roadmap.milestones:
        for number, task in enumerate(milestone.tasks, start=1):
            yield task.id, float(y + number * _ROW)
        y += _ROW * (1 + len(milestone.tasks))


def _short(text: str, room: int = _LABEL_CHARACTERS) -> str:
    """Cut a label where there is no more room for it; letters of the far east take two places."""
    shown = ""
    for character in line(text):
        room -= 2 if unicodedata.east_asian_width(character) in _WIDE else 1
        if room < 1:
            return f"{shown.rstrip()}…"
        shown += character
    return shown


def _text(element: ET.Element, text: str) -> None:
    element.text = text


def _label(parent: ET.Element, x: float, y: float, text: str, look: str) -> None:
    _text(ET.SubElement(parent, "text", {"x": f"{x:g}", "y": f"{y:g}", "class": look}), text)


def _box(parent: ET.Element, x: float, y: float, width: float, height: float, look: str) -> ET.Element:  # noqa: PLR0913, PLR0917
    place = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}", "rx": "2", "class": look}
    return ET.SubElement(parent, "rect", place)


def _line(parent: ET.Element, start: tuple[float, float], end: tuple[float, float], look: str) -> None:
    places = {"x1": f"{start[0]:g}", "y1": f"{start[1]:g}", "x2": f"{end[0]:g}", "y2": f"{end[1]:g}", "class": look}
    ET.SubElement(parent, "line", places)

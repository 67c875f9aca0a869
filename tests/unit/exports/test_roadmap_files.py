"""A roadmap as files: read back by programs that are not ours, and hostile words stay words in each of them."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from exports import process
from exports.order import Order
from exports.roadmap import Roadmap
from exports.roadmaps.files import TextFormat, render
from exports.roadmaps.scale import Scale

# It has no types.
vobject: Any = import_module("vobject")
_CHANGED = datetime(2026, 12, 9, 8, 30, tzinfo=UTC)
_TODAY = date(2026, 12, 9)
_HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "  -2+3",
    "<script>alert(1)</script>",
    "]]><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![](http://evil.example/x.png)",
    "# heading | cell | `code` ***",
    "line one\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:forged",
    'semicolon; comma, back\\slash "quote"',
    "\u202egnp.exe \u2066 \ufeff",
    "ü漢字🙂 عربى",
    "x" * 3000,
)


def _task(task_id: str, title: str, first: date, days: int, **more: Any) -> dict[str, Any]:
    return {
        "id": task_id, "title": title, "description": title, "startDate": str(first),
        "dueDate": str(first + timedelta(days=days)), "estimatedHours": 4.5, "assignee": None, "dependsOn": [],
        "slackDays": 1, "critical": False, "status": "pending", "priority": "high", "successCriteria": [title, "b"],
        "deliverable": title, "evidence": [title], **more,
    }  # fmt: skip


def _roadmap(*tasks: dict[str, Any], **more: Any) -> Roadmap:
    days = [task["dueDate"] for task in tasks] or ["2026-11-30"]
    result = {
        "roadmapId": "019abf31-22bb-7c41-9d00-4f5a6b7c8d9e", "templateId": "lp-1", "templateName": "Landing page",
        "startDate": "2026-11-30", "endDate": max(days), "totalDuration": 2.0, "overallProgress": 12,
        "criticalPath": [task["id"] for task in tasks if task["critical"]],
        "milestones": [
            {"id": "m", "title": "Foundation", "week": 1, "tasks": list(tasks), "objectives": ["Know"],
             "successMetrics": ["Known"], "startDate": "2026-11-30", "dueDate": max(days)}
        ], **more,
    }  # fmt: skip
    return Roadmap(json.dumps(result), 3, _CHANGED)


def _hostile() -> Roadmap:
    tasks = [_task(f"t{n}", text, date(2026, 11, 30), n, assignee=text[:100]) for n, text in enumerate(_HOSTILE)]
    return _roadmap(*tasks)


def test_a_spreadsheet_reads_every_task_and_computes_nothing() -> None:
    text = render(_hostile(), "csv", today=_TODAY).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["Id"] for row in rows] == [f"t{n}" for n in range(len(_HOSTILE))]
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "@", "-"}]
    assert rows[0]["Task"] == "'" + _HOSTILE[0]
    assert (rows[5]["Start"], rows[5]["Due"], rows[5]["Estimated hours"]) == ("2026-11-30", "2026-12-05", "4.5")
    assert rows[0]["Success criteria"].endswith("\nb")


def test_a_calendar_program_of_another_make_reads_whole_days_and_no_forged_event() -> None:
    text = render(_hostile(), "ics", today=_TODAY).decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: Any = vobject.readOne(text)
    events = {event.uid.value: event for event in found.vevent_list}
    assert len(events) == len(_HOSTILE) + 1
    event = events["t8@019abf31-22bb-7c41-9d00-4f5a6b7c8d9e.convex.invalid"]
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 11, 30), date(2026, 12, 9))
    forged = "line one END:VEVENT BEGIN:VEVENT SUMMARY:forged"
    assert event.summary.value == f"{forged} ({forged})"
    assert event.sequence.value == "3"
    assert event.dtstamp.value == _CHANGED
    assert (
        events["t9@019abf31-22bb-7c41-9d00-4f5a6b7c8d9e.convex.invalid"].summary.value
        == f"{_HOSTILE[9]} ({_HOSTILE[9]})"
    )


def test_ids_stay_from_plan_to_plan_so_that_an_import_moves_what_is_there() -> None:
    def uids(*days: int) -> list[str]:
        made = _roadmap(*(_task(f"t{n}", "T", date(2026, 11, 30), day) for n, day in enumerate(days)))
        text = render(made, "ics", today=_TODAY).decode()
        return [line for line in text.split("\r\n") if line.startswith("UID:")]

    assert uids(1, 2, 3) == uids(4, 9, 30)


def test_the_picture_is_one_document_without_script_or_anything_from_elsewhere() -> None:
    root = ET.fromstring(render(_hostile(), "svg", today=_TODAY))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "title", "desc", "style", "rect", "line", "text", "polygon"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}
    (style,) = [element.text for element in root.iter() if element.tag.endswith("style")]
    assert style is not None
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("task", "left", "right"),
    [
        (_task("a", "A", date(2026, 11, 30), 0), 340.0, 340.0 + 836 / 10),
        (_task("a", "A", date(2026, 12, 1), 8), 340.0 + 836 / 10, 1176.0),
    ],
)
def test_a_bar_stands_where_its_days_are(task: dict[str, Any], left: float, right: float) -> None:
    frame = _task("frame", "F", date(2026, 11, 30), 9)
    root = ET.fromstring(render(_roadmap(frame, task), "svg", today=_TODAY))
    bars = [box for box in root.iter("{http://www.w3.org/2000/svg}rect") if box.attrib["class"] == "pending"]
    bar = bars[1].attrib
    assert float(bar["x"]) == pytest.approx(left, abs=0.1)
    assert float(bar["x"]) + float(bar["width"]) == pytest.approx(right, abs=0.2)


def test_the_critical_path_is_drawn_and_the_first_plan_shown_where_it_differs() -> None:
    first = _task(
        "a", "A", date(2026, 11, 30), 2, critical=True, baselineStartDate="2026-11-30", baselineDueDate="2026-12-01"
    )
    second = _task("b", "B", date(2026, 12, 7), 2, critical=True, dependsOn=["a"])
    text = render(_roadmap(first, second), "svg", today=_TODAY).decode()
    assert text.count('class="link"') == 1
    assert text.count('class="was"') == 2  # one in the legend
    assert "today" in {element.attrib.get("class") for element in ET.fromstring(text.encode()).iter()}


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (20, ["30 Nov", "7 Dec", "14 Dec"]),
        (200, ["Dec 2026", "Jan 2027", "Feb", "Mar", "Apr", "May", "Jun"]),
        (800, ["Jan 2027", "Apr", "Jul", "Oct", "Jan 2028", "Apr", "Jul", "Oct", "Jan 2029"]),
    ],
)
def test_the_line_is_marked_by_what_can_be_read(days: int, labels: list[str]) -> None:
    first = date(2026, 11, 30)
    scale = Scale(first, first + timedelta(days=days - 1), 0, 100)
    assert [tick.label for tick in scale.ticks()] == labels


def test_markdown_says_everything_and_nothing_in_it_is_a_mark_of_a_strangers() -> None:
    risk = {"risk": "Late <b>", "severity": "high", "evidence": "e", "earlySign": "s", "response": "r"}
    budget = {"amount": 1000, "currency": "EUR", "basis": "Assumed.", "lines": [{"title": "Copy", "amount": 999.5}]}
    tasks = [_task(f"t{n}", text, date(2026, 11, 30), n) for n, text in enumerate(_HOSTILE)]
    text = render(_roadmap(*tasks, riskFactors=[risk], budget=budget), "md", today=_TODAY).decode()
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "evil.example" in page
    assert "999.50 EUR" in page
    assert page.count("<h1>") == 1
    for heading in ("Milestones", "Foundation", "Risks and their early signs", "Budget"):
        assert f"<h2>{heading}</h2>" in page


@pytest.mark.parametrize("kind", ["html", "docx", "md"])
def test_the_documents_of_a_hostile_roadmap_are_made(kind: Any) -> None:
    made = process.render(Order(kind, _hostile()))
    assert len(made) > 5000
    if kind == "html":
        assert b"<script>alert" not in made
        assert b"onerror=alert(1)&gt;" in made


@pytest.mark.parametrize("kind", get_args(TextFormat))
def test_an_old_and_an_empty_roadmap_can_be_handed_over(kind: TextFormat) -> None:
    old = json.dumps(
        {"roadmapId": "r", "startDate": "2026-11-30", "endDate": "2026-12-04", "totalDuration": 0.7, "milestones": []}
    )
    assert render(Roadmap(old, 1, _CHANGED), kind, today=_TODAY)

"""A roadmap as whoever has to follow it reads it: whose the work is, what comes next, and days in words."""

import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from exports.roadmap import Roadmap
from exports.roadmaps.files import TextFormat, render
from exports.roadmaps.wording import dated

_TODAY = date(2026, 12, 9)
_SVG = "{http://www.w3.org/2000/svg}"


def _task(task_id: str, first: str, due: str, assignee: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": task_id, "title": f"Do {task_id}", "startDate": first, "dueDate": due, "estimatedHours": 4,
        "assignee": assignee, **more,
    }  # fmt: skip


_TASKS = (
    _task("a", "2026-11-30", "2026-12-01", "Ada", status="completed", critical=True),
    _task("b", "2026-12-09", "2026-12-11", "Ada", critical=True, dependsOn=["a"]),
    _task("c", "2026-12-09", "2026-12-10", "Ada", status="in_progress", remainingHours=2.5),
    _task("d", "2026-12-14", "2026-12-18", "Grace"),
)


def _shown(kind: TextFormat, *tasks: dict[str, Any], **more: Any) -> str:
    result = {
        "roadmapId": "r", "templateName": "Plan", "startDate": "2026-11-30", "endDate": "2026-12-18",
        "totalDuration": 2.7, "criticalPath": ["a", "b"],
        "milestones": [
            {"id": "late", "title": "Late", "week": 1, "dueDate": "2026-12-18", "tasks": tasks[2:]},
            {"id": "soon", "title": "Soon", "week": 1, "dueDate": "2026-12-11", "tasks": tasks[:2]},
        ], **more,
    }  # fmt: skip
    return render(Roadmap(json.dumps(result), 1, datetime(2026, 12, 9, tzinfo=UTC)), kind, today=_TODAY).decode()


def test_each_person_sees_what_is_left_and_what_comes_next() -> None:
    text = _shown("md", *_TASKS)
    assert "| Ada | 2 | 6.5 | 9 December 2026 | 11 December 2026 | Do c |" in text
    assert "| Grace | 1 | 4 | 14 December 2026 | 18 December 2026 | Do d |" in text


def test_milestones_come_in_the_order_of_their_days_with_the_weeks_of_now() -> None:
    text = _shown("md", *_TASKS)
    assert text.index("| 2 | Soon | 11 December 2026 |") < text.index("| 3 | Late | 18 December 2026 |")


def test_states_are_shown_once_somebody_has_begun() -> None:
    pending = [task | {"status": "pending"} for task in _TASKS]
    assert "State" not in _shown("md", *pending)
    assert "| under way |" in _shown("md", *_TASKS)


def test_risks_of_a_plan_made_anew_say_that_they_are_of_the_first() -> None:
    risk = {"risk": "Late", "severity": "high", "earlySign": "Nothing by 2026-12-04.", "response": "Ask."}
    slippage = {"days": 3, "baselineEndDate": "2026-12-15", "replans": 2}
    text = _shown("md", *_TASKS, riskFactors=[risk], slippage=slippage)
    assert "Nothing by 4 December 2026." in text
    assert "3 days later (first planned to end on 15 December 2026, planned anew twice)" in text
    assert "their dates are those of that plan" in text
    assert "their dates are those of that plan" not in _shown("md", *_TASKS, riskFactors=[risk])


def test_what_is_left_behind_is_not_said_twice() -> None:
    alike = _task("e", "2026-12-14", "2026-12-18", None, deliverable="A list", successCriteria=["A list"])
    assert _shown("md", alike).count("A list") == 1
    assert "**Leaves behind:** A sheet" in _shown("md", alike | {"deliverable": "A sheet"})


@pytest.mark.parametrize("text", ["2026-02-30", "12026-01-01x", "1-2-3", "no date", ""])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert dated(text) == text


def test_bars_say_whose_they_are_only_where_there_are_several_people() -> None:
    def names(*tasks: dict[str, Any]) -> list[str | None]:
        root = ET.fromstring(_shown("svg", *tasks))
        return [text.text for text in root.iter(f"{_SVG}text") if text.attrib["class"].startswith("who")]

    assert sorted(filter(None, names(*_TASKS))) == ["Ada", "Ada", "Ada", "Grace"]
    assert names(*(task | {"assignee": "Ada"} for task in _TASKS)) == []


def test_a_name_without_room_on_the_right_stands_on_the_left() -> None:
    root = ET.fromstring(_shown("svg", *_TASKS))
    (last,) = [text for text in root.iter(f"{_SVG}text") if text.text == "Grace"]
    assert last.attrib["class"] == "who before"
    assert float(last.attrib["x"]) < 1176 - 836 * 5 / 19


def test_a_day_whose_label_would_be_cut_has_a_line_only() -> None:
    last = _task("z", "2027-02-22", "2027-02-22", None)
    root = ET.fromstring(_shown("svg", *_TASKS, last))
    labels = {text.text: float(text.attrib["x"]) for text in root.iter(f"{_SVG}text")}
    assert "15 Feb" in labels
    assert "22 Feb" not in labels


def test_lines_pass_behind_bars() -> None:
    looks = [element.attrib.get("class", "") for element in ET.fromstring(_shown("svg", *_TASKS)).iter()]
    assert looks.index("link") < looks.index("completed critical")


def test_a_shared_calendar_says_whose_it_is() -> None:
    text = _shown("ics", *_TASKS).replace("\r\n ", "")
    assert "SUMMARY:✓ Do a (Ada)\r\n" in text
    assert "DESCRIPTION:Under way\\, 4 h\\, Ada." in text

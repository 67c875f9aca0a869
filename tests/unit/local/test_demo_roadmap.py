"""The demo's roadmap is worth reading: dates, people, what decides the end, how sure it is, the first risk."""

from deploy.local.demo_client import Finished
from deploy.local.demo_report import WIDTH
from deploy.local.demo_roadmap import roadmap


def _task(name: str, *, critical: bool, title: str = "") -> dict[str, object]:
    return {
        "id": name,
        "title": title or f"Do {name}",
        "startDate": "2026-12-01",
        "dueDate": "2026-12-12",
        "estimatedHours": 2.5,
        "critical": critical,
        "slackDays": 0 if critical else 3,
        "assignee": "Ines",
    }


_TASKS = [_task("a", critical=True), _task("b", critical=False), _task("c", critical=False, title="Long " * 40)]
_RESULT: dict[str, object] = {
    "templateName": "Page",
    "startDate": "2026-12-01",
    "endDate": "2026-12-20",
    "totalDuration": 2.9,
    "milestones": [{"title": "Ready", "week": 2, "dueDate": "2026-12-12", "tasks": _TASKS}],
    "criticalPath": ["a"],
}
_MORE: dict[str, object] = {
    "capacity": {"people": [{"name": "Ines", "hoursPerWeek": 20.0}, {"name": None, "hoursPerWeek": 8.0}]},
    "finish": {"p50": "2026-12-22", "p90": "2027-01-04", "samples": 2000},
    "deadline": {"date": "2026-12-24", "met": True, "spareDays": 4, "lateByDays": 0},
    "budget": {"amount": 4000.0, "currency": "EUR", "lines": [{"title": "Copy", "amount": 4000.0}]},
    "riskFactors": [
        {"risk": "Late", "evidence": "Of this.", "earlySign": "Nothing by then.", "response": "Ask."},
        {"risk": "Later", "evidence": "-", "earlySign": "-", "response": "-"},
    ],
}


def _shown(**more: object) -> list[str]:
    return "\n".join(roadmap(Finished(_RESULT | more, 0.05))).splitlines()


def test_tasks_have_days_people_and_hours_and_the_critical_ones_a_mark() -> None:
    lines = _shown()
    assert "Tue 1 Dec 2026 → Sun 20 Dec 2026, 2.9 weeks; 3 tasks, 7.5 h" in lines
    assert "Ready (week 2, by Sat 12 Dec 2026)" in lines
    assert "  ●  1 Dec – 12 Dec Ines       Do a (2.5 h)" in lines
    assert "     1 Dec – 12 Dec Ines       Do b (2.5 h, 3 days of slack)" in lines
    assert lines[-2:] == ["● The critical path, of which each lost day moves the end (1):", "  Do a"]
    assert max(map(len, lines)) == WIDTH
    assert any(line.endswith("… (2.5 h, 3 days of slack)") for line in lines)


def test_it_says_how_sure_the_end_is_and_what_threatens_it_first() -> None:
    lines = _shown(**_MORE)
    assert "Ines 20 h a week, one person 8 h a week" in lines
    assert "     P50     Tue 22 Dec 2026: half of 2,000 simulated plans end by then" in lines
    assert "     P90     Mon 4 Jan 2027: nine of ten do; the day to tell others" in lines
    assert "     wanted  Thu 24 Dec 2026: met with 4 days to spare" in lines
    assert "      4,000  Copy" in lines
    assert "The first of 2 risks found in this plan: Late" in lines
    assert "     sign    Nothing by then." in lines


def test_a_deadline_that_is_missed_says_by_how_much() -> None:
    missed = {"date": "2026-12-18", "met": False, "spareDays": 0, "lateByDays": 2}
    assert "     wanted  Fri 18 Dec 2026: missed by 2 days" in _shown(deadline=missed)

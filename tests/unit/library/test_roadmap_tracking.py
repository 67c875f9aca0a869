"""Progress and slippage follow from the tasks, whatever is told in whatever order."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.roadmaps.model import StoredRoadmap, StoredTask, stored_text
from library.roadmaps.tracking import open_predecessors, progress, replaced, rolled_up, told

_START = date(2026, 11, 30)
_TODAY = date(2026, 12, 9)


def _task(task_id: str, hours: float = 4, **more: Any) -> dict[str, Any]:
    dates = {"startDate": str(_START), "dueDate": str(_START + timedelta(days=3))}
    return {"id": task_id, "title": task_id, "estimatedHours": hours, "assignee": None, **dates, **more}


def _roadmap(*milestones: list[dict[str, Any]]) -> StoredRoadmap:
    return StoredRoadmap.model_validate(
        {
            "roadmapId": "r",
            "startDate": str(_START),
            "endDate": str(_START + timedelta(days=3)),
            "totalDuration": 0.6,
            "milestones": [
                {"id": f"m{number}", "title": "M", "tasks": tasks, "week": 1} for number, tasks in enumerate(milestones)
            ],
            "riskFactors": [{"kept": "as it is"}],
        }
    )


def _find(roadmap: StoredRoadmap, task_id: str) -> StoredTask:
    return next(task for task in roadmap.tasks if task.id == task_id)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"status": "pending"}, 0),
        ({"status": "in_progress"}, 0),
        ({"status": "in_progress", "actual_hours": 1.0}, 25),
        ({"status": "in_progress", "actual_hours": 1.0, "remaining_hours": 1.0}, 50),
        ({"status": "in_progress", "actual_hours": 9.0}, 95),
        ({"status": "pending", "actual_hours": 4.0}, 0),
        ({"status": "completed"}, 100),
    ],
)
def test_progress_counts_hours_done_of_all_hours(said: dict[str, Any], expected: int) -> None:
    task = told(_find(_roadmap([_task("a")]), "a"), said, _TODAY)
    assert progress([task]) == expected


def test_progress_is_never_complete_before_every_task_is() -> None:
    roadmap = _roadmap([_task("large", 9999), _task("small", 0.5)])
    done = told(_find(roadmap, "large"), {"status": "completed"}, _TODAY)
    assert replaced(roadmap, done).roadmap.overall_progress == 99
    free = _roadmap([_task("a"), _task("nothing", 0)])
    assert replaced(free, told(_find(free, "a"), {"status": "completed"}, _TODAY)).roadmap.overall_progress == 99


def test_a_change_reaches_its_milestone_and_the_whole_and_leaves_the_rest_as_it_was() -> None:
    roadmap = _roadmap([_task("a"), _task("b")], [_task("c", 8, dependsOn=["a", "b"])])
    after = replaced(roadmap, told(_find(roadmap, "a"), {"status": "completed"}, _TODAY))
    assert (after.milestone.id, after.milestone.completion_percentage, after.roadmap.overall_progress) == ("m0", 50, 25)
    assert open_predecessors(after.roadmap, _find(after.roadmap, "c")) == ("b",)
    assert (after.task.started_on, after.task.completed_on) == (_START, _TODAY)
    dumped = json.loads(stored_text(after.roadmap))
    assert dumped["riskFactors"] == [{"kept": "as it is"}]
    assert dumped["milestones"][1]["week"] == 1


def test_a_task_taken_back_has_neither_begun_nor_ended() -> None:
    task = _find(_roadmap([_task("a")]), "a")
    for status in ("completed", "in_progress", "pending"):
        task = told(task, {"status": status}, _TODAY)
    assert (task.started_on, task.completed_on) == (None, None)


def test_a_roadmap_of_before_tracking_keeps_its_dates_as_the_first_plans() -> None:
    roadmap = _roadmap([_task("a")])
    moved = told(_find(roadmap, "a"), {"due_date": _START + timedelta(days=13)}, _TODAY)
    after = replaced(roadmap, moved)
    assert after.task.baseline_due_date == _START + timedelta(days=3)
    assert after.task.slip_days == 10
    assert after.roadmap.slippage is not None
    assert (after.roadmap.slippage.days, after.roadmap.end_date) == (10, _START + timedelta(days=13))


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["pending", "in_progress", "completed"])), max_size=12))
def test_the_same_told_in_steps_or_at_once_comes_to_the_same(steps: list[tuple[int, str]]) -> None:
    roadmap = _roadmap([_task(f"t{number}", number + 1) for number in range(5)])
    step_by_step, last = roadmap, dict[int, str]()
    for number, status in steps:
        task = told(_find(step_by_step, f"t{number}"), {"status": status}, _TODAY)
        step_by_step = replaced(step_by_step, task).roadmap
        last[number] = status
    at_once = rolled_up(
        roadmap, {f"t{n}": told(_find(roadmap, f"t{n}"), {"status": s}, _TODAY) for n, s in last.items()}
    )
    assert step_by_step.overall_progress == at_once.overall_progress
    assert StoredRoadmap.model_validate_json(stored_text(step_by_step)) == step_by_step


@pytest.mark.parametrize("status", ["pending", "in_progress"])
def test_what_was_completed_by_mistake_is_to_be_done_again(status: str) -> None:
    task = _find(_roadmap([_task("a")]), "a")
    done = told(task, {"status": "completed", "actual_hours": 1.0}, _TODAY)
    again = told(done, {"status": status}, _TODAY)
    assert (again.remaining_hours, again.hours_left) == (None, 3.0)
    told_so = told(done, {"status": status, "remaining_hours": 0.5}, _TODAY)
    assert told_so.hours_left == 0.5


def test_the_week_of_a_milestone_follows_its_dates() -> None:
    roadmap = _roadmap([_task("a")], [_task("b")])
    late = told(_find(roadmap, "b"), {"due_date": _START + timedelta(days=15)}, _TODAY)
    assert [one.week for one in replaced(roadmap, late).roadmap.milestones] == [1, 3]

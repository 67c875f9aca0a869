"""A replan after what people do by mistake or late: dates stay in order, names stay, and what can't be is said."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from library.roadmaps.model import StoredRoadmap
from library.roadmaps.tracking import replaced, told
from roadmap_worker.plan import make_plan
from roadmap_worker.replan import merged, replan
from roadmap_worker.replanning import _make  # pyright: ignore[reportPrivateUsage] - what a job does between its reads
from roadmap_worker.repository import FoundRoadmap
from roadmap_worker.result import result
from shared.contracts.requests import ReplanRequest, RoadmapRequest
from shared.errors import PermanentError
from shared.ids import new_id
from support_roadmap.tasks import request

_START = date(2026, 11, 30)


def _wanted(**changes: Any) -> RoadmapRequest:
    return request("landing_page", start_date=_START, **changes)


def _stored(wanted: RoadmapRequest) -> StoredRoadmap:
    return StoredRoadmap.model_validate(json.loads(json.dumps(result(make_plan(wanted, _START), new_id()))))


def _tell(roadmap: StoredRoadmap, number: int, today: date, **said: Any) -> StoredRoadmap:
    return replaced(roadmap, told(roadmap.tasks[number], said, today)).roadmap


def _job(roadmap: StoredRoadmap, wanted: RoadmapRequest, **said: Any) -> dict[str, Any]:
    found = FoundRoadmap(roadmap, 1, wanted.model_dump_json(by_alias=True, exclude_unset=True))
    return _make(found, ReplanRequest(roadmap_id=new_id(), **said), _START).result


def test_a_plan_from_before_a_task_was_begun_ends_it_no_sooner() -> None:
    wanted, begun = _wanted(), _START + timedelta(days=42)
    stored = _tell(_stored(wanted), 0, begun, status="in_progress")
    after = replan(stored, wanted, _START).roadmap
    assert (after.tasks[0].start_date, after.tasks[0].due_date) == (begun, begun)
    assert all(task.start_date <= task.due_date for task in after.tasks)
    following = [task for task in after.tasks if after.tasks[0].id in task.depends_on]
    assert following
    assert all(task.start_date >= begun for task in following)


def test_where_the_plan_names_nobody_who_was_named_by_hand_stays() -> None:
    wanted = _wanted()
    stored = _tell(_stored(wanted), 0, _START, assignee="Ana", assigned_by_hand=True)
    after = replan(stored, wanted, _START).roadmap
    assert [task.assignee for task in after.tasks[:2]] == ["Ana", None]


def test_who_takes_over_was_not_named_by_hand() -> None:
    wanted = _wanted(team=({"name": "Ada", "hoursPerWeek": 20},))
    stored = _tell(_stored(wanted), 0, _START, assignee="Ada", assigned_by_hand=True)
    others = merged(wanted, ReplanRequest.model_validate(
        {"roadmapId": str(new_id()), "team": [{"name": "Zoe", "hoursPerWeek": 20}]}
    ))  # fmt: skip
    after = replan(stored, others, _START).roadmap.tasks[0]
    assert (after.assignee, after.assigned_by_hand) == ("Zoe", False)


def test_another_country_takes_the_region_of_the_first_away() -> None:
    wanted = _wanted(country="GB", region="SCT")
    there = merged(wanted, ReplanRequest(roadmap_id=new_id(), country="DE"))
    assert (there.country, there.region) == ("DE", None)
    same = merged(wanted, ReplanRequest(roadmap_id=new_id(), country="GB"))
    assert (same.country, same.region) == ("GB", "SCT")


def test_less_than_a_minute_a_day_is_too_little_and_not_a_failure() -> None:
    wanted = _wanted()
    with pytest.raises(PermanentError, match="capacity_too_small"):
        _job(_stored(wanted), wanted, hours_per_week=0.01)


def test_a_date_by_hand_beyond_the_horizon_is_named_as_the_cause() -> None:
    wanted, far = _wanted(), date(2100, 12, 31)
    stored = _stored(wanted)
    task = stored.tasks[0].id
    stored = _tell(stored, 0, _START, start_date=far, due_date=far, dated_by_hand=True)
    with pytest.raises(PermanentError) as caught:
        _job(stored, wanted)
    assert f"an earlier startDate to {task}" in str(caught.value.detail)


@pytest.mark.parametrize(("days", "met"), [(0, True), (5, False)])
def test_of_what_is_done_the_deadline_was_kept_or_not_and_nothing_is_critical(days: int, met: bool) -> None:
    deadline = date(2027, 2, 1)
    wanted = _wanted(deadline=deadline)
    stored = _stored(wanted)
    for number in range(len(stored.tasks)):
        stored = _tell(stored, number, deadline + timedelta(days=days), status="completed")
    after = _job(stored, wanted)
    assert (after["deadline"]["met"], after["deadline"]["lateByDays"]) == (met, days)
    assert (after["criticalPath"], after["finish"], after["schedule"]) == ([], None, None)

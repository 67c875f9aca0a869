"""What is left is planned from a day on: nothing done moves, nothing is lost, and the first plan is remembered."""

import json
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from library.roadmaps.model import StoredRoadmap, StoredTask
from library.roadmaps.tracking import replaced, told
from roadmap_worker.plan import make_plan
from roadmap_worker.replan import Replanned, merged, replan
from roadmap_worker.result import result
from shared.contracts.requests import ReplanRequest, RoadmapRequest, TemplateType
from shared.ids import new_id
from support_roadmap.tasks import request

_START = date(2026, 11, 30)
_TEAM = (
    {"name": "Ada", "hoursPerWeek": 20, "skills": ["copywriting", "strategy", "research", "sales", "finance"]},
    {"name": "Grace", "hoursPerWeek": 16, "skills": ["design", "development", "analytics", "seo", "ads"]},
)


def _wanted(template: TemplateType = "landing_page", **changes: Any) -> RoadmapRequest:
    return request(template, **{"start_date": _START, "team": _TEAM} | changes)


def _stored(wanted: RoadmapRequest) -> StoredRoadmap:
    return StoredRoadmap.model_validate(json.loads(json.dumps(result(make_plan(wanted, _START), new_id()))))


def _tell(roadmap: StoredRoadmap, number: int, today: date, **said: Any) -> StoredRoadmap:
    return replaced(roadmap, told(roadmap.tasks[number], said, today)).roadmap


def _tasks(replanned: Replanned) -> dict[str, StoredTask]:
    return {task.id: task for task in replanned.roadmap.tasks}


@pytest.mark.parametrize("template", get_args(TemplateType))
def test_on_the_first_day_with_nothing_told_the_plan_stays(template: TemplateType) -> None:
    wanted = _wanted(template)
    stored = _stored(wanted)
    again = replan(stored, wanted, _START)
    assert [task.id for task in again.roadmap.tasks] == [task.id for task in stored.tasks]
    assert (again.roadmap.end_date, again.roadmap.start_date) == (stored.end_date, stored.start_date)
    assert again.roadmap.slippage is not None
    assert (again.roadmap.slippage.days, again.roadmap.slippage.replans) == (0, 1)
    assert sum(task.estimated_hours for task in again.roadmap.tasks) == sum(t.estimated_hours for t in stored.tasks)


@pytest.mark.parametrize("template", get_args(TemplateType))
def test_two_weeks_without_work_move_everything_and_the_slip_is_told(template: TemplateType) -> None:
    wanted = _wanted(template)
    stored = _stored(wanted)
    late = replan(stored, wanted, _START + timedelta(days=14))
    slip = late.roadmap.slippage
    assert slip is not None
    assert slip.baseline_end_date == stored.end_date
    assert slip.days == (late.roadmap.end_date - stored.end_date).days >= 12
    for before, after in zip(stored.tasks, late.roadmap.tasks, strict=True):
        assert after.baseline_due_date == before.due_date
        assert after.start_date >= _START + timedelta(days=14)
        assert after.slip_days == (after.due_date - before.due_date).days


def test_what_is_done_stays_and_what_follows_may_come_sooner() -> None:
    wanted, today = _wanted(), _START + timedelta(days=4)
    stored = _stored(wanted)
    for number in range(4):
        stored = _tell(stored, number, today, status="completed", completed_on=_START)
    done = {task.id for task in stored.tasks if task.status == "completed"}
    again = replan(stored, wanted, today)
    for name, task in _tasks(again).items():
        if name in done:
            assert (task.due_date, task.critical, task.slack_days) == (_START, False, 0)
        else:
            assert task.start_date >= today
    assert not done & set(again.roadmap.critical_path)
    assert again.roadmap.overall_progress == stored.overall_progress > 0


def test_who_has_begun_goes_on_first_with_what_is_left() -> None:
    wanted, today = _wanted(), _START + timedelta(days=7)
    stored = _tell(_stored(wanted), 0, _START, status="in_progress", actual_hours=1.0, remaining_hours=12.0)
    begun = stored.tasks[0]
    after = _tasks(replan(stored, wanted, today))[begun.id]
    assert after.assignee == begun.assignee
    assert after.start_date == _START
    minutes = {"Ada": 240, "Grace": 192}[str(after.assignee)]
    days = -(-12 * 60 // minutes)
    assert after.due_date == today + timedelta(days=days - 1)


def test_a_person_and_a_date_set_by_hand_are_kept() -> None:
    wanted = _wanted()
    stored = _stored(wanted)
    number, task = next((n, t) for n, t in enumerate(stored.tasks) if t.assignee == "Ada" and t.depends_on)
    day = date(2027, 2, 1)
    given = {"assignee": "Grace", "assigned_by_hand": True, "start_date": day, "due_date": day, "dated_by_hand": True}
    after = _tasks(replan(_tell(stored, number, _START, **given), wanted, _START))[task.id]
    assert (after.assignee, after.start_date) == ("Grace", day)


def _waits(stored: StoredRoadmap) -> list[tuple[str, str, int]]:
    """Return what waits, after what, and for how many days at least."""
    return [
        (task.id, before.id, wait.days)
        for task in stored.tasks
        for before in stored.tasks
        if before.id in task.depends_on
        for wait in (before.wait_after, *(lag for lag in task.lags if lag.after == before.id))
        if wait
    ]


def test_waits_after_what_is_done_are_counted_from_when_it_was_done() -> None:
    done_on, seen = date(2026, 12, 4), 0
    for template in get_args(TemplateType):
        wanted = _wanted(template)
        stored = _stored(wanted)
        for waiting, before, days in _waits(stored):
            number = next(n for n, task in enumerate(stored.tasks) if task.id == before)
            told_of = _tell(stored, number, done_on, status="completed", completed_on=done_on)
            after = _tasks(replan(told_of, wanted, done_on + timedelta(days=1)))
            assert after[waiting].start_date > done_on + timedelta(days=days), (template, waiting)
            seen += 1
    assert seen >= 4


def test_what_is_wanted_soon_is_still_wanted_soon() -> None:
    wishes = 0
    for template in get_args(TemplateType):
        wanted = _wanted(template)
        stored = _stored(wanted)
        after = _tasks(replan(stored, wanted, _START))
        for task in stored.tasks:
            if task.wanted_by:
                wishes += 1
                assert after[task.id].due_date <= max(task.due_date, task.wanted_by)
    assert wishes


def test_more_hours_bring_the_end_nearer_and_a_deadline_is_judged_anew() -> None:
    wanted, today = _wanted(deadline="2026-12-31"), _START + timedelta(days=7)
    stored = _stored(wanted)
    slow = replan(stored, wanted, today)
    more = merged(wanted, ReplanRequest(roadmap_id=new_id(), team=tuple(_member(m, 40) for m in _TEAM)))
    fast = replan(stored, more, today)
    assert fast.roadmap.end_date < slow.roadmap.end_date
    assert slow.deadline is not None
    assert not slow.deadline.met
    assert slow.finish is not None
    assert slow.finish.p50 <= slow.finish.p90


def _member(member: Any, hours: float) -> Any:
    return {**member, "hoursPerWeek": hours}


def test_what_a_replan_does_not_say_stays_as_it_was_asked_for() -> None:
    wanted = _wanted(deadline="2027-01-31", country="DE", holidays=["2026-12-24"])
    same = merged(wanted, ReplanRequest(roadmap_id=new_id(), as_of=_START))
    assert same == wanted
    alone = merged(wanted, ReplanRequest(roadmap_id=new_id(), hours_per_week=30))
    assert (alone.team, alone.hours_per_week, alone.country) == ((), 30, "DE")


def test_a_roadmap_that_is_done_is_not_planned_again() -> None:
    wanted = _wanted()
    stored = _stored(wanted)
    for number in range(len(stored.tasks)):
        stored = _tell(stored, number, _START, status="completed")
    after = replan(stored, wanted, _START + timedelta(days=30))
    assert after.schedule is None
    assert after.roadmap.overall_progress == 100
    assert after.roadmap.end_date == _START

from dataclasses import replace
from datetime import date

from roadmap_worker.plan import make_plan
from roadmap_worker.proof import proof
from roadmap_worker.result import result
from roadmap_worker.schedule import best_schedule, schedule
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.workdays import Workdays
from shared.ids import new_id
from support_roadmap.tasks import person, request, task

_THURSDAY = date(2026, 11, 26)
_CALENDAR = Workdays.of([date(2026, 12, 2)])
_TASKS = (task("a", 8), task("b", 12), task("c", 20))


def test_a_plan_that_fills_its_person_is_proven_by_its_hours() -> None:
    made = best_schedule(_TASKS, [person()], _CALENDAR, _THURSDAY.toordinal(), Effort())
    # Forty hours are Thursday, Friday, Monday, Tuesday and, after the holiday, Thursday 3 December.
    assert proof(made, _CALENDAR) == {
        "method": "list",
        "optimal": True,
        "boundDate": "2026-12-03",
        "gapDays": 0,
        "gapPercent": 0.0,
    }


def test_the_gap_is_told_in_working_days_and_in_percent_of_those_up_to_the_bound() -> None:
    made = best_schedule(_TASKS, [person()], _CALENDAR, _THURSDAY.toordinal(), Effort())
    # Monday 30 November is the third working day; Tuesday and Thursday lie between it and the end.
    weaker = replace(made, bound=date(2026, 11, 30).toordinal())
    assert proof(weaker, _CALENDAR) == {
        "method": "list",
        "optimal": False,
        "boundDate": "2026-11-30",
        "gapDays": 2,
        "gapPercent": 66.7,
    }


def test_a_schedule_nobody_measured_claims_nothing() -> None:
    told = proof(schedule(_TASKS, [person()], _CALENDAR, _THURSDAY.toordinal()), _CALENDAR)
    assert (told["optimal"], told["boundDate"], told["gapDays"]) == (False, None, None)


def test_the_result_of_a_team_tells_method_and_bound() -> None:
    team = [{"name": name, "hoursPerWeek": 20} for name in ("Ana", "Ben", "Cem")]
    made = result(make_plan(request("seo_plan", team=team), _THURSDAY), new_id())
    told = made["schedule"]
    assert isinstance(told, dict)
    assert told["method"] in {"list", "cp-sat"}
    assert str(told["boundDate"]) <= str(made["endDate"])
    assert told["optimal"] == (told["boundDate"] == made["endDate"])

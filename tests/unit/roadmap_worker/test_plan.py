from datetime import date, timedelta
from typing import cast
from uuid import UUID

import pytest
from pydantic import JsonValue

from roadmap_worker.plan import Plan, make_plan
from roadmap_worker.result import result, weeks
from shared.contracts.requests import TemplateType
from shared.errors import PermanentError
from shared.json import dumps
from support_roadmap.tasks import VARIABLES, request, with_variables

WEDNESDAY = date(2026, 11, 25)
ROADMAP_ID = UUID(int=7)
TYPES = pytest.mark.parametrize("template_type", VARIABLES)

Row = dict[str, JsonValue]


def _tasks(plan: Plan) -> list[Row]:
    milestones = cast("list[Row]", result(plan, ROADMAP_ID)["milestones"])
    return [task for milestone in milestones for task in cast("list[Row]", milestone["tasks"])]


@TYPES
def test_the_same_request_gives_the_same_bytes(template_type: TemplateType) -> None:
    made = [dumps(result(make_plan(request(template_type), WEDNESDAY), ROADMAP_ID)) for _ in range(2)]
    assert made[0] == made[1]


@TYPES
def test_every_task_is_dated_on_working_days_with_an_id_of_its_own(template_type: TemplateType) -> None:
    tasks = _tasks(make_plan(request(template_type, holidays=["2026-12-25"]), WEDNESDAY))
    assert len({str(task["id"]) for task in tasks}) == len(tasks) >= 15
    for task in tasks:
        start, due = (date.fromisoformat(str(task[name])) for name in ("startDate", "dueDate"))
        assert start <= due
        assert all(day.weekday() < 5 and day != date(2026, 12, 25) for day in (start, due))
        assert set(cast("list[str]", task["dependsOn"])) <= {str(other["id"]) for other in tasks}


@TYPES
def test_a_roadmap_begins_at_nothing_done(template_type: TemplateType) -> None:
    made = result(make_plan(request(template_type), WEDNESDAY), ROADMAP_ID)
    milestones = cast("list[Row]", made["milestones"])
    assert made["overallProgress"] == 0
    assert [milestone["completionPercentage"] for milestone in milestones] == [0] * len(milestones)
    assert len(milestones) >= 3
    assert [milestone["dueDate"] for milestone in milestones] == sorted(str(one["dueDate"]) for one in milestones)


def test_without_a_start_date_work_starts_on_the_next_working_day() -> None:
    assert result(make_plan(request(), WEDNESDAY), ROADMAP_ID)["startDate"] == "2026-11-26"
    assert result(make_plan(request(), date(2026, 11, 27)), ROADMAP_ID)["startDate"] == "2026-11-30"


def test_a_start_on_a_weekend_is_moved_and_said() -> None:
    made = result(make_plan(request(start_date="2026-11-28"), WEDNESDAY), ROADMAP_ID)
    notes = cast("dict[str, list[str]]", made["calendar"])["notes"]
    assert made["startDate"] == "2026-11-30"
    assert "2026-11-28 is not a working day; work starts on 2026-11-30." in notes


def test_a_milestone_names_the_week_of_the_plan_it_ends_in() -> None:
    made = result(make_plan(request(start_date="2026-11-30"), WEDNESDAY), ROADMAP_ID)
    for milestone in cast("list[Row]", made["milestones"]):
        days = (date.fromisoformat(str(milestone["dueDate"])) - date(2026, 11, 30)).days
        assert milestone["week"] == days // 7 + 1


@pytest.mark.parametrize(("days", "expected"), [(1, 0.1), (5, 0.7), (7, 1.0), (12, 1.7), (28, 4.0)])
def test_the_duration_is_in_calendar_weeks_from_the_dates(days: int, expected: float) -> None:
    assert weeks(1, days) == expected


@TYPES
@pytest.mark.parametrize("hours", [0.5, 1, 168])
def test_extreme_hours_still_give_a_plan(template_type: TemplateType, hours: float) -> None:
    plan = make_plan(request(template_type, hours_per_week=hours), WEDNESDAY)
    load: dict[tuple[int, int], int] = {}
    for one in plan.schedule.placements:
        for day, minutes in one.work:
            load[one.person, day] = load.get((one.person, day), 0) + minutes
    assert all(minutes <= plan.people[person].minutes_per_day for (person, _), minutes in load.items())


def test_hours_nobody_can_plan_with_are_refused_with_a_way_out() -> None:
    with pytest.raises(PermanentError) as caught:
        make_plan(request(hours_per_week=0.01), WEDNESDAY)
    assert caught.value.code == "capacity_too_small"
    assert "Give more hoursPerWeek" in caught.value.detail


def test_a_plan_past_the_last_year_is_refused() -> None:
    with pytest.raises(PermanentError, match="year 2100"):
        make_plan(request(start_date="2100-12-20"), WEDNESDAY)


def test_fifty_people_are_planned_and_keep_their_days_off() -> None:
    off = [(WEDNESDAY + timedelta(days=days)).isoformat() for days in range(1, 20)]
    team = [
        {"name": f"Member {number}", "hoursPerWeek": 10 + number % 30, "timeOff": off if number % 2 else []}
        for number in range(50)
    ]
    plan = make_plan(request("seo_plan", team=team), WEDNESDAY)
    first_day_back = date(2026, 12, 15).toordinal()
    assert all(one.start >= first_day_back for one in plan.schedule.placements if one.person % 2)
    assert {
        str(one["name"]) for one in cast("list[Row]", cast("Row", result(plan, ROADMAP_ID)["capacity"])["people"])
    } == {str(member["name"]) for member in team}


def test_assignees_have_the_skill_or_the_gap_is_a_risk() -> None:
    team = [
        {"name": "Ana", "hoursPerWeek": 20, "skills": ["Copywriting", "Strategy", "Research", "Sales"]},
        {"name": "Ben", "hoursPerWeek": 20, "role": "Web developer"},
    ]
    made = make_plan(request("landing_page", team=team), WEDNESDAY)
    tasks = {str(task["id"]): task for task in _tasks(made)}
    assert tasks["core-copy"]["assignee"] == "Ana"
    assert tasks["build"]["assignee"] == "Ben"
    risks = cast("list[Row]", result(made, ROADMAP_ID)["riskFactors"])
    missing = {str(risk["id"]) for risk in risks if str(risk["id"]).startswith("missing-skill")}
    assert missing == {"missing-skill-analytics", "missing-skill-design", "missing-skill-finance"}


def test_wrong_variables_are_refused_by_name() -> None:
    with pytest.raises(PermanentError) as caught:
        make_plan(with_variables("paid_ads", primaryPlatform="TikTok", budget=3), WEDNESDAY)
    assert caught.value.code == "invalid_variables"
    assert "variables.primaryPlatform must be one of Google, Facebook, LinkedIn" in caught.value.detail
    assert "variables.budget is not a variable of ads-1" in caught.value.detail


def test_what_was_left_open_is_told_as_an_assumption() -> None:
    open_ = result(make_plan(request("seo_plan"), WEDNESDAY), ROADMAP_ID)["assumptions"]
    said = result(make_plan(with_variables("seo_plan", publishingAccess="an agency"), WEDNESDAY), ROADMAP_ID)[
        "assumptions"
    ]
    assert set(cast("list[str]", open_)) - set(cast("list[str]", said)) == {
        '"Who can change the site" was left empty, so your own team is assumed to be able to.'
    }


def test_a_missed_deadline_stands_in_the_result_with_its_options() -> None:
    made = result(make_plan(request(deadline="2026-12-04"), WEDNESDAY), ROADMAP_ID)
    deadline = cast("Row", made["deadline"])
    end = date.fromisoformat(str(made["endDate"]))
    assert (deadline["date"], deadline["met"]) == ("2026-12-04", False)
    assert deadline["lateByDays"] == (end - date(2026, 12, 4)).days
    assert cast("list[Row]", deadline["options"])[-1]["endDate"] == made["endDate"]


def test_without_a_deadline_there_is_no_verdict() -> None:
    assert result(make_plan(request(), WEDNESDAY), ROADMAP_ID)["deadline"] is None


def test_the_hours_add_up() -> None:
    made = result(make_plan(request("landing_page"), WEDNESDAY), ROADMAP_ID)
    capacity = cast("Row", made["capacity"])
    milestones = cast("list[Row]", made["milestones"])
    assert capacity["totalHours"] == sum(cast("float", one["estimatedHours"]) for one in milestones)
    assert capacity["totalHours"] == sum(
        cast("float", one["hoursPlanned"]) for one in cast("list[Row]", capacity["people"])
    )

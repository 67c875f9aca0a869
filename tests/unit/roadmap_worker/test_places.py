"""Who is off when: the plan's place for everybody who has no other, and each person's own."""

from datetime import date
from typing import Any

import pytest

from roadmap_worker.places import Calendar, calendar_of
from roadmap_worker.plan import make_plan
from roadmap_worker.result import result
from shared.errors import PermanentError
from shared.ids import new_id
from support_roadmap.tasks import request

_START = date(2026, 12, 14)
_CHRISTMAS = date(2026, 12, 25).toordinal()
_BOXING_DAY_TAKEN_ON = date(2026, 12, 28).toordinal()
_EPIPHANY = date(2027, 1, 6).toordinal()


def _calendar(**given: object) -> Calendar:
    return calendar_of(request(**given), _START)  # pyright: ignore[reportArgumentType] - fields of the request by name


def test_without_a_place_only_what_was_listed_is_off() -> None:
    found = _calendar(holidays=["2026-12-24"])
    assert found.workdays.includes(_CHRISTMAS)
    assert not found.workdays.includes(date(2026, 12, 24).toordinal())
    assert found.named == {}


def test_the_holidays_of_the_plans_place_are_off_for_everybody() -> None:
    found = _calendar(country="DE", region="BY", team=[{"name": "Ada", "hoursPerWeek": 10}])
    assert not found.workdays.includes(_CHRISTMAS)
    assert not found.workdays.includes(_EPIPHANY)
    assert found.days_off == (frozenset(),)
    assert found.named[_EPIPHANY] == ("Epiphany (DE-BY)",)
    hamburg = _calendar(country="DE", region="HH")
    assert hamburg.workdays.includes(_EPIPHANY)


def test_somebody_elsewhere_has_the_holidays_of_that_place_instead() -> None:
    found = _calendar(
        country="DE",
        region="BY",
        team=[
            {"name": "Ada", "hoursPerWeek": 10, "timeOff": ["2026-12-15"]},
            {"name": "Grace", "hoursPerWeek": 10, "country": "GB", "region": "ENG"},
        ],
    )
    ada, grace = found.days_off
    assert found.workdays.includes(_CHRISTMAS)
    assert {_CHRISTMAS, _EPIPHANY, date(2026, 12, 15).toordinal()} <= ada
    assert _BOXING_DAY_TAKEN_ON not in ada
    assert {_CHRISTMAS, _BOXING_DAY_TAKEN_ON} <= grace
    assert _EPIPHANY not in grace
    assert len(found.named[_CHRISTMAS]) == 2


def test_the_weekend_is_that_of_the_place() -> None:
    friday, sunday = date(2026, 12, 18).toordinal(), date(2026, 12, 20).toordinal()
    riyadh = _calendar(country="SA").workdays
    assert not riyadh.includes(friday)
    assert riyadh.includes(sunday)


def test_no_work_lies_on_a_holiday_and_the_plan_says_which_there_were() -> None:
    plan = make_plan(request("landing_page", start_date=_START, country="GB", region="ENG"), _START)
    days = {day for placement in plan.schedule.placements for day, _ in placement.work}
    assert not days & {_CHRISTMAS, _BOXING_DAY_TAKEN_ON, date(2027, 1, 1).toordinal()}
    calendar: Any = result(plan, new_id())["calendar"]
    assert {"date": "2026-12-25", "names": ["Christmas Day (GB-ENG)"]} in calendar["publicHolidays"]
    assert "The public holidays of GB-ENG are kept free" in " ".join(calendar["notes"])


def test_a_place_nobody_knows_ends_the_job_with_a_reason() -> None:
    with pytest.raises(PermanentError, match="known"):
        _calendar(country="ZZ")


def _riyadh(name: str) -> dict[str, Any]:
    return {"name": name, "hoursPerWeek": 10, "country": "SA"}


def test_a_team_that_lives_elsewhere_has_the_weekend_of_there() -> None:
    found = _calendar(team=[_riyadh("Ada"), _riyadh("Grace")])
    assert found.workdays.weekend == {4, 5}


def test_nobody_works_on_the_weekend_of_where_they_live() -> None:
    team = [_riyadh("Ada"), {"name": "Grace", "hoursPerWeek": 10}]
    plan = make_plan(request("landing_page", start_date=_START, country="GB", team=team), _START)
    free = {"Ada": {4, 5, 6}, "Grace": {5, 6}}
    for placement in plan.schedule.placements:
        weekdays = {date.fromordinal(day).weekday() for day, _ in placement.work}
        assert not weekdays & free[str(plan.people[placement.person].name)]


def test_where_no_holidays_are_known_the_plan_says_so() -> None:
    # Public holidays are working days there under martial law.
    calendar: Any = result(make_plan(request("landing_page", start_date=_START, country="UA"), _START), new_id())[
        "calendar"
    ]
    notes = " ".join(calendar["notes"])
    assert "No public holidays are known there for 2026, 2027" in notes
    assert "name a country" not in notes

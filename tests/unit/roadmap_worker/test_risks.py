from datetime import date

import pytest

from roadmap_worker.plan import make_plan
from roadmap_worker.risks import Risk, risks
from shared.contracts.requests import RoadmapRequest
from support_roadmap.tasks import request, with_variables

WEDNESDAY = date(2026, 11, 25)
EVERYTHING = ["ads", "data", "copy", "design", "web", "finance", "research", "sales", "seo", "strategy"]


def _risks(asked: RoadmapRequest) -> dict[str, Risk]:
    return {risk.id: risk for risk in risks(make_plan(asked, WEDNESDAY))}


def test_one_person_on_the_whole_path_is_named() -> None:
    found = _risks(request(team=[{"name": "Ana", "hoursPerWeek": 20, "skills": EVERYTHING}]))
    assert found["single-person"].risk == "The end date hangs on Ana"
    assert not [name for name in found if name.startswith("missing-skill")]


def test_severe_risks_come_first() -> None:
    order = [risk.severity for risk in risks(make_plan(request("landing_page"), WEDNESDAY))]
    assert order == sorted(order, key=["high", "medium", "low"].index)


def test_a_missing_skill_counts_its_tasks() -> None:
    team = [{"name": "Ana", "hoursPerWeek": 20, "skills": [skill for skill in EVERYTHING if skill != "finance"]}]
    risk = _risks(request(team=team))["missing-skill-finance"]
    # Unit cost, capacity, price and exposure of the guarantee.
    assert risk.evidence == "Tasks that need it and went to whoever is free first: 4."


def test_hours_beyond_what_can_be_worked_are_said() -> None:
    found = _risks(request(team=[{"name": "Ana", "hoursPerWeek": 100}]))
    assert found["too-many-hours"].evidence == "100 hours a week were given; 60 are planned."


def test_people_without_work_are_listed() -> None:
    team = [{"name": name, "hoursPerWeek": 40, "skills": EVERYTHING} for name in ("Ana", "Ben", "Cleo", "Dan", "Eva")]
    team.append({"name": "Pia", "hoursPerWeek": 1, "skills": ["ads"]})
    assert "Pia" in _risks(request(team=team))["idle-people"].evidence


def test_long_waits_name_their_tasks_and_days() -> None:
    evidence = _risks(with_variables("offer_architecture", monthlyLeads=20))["long-waits"].evidence
    assert evidence == (
        "Waiting that others or the calendar decide: 16 calendar days after “Start making ten offers” (fitting"
        " enquiries come in and decide)."
    )


def test_a_thin_margin_counts_the_days() -> None:
    end = date.fromordinal(make_plan(request(), WEDNESDAY).schedule.end)
    found = _risks(request(deadline=end.isoformat()))
    assert found["thin-margin"].evidence == f"0 calendar days to spare before {end.isoformat()}."


def test_longer_tasks_give_a_computed_later_end() -> None:
    plan = make_plan(request("seo_plan"), WEDNESDAY)
    later = plan.trial.with_longer_work(1.3).end()
    assert later is not None
    assert date.fromordinal(later).isoformat() in _risks(request("seo_plan"))["hours-are-estimates"].evidence


@pytest.mark.parametrize(
    ("asked", "risk"),
    [
        (with_variables("landing_page", proofAvailable="none"), "no-proof"),
        (with_variables("landing_page", monthlyVisitors=100, baselineConversionRate=2), "too-few-visitors"),
        (with_variables("seo_plan", currentMonthlyTraffic=0), "new-site"),
        (with_variables("seo_plan", publishingAccess="an agency"), "foreign-hands"),
        (with_variables("paid_ads", monthlyBudget=10, targetCostPerAcquisition=60), "small-budget"),
        (request("paid_ads"), "no-limit"),
        (with_variables("offer_architecture", existingCustomers=1), "few-customers"),
        (request("offer_architecture"), "no-leads"),
    ],
)
def test_facts_bring_their_risk(asked: RoadmapRequest, risk: str) -> None:
    assert risk in _risks(asked)


def test_a_phase_of_the_strategy_that_does_not_fit_is_said() -> None:
    document: dict[str, object] = {
        "plan": {"actions": [{"id": str(n), "phase": 30, "action": f"Do {n}", "effort": "L"} for n in range(5)]}
    }
    found = {one.id: one for one in risks(make_plan(request(), WEDNESDAY, strategy=document))}
    # Five times 24 hours at 20 a week take six weeks beside everything else.
    risk = found["strategy-phase-30"]
    assert risk.evidence.startswith("Tasks of that phase that end after 2026-12-25 at these hours: ")
    assert risk.early_sign.startswith("“Do ")


def test_skills_that_one_of_several_has_alone_are_named_with_hours_and_the_first_task() -> None:
    team = [
        {"name": "Ana", "hoursPerWeek": 20, "skills": [skill for skill in EVERYTHING if skill != "finance"]},
        {"name": "Ben", "hoursPerWeek": 20, "skills": ["finance", "sales", "research", "strategy", "copy", "design"]},
    ]
    risk = _risks(request(team=team))["sole-skill"]
    # Two hours each for unit cost and price, one for capacity, one and a half for the guarantee.
    assert "finance, Ben (6.5 h)" in risk.evidence
    assert "Compute what one unit costs to deliver" in risk.early_sign


def test_somebody_without_slack_is_named_when_several_hold_the_path() -> None:
    team = [
        {"name": "Ana", "hoursPerWeek": 20, "skills": ["sales", "research", "finance"]},
        {"name": "Ben", "hoursPerWeek": 20, "skills": ["strategy", "copy", "design", "web", "data", "ads", "seo"]},
    ]
    found = _risks(request(team=team))
    assert "single-person" not in found
    assert found["person-without-slack"].risk in {"Ana has no day to lose", "Ben has no day to lose"}


def test_an_answer_awaited_between_the_years_is_said() -> None:
    plan = make_plan(request("offer_architecture", start_date="2026-12-14"), WEDNESDAY)
    found = {risk.id: risk for risk in risks(plan)}
    assert found["turn-of-year"].early_sign == "Nobody has said by 2026-12-23 on which day the answer comes."
    summer = make_plan(request("offer_architecture", start_date="2026-06-15"), date(2026, 6, 1))
    assert "turn-of-year" not in {risk.id for risk in risks(summer)}


def test_holidays_inside_a_task_or_a_wait_are_named() -> None:
    found = _risks(request(start_date="2026-11-26", holidays=["2026-12-01", "2026-12-02"]))
    assert "2026-12-01, 2026-12-02 in “" in found["holidays"].evidence


@pytest.mark.parametrize(("start", "is_quiet"), [("2026-12-07", True), ("2026-08-31", False)])
def test_a_start_between_the_years_is_said(start: str, *, is_quiet: bool) -> None:
    asked = with_variables("paid_ads", landingPageReady="yes")
    found = _risks(asked.model_copy(update={"start_date": date.fromisoformat(start)}))
    assert ("quiet-start-launch" in found) is is_quiet


def test_days_off_across_a_task_of_the_critical_path_are_said() -> None:
    off = [f"2026-11-{day}" for day in (27, 30)]
    team = [{"name": "Ana", "hoursPerWeek": 5, "skills": EVERYTHING, "timeOff": off}]
    risk = _risks(request(start_date="2026-11-26", team=team))["days-off"]
    assert "days off begin on 2026-11-27" in risk.evidence


def test_what_a_strategy_fears_and_assumes_is_watched() -> None:
    document: dict[str, object] = {
        "riskRemoval": {"plan": [{"failure": "It is copied", "earlySign": "A rival asks", "response": "Go on"}]},
        "ledger": {
            "items": [
                {"statement": "Given", "basis": "given", "test": "none"},
                {"statement": "One in ten answers", "basis": "assumption", "test": "Count for a month"},
            ]
        },
    }
    found = {one.id: one for one in risks(make_plan(request(), WEDNESDAY, strategy=document))}
    assert (found["strategy-risk-1"].risk, found["strategy-risk-1"].early_sign) == ("It is copied", "A rival asks")
    assert found["unchecked-assumptions"].evidence == "One in ten answers"
    assert "“Write the promise” starts on" in found["unchecked-assumptions"].early_sign
    assert found["unchecked-assumptions"].response == "Count for a month"


def test_a_page_that_is_kept_out_of_search_is_the_first_thing_to_watch() -> None:
    audit: dict[str, object] = {"recommendations": [{"id": "T02", "title": "Allow indexing", "points": 9}]}
    found = {one.id: one for one in risks(make_plan(request("seo_plan"), WEDNESDAY, audit=audit))}
    assert found["page-not-found"].evidence == "By the audit: Allow indexing."

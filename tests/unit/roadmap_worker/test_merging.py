"""What a strategy, an audit and a template all ask for is one task, with every source named and the hours once."""

from datetime import date

import pytest

from roadmap_worker.context import assumptions
from roadmap_worker.linked import skill_of
from roadmap_worker.plan import Plan, make_plan
from roadmap_worker.task import Task
from shared.contracts.requests import RoadmapRequest
from support_roadmap.tasks import request, with_variables

WEDNESDAY = date(2026, 11, 25)
QUESTION = "What did they check before they said yes?"
STRATEGY: dict[str, object] = {
    "plan": {
        "actions": [
            {"id": "count", "phase": 30, "action": "Count each step", "effort": "S", "doneWhen": "Two counted alike"},
            {"id": "ask", "phase": 30, "action": f"Settle one point. {QUESTION}", "effort": "S"},
            {"id": "site", "phase": 30, "action": "Deal with “Answer faster than now”", "effort": "L"},
            {"id": "m1", "phase": 30, "action": "Go on", "effort": "S", "dependsOn": ["count", "site"]},
        ]
    },
    "openQuestions": {"items": [{"question": QUESTION}, {"question": "What is the margin?"}]},
}


def _audit(*checks: str, **titles: str) -> dict[str, object]:
    found = [{"id": name, "title": titles.get(name, f"Mend {name}"), "effort": "low", "points": 1} for name in checks]
    return {"recommendations": found}


def _plan(asked: RoadmapRequest, audit: dict[str, object] | None = None, *, linked: bool = True) -> Plan:
    return make_plan(asked, WEDNESDAY, strategy=STRATEGY if linked else None, audit=audit)


def _tasks(plan: Plan) -> dict[str, Task]:
    return {one.task.id: one.task for one in plan.schedule.placements}


def test_a_count_the_strategy_asks_for_goes_into_the_baseline() -> None:
    tasks = _tasks(_plan(request("landing_page")))
    assert tasks["baseline"].origins == (("strategy", "count"),)
    assert "Two counted alike" in tasks["baseline"].success_criteria
    # Two hours of the template, four of the strategy.
    assert tasks["baseline"].likely_minutes == 240
    assert "strategy-action-1" not in tasks
    assert "baseline" in tasks["strategy-action-4"].depends_on


def test_an_action_that_asks_a_question_answers_it() -> None:
    tasks = _tasks(_plan(request("landing_page")))
    assert tasks["strategy-action-2"].origins == (("strategy", "ask"), ("strategy", "question-1"))
    assert "answer-1" not in tasks
    assert {"strategy-action-2", "answer-2"} <= set(tasks["message-brief"].depends_on)


def test_a_repair_takes_in_the_action_that_quotes_it_with_the_larger_hours() -> None:
    tasks = _tasks(_plan(request("landing_page"), _audit("T22", T22="Answer faster than now")))
    assert tasks["audit-fix-1"].origins == (("audit", "T22"), ("strategy", "site"))
    assert tasks["audit-fix-1"].likely_minutes == 1440
    assert "strategy-action-3" not in tasks
    assert "audit-fix-1" in tasks["strategy-action-4"].depends_on


def test_what_the_template_does_anyway_is_not_done_twice() -> None:
    tasks = _tasks(_plan(request("landing_page"), _audit("T12", "C13"), linked=False))
    assert not [task_id for task_id in tasks if task_id.startswith("audit-")]
    assert tasks["on-page"].origins == (("audit", "T12"),)
    assert "A new audit no longer reports T12" in tasks["on-page"].success_criteria
    # The page is written anew, so its text takes no longer for the finding.
    assert (tasks["core-copy"].origins, tasks["core-copy"].likely_minutes) == ((("audit", "C13"),), 300)


def test_a_repair_is_left_out_of_a_task_that_covers_only_a_part_of_it() -> None:
    # Preview and site-wide titles are mended in one sitting; the template's task knows nothing of the second.
    tasks = _tasks(_plan(request("landing_page"), _audit("T21", "S01"), linked=False))
    assert tasks["audit-fix-1"].origins == (("audit", "T21"), ("audit", "S01"))
    assert tasks["on-page"].origins == ()


def test_a_gate_is_never_taken_in_and_everything_about_being_found_waits_for_it() -> None:
    asked = with_variables("seo_plan", publishingAccess="an agency")
    tasks = _tasks(_plan(asked, _audit("T02", "T22"), linked=False))
    assert tasks["technical-order"].origins == (("audit", "T22"),)
    for name in ("figures", "update-pages"):
        assert "audit-gate-1" in _all_before(tasks, name)
    # Among the first of its week.
    start = min(one.start for one in _plan(asked, _audit("T02"), linked=False).schedule.placements)
    placed = {one.task.id: one for one in _plan(asked, _audit("T02"), linked=False).schedule.placements}
    assert placed["audit-gate-1"].finish == start


def _all_before(tasks: dict[str, Task], task_id: str) -> set[str]:
    before = set(tasks[task_id].depends_on)
    return before.union(*(_all_before(tasks, name) for name in before))


def test_repairs_of_a_search_plan_wait_until_the_audit_was_checked_by_hand() -> None:
    tasks = _tasks(_plan(request("seo_plan"), _audit("T24", "T13"), linked=False))
    assert tasks["audit-fix-1"].depends_on == ("audit-review",)
    assert "audit-fix-1" in tasks["re-audit"].depends_on


def test_an_advertising_plan_leaves_aside_what_only_concerns_search() -> None:
    plan = _plan(with_variables("paid_ads", landingPageReady="yes"), _audit("T12", "T26", "T09"), linked=False)
    assert "Findings of the audit that don't serve this plan and stay there: T12, T09." in list(assumptions(plan))
    assert _tasks(plan)["audit-fix-1"].origins == (("audit", "T26"),)


def test_a_circle_that_merging_closes_is_cut() -> None:
    # The action that asks waits for the repair, which the template does after the message, which waits for the answer.
    actions = [
        {"id": "site", "phase": 30, "action": "Deal with “Write the snippet well”"},
        {"id": "ask", "phase": 30, "action": QUESTION, "dependsOn": ["site"]},
    ]
    document: dict[str, object] = {
        "plan": {"actions": actions},
        "openQuestions": {"items": [{"question": QUESTION}]},
    }
    audit = _audit("T12", T12="Write the snippet well")
    tasks = _tasks(make_plan(request("landing_page"), WEDNESDAY, strategy=document, audit=audit))
    assert {("audit", "T12"), ("strategy", "site")} <= set(tasks["on-page"].origins)
    assert all(task.id not in _all_before(tasks, task.id) for task in tasks.values())


@pytest.mark.parametrize(
    ("owner", "work", "skill"),
    [
        ("Sales lead", "Write the page", "sales"),
        ("Product lead", "Offer the next ten new accounts half an hour", "strategy"),
        ("Senior tradesperson", "Ask ten customers, then write it down", "copywriting"),
        ("", "Ask about the next step of the programme", "strategy"),
    ],
)
def test_the_skill_is_that_of_the_owner_before_that_of_the_words(owner: str, work: str, skill: str) -> None:
    assert skill_of(owner, work) == skill

from datetime import date

import pytest

from roadmap_worker.linked import audit_work, strategy_work
from roadmap_worker.linked_documents import fixes
from roadmap_worker.plan import make_plan
from support_roadmap.tasks import request

DOCUMENT: dict[str, object] = {
    "framework": "offer_architecture",
    "choice": {
        "moves": [
            {"id": "a_b", "name": "Weekly digest", "effort": "S", "metric": "replies"},
            {"id": "c", "name": "Pilot"},
        ]
    },
    "plan": {
        "actions": [
            {"id": "P1", "phase": 30, "action": "Run the pilot with two firms", "owner": "Sales lead", "effort": "L",
             "dependsOn": ["P2"], "doneWhen": "Two contracts are signed", "because": "it is cheap"},
            {"id": "P2", "phase": 60, "action": "Write the page", "effort": "M", "dependsOn": ["P1", "ghost"]},
        ]
    },
    "openQuestions": {"items": [{"question": "What is the margin?", "changes": "the floor price"}]},
}  # fmt: skip


def test_open_questions_become_tasks_with_what_they_change() -> None:
    task = strategy_work(DOCUMENT, days=90).tasks[0]
    assert (task.id, task.title, task.likely_minutes, task.priority) == (
        "answer-1",
        "Answer: What is the margin?",
        60,
        "high",
    )
    assert task.description == "The strategy could not know this. It changes: the floor price."


def test_actions_become_tasks_with_effort_owner_and_definition_of_done() -> None:
    _, first, second, _ = strategy_work(DOCUMENT, days=90).tasks
    assert (first.title, first.likely_minutes, first.skill, first.milestone_id, first.within_days) == (
        "Run the pilot with two firms", 1440, "sales", "strategy-30", 30,
    )  # fmt: skip
    assert first.success_criteria == ("Two contracts are signed",)
    assert first.description == "it is cheap. The strategy names as owner: Sales lead."
    assert (second.likely_minutes, second.milestone_id) == (600, "strategy-60")


def test_a_circle_in_a_document_is_cut_at_what_stands_later() -> None:
    _, first, second, _ = strategy_work(DOCUMENT, days=90).tasks
    assert (first.depends_on, second.depends_on) == ((), ("strategy-action-1",))


def test_only_moves_that_no_action_mentions_are_added() -> None:
    moves = [task for task in strategy_work(DOCUMENT, days=90).tasks if task.milestone_id == "strategy-moves"]
    assert [(task.id, task.title, task.likely_minutes) for task in moves] == [
        ("strategy-move-a-b", "Prepare: Weekly digest", 240)
    ]


def test_a_document_of_another_shape_adds_nothing_and_breaks_nothing() -> None:
    for document in ({}, {"plan": 3}, {"plan": {"actions": "no"}}, {"plan": {"actions": [{"id": 1}, "x", None]}}):
        assert strategy_work(document, days=90).tasks == ()


def test_recommendations_that_gain_points_become_fixes_in_order() -> None:
    result: dict[str, object] = {
        "recommendations": [
            {
                "id": "T01",
                "title": "Let the page be indexed",
                "action": "Remove noindex",
                "effort": "low",
                "points": 30.25,
            },
            {"id": "A01", "title": "Connect a source", "effort": "low", "points": 0},
            {"id": "C02", "title": "Write a description", "effort": "high"},
        ]
    }
    tasks = audit_work(fixes(result)).tasks
    assert [(task.id, task.title, task.likely_minutes) for task in tasks] == [
        ("audit-fix-1", "Let the page be indexed", 240),
        ("audit-fix-2", "Write a description", 1440),
    ]
    assert tasks[0].description == "Remove noindex. The audit puts the gain at 30.2 points of its score."


def test_a_long_strategy_is_capped() -> None:
    document: dict[str, object] = {
        "plan": {"actions": [{"id": str(number), "action": f"Do {number}"} for number in range(40)]},
        "openQuestions": {"items": [{"question": f"{number}?"} for number in range(40)]},
    }
    assert len(strategy_work(document, days=90).tasks) == 15 + 6


def test_answers_come_before_the_message_and_fixes_before_the_launch() -> None:
    audit: dict[str, object] = {"recommendations": [{"id": "T01", "title": "Let the page be indexed", "points": 3}]}
    made = make_plan(request("offer_architecture"), date(2026, 11, 25), strategy=DOCUMENT, audit=audit)
    tasks = {one.task.id: one.task for one in made.schedule.placements}
    assert "answer-1" in tasks["promise"].depends_on
    assert "audit-fix-1" in tasks["pricing-page"].depends_on


PHASES: dict[str, object] = {
    "plan": {
        "actions": [
            {"id": "c", "phase": 90, "action": "Third"},
            {"id": "b", "phase": 60, "action": "Second"},
            {"id": "a", "phase": 30, "action": "First"},
        ]
    }
}


def test_phases_that_begin_within_the_plan_are_planned_and_not_before_their_day() -> None:
    made = make_plan(request("offer_architecture"), date(2026, 11, 25), strategy=PHASES)
    placed = {one.task.title: one for one in made.schedule.placements if one.task.source == "strategy"}
    # Work starts on 26 November and would end after more than 30 days and less than 60.
    assert set(placed) == {"First", "Second"}
    assert placed["First"].finish < date(2026, 12, 26).toordinal()
    assert placed["Second"].start >= date(2026, 12, 26).toordinal()
    assert made.linked.later == 1


def test_a_long_plan_holds_all_phases() -> None:
    made = make_plan(request("seo_plan", hours_per_week=10), date(2026, 11, 25), strategy=PHASES)
    placed = {one.task.title: one for one in made.schedule.placements if one.task.source == "strategy"}
    assert placed["Third"].start >= date(2027, 1, 25).toordinal()
    assert made.linked.later == 0


@pytest.mark.parametrize("phase", [30, 60])
def test_actions_of_one_phase_keep_the_order_of_the_strategy(phase: int) -> None:
    document: dict[str, object] = {
        "plan": {"actions": [{"id": name, "phase": phase, "action": name, "effort": "S"} for name in "CAB"]}
    }
    made = make_plan(request("offer_architecture"), date(2026, 11, 25), strategy=document)
    assert [one.task.title for one in made.schedule.placements if one.task.source == "strategy"] == ["C", "A", "B"]

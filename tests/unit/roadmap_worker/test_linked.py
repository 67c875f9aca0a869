from datetime import date

import pytest

from roadmap_worker.linked_audit import audit_work
from roadmap_worker.linked_documents import fixes
from roadmap_worker.linked_strategy import strategy_work
from roadmap_worker.plan import make_plan
from support_roadmap.tasks import request, with_variables

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


def test_an_action_is_counted_by_the_metric_of_its_move_and_so_is_its_milestone() -> None:
    document: dict[str, object] = {
        "choice": {"moves": [{"id": "digest", "name": "Weekly digest", "metric": "replies"}]},
        "plan": {
            "actions": [{"id": "P1", "phase": 30, "action": "Write one", "because": "“Weekly digest” begins here"}]
        },
    }
    found = strategy_work(document, days=90)
    assert found.tasks[0].evidence == ("The count of replies, before and after",)
    assert [one.success_metric for one in found.milestones] == [
        "Actions done by their own definition of done: all; The count of replies, before and after"
    ]


def test_only_moves_that_no_action_mentions_are_added() -> None:
    moves = [task for task in strategy_work(DOCUMENT, days=90).tasks if task.milestone_id == "strategy-moves"]
    assert [(task.id, task.title, task.likely_minutes) for task in moves] == [
        ("strategy-move-a-b", "Prepare: Weekly digest", 240)
    ]


def test_a_document_of_another_shape_adds_nothing_and_breaks_nothing() -> None:
    for document in ({}, {"plan": 3}, {"plan": {"actions": "no"}}, {"plan": {"actions": [{"id": 1}, "x", None]}}):
        assert strategy_work(document, days=90).tasks == ()


def test_recommendations_that_gain_points_become_repairs_in_order() -> None:
    result: dict[str, object] = {
        "recommendations": [
            {"id": "T06", "title": "Serve the page over HTTPS", "action": "Install a certificate",
             "effortHours": {"least": 1, "most": 8}, "points": 30.25, "evidence": ["http://a.example"]},
            {"id": "A01", "title": "Connect a source", "effort": "low", "points": 0},
            {"id": "C02", "title": "Word the heading", "effort": "high"},
            {"id": "T29", "title": "Tidy the address", "effort": "odd", "points": None},
        ]
    }  # fmt: skip
    tasks = audit_work(fixes(result)).tasks
    # The geometric mean of the hours told, to a quarter of an hour: of 1 and 8, 2.83. The rules' hours where an old
    # audit tells only a size, and the middle size where it tells none we know.
    assert [(task.id, task.title, task.optimistic_minutes, task.likely_minutes, task.pessimistic_minutes)
            for task in tasks] == [
        ("audit-fix-1", "Serve the page over HTTPS", 60, 165, 480),
        ("audit-fix-2", "Word the heading", 480, 1080, 2400),
        ("audit-fix-3", "Tidy the address", 60, 165, 480),
    ]  # fmt: skip
    assert tasks[0].description == "Install a certificate. The audit puts the gain at 30.2 points of its score."
    assert tasks[0].origins == (("audit", "T06"),)
    assert tasks[0].evidence == ("The page before and after, and the new audit", "Seen: http://a.example")


def test_what_keeps_the_page_out_of_search_comes_first_and_alone() -> None:
    result: dict[str, object] = {
        "cappedBy": [{"gate": "canonical_elsewhere", "checkId": "T07", "cap": 60}],
        "recommendations": [
            {"id": "T12", "title": "Write a description", "effort": "low", "points": 2},
            {"id": "T07", "title": "Name one address", "effort": "low", "points": 1},
            {"id": "T02", "title": "Let the page be indexed", "effort": "low", "points": 1},
        ],
    }
    found = audit_work(fixes(result))
    assert (found.gates, found.fixes) == (("audit-gate-1", "audit-gate-2"), ("audit-fix-1",))
    assert [(task.title, task.depends_on, task.priority) for task in found.tasks] == [
        ("Name one address", (), "high"),
        ("Let the page be indexed", (), "high"),
        ("Write a description", ("audit-gate-1", "audit-gate-2"), "high"),
    ]


def test_repairs_of_one_place_are_one_task_that_names_them_all() -> None:
    given = [
        {"id": name, "title": f"Mend {name}", "action": f"Do {name}", "effort": "low", "points": 1.5}
        for name in ("T12", "T18", "T11")
    ]
    title, picture = audit_work(fixes({"recommendations": given})).tasks
    assert (title.title, title.likely_minutes, picture.title) == ("Mend title, description and preview", 60, "Mend T18")
    assert title.origins == (("audit", "T12"), ("audit", "T11"))
    assert title.success_criteria == ("A new audit no longer reports T12", "A new audit no longer reports T11")
    assert title.description == (
        "Mend T12 (T12): Do T12. Mend T11 (T11): Do T11. The audit puts the gain at 3.0 points of its score."
    )


def test_recommendations_that_do_not_serve_the_template_stay_aside() -> None:
    given = [{"id": name, "title": name, "points": 1} for name in ("T12", "T22")]
    found = audit_work(fixes({"recommendations": given}), ("T2*",))
    assert ([task.source_id for task in found.tasks], found.aside) == (["T22"], ("T12",))


def test_a_long_strategy_is_capped() -> None:
    document: dict[str, object] = {
        "plan": {"actions": [{"id": str(number), "action": f"Do {number}"} for number in range(40)]},
        "openQuestions": {"items": [{"question": f"{number}?"} for number in range(40)]},
    }
    assert len(strategy_work(document, days=90).tasks) == 15 + 6


def test_answers_come_before_the_message_and_fixes_before_the_launch() -> None:
    found = [{"id": name, "title": f"Mend {name}", "points": 3} for name in ("T01", "T32")]
    audit: dict[str, object] = {"recommendations": found}
    made = make_plan(request("offer_architecture"), date(2026, 11, 25), strategy=DOCUMENT, audit=audit)
    tasks = {one.task.id: one.task for one in made.schedule.placements}
    assert "answer-1" in tasks["promise"].depends_on
    # The repair stands behind the gate already.
    assert {"audit-gate-1", "audit-fix-1"} & set(tasks["pricing-page"].depends_on) == {"audit-fix-1"}
    assert tasks["audit-fix-1"].depends_on == ("audit-gate-1",)


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
    # A wait of fifteen days for ten enquiries, so that the plan ends after more than 30 days and less than 60.
    asked = with_variables("offer_architecture", monthlyLeads=20)
    made = make_plan(asked, date(2026, 11, 25), strategy=PHASES)
    placed = {one.task.title: one for one in made.schedule.placements if one.task.source == "strategy"}
    assert set(placed) == {"First", "Second"}
    # Work starts on 26 November.
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
    made = make_plan(request("seo_plan"), date(2026, 11, 25), strategy=document)
    assert [one.task.title for one in made.schedule.placements if one.task.source == "strategy"] == ["C", "A", "B"]

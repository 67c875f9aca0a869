from documents import summary
from support_documents import strong


def test_the_plan_is_listed_on_the_wire_names() -> None:
    plan = summary.execution_plan(strong.positioning())
    assert len(plan) == 4
    assert plan[1] == {
        "id": "a2",
        "phase": 30,
        "action": "Offer the setup call on the bank screen",
        "owner": "bookkeeper",
        "effort": "M",
        "dependsOn": ["a1"],
        "doneWhen": "ten calls have taken place",
        "because": "the bank step moves the result most",
    }


def test_the_outcome_metric_comes_first_with_its_own_rule() -> None:
    outcome, indicator = summary.success_metrics(strong.positioning())
    assert isinstance(outcome, dict)
    assert isinstance(indicator, dict)
    assert (outcome["role"], outcome["name"]) == ("outcome", "Paid sign-ups per month")
    assert outcome["decisionRules"] == [
        {
            "metric": "Paid sign-ups per month",
            "threshold": "below 55",
            "byWeek": 14,
            "action": "stop the adverts and interview ten owners who left",
        }
    ]
    assert (indicator["role"], indicator["name"]) == ("indicator", "Bank connected within 7 days")
    assert indicator["baseline"] == {
        "name": "Bank connected within 7 days",
        "unit": "%",
        "basis": "to_measure",
        "value": None,
        "low": None,
        "high": None,
        "note": "from the sign-up log, by week 2",
        "source": "",
    }


def test_assumptions_limits_and_questions_keep_their_order() -> None:
    document = strong.positioning()
    assert [item["id"] for item in summary.assumptions(document) if isinstance(item, dict)] == ["s1", "s2"]
    assert summary.limitations(document)[1] == "Lexware's current fee and import features were not looked up."
    assert summary.open_questions(document) == [
        {
            "question": "How many trial users hold the banking login themselves?",
            "changes": "Below half, the setup call moves to week one for everybody.",
        }
    ]

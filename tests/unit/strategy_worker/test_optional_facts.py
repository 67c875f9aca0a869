"""What a brief may leave out changes the document where a reader sees it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from documents.markdown import render
from documents.model import StrategyDocument
from shared.contracts.requests import Framework
from strategy_worker.planner import plan
from strategy_worker.site import AuditedSite, Repair
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief

_AUDIT = AuditedSite(
    page="https://hartley.example/",
    keyword="plumber leeds",
    score=54,
    coverage=0.82,
    measured_on=date(2026, 11, 24),
    repairs=(
        Repair("The title is cut off", "Cut it to sixty characters", "Nobody reads what is cut off", 4.2),
        Repair("No structured data", "Name the business", "Search engines read it", None),
    ),
)


def _plan(
    framework: Framework = "brand_positioning", *, audit: AuditedSite | None = None, **facts: Any
) -> StrategyDocument:
    return plan(brief("plumber", framework, **facts), audit)


def _levels(document: StrategyDocument) -> dict[str, str]:
    return {item.section: item.level for item in document.limitations.confidence}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stored_audit_brings_its_measurements_and_a_step_of_the_plan(framework: Framework) -> None:
    document = _plan(framework, audit=_AUDIT, domain="hartley.example")
    audit = document.site_audit
    assert audit is not None
    assert (audit.score.value, audit.coverage.value, audit.measured_on) == (54, 82, "24 November 2026")
    assert [part.title for part in audit.repairs] == ["The title is cut off", "No structured data"]
    step = next(action for action in document.plan.actions if action.id == "site")
    assert "The title is cut off" in step.action
    assert "4.2" in step.because
    text = render(document)
    assert "What the audit of your page found" in text
    assert "54 of 100" in text
    assert _levels(document)["What the audit of your page found"] == "high"


def test_without_an_audit_nothing_claims_one() -> None:
    document = _plan(domain="hartley.example")
    assert document.site_audit is None
    assert all(action.id != "site" for action in document.plan.actions)
    assert "audit of your page" not in render(document)
    assert _plan(domain="hartley.example").limitations != _plan().limitations


def test_an_audit_for_another_keyword_says_so() -> None:
    same = _plan(audit=_AUDIT, domain="hartley.example", primary_keyword="Plumber Leeds").site_audit
    other = _plan(audit=_AUDIT, domain="hartley.example", primary_keyword="boiler repair").site_audit
    assert same is not None
    assert other is not None
    assert "boiler repair" not in same.reading
    assert "“boiler repair”" in other.reading


def test_an_audit_without_score_and_repairs_is_told_as_that() -> None:
    empty = AuditedSite("https://hartley.example/", "plumber", None, 0.2, date(2026, 11, 24), ())
    document = _plan(audit=empty, domain="hartley.example")
    assert document.site_audit is not None
    assert document.site_audit.score.basis == "to_measure"
    assert all(action.id != "site" for action in document.plan.actions)
    assert _levels(document)["What the audit of your page found"] == "medium"


@pytest.mark.parametrize("amount", ["0.07", "1", "99.99", "100", "1200", "1201", "123456789.55"])
@pytest.mark.parametrize("key", ["plumber", "ngo", "parts"])
def test_the_parts_of_a_budget_add_up_to_it(key: str, amount: str) -> None:
    document = plan(brief(key, budget={"amount": Decimal(amount), "currency": "EUR"}))
    parts = document.plan.spending
    assert len(parts) == len(document.choice.moves) + 2
    assert sum(Decimal(str(part.amount.value)) for part in parts) == Decimal(amount)
    assert all(part.amount.basis == "computed" and (part.amount.value or 0) >= 0 for part in parts)
    assert parts[0].amount.value == pytest.approx(float(amount) / 4, abs=1)


def test_no_budget_is_divided_when_none_is_given() -> None:
    document = _plan()
    assert document.plan.spending == ()
    assert "The budget" not in render(document)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(
    "facts",
    [
        {"budget": {"amount": 900, "currency": "GBP"}},
        {"horizon_weeks": 8},
        {"baselines": {"calls": {"value": 55, "unit": "per month"}}},
        {"existing_competitors": ["Fixit National"]},
        {"domain": "hartley.example"},
    ],
)
def test_each_optional_fact_changes_the_document(framework: Framework, facts: dict[str, Any]) -> None:
    assert render(_plan(framework, **facts)) != render(_plan(framework))


def test_a_baseline_replaces_an_assumption() -> None:
    document = _plan(
        baselines={"calls": {"value": 55, "unit": "per month"}, "quotes": {"value": 30, "unit": "per month"}}
    )
    assert any(stage.basis in {"given", "computed"} and stage.rate_mid for stage in document.path.stages)
    assert _levels(document)["The arithmetic behind the outcome"] == "medium"
    assert _levels(_plan())["The arithmetic behind the outcome"] == "low"


@pytest.mark.parametrize("key", BRIEFS)
def test_confidence_follows_from_what_the_brief_gave(key: str) -> None:
    document = plan(brief(key))
    levels = _levels(document)
    given = BRIEFS[key]
    assert levels["Objections to expect"] == "low"
    assert levels["What is said about other players"] == ("medium" if "existing_competitors" in given else "low")
    if "current_challenges" not in given:
        assert levels["Diagnosis"] == "low"

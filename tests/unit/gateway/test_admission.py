"""What is stored of a request: what the caller set, with the names and kinds of the wire."""

import json
from typing import Any

import pytest

from gateway.admission import request_text, wanted
from gateway.errors import ProblemError
from shared.contracts.requests import RoadmapRequest, SEORequest, StrategyRequest

BRIEF: dict[str, Any] = {
    "businessName": "Test Corp",
    "industry": "SaaS",
    "targetAudience": "Enterprise",
    "desiredOutcome": "Market leadership",
    "framework": "brand_positioning",
}
STRATEGY_ID = "019abf2e-6c1d-7a40-9b53-0f6f0a9d7c11"
AUDIT_ID = "019abf2e-7f10-7d55-a2c8-91e0b6a4f377"


def test_only_what_was_set_is_stored() -> None:
    body = StrategyRequest.model_validate(BRIEF | {"businessName": "  Test Corp "})
    assert json.loads(request_text(body)) == BRIEF


def test_numbers_stay_numbers_and_dates_stay_texts() -> None:
    given = BRIEF | {
        "budget": {"amount": 12000.5, "currency": "EUR"},
        "baselines": {"visits": {"value": 18, "unit": "a month"}},
    }
    assert json.loads(request_text(StrategyRequest.model_validate(given))) == given
    whole = StrategyRequest.model_validate(BRIEF | {"budget": {"amount": 12000, "currency": "EUR"}})
    assert '"amount":12000,' in request_text(whole)
    dated: dict[str, Any] = {
        "templateType": "seo_plan",
        "strategyId": STRATEGY_ID,
        "startDate": "2026-12-01",
        "team": [{"name": "Ana", "hoursPerWeek": 16, "timeOff": ["2026-12-24"]}],
    }
    assert json.loads(request_text(RoadmapRequest.model_validate(dated))) == dated


def test_what_is_stored_reads_back_as_the_same_request() -> None:
    body = StrategyRequest.model_validate(BRIEF | {"budget": {"amount": 0.1, "currency": "EUR"}, "engine": "offline"})
    assert StrategyRequest.model_validate_json(request_text(body)) == body


def test_what_a_request_refers_to_is_looked_for() -> None:
    seo = SEORequest.model_validate({"domain": "example.com", "primaryKeyword": "crm", "strategyId": STRATEGY_ID})
    job = wanted(seo, llm_enabled=False)
    assert (job.kind, str(job.strategy_id), job.audit_id) == ("seo", STRATEGY_ID, None)
    variables = {
        "primaryKeyword": "crm",
        "contentTeamSize": "1-3",
        "currentMonthlyTraffic": 0,
        "pillarTopics": "CRM",
    }
    references = {"strategyId": STRATEGY_ID, "auditId": AUDIT_ID}
    roadmap = RoadmapRequest.model_validate({"templateType": "seo_plan", "variables": variables} | references)
    job = wanted(roadmap, llm_enabled=False)
    assert (job.kind, str(job.strategy_id), str(job.audit_id)) == ("roadmap", STRATEGY_ID, AUDIT_ID)


def test_the_llm_engine_is_there_only_with_its_key() -> None:
    body = StrategyRequest.model_validate(BRIEF | {"engine": "anthropic"})
    assert wanted(body, llm_enabled=True).kind == "strategy"
    with pytest.raises(ProblemError) as told:
        wanted(body, llm_enabled=False)
    assert [error.field for error in told.value.errors] == ["engine"]

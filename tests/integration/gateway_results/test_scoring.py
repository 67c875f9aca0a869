"""Scoring on demand and worksheets over HTTP; how the scorer judges is tested at the scorer."""

import math
from typing import Any
from uuid import UUID

import httpx
import pytest

from integration.gateway_results.calls import caller, wrong_fields
from integration.gateway_results.rows import Owner, insert_strategy, insert_unscored_version
from integration.gateway_results.serving import MakeTenant
from scoring import boilerplate, words
from scoring.terms import terms
from shared.contracts.requests import Brief
from shared.ids import new_id
from shared.json import dumps
from support.tenants import Tenant
from support_strategy.briefs import brief, made

FACTS: dict[str, Any] = {
    "businessName": "Hartley Plumbing",
    "industry": "Plumbing",
    "targetAudience": "Homeowners in Leeds",
    "desiredOutcome": "Increase booked jobs from 20 to 40 a month within 6 months",
    "currentChallenges": ["Leads dry up in summer"],
    "baselines": {"calls": {"value": 60, "unit": "per month"}},
    "budget": {"amount": 1200, "currency": "GBP"},
}


async def _stored(owner: Owner, tenant: Tenant) -> tuple[UUID, Brief]:
    given = brief("plumber")
    strategy_id = await insert_strategy(owner, tenant)
    document = dumps(made("plumber", "brand_positioning"))
    await insert_unscored_version(owner, tenant, strategy_id, brief=dumps(given), document=document)
    return strategy_id, given


async def test_a_stored_strategy_is_scored_with_parts_that_add_up(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id, _ = await _stored(owner, tenant)
    answer = await caller(http, tenant).send("POST", "/score-strategy", {"strategyId": str(strategy_id)})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["strategyId"], found["version"], found["mode"]) == (str(strategy_id), 1, "document")
    parts = found["contributions"]
    overall = found["score"]["overall"]
    assert overall > 60
    assert math.isclose(math.fsum(part["points"] for part in parts["earned"]), overall)
    assert math.isclose(math.fsum(part["points"] for part in parts["lost"]), 100 - overall)
    assert found["whatIf"] is None


async def test_a_what_if_says_what_the_named_repairs_bring(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id, _ = await _stored(owner, tenant)
    client, body = caller(http, tenant), {"strategyId": str(strategy_id)}
    before = (await client.send("POST", "/score-strategy", body)).json()
    ids = [finding["id"] for finding in before["findings"]]
    after = (await client.send("POST", f"/score-strategy?without={','.join(ids)}", body)).json()
    assert after["score"] == before["score"]
    assert after["whatIf"]["without"] == sorted(ids)
    assert after["whatIf"]["gained"] == after["whatIf"]["score"]["overall"] - before["score"]["overall"] > 0


async def test_an_unknown_finding_is_refused_by_name(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    strategy_id, _ = await _stored(owner, tenant)
    body = {"strategyId": str(strategy_id)}
    answer = await caller(http, tenant).send("POST", "/score-strategy?without=clarity.nonsense", body)
    assert wrong_fields(answer) == ["without"]
    assert "clarity.nonsense" in answer.text


async def test_a_strategy_of_another_workspace_is_not_there(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    strategy_id, _ = await _stored(owner, tenant)
    stranger = await make_tenant()
    for asked in (strategy_id, new_id()):
        answer = await caller(http, stranger).send("POST", "/score-strategy", {"strategyId": str(asked)})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "give strategyId, or framework, text and brief"),
        ({"text": "We repair boilers."}, "missing: framework, brief"),
        ({"strategyId": str(new_id()), "text": "We repair boilers."}, "stands alone; leave out text"),
        (
            {"framework": "funnel_design", "text": "x", "brief": {**FACTS, "framework": "seo_patterns"}},
            "brief.framework must be left out or be the same",
        ),
    ],
)
async def test_a_request_that_names_no_single_subject_is_refused(
    http: httpx.AsyncClient, tenant: Tenant, body: dict[str, Any], says: str
) -> None:
    answer = await caller(http, tenant).send("POST", "/score-strategy", body)
    assert answer.status_code == 400
    assert says in answer.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"framework": "poetry"}, "framework"),
        ({"text": ""}, "text"),
        ({"text": "word " * 30_000}, "text"),
        ({"brief": {"businessName": "A"}}, "brief.industry"),
        ({"brief": {**FACTS, "budget": {"amount": -1, "currency": "GBP"}}}, "brief.budget.amount"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_a_wrong_field_is_named(
    http: httpx.AsyncClient, tenant: Tenant, changes: dict[str, Any], field: str
) -> None:
    body = {"framework": "brand_positioning", "text": "We repair boilers.", "brief": FACTS, **changes}
    assert field in wrong_fields(await caller(http, tenant).send("POST", "/score-strategy", body))


async def test_a_worksheet_is_filled_with_the_words_of_the_brief(http: httpx.AsyncClient, tenant: Tenant) -> None:
    body = {"framework": "offer_architecture", "brief": FACTS}
    answer = await caller(http, tenant).send("POST", "/apply-framework", body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    rows = [row for component in found["components"] for row in component["worksheet"]]
    given = [row for row in rows if row["basis"] == "given"]
    assert found["total"] == len(rows)
    assert found["filled"] == len(given) == found["total"] - len(found["openQuestions"])
    assert given
    assert all(row["answers"] and row["briefField"] for row in given)
    assert ["Leads dry up in summer"] in [row["answers"] for row in given]
    assert all(row["answers"] == [] for row in rows if row["basis"] == "open")


async def test_a_brief_without_challenges_leaves_their_questions_open(http: httpx.AsyncClient, tenant: Tenant) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "currentChallenges"}
    client = caller(http, tenant)
    full = (await client.send("POST", "/apply-framework", {"framework": "funnel_design", "brief": FACTS})).json()
    less = (await client.send("POST", "/apply-framework", {"framework": "funnel_design", "brief": facts})).json()
    assert less["filled"] < full["filled"]
    assert len(less["openQuestions"]) > len(full["openQuestions"])


async def test_a_viewer_may_score_and_fill(http: httpx.AsyncClient, tenant: Tenant, make_tenant: MakeTenant) -> None:
    viewer = await make_tenant("viewer", of=tenant)
    body = {"framework": "offer_architecture", "brief": FACTS}
    assert (await caller(http, viewer).send("POST", "/apply-framework", body)).status_code == 200


_TEXT = """

Hartley takes boiler jobs in north Leeds and nothing else until March, because summer calls went unanswered 14 times.
We won't match call-out firms on price. If fewer than 8 of the next 40 callers in Leeds book by week 6, the owner stops
the offer and asks ten of them why. Homeowners will say: "You are dearer than the man next door." Show them the invoice
beside the quote for the last thirty jobs; whoever only wants the lowest price is better off with him.
Studies show that 93% of homeowners prefer local firms.
"""


async def _scored(http: httpx.AsyncClient, tenant: Tenant, text: str, **changes: Any) -> dict[str, Any]:
    body = {"framework": "brand_positioning", "text": text, "brief": {**FACTS, **changes}}
    answer = await caller(http, tenant).send("POST", "/score-strategy", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_text_is_scored_with_places_in_the_text_that_was_sent(http: httpx.AsyncClient, tenant: Tenant) -> None:
    found = await _scored(http, tenant, _TEXT)
    assert (found["strategyId"], found["version"], found["mode"]) == (None, None, "text")
    quoted = [finding["evidence"] for finding in found["findings"] if finding["evidence"]["quote"]]
    assert quoted
    for place in quoted:
        assert _TEXT[place["start"] : place["end"]] == place["quote"]
    rules = {finding["rule"]: finding for finding in found["findings"]}
    assert rules["compliance.sourceless-statistic"]["evidence"]["quote"] in "Studies show that 93% of homeowners"
    assert found["compliance"] == "fail"
    assert found["score"]["overall"] <= 25


async def test_a_what_if_mends_a_text(http: httpx.AsyncClient, tenant: Tenant) -> None:
    before = await _scored(http, tenant, _TEXT)
    ids = ",".join(finding["id"] for finding in before["findings"] if finding["severity"] == "critical")
    body = {"framework": "brand_positioning", "text": _TEXT, "brief": FACTS}
    answer = await caller(http, tenant).send("POST", f"/score-strategy?without={ids}", body)
    assert answer.json()["whatIf"]["gained"] > 0
    assert answer.json()["whatIf"]["compliance"] != "fail"


async def test_sentences_of_other_strategies_earn_nothing(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    text = _TEXT.partition("Studies show")[0]
    given = Brief.model_validate({**FACTS, "framework": "brand_positioning"})
    marks = boilerplate.fingerprints((words.words(text[a:b]) for a, b in words.sentences(text)), terms(given))
    strategy_id, _ = await _stored(owner, tenant)
    alone = await _scored(http, tenant, text)
    await owner.execute(
        "UPDATE app.strategy_versions SET sentence_marks = $3 WHERE workspace_id = $1 AND strategy_id = $2",
        tenant.workspace_id,
        strategy_id,
        sorted(marks),
    )
    borrowed = await _scored(http, tenant, text)
    assert "overall.boilerplate" in {finding["rule"] for finding in borrowed["findings"]}
    assert borrowed["score"]["overall"] < alone["score"]["overall"] / 2
    # What a firm said of itself before, and what strangers say, is no boilerplate.
    assert (await _scored(http, tenant, text, businessName="Business"))["score"] == alone["score"]
    assert (await _scored(http, await make_tenant(), text))["score"] == alone["score"]

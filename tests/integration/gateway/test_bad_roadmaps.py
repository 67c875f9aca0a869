"""Wishes for a roadmap that make no sense: each is refused by the field's name with what would be right."""

from typing import Any

import httpx
import pytest

from integration.gateway.serving import ROADMAP, Owner, problem

_ADA: dict[str, Any] = {"name": "Ada", "hoursPerWeek": 20}
_ADS = {
    "monthlyBudget": 6000, "primaryPlatform": "Google", "coreMessage": "Matched with reasons",
    "targetAudienceProfile": "Bookkeepers",
}  # fmt: skip


def _variables(**changes: Any) -> dict[str, Any]:
    return {"variables": ROADMAP["variables"] | changes}


def _ads(**changes: Any) -> dict[str, Any]:
    return {"templateType": "paid_ads", "variables": _ADS | changes}


def _team(*members: Any) -> dict[str, Any]:
    return {"team": list(members)}


# what is changed in a good request, the field that is named, and a word of the remedy
_WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"templateType": "podcast"}, "templateType", "must be one of"),
    ({"templateType": None}, "templateType", "must be one of"),
    ({"templateType": ["seo_plan"]}, "templateType", "must be one of"),
    ({"templateId": "lp-2"}, "templateId", "there is no template"),
    ({"templateId": ""}, "templateId", "empty"),
    ({"templateId": "x" * 61}, "templateId", "60"),
    ({"strategyId": "first"}, "strategyId", "UUID"),
    ({"strategyId": "019abf2e-5b7a-7c31-8f02-6d1f4a9be210"}, "strategyId", "does not exist"),
    ({"auditId": "019abf2e-5b7a-7c31-8f02-6d1f4a9be210"}, "auditId", "does not exist"),
    ({"auditId": 7}, "auditId", "UUID"),
    ({"variables": "none"}, "variables", "object"),
    ({"variables": {f"name{n}": 1 for n in range(41)}}, "variables", "40"),
    (_variables(keywords="crm"), "variables.keywords", "is not a variable"),
    (_variables(pillarTopics={"topic": {"topic": "itself"}}), "variables.pillarTopics", "must be"),
    (_variables(pillarTopics=["a", "b"]), "variables.pillarTopics", "must be"),
    (_variables(pillarTopics="\n".join(f"topic {n}" for n in range(99))), "variables.pillarTopics", "at most"),
    (_variables(pillarTopics=" \n \n"), "variables.pillarTopics", "is required"),
    (_variables(primaryKeyword="x" * 2001), "variables.primaryKeyword", "2000"),
    (_variables(primaryKeyword=""), "variables.primaryKeyword", "is required"),
    (_variables(primaryKeyword=42), "variables.primaryKeyword", "must be text"),
    (_variables(primaryKeyword="a\u0000b"), "variables.primaryKeyword", "control character"),
    (_variables(contentTeamSize="eleven"), "variables.contentTeamSize", "must be one of"),
    (_variables(currentMonthlyTraffic="many"), "variables.currentMonthlyTraffic", "must be a number"),
    (_variables(currentMonthlyTraffic=-1), "variables.currentMonthlyTraffic", "must lie between"),
    (_variables(currentMonthlyTraffic=True), "variables.currentMonthlyTraffic", "must be a number"),
    (_ads(monthlyBudget=0), "variables.monthlyBudget", "must lie between"),
    (_ads(monthlyBudget=-5000), "variables.monthlyBudget", "must lie between"),
    (_ads(monthlyBudget=10**18), "variables.monthlyBudget", "must lie between"),
    (_ads(primaryPlatform="Myspace"), "variables.primaryPlatform", "must be one of"),
    ({"startDate": "1900-01-01"}, "startDate", "2000 and 2100"),
    ({"startDate": "2101-01-01"}, "startDate", "2000 and 2100"),
    ({"startDate": "2026-02-30"}, "startDate", "must be a date"),
    ({"startDate": "soon"}, "startDate", "must be a date"),
    ({"startDate": 20261130}, "startDate", "must be a date"),
    ({"startDate": "2026-11-30T09:00:00Z"}, "startDate", "must be a date"),
    ({"startDate": "2026-11-30", "deadline": "2026-11-29"}, "deadline", "before startDate"),
    ({"deadline": "1900-06-01"}, "deadline", "2000 and 2100"),
    ({"hoursPerWeek": 0}, "hoursPerWeek", "greater than 0"),
    ({"hoursPerWeek": -20}, "hoursPerWeek", "greater than 0"),
    ({"hoursPerWeek": 169}, "hoursPerWeek", "at most 168"),
    ({"hoursPerWeek": "full time"}, "hoursPerWeek", "must be a number"),
    ({"hoursPerWeek": True}, "hoursPerWeek", "must be a number"),
    (_team(*({"name": f"p{n}", "hoursPerWeek": 1} for n in range(51))), "team", "at most 50"),
    (_team(*({"name": f"p{n}", "hoursPerWeek": 1} for n in range(5000))), "team", "at most 50"),
    (_team(_ADA | {"hoursPerWeek": -1}), "team[0].hoursPerWeek", "greater than 0"),
    (_team(_ADA, {"name": "Grace"}), "team[1].hoursPerWeek", "is required"),
    (_team({"hoursPerWeek": 5}), "team[0].name", "is required"),
    (_team(_ADA, _ADA | {"name": "ADA"}), "team", "twice"),
    (_team(_ADA | {"skills": ["x" * 61]}), "team[0].skills[0]", "60"),
    (_team(_ADA | {"skills": [f"s{n}" for n in range(21)]}), "team[0].skills", "at most 20"),
    (_team(_ADA | {"timeOff": ["2026-13-01"]}), "team[0].timeOff[0]", "must be a date"),
    (_team(_ADA | {"timeOff": ["2026-12-24"] * 367}), "team[0].timeOff", "at most 366"),
    (_team(_ADA | {"email": "ada@example.com"}), "team[0].email", "is not a known field"),
    (_team(_ADA | {"country": "Germany"}), "team[0].country", "must match"),
    (_team(_ADA | {"country": "DE", "region": "ENG"}), "team[0].region", "BY"),
    (_team("Ada"), "team[0]", "must be an object"),
    ({"holidays": "Christmas"}, "holidays", "must be a list"),
    ({"holidays": ["25 December"]}, "holidays[0]", "must be a date"),
    ({"country": "ZZ"}, "country", "GB"),
    ({"country": "de"}, "country", "must match"),
    ({"region": "BY"}, "region", "goes only with a country"),
    ({"budget": {"amount": -1, "currency": "EUR"}}, "budget.amount", "greater than 0"),
    ({"budget": {"amount": 10, "currency": "euro"}}, "budget.currency", "must match"),
    ({"budget": {"amount": 10.999, "currency": "EUR"}}, "budget.amount", "2 digits after the point"),
    ({"budget": 5000}, "budget", "must be an object"),
    ({"dependsOn": {"a": "b", "b": "a"}}, "dependsOn", "is not a known field"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "remedy"), _WRONG, ids=[f"{n}-{row[1]}" for n, row in enumerate(_WRONG)])
async def test_each_is_refused_by_name_with_what_would_be_right(
    client: httpx.AsyncClient, owner: Owner, changes: dict[str, Any], field: str, remedy: str
) -> None:
    before = await owner.fetchval("SELECT count(*) FROM app.jobs WHERE kind = 'roadmap'")
    answer = await client.post("/generate-roadmap", json=ROADMAP | changes)
    assert answer.status_code == 400, answer.text
    found = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert field in found, found
    assert remedy in found[field]
    assert await owner.fetchval("SELECT count(*) FROM app.jobs WHERE kind = 'roadmap'") == before


async def test_ten_thousand_people_are_more_than_a_body_may_hold(client: httpx.AsyncClient) -> None:
    team = [{"name": f"p{n}", "hoursPerWeek": 1} for n in range(10_000)]
    answer = await client.post("/generate-roadmap", json=ROADMAP | {"team": team})
    problem(answer, 413, "body_too_large")


async def test_a_text_that_looks_like_a_placeholder_is_a_text(client: httpx.AsyncClient) -> None:
    changes = _variables(primaryKeyword="{primaryKeyword} {pillarTopics}", pillarTopics="{primaryKeyword}")
    assert (await client.post("/generate-roadmap", json=ROADMAP | changes)).status_code == 202

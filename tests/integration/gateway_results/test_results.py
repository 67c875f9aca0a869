"""Strategies, audits and roadmaps as they were stored."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from gateway.schemas.strategies import Strategy
from integration.gateway_results.calls import caller, problem
from integration.gateway_results.rows import (
    DOCUMENT,
    NOON,
    SECTIONS,
    Owner,
    insert_audit,
    insert_roadmap,
    insert_score,
    insert_strategy,
    insert_version,
)
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def test_a_strategy_is_whole_and_its_document_byte_for_byte(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id = await insert_strategy(owner, tenant)
    await insert_version(owner, tenant, strategy_id)
    answer = await caller(http, tenant).get(f"/strategies/{strategy_id}")
    assert answer.status_code == 200
    assert f'"document":{DOCUMENT},' in answer.text
    assert f'"sections":{SECTIONS},' in answer.text
    found = Strategy.model_validate_json(answer.text)
    assert found.strategy_id == strategy_id
    assert found.strategy == "# Version 1"
    assert found.score.model_dump() == {
        "overall": 70,
        "clarity": 1,
        "specificity": 2,
        "outcome_focus": 3,
        "proof": 4,
        "objection_handling": 5,
        "risk_removal": 6,
    }
    assert found.execution_plan == ({"week": 1},)
    assert found.open_questions == ("q",)
    assert found.usage is None
    assert found.created_by == tenant.user_id
    assert found.created_at == NOON


async def test_a_strategy_shows_its_current_version_and_that_ones_newest_score(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id = await insert_strategy(owner, tenant)
    await insert_version(owner, tenant, strategy_id, version=1, score=10)
    await insert_version(owner, tenant, strategy_id, version=2, score=20)
    await insert_version(owner, tenant, strategy_id, version=3, score=30)
    await owner.execute("UPDATE app.strategies SET version = 2 WHERE id = $1", strategy_id)
    api = caller(http, tenant)
    before = await api.get(f"/strategies/{strategy_id}")
    await insert_score(owner, tenant, strategy_id, version=2, score=25, scorer="0.9.0")
    after = await api.get(f"/strategies/{strategy_id}")
    assert (before.json()["version"], before.json()["score"]["overall"]) == (2, 20)
    assert before.json()["strategy"] == "# Version 2"
    assert (after.json()["version"], after.json()["score"]["overall"]) == (2, 25)
    assert before.headers["etag"] != after.headers["etag"]


@pytest.mark.parametrize("kind", ["strategies", "audits", "roadmaps"])
async def test_what_the_caller_has_is_not_sent_again(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, kind: str
) -> None:
    if kind == "strategies":
        resource_id = await insert_strategy(owner, tenant)
        await insert_version(owner, tenant, resource_id)
    else:
        resource_id = await (insert_audit if kind == "audits" else insert_roadmap)(owner, tenant)
    api = caller(http, tenant)
    etag = (await api.get(f"/{kind}/{resource_id}")).headers["etag"]
    again = await api.get(f"/{kind}/{resource_id}", headers={"If-None-Match": etag})
    other = await api.get(f"/{kind}/{resource_id}", headers={"If-None-Match": '"other"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert other.status_code == 200


async def test_an_audit_is_its_result_with_where_it_came_from(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    audit_id = await insert_audit(owner, tenant)
    answer = await caller(http, tenant).get(f"/audits/{audit_id}")
    assert answer.text.startswith('{"auditId": "kept",  "big": 1e2,"strategyId":null,"jobId":"')
    assert answer.json()["createdBy"] == str(tenant.user_id)
    assert answer.json()["createdAt"] == "2026-03-10T12:00:00Z"


async def test_a_deleted_roadmap_and_a_deleted_strategy_are_gone(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id = await insert_strategy(owner, tenant, is_deleted=True)
    await insert_version(owner, tenant, strategy_id)
    roadmap_id = await insert_roadmap(owner, tenant, is_deleted=True)
    api = caller(http, tenant)
    for path in (f"/strategies/{strategy_id}", f"/roadmaps/{roadmap_id}", f"/audits/{uuid4()}"):
        assert problem(await api.get(path))["code"] == "not_found"


async def test_audits_and_roadmaps_are_listed_newest_first_by_cursor(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    audits, roadmaps = [
        [str(await insert(owner, tenant, created_at=NOON + timedelta(minutes=minute))) for minute in range(3)]
        for insert in (insert_audit, insert_roadmap)
    ]
    api = caller(http, tenant)
    for path, ids in (("/audits", audits), ("/roadmaps", roadmaps)):
        first = (await api.get(path, limit=2)).json()
        second = (await api.get(path, limit=2, cursor=first["nextCursor"])).json()
        assert [item["id"] for item in first["items"]] == [ids[2], ids[1]]
        assert [item["id"] for item in second["items"]] == [ids[0]]
        assert second["nextCursor"] is None


async def test_a_line_of_each_list_has_its_fields(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    audit_id, roadmap_id = await insert_audit(owner, tenant), await insert_roadmap(owner, tenant)
    api = caller(http, tenant)
    assert (await api.get("/audits")).json()["items"] == [
        {
            "id": str(audit_id),
            "strategyId": None,
            "domain": "example.com",
            "finalUrl": "https://example.com/",
            "primaryKeyword": "crm",
            "overallScore": 64,
            "coverage": 0.71,
            "rulesetVersion": "1",
            "createdAt": "2026-03-10T12:00:00Z",
        }
    ]
    assert (await api.get("/roadmaps")).json()["items"] == [
        {
            "id": str(roadmap_id),
            "strategyId": None,
            "auditId": None,
            "templateId": "lp-1",
            "templateName": "Landing page",
            "startDate": "2026-03-02",
            "endDate": "2026-03-20",
            "totalDuration": 3.6,
            "overallProgress": 0,
            "createdAt": "2026-03-10T12:00:00Z",
            "updatedAt": "2026-03-10T12:00:00Z",
        }
    ]


async def test_the_cursor_of_one_list_is_refused_by_another(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    for _ in range(2):
        await insert_audit(owner, tenant)
    api = caller(http, tenant)
    cursor = (await api.get("/audits", limit=1)).json()["nextCursor"]
    answer = await api.get("/roadmaps", cursor=cursor)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["cursor"]

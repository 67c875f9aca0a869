"""The figures of a workspace, each worked out by hand from the rows."""

from datetime import timedelta

import httpx
import pytest

from integration.gateway_results.calls import caller, wrong_fields
from integration.gateway_results.rows import (
    Owner,
    days_ago,
    insert_audit,
    insert_job,
    insert_llm_call,
    insert_roadmap,
    insert_strategy,
    roll_up,
)
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def test_a_fresh_workspace_has_noughts_and_nulls(http: httpx.AsyncClient, tenant: Tenant) -> None:
    found = (await caller(http, tenant).get("/stats", days=2)).json()
    nothing = {"p50Ms": None, "p95Ms": None}
    today, yesterday = days_ago(0).date().isoformat(), days_ago(1).date().isoformat()
    assert found == {
        "totalStrategies": 0,
        "avgScore": None,
        "medianScore": None,
        "passCount": 0,
        "needsRevisionCount": 0,
        "failCount": 0,
        "byFramework": {
            "brand_positioning": 0,
            "funnel_design": 0,
            "seo_patterns": 0,
            "competitor_model": 0,
            "offer_architecture": 0,
        },
        "scoreHistogram": [],
        "daily": [
            {"date": yesterday, "strategies": 0, "audits": 0, "roadmaps": 0, "avgScore": None},
            {"date": today, "strategies": 0, "audits": 0, "roadmaps": 0, "avgScore": None},
        ],
        "jobs": {"queued": 0, "running": 0, "succeeded": 0, "failed": 0},
        "latency": {"strategy": nothing, "seo": nothing, "roadmap": nothing},
        "cost": {"usd": 0.0, "tokens": 0},
        "asOf": None,
    }


async def test_totals_count_what_is_there(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    await insert_strategy(owner, tenant, score=40, created_at=days_ago(400), compliance="fail")
    await insert_strategy(
        owner,
        tenant,
        score=71,
        created_at=days_ago(1),
        framework="seo_patterns",
        compliance="needs_revision",
    )
    await insert_strategy(owner, tenant, score=71, created_at=days_ago(0))
    await insert_strategy(owner, tenant, score=100, created_at=days_ago(0))
    await insert_strategy(owner, tenant, score=1, created_at=days_ago(0), is_deleted=True)
    await insert_llm_call(owner, tenant, settled_at=days_ago(1), output_tokens=1500, cost_nanousd=12_500_000)
    await insert_llm_call(owner, tenant, settled_at=days_ago(90), output_tokens=500, cost_nanousd=7_500_000)
    await roll_up(owner, tenant)
    found = (await caller(http, tenant).get("/stats")).json()
    assert found["totalStrategies"] == 4
    # 282 / 4, and the middle of 40, 71, 71, 100.
    assert found["avgScore"] == 70.5
    assert found["medianScore"] == 71
    assert (found["passCount"], found["needsRevisionCount"], found["failCount"]) == (2, 1, 1)
    assert found["byFramework"]["brand_positioning"] == 3
    assert found["byFramework"]["seo_patterns"] == 1
    assert found["scoreHistogram"] == [
        {"score": 40, "count": 1},
        {"score": 71, "count": 2},
        {"score": 100, "count": 1},
    ]
    assert found["cost"] == {"usd": 0.02, "tokens": 2000}
    assert found["asOf"].endswith("Z")


async def test_the_median_of_an_even_number_lies_between_the_middle_two(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    for score in (10, 20, 25, 90):
        await insert_strategy(owner, tenant, score=score, created_at=days_ago(0))
    await roll_up(owner, tenant)
    found = (await caller(http, tenant).get("/stats")).json()
    assert found["medianScore"] == 22.5
    assert found["avgScore"] == 36.25


async def test_days_are_utc_days_oldest_first_with_the_empty_ones(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    await insert_strategy(owner, tenant, score=50, created_at=days_ago(2))
    await insert_strategy(owner, tenant, score=51, created_at=days_ago(2))
    await insert_strategy(owner, tenant, score=53, created_at=days_ago(2))
    await insert_audit(owner, tenant, created_at=days_ago(2))
    await insert_roadmap(owner, tenant, created_at=days_ago(0))
    await insert_strategy(owner, tenant, score=9, created_at=days_ago(3))
    await roll_up(owner, tenant)
    daily = (await caller(http, tenant).get("/stats", days=3)).json()["daily"]
    assert daily == [
        # 154 / 3
        {"date": days_ago(2).date().isoformat(), "strategies": 3, "audits": 1, "roadmaps": 0, "avgScore": 51.33},
        {"date": days_ago(1).date().isoformat(), "strategies": 0, "audits": 0, "roadmaps": 0, "avgScore": None},
        {"date": days_ago(0).date().isoformat(), "strategies": 0, "audits": 0, "roadmaps": 1, "avgScore": None},
    ]


async def test_waiting_and_working_jobs_are_live_and_finished_ones_rolled_up(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    for status in ("queued", "queued", "dispatched", "running", "succeeded", "failed", "cancelled"):
        await insert_job(owner, tenant, status)
    api = caller(http, tenant)
    before = (await api.get("/stats")).json()["jobs"]
    await roll_up(owner, tenant)
    after = (await api.get("/stats")).json()["jobs"]
    assert before == {"queued": 3, "running": 1, "succeeded": 0, "failed": 0}
    assert after == {"queued": 3, "running": 1, "succeeded": 1, "failed": 1}


async def test_latencies_are_percentiles_of_all_days_in_the_range(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    for day in range(2):
        for took_ms in range(10, 20):
            ended = days_ago(day) + timedelta(seconds=took_ms)
            await insert_job(owner, tenant, "succeeded", finished_at=ended, took_ms=took_ms + 10 * day)
    await insert_job(owner, tenant, "succeeded", kind="seo", finished_at=days_ago(1), took_ms=1234)
    await insert_job(owner, tenant, "failed", kind="roadmap", finished_at=days_ago(0), took_ms=7)
    await insert_job(owner, tenant, "succeeded", kind="roadmap", finished_at=days_ago(2), took_ms=7)
    await roll_up(owner, tenant)
    latency = (await caller(http, tenant).get("/stats", days=2)).json()["latency"]
    # Of the twenty values 10 to 29, ten do not exceed 19 and nineteen do not exceed 28; 1234 is 1300 in two digits.
    assert latency == {
        "strategy": {"p50Ms": 19, "p95Ms": 28},
        "seo": {"p50Ms": 1300, "p95Ms": 1300},
        "roadmap": {"p50Ms": None, "p95Ms": None},
    }


@pytest.mark.parametrize("days", [0, 366, "all"])
async def test_days_outside_of_a_year_are_refused(http: httpx.AsyncClient, tenant: Tenant, days: object) -> None:
    assert wrong_fields(await caller(http, tenant).get("/stats", days=days)) == ["days"]


async def test_a_year_has_365_days(http: httpx.AsyncClient, tenant: Tenant) -> None:
    assert len((await caller(http, tenant).get("/stats", days=365)).json()["daily"]) == 365

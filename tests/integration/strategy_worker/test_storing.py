"""What the strategy worker writes, as its own role on the real Postgres."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import asyncpg
import orjson
import pytest

from shared.db.pool import Context, Pool, create_pool, transaction
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion
from strategy_worker.handlers import perform
from strategy_worker.knowledge.load import knowledge
from strategy_worker.repository import read_latest_audit
from strategy_worker.resources import Resources
from strategy_worker.site import Repair
from support.backends import Backends
from support.control import QuietControl
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await made.close()


@pytest.fixture(scope="module")
async def tenant(backends: Backends) -> Tenant:
    return await create_tenant(backends)


async def _made(pool: Pool, tenant: Tenant) -> Completion:
    job = ClaimedJob(
        workspace_id=tenant.workspace_id,
        id=new_id(),
        kind="strategy",
        attempt=1,
        max_attempts=5,
        request={
            "businessName": "Hartley “Pipes” 🚰",
            "industry": "Plumbing",
            "targetAudience": "Homeowners in Leeds",
            "desiredOutcome": "40 booked jobs a month",
            "framework": "funnel_design",
            "currentChallenges": ["Leads dry up in summer"],
        },
        created_by=tenant.user_id,
        created_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
    )
    done = await perform(job, QuietControl(), Resources(knowledge().sha256))
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)
    return done


async def test_head_version_and_score_hold_what_the_result_says(backends: Backends, pool: Pool, tenant: Tenant) -> None:
    done = await _made(pool, tenant)
    connection = await asyncpg.connect(backends.owner_url)
    row = await connection.fetchrow(
        "SELECT s.title, s.business_name, s.framework, s.engine, s.score, s.version AS head_version, s.created_by,"
        " v.version, v.markdown, v.document::text AS document, v.sections::text AS sections,"
        " v.summary::text AS summary, v.brief::text AS brief, length(v.document_sha256) AS hashed,"
        " c.overall, c.compliance, c.findings::text AS findings"
        " FROM app.strategies s"
        " JOIN app.strategy_versions v ON v.workspace_id = s.workspace_id AND v.strategy_id = s.id"
        " JOIN app.strategy_scores c"
        " ON c.workspace_id = s.workspace_id AND c.strategy_id = s.id AND c.version = v.version"
        " WHERE s.workspace_id = $1 AND s.id = $2",
        tenant.workspace_id,
        done.result_id,
    )
    await connection.close()
    assert row is not None
    result = orjson.loads(orjson.dumps(done.result))
    assert (row["title"], row["framework"], row["engine"]) == (result["title"], "funnel_design", result["engine"])
    assert (row["head_version"], row["version"], row["created_by"]) == (1, 1, tenant.user_id)
    assert row["business_name"] == "Hartley “Pipes” 🚰"
    assert row["markdown"] == result["strategy"]
    assert orjson.loads(row["document"]) == result["document"]
    assert orjson.loads(row["sections"]) == result["sections"]
    assert orjson.loads(row["findings"]) == result["findings"]
    assert orjson.loads(row["summary"])["executionPlan"] == result["executionPlan"]
    assert orjson.loads(row["brief"])["businessName"] == "Hartley “Pipes” 🚰"
    assert (row["score"], row["overall"], row["compliance"]) == (
        result["score"]["overall"],
        result["score"]["overall"],
        result["compliance"],
    )
    assert row["hashed"] == 32


async def test_a_result_of_another_workspace_is_refused(pool: Pool, tenant: Tenant, backends: Backends) -> None:
    other = await create_tenant(backends)
    done = await _made(pool, tenant)
    with pytest.raises(asyncpg.PostgresError):
        async with transaction(pool, Context(other.workspace_id)) as connection:
            await done.store(connection)


_HOSTS = (
    ("example.com", "https://www.example.com/prices", True),
    ("https://Example.com:8443/a?b#c", "example.com", True),
    ("shop.example.com", "example.com", False),
    ("example.com", "example.com.evil.test", False),
)


@pytest.mark.parametrize(("audited", "asked", "same"), _HOSTS)
async def test_the_newest_audit_of_the_same_host_is_found(
    backends: Backends, pool: Pool, audited: str, asked: str, *, same: bool
) -> None:
    mine, theirs = await create_tenant(backends), await create_tenant(backends)
    recommendation = '{"title": "Title too long", "action": "Cut it", "why": "It is cut off", "points": 4.5}'
    connection = await asyncpg.connect(backends.owner_url)
    try:
        for tenant, days, score in ((mine, 9, 41), (mine, 2, 63), (theirs, 1, 99)):
            await connection.execute(
                "INSERT INTO app.audits (workspace_id, id, job_id, domain, primary_keyword, overall_score, coverage,"
                " ruleset_version, result, created_by, created_at)"
                " VALUES ($1, $2, $3, $4, 'boiler repair', $5, 0.8, '1', $6, $7, now() - make_interval(days => $8))",
                tenant.workspace_id,
                new_id(),
                new_id(),
                audited,
                score,
                f'{{"recommendations": [{recommendation}]}}',
                tenant.user_id,
                days,
            )
    finally:
        await connection.close()
    async with transaction(pool, Context(mine.workspace_id)) as connection:
        found = await read_latest_audit(connection, mine.workspace_id, asked)
    if not same:
        assert found is None
        return
    assert found is not None
    assert (found.score, found.keyword) == (63, "boiler repair")
    assert found.repairs == (Repair("Title too long", "Cut it", "It is cut off", 4.5),)

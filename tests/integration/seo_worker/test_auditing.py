"""An SEO job from its request to its rows, on a page served here and on the real Postgres."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from pydantic import JsonValue

from seo_worker.handlers import perform
from seo_worker.resources import Resources, open_resources
from seo_worker.settings import SEOSettings
from shared.db.pool import Context, Pool, close_pool, create_pool, transaction
from shared.errors import PermanentError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion
from support.backends import Backends
from support.control import NothingStored
from support.jobs import telemetry
from support.site import Site, serving_page
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_URLS = {"database_url": "postgresql://unused", "amqp_url": "amqp://unused"}


@dataclass
class _Control(NothingStored):
    stages: list[str] = field(default_factory=list[str])

    async def progress(self, stage: str, percent: int) -> None:
        self.stages.append(stage)


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await close_pool(made)


@pytest.fixture(scope="module")
async def tenant(backends: Backends) -> Tenant:
    return await create_tenant(backends)


@pytest.fixture(scope="module")
async def site() -> AsyncGenerator[Site]:
    async with serving_page() as served:
        yield served


@pytest.fixture(scope="module")
async def resources(site: Site) -> AsyncGenerator[Resources]:
    settings = SEOSettings.model_validate({**_URLS, "convex_seo_allowed_targets": site.target, "convex_seo_parsers": 1})
    async with open_resources(settings, telemetry("seo-worker")) as opened:
        yield opened


def _job(tenant: Tenant, domain: str, **changes: JsonValue) -> ClaimedJob:
    return ClaimedJob(
        workspace_id=tenant.workspace_id,
        id=new_id(),
        kind="seo",
        attempt=1,
        max_attempts=5,
        request={"domain": domain, "primaryKeyword": "boiler service in Leeds", **changes},
        created_by=tenant.user_id,
        created_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
    )


async def _stored(pool: Pool, tenant: Tenant, done: Completion) -> tuple[asyncpg.Record, list[asyncpg.Record]]:
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)
        audits = await connection.fetch("SELECT * FROM app.audits WHERE id = $1", done.result_id)
        findings = await connection.fetch(
            "SELECT * FROM app.audit_findings WHERE audit_id = $1 ORDER BY check_id", done.result_id
        )
    (audit,) = audits
    return audit, findings


async def _strategy(backends: Backends, tenant: Tenant) -> UUID:
    strategy_id = new_id()
    connection = await asyncpg.connect(backends.owner_url)
    await connection.execute(
        "INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score,"
        " compliance, created_by) VALUES ($1, $2, $3, 'T', 'B', 'seo_patterns', 'offline', 50, 'fail', $4)",
        tenant.workspace_id, strategy_id, new_id(), tenant.user_id,
    )  # fmt: skip
    await connection.close()
    return strategy_id


async def test_a_page_is_fetched_judged_and_stored_with_every_finding(
    pool: Pool, tenant: Tenant, site: Site, resources: Resources
) -> None:
    control = _Control()
    done = await perform(_job(tenant, site.url), control, resources)
    audit, findings = await _stored(pool, tenant, done)
    result: Any = done.result
    assert result["auditId"] == str(done.result_id)
    assert audit["overall_score"] == result["overallScore"]
    assert audit["final_url"] == site.url
    assert len(findings) == 64
    assert {f["check_id"]: f["status"] for f in findings}["T10"] == "good"
    assert {f["check_id"]: f["status"] for f in findings}["A07"] == "not_measured"
    assert control.stages == ["fetching", "judging"]


async def test_the_strategy_is_linked_while_it_exists(
    backends: Backends, pool: Pool, tenant: Tenant, site: Site, resources: Resources
) -> None:
    strategy_id = await _strategy(backends, tenant)
    done = await perform(_job(tenant, site.url, strategyId=str(strategy_id)), _Control(), resources)
    audit, _ = await _stored(pool, tenant, done)
    assert audit["strategy_id"] == strategy_id


async def test_a_strategy_that_has_vanished_leaves_the_audit_unlinked(
    pool: Pool, tenant: Tenant, site: Site, resources: Resources
) -> None:
    done = await perform(_job(tenant, site.url, strategyId=str(new_id())), _Control(), resources)
    audit, _ = await _stored(pool, tenant, done)
    assert audit["strategy_id"] is None


async def test_a_page_that_is_not_there_is_an_audit_without_score(
    pool: Pool, tenant: Tenant, site: Site, resources: Resources
) -> None:
    done = await perform(_job(tenant, f"{site.url}nowhere"), _Control(), resources)
    audit, findings = await _stored(pool, tenant, done)
    assert audit["overall_score"] is None
    assert {f["check_id"]: f["status"] for f in findings}["T01"] == "critical"


@pytest.mark.parametrize(
    ("domain", "code"),
    [("http://10.0.0.1/", "target_blocked_address"), ("http://127.0.0.1:1/", "target_blocked_port")],
)
async def test_a_target_behind_the_guard_ends_the_job(
    tenant: Tenant, resources: Resources, domain: str, code: str
) -> None:
    with pytest.raises(PermanentError) as raised:
        await perform(_job(tenant, domain), _Control(), resources)
    assert raised.value.code == code


async def test_a_request_that_can_not_be_read_ends_the_job_without_echoing_it(
    tenant: Tenant, resources: Resources
) -> None:
    with pytest.raises(PermanentError) as raised:
        await perform(_job(tenant, "ftp://secret.test"), _Control(), resources)
    assert raised.value.code == "invalid_request"
    assert "secret" not in raised.value.detail

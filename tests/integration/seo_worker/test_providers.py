"""An audit with all outside sources: fetched, asked, judged and stored, every socket on loopback."""

import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
from pydantic import JsonValue
from structlog.testing import capture_logs

from seo_worker.checks.connected import with_sources
from seo_worker.checks.rules import load_ruleset
from seo_worker.fetch.addresses import AddressPolicy, parse_allowed_targets
from seo_worker.fetch.client import Fetcher
from seo_worker.handlers import perform
from seo_worker.page.pool import ParserPool
from seo_worker.providers.opening import open_panel
from seo_worker.resources import Resources
from seo_worker.settings import SEOSettings
from shared.db.pool import Context, Pool, close_pool, create_pool, transaction
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from support.backends import Backends
from support.control import NothingStored
from support.seo_providers import KEY, FakeSources, serving_sources
from support.site import serving_page
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def _here(host: str, port: int) -> list[str]:
    """Find every name on this machine, so that a public name can be audited without leaving it."""
    return ["127.0.0.1"]


@asynccontextmanager
async def _worker(target: str, settings: SEOSettings) -> AsyncGenerator[Resources, None]:
    policy = AddressPolicy(parse_allowed_targets(target))
    async with (
        Fetcher(policy, lookup=_here) as fetcher,
        ParserPool(size=1) as parsers,
        open_panel(settings, clock=lambda: NOW) as sources,
    ):
        yield Resources(fetcher, parsers, with_sources(load_ruleset(), sources.connected), "here", sources)


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await close_pool(made)


@pytest.fixture(scope="module")
async def tenant(backends: Backends) -> Tenant:
    return await create_tenant(backends)


@pytest.fixture
async def fake() -> AsyncGenerator[FakeSources]:
    async with serving_sources() as served:
        yield served


async def _audited(
    pool: Pool, tenant: Tenant, fake: FakeSources, **changes: Any
) -> tuple[dict[str, Any], dict[str, asyncpg.Record]]:
    async with serving_page() as site:
        port = site.target.rpartition(":")[2]
        request: dict[str, JsonValue] = {
            "domain": f"http://www.example.org:{port}/",
            "primaryKeyword": "boiler service in Leeds",
        }
        job = ClaimedJob(tenant.workspace_id, new_id(), "seo", 1, 5, request, tenant.user_id, NOW)
        settings = SEOSettings.model_validate(fake.settings | changes)
        async with _worker(site.target, settings) as resources:
            done = await perform(job, NothingStored(), resources)  # type: ignore[arg-type]
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)
        rows = await connection.fetch("SELECT * FROM app.audit_findings WHERE audit_id = $1", done.result_id)
    result: Any = done.result
    return result, {row["check_id"]: row for row in rows}


async def test_what_sources_say_is_stored_with_their_name_and_the_time(
    pool: Pool, tenant: Tenant, fake: FakeSources
) -> None:
    result, findings = await _audited(pool, tenant, fake)
    assert (findings["A08"]["status"], findings["A09"]["status"]) == ("warning", "warning")
    assert "asked on 2026-11-25 at 12:00 UTC" in str(findings["A08"]["evidence"])
    assert "asked on 2026-11-25 at 12:00 UTC" in str(findings["A09"]["evidence"])
    assert sum("not part of the score" in note for note in result["notes"]) == 3
    assert {path.split("/")[1] for path in fake.paths()} == {"pagespeedonline", "v1", "api", "rdap", "org"}


async def test_sources_that_fail_leave_the_audit_as_it_was_without_them(
    pool: Pool, tenant: Tenant, fake: FakeSources
) -> None:
    off: dict[str, Any] = {
        "convex_pagespeed_api_key": None,
        "convex_crux_api_key": None,
        "convex_openpagerank_api_key": None,
        "convex_rdap_enabled": False,
    }
    without, _ = await _audited(pool, tenant, fake, **off)
    assert fake.asked == []
    fake.status = 429
    with capture_logs() as logs:
        result, findings = await _audited(pool, tenant, fake)
    assert result["overallScore"] == without["overallScore"]
    assert result["coverage"] == without["coverage"]
    assert {findings[check]["status"] for check in ("A07", "A08", "A09", "A10")} == {"not_measured"}
    assert "was asked more often than it allows (status 429)" in str(findings["A08"]["evidence"])
    assert KEY not in json.dumps([result, logs], default=str)


async def test_a_page_that_is_not_there_is_told_to_nobody(pool: Pool, tenant: Tenant, fake: FakeSources) -> None:
    async with serving_page() as site:
        port = site.target.rpartition(":")[2]
        job = ClaimedJob(
            tenant.workspace_id,
            new_id(),
            "seo",
            1,
            5,
            {"domain": f"http://www.example.org:{port}/nowhere", "primaryKeyword": "boiler"},
            tenant.user_id,
            NOW,
        )
        async with _worker(site.target, SEOSettings.model_validate(fake.settings)) as resources:
            await perform(job, NothingStored(), resources)  # type: ignore[arg-type]
    assert fake.asked == []


async def test_sources_that_never_answer_hold_an_audit_up_for_their_time_only(
    pool: Pool, tenant: Tenant, fake: FakeSources
) -> None:
    fake.fault = "slow"
    began = time.monotonic()
    result, findings = await _audited(pool, tenant, fake, convex_seo_sources_s=0.3)
    assert time.monotonic() - began < 10
    assert isinstance(result["overallScore"], int)
    assert "did not answer in the time given to it" in str(findings["A09"]["evidence"])

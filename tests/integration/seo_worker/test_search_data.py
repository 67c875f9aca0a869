"""From the owner's file over HTTP to what an audit of a served page says of it; no other workspace's audit does."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from integration.gateway_results.serving import client_of, serving
from seo_worker.checks.rules import load_ruleset
from seo_worker.fetch.addresses import AddressPolicy, parse_allowed_targets
from seo_worker.fetch.client import Fetcher
from seo_worker.handlers import perform
from seo_worker.page.pool import ParserPool
from seo_worker.resources import Resources
from seo_worker.search_data import stored_search_data
from shared.db.pool import Connection, Context, Pool, close_pool, create_pool, transaction
from shared.db.sql import statement
from shared.ids import new_id
from shared.jobs.model import ClaimedJob
from support.backends import Backends
from support.control import QuietControl
from support.site import Site, serving_page
from support.tenants import Tenant, create_tenant
from support_search.exports import links, pages, performance_export, queries

pytestmark = pytest.mark.integration
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUERIES = queries(
    "boiler service in leeds,20,1000,2%,8", *(f"pump {n},30,100,30%,1.{n}" for n in range(5)), "leeds,0,9,0%,40"
)


class _Control(QuietControl):
    def __init__(self, pool: Pool, tenant: Tenant) -> None:
        self._pool = pool
        self._context = Context(tenant.workspace_id)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        async with transaction(self._pool, self._context, read_only=True) as connection:
            yield connection


async def _here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.fixture(scope="module")
async def app(backends: Backends) -> AsyncGenerator[FastAPI]:
    async with serving(backends) as served:
        yield served


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await close_pool(made)


@pytest.fixture(scope="module")
async def site() -> AsyncGenerator[Site]:
    async with serving_page() as served:
        yield served


@pytest.fixture(scope="module")
async def resources(site: Site) -> AsyncGenerator[Resources]:
    policy = AddressPolicy(parse_allowed_targets(site.target))
    async with Fetcher(policy, lookup=_here) as fetcher, ParserPool(size=1) as parsers:
        yield Resources(fetcher, parsers, load_ruleset(), "here")


async def _import(http: httpx.AsyncClient, tenant: Tenant, content: bytes, media_type: str = "text/csv") -> None:
    headers = {"Authorization": f"Bearer {tenant.token}", "Content-Type": media_type}
    answer = await http.put("/api/convex/search-data/example.org", content=content, headers=headers)
    assert answer.status_code == 200, answer.text


async def _audited(
    pool: Pool, tenant: Tenant, site: Site, resources: Resources
) -> tuple[Any, dict[str, asyncpg.Record]]:
    request = {"domain": _address(site), "primaryKeyword": "boiler service in Leeds"}
    job = ClaimedJob(tenant.workspace_id, new_id(), "seo", 1, 5, request, tenant.user_id, NOW)
    done = await perform(job, _Control(pool, tenant), resources)
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)
        rows = await connection.fetch("SELECT * FROM app.audit_findings WHERE audit_id = $1", done.result_id)
    return done.result, {row["check_id"]: row for row in rows}


def _address(site: Site) -> str:
    return f"http://www.example.org:{site.target.rpartition(':')[2]}/"


async def test_what_the_owner_imports_is_in_the_next_audit_and_in_no_other_workspace(
    app: FastAPI, backends: Backends, pool: Pool, site: Site, resources: Resources
) -> None:
    mine, theirs = await create_tenant(backends), await create_tenant(backends)
    before, _ = await _audited(pool, mine, site, resources)
    async with client_of(app) as http:
        export = performance_export(QUERIES, pages(f"{_address(site)},12,800,1.5%,9.1"))
        await _import(http, mine, export, "application/zip")
        await _import(http, mine, links("a.example,10,2", "b.example,1,1", "shop.example.org,99,9"))
    result, findings = await _audited(pool, mine, site, resources)
    assert (findings["A07"]["value"], findings["A07"]["score"]) == ("2", pytest.approx(15.04))
    assert (findings["A10"]["value"], findings["A10"]["score"]) == ("8.0", pytest.approx(64.29))
    assert "for 2026-08-25 to 2026-11-24, imported on" in findings["A10"]["evidence"]
    predicted = result["rankingPrediction"]
    assert (predicted["keyword"]["impressions"], predicted["page"]["clicks"]) == (1000, 12)
    assert (predicted["better"][0]["positions"], predicted["better"][0]["clicks"]) == ("1", 300)
    assert result["coverage"] > before["coverage"]
    assert result["rulesetVersion"] != before["rulesetVersion"]

    other, unmeasured = await _audited(pool, theirs, site, resources)
    assert {unmeasured[check]["status"] for check in ("A07", "A10")} == {"not_measured"}
    for name in ("rankingPrediction", "overallScore", "coverage", "rulesetVersion"):
        assert other[name] == before[name]


async def test_a_job_without_an_import_costs_one_indexed_read(backends: Backends, pool: Pool) -> None:
    tenant = await create_tenant(backends)
    async with transaction(pool, Context(tenant.workspace_id), read_only=True) as connection:
        await connection.execute("SET LOCAL enable_seqscan = off")
        query = f"EXPLAIN {statement('seo_worker', 'read_search_data')}"
        plan = await connection.fetch(query, tenant.workspace_id, ["example.org"])
    told = "\n".join(row[0] for row in plan)
    assert "Index Scan" in told
    assert "Seq Scan" not in told
    assert await stored_search_data(_Control(pool, tenant), tenant.workspace_id, "example.org") == ()
    assert await stored_search_data(QuietControl(), tenant.workspace_id, "localhost:8080") == ()


async def test_the_closest_property_counts_for_each_kind(app: FastAPI, backends: Backends, pool: Pool) -> None:
    tenant = await create_tenant(backends)
    headers = {"Authorization": f"Bearer {tenant.token}", "Content-Type": "text/csv"}
    files = {"example.org": links("a.example,1,1"), "blog.example.org": queries("near,1,20,5%,2")}
    async with client_of(app) as http:
        await _import(http, tenant, queries("far,1,20,5%,2"))
        for domain, content in files.items():
            await http.put(f"/api/convex/search-data/{domain}", content=content, headers=headers)
    answers: Any = await stored_search_data(
        _Control(pool, tenant), tenant.workspace_id, "https://www.blog.example.org/x"
    )
    assert [answer.source for answer in answers] == ["search_performance", "linking_sites"]
    assert [row.name for row in answers[0].finding.queries.rows] == ["near"]
    assert (answers[0].finding.queries.domain, answers[1].finding.domain) == ("blog.example.org", "example.org")
    above: Any = await stored_search_data(_Control(pool, tenant), tenant.workspace_id, "other.example.org")
    assert [row.name for row in above[0].finding.queries.rows] == ["far"]

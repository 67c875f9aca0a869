"""What each worker stores comes back as the result of its job, and as the OpenAPI document describes it."""

from datetime import date
from uuid import UUID

import httpx
import orjson
import pytest
from pydantic import JsonValue

from gateway.schemas.audits import Audit
from gateway.schemas.roadmaps import Roadmap
from gateway.schemas.strategies import Strategy
from integration.gateway_results.calls import caller
from roadmap_worker import repository as roadmaps
from roadmap_worker.plan import make_plan
from roadmap_worker.result import result as roadmap_result
from scoring.assess import found_in
from scoring.material import read
from scoring.report import report
from seo_evidence import KEYWORD, on_page, unread
from seo_worker import repository as audits
from seo_worker.checks.rules import load_ruleset
from seo_worker.result.audit import Order, audit
from shared.contracts.requests import Brief, Framework, TemplateType
from shared.db.pool import Context, close_pool, create_pool, transaction
from shared.ids import new_id
from shared.json import dumps
from strategy_worker import repository as strategies
from strategy_worker.llm.model import Notice
from strategy_worker.planner import plan
from strategy_worker.result import Account, make, public
from support.backends import Backends
from support.tenants import Tenant
from support_roadmap.tasks import request

pytestmark = pytest.mark.integration


def _parsed(value: object) -> dict[str, JsonValue]:
    return orjson.loads(dumps(value))


@pytest.mark.parametrize(
    "framework", ["brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture"]
)
async def test_a_strategy_is_read_as_its_job_delivered_it(
    http: httpx.AsyncClient, backends: Backends, tenant: Tenant, framework: Framework
) -> None:
    brief = Brief(
        business_name="Test Corp",
        industry="SaaS",
        target_audience="Enterprise",
        desired_outcome="Market leadership",
        framework=framework,
    )
    document = plan(brief)
    material = read(document, brief)
    usage = {"model": "m", "inputTokens": 10, "outputTokens": 20, "costUsd": 0.002, "calls": 2}
    account = Account("mixed", usage, (Notice("a", "A", "Of how it was made."),), 30, 2_000_000)
    made = make(new_id(), material, report(found_in(material)), account)
    origin = strategies.Origin(tenant.workspace_id, new_id(), tenant.user_id)
    pool = await create_pool(backends.worker_url, service="test")
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await strategies.insert_strategy(connection, origin, brief, made)
        await strategies.insert_strategy_version(connection, origin, brief, made)
        await strategies.insert_strategy_score(connection, origin, made)
        query = "SELECT tokens, cost_nanousd FROM app.strategies WHERE id = $1"
        spent = await connection.fetchrow(query, made.strategy_id)
    await close_pool(pool)
    assert spent is not None
    assert tuple(spent) == (30, 2_000_000)
    answer = await caller(http, tenant).get(f"/strategies/{made.strategy_id}")
    delivered = _parsed(public(made))
    assert {name: answer.json()[name] for name in delivered} == delivered
    assert Strategy.model_validate_json(answer.text).job_id == origin.job_id


@pytest.mark.parametrize("is_read", [True, False])
async def test_an_audit_is_read_as_its_job_delivered_it(
    http: httpx.AsyncClient, backends: Backends, tenant: Tenant, *, is_read: bool
) -> None:
    ruleset = load_ruleset()
    order = Order(new_id(), "shop.example.org", KEYWORD)
    done = audit(order, on_page() if is_read else unread(status=500), ruleset)
    origin = audits.Origin(tenant.workspace_id, new_id(), tenant.user_id, None)
    pool = await create_pool(backends.worker_url, service="test")
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await audits.insert_audit(connection, origin, done.result)
        await audits.insert_findings(connection, tenant.workspace_id, order.audit_id, done.checks, ruleset)
    await close_pool(pool)
    answer = await caller(http, tenant).get(f"/audits/{order.audit_id}")
    delivered = _parsed(done.result)
    assert {name: answer.json()[name] for name in delivered} == delivered
    assert Audit.model_validate_json(answer.text).audit_id == order.audit_id
    assert len(orjson.loads(answer.text)) == len(delivered) + 4


@pytest.mark.parametrize("template_type", ["landing_page", "seo_plan", "paid_ads", "offer_architecture"])
async def test_a_roadmap_is_read_as_its_job_delivered_it(
    http: httpx.AsyncClient, backends: Backends, tenant: Tenant, template_type: TemplateType
) -> None:
    made = make_plan(request(template_type), date(2026, 11, 25))
    roadmap_id: UUID = new_id()
    delivered = _parsed(roadmap_result(made, roadmap_id))
    origin = roadmaps.Origin(tenant.workspace_id, new_id(), tenant.user_id)
    pool = await create_pool(backends.worker_url, service="test")
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await roadmaps.insert_roadmap(connection, origin, roadmap_id, made, delivered)
        await roadmaps.insert_roadmap_tasks(connection, tenant.workspace_id, roadmap_id, made)
    await close_pool(pool)
    answer = await caller(http, tenant).get(f"/roadmaps/{roadmap_id}")
    assert {name: answer.json()[name] for name in delivered} == delivered
    assert Roadmap.model_validate_json(answer.text).roadmap_id == roadmap_id
    assert len(orjson.loads(answer.text)) == len(delivered) + 6

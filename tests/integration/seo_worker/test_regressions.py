"""A page that has become worse is told of once, in the transaction that stores the audit that found it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Final
from uuid import UUID

import asyncpg
import orjson
import pytest

from seo_evidence import KEYWORD, on_page, page, unread
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import Meta, SiteEvidence
from seo_worker.handlers import perform
from seo_worker.regressions import tell_of_regression
from seo_worker.repository import Origin, insert_audit, insert_findings
from seo_worker.resources import open_resources
from seo_worker.result.audit import Order, audit
from seo_worker.settings import SEOSettings
from shared.contracts.messages import RollupMarked, SEORegressed
from shared.db.pool import Connection, Context, Pool, close_pool, create_pool, transaction
from shared.ids import new_id
from shared.jobs.ending import succeed
from shared.jobs.model import ClaimedJob, Completion, LeaseLostError
from support.backends import Backends
from support.jobs import dispatching, telemetry, wait_for_end, working
from support.site import Site, serving_page
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_RULES: Final = load_ruleset()
_GOOD: Final = on_page()
_HIDDEN: Final = on_page(metas=(*page().metas, Meta("robots", "noindex", "name", True)))
_GONE: Final = unread(status=500)
_BARE: Final = on_page(titles=(), metas=(), headings=(), structured=())
_SLIGHTLY_WORSE: Final = on_page(html_lang=None)


@dataclass(frozen=True, slots=True)
class _History:
    """Audits of one workspace, one after the other, and what was told of them."""

    pool: Pool
    owner: "asyncpg.Connection[asyncpg.Record]"
    tenant: Tenant

    async def audited(self, site: SiteEvidence, keyword: str = KEYWORD, domain: str = "shop.example.org") -> UUID:
        origin = Origin(self.tenant.workspace_id, new_id(), self.tenant.user_id, None)
        async with transaction(self.pool, Context(self.tenant.workspace_id)) as connection:
            return await _store(connection, origin, site, Order(new_id(), domain, keyword))

    async def events(self) -> list[SEORegressed]:
        rows = await self.owner.fetch(
            "SELECT payload::text FROM app.outbox WHERE workspace_id = $1 AND routing_key = 'seo.regressed'"
            " ORDER BY id",
            self.tenant.workspace_id,
        )
        return [SEORegressed.model_validate_json(row["payload"]) for row in rows]

    async def trail(self) -> list[asyncpg.Record]:
        return await self.owner.fetch(
            "SELECT actor_id, subject_type, subject_id, data::text FROM app.activity"
            " WHERE workspace_id = $1 AND action = 'audit.regressed' ORDER BY created_at",
            self.tenant.workspace_id,
        )


async def _store(connection: Connection, origin: Origin, site: SiteEvidence, order: Order) -> UUID:
    done = audit(order, site, _RULES)
    stored_at = await insert_audit(connection, origin, done.result)
    await insert_findings(connection, origin.workspace_id, order.audit_id, done.checks, _RULES)
    await tell_of_regression(connection, origin, done.result, stored_at)
    return order.audit_id


@pytest.fixture(scope="module")
async def pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await close_pool(made)


@pytest.fixture
async def history(backends: Backends, pool: Pool) -> AsyncGenerator[_History]:
    owner = await asyncpg.connect(backends.owner_url)
    yield _History(pool, owner, await create_tenant(backends))
    await owner.close()


async def test_a_clear_drop_is_an_event_and_a_line_of_the_trail(history: _History) -> None:
    first, second = await history.audited(_GOOD), await history.audited(_BARE)
    (event,) = await history.events()
    assert (event.previous_audit_id, event.audit_id) == (first, second)
    assert event.score_before is not None
    assert event.score_after is not None
    assert event.score_before - event.score_after >= 5
    assert (event.newly_shut, event.ruleset_changed) == ((), False)
    (line,) = await history.trail()
    assert (line["actor_id"], line["subject_type"], line["subject_id"]) == (history.tenant.user_id, "audit", second)
    assert orjson.loads(line["data"]) == {
        "jobId": str(event.job_id),
        "auditId": str(second),
        "previousAuditId": str(first),
        "scoreBefore": event.score_before,
        "scoreAfter": event.score_after,
        "newlyShut": [],
        "rulesetChanged": False,
    }


@pytest.mark.parametrize(("worse", "check"), [(_HIDDEN, "T02"), (_GONE, "T01")])
async def test_a_gate_that_shuts_is_told_by_its_check(history: _History, worse: SiteEvidence, check: str) -> None:
    await history.audited(_GOOD)
    await history.audited(worse)
    (event,) = await history.events()
    assert event.newly_shut == (check,)


@pytest.mark.parametrize("gate", [_HIDDEN, _GONE])
async def test_a_gate_that_stays_shut_or_opens_is_not_told_again(history: _History, gate: SiteEvidence) -> None:
    for site in (gate, gate, _GOOD):
        await history.audited(site)
    assert await history.events() == []
    assert await history.trail() == []


@pytest.mark.parametrize("sites", [[_BARE], [_GOOD, _GOOD], [_BARE, _GOOD], [_GOOD, _SLIGHTLY_WORSE]])
async def test_a_first_audit_and_one_that_is_hardly_worse_tell_nothing(
    history: _History, sites: list[SiteEvidence]
) -> None:
    for site in sites:
        await history.audited(site)
    assert await history.events() == []


async def test_only_an_audit_of_the_same_page_and_keyword_counts(history: _History) -> None:
    elsewhere = replace(_GOOD.target, fetch=replace(_GOOD.fetch, final_url="https://other.example.org/"))
    await history.audited(replace(_GOOD, target=elsewhere), domain="other.example.org")
    await history.audited(_GOOD, keyword="road shoes")
    await history.audited(_BARE)
    assert await history.events() == []


async def test_a_page_asked_for_in_another_way_is_the_same_page(history: _History) -> None:
    await history.audited(_GOOD, keyword=KEYWORD.upper(), domain="https://www.shop.example.org")
    await history.audited(_BARE)
    assert len(await history.events()) == 1


async def test_the_last_audit_before_is_the_one_that_counts(history: _History) -> None:
    for site in (_GOOD, _BARE, _BARE):
        await history.audited(site)
    assert len(await history.events()) == 1


async def test_an_audit_of_another_workspace_counts_for_nothing(backends: Backends, history: _History) -> None:
    other = replace(history, tenant=await create_tenant(backends))
    await other.audited(_GOOD)
    await history.audited(_BARE)
    assert await history.events() == []
    assert await other.events() == []


async def test_a_job_that_is_delivered_again_tells_nothing_again(history: _History) -> None:
    await history.audited(_GOOD)
    job = await _running_job(history)
    origin = Origin(job.workspace_id, job.id, job.created_by, None)
    order = Order(new_id(), "shop.example.org", KEYWORD)

    async def store(connection: Connection) -> None:
        await _store(connection, origin, _BARE, order)

    completion = Completion(order.audit_id, {}, store)
    await succeed(history.pool, job, completion, ())
    with pytest.raises(LeaseLostError):
        await succeed(history.pool, job, completion, ())
    (event,) = await history.events()
    assert event.job_id == job.id
    assert len(await history.trail()) == 1


async def test_the_roll_up_takes_the_event_for_a_day_to_count_again(history: _History) -> None:
    await history.audited(_GOOD)
    audit_id = await history.audited(_BARE)
    (event,) = await history.events()
    marked = RollupMarked.model_validate_json(event.model_dump_json(by_alias=True))
    day = await history.owner.fetchval(
        "SELECT (created_at AT TIME ZONE 'UTC')::date FROM app.audits WHERE id = $1", audit_id
    )
    assert marked.days == (day,)
    query = "SELECT app.recompute_rollups($1, $2::date[])"
    changed = [await history.owner.fetchval(query, marked.workspace_id, list(marked.days)) for _ in range(2)]
    assert changed == [1, 0]


async def test_the_worker_tells_of_it_when_its_job_ends(backends: Backends, history: _History) -> None:
    html = '<!doctype html><html><head><meta name="robots" content="noindex"><title>Shoes</title></head></html>'
    async with serving_page(html) as site, _worker_for(backends, site), dispatching(backends):
        await history.audited(_GOOD, domain=site.url)
        job_id = await _queued_job(history, site.url)
        ended = (await wait_for_end(history.owner, [job_id]))[job_id]
    assert ended["status"] == "succeeded", ended["error"]
    (line,) = await history.trail()
    told = orjson.loads(line["data"])
    assert (told["jobId"], told["newlyShut"]) == (str(job_id), ["T02"])


@asynccontextmanager
async def _worker_for(backends: Backends, site: Site) -> AsyncGenerator[None]:
    urls = {"database_url": "postgresql://unused", "amqp_url": "amqp://unused"}
    settings = SEOSettings.model_validate({**urls, "convex_seo_allowed_targets": site.target, "convex_seo_parsers": 1})
    async with (
        open_resources(settings, telemetry("seo-worker")) as resources,
        working(backends, partial(perform, resources=resources), kind="seo"),
    ):
        yield


async def _queued_job(history: _History, domain: str) -> UUID:
    job_id = new_id()
    await history.owner.execute(
        "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by) VALUES ($1, $2, 'seo', $3, $4)",
        history.tenant.workspace_id,
        job_id,
        orjson.dumps({"domain": domain, "primaryKeyword": KEYWORD}).decode(),
        history.tenant.user_id,
    )
    return job_id


async def _running_job(history: _History) -> ClaimedJob:
    job_id, tenant = new_id(), history.tenant
    await history.owner.execute(
        "INSERT INTO app.jobs (workspace_id, id, kind, status, attempt, request, created_by)"
        " VALUES ($1, $2, 'seo', 'running', 1, '{}', $3)",
        tenant.workspace_id,
        job_id,
        tenant.user_id,
    )
    return ClaimedJob(tenant.workspace_id, job_id, "seo", 1, 5, {}, tenant.user_id, datetime(2026, 11, 25, tzinfo=UTC))

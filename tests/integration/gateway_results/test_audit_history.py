"""What changed between two audits of a page, and all audits of one page, over HTTP on the real Postgres."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from typing import Any, Final, TypeAlias
from uuid import UUID, uuid4

import httpx
import pytest

from integration.gateway_results.calls import caller, problem, wrong_fields
from integration.gateway_results.rows import Owner, insert_audit
from integration.gateway_results.serving import MakeTenant
from library.audits.model import AuditComparison
from seo_evidence import KEYWORD, on_page, page
from seo_worker import repository as audits
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import Meta, SiteEvidence
from seo_worker.result.audit import Order, audit
from shared.db.pool import Context, Pool, close_pool, create_pool, transaction
from shared.ids import new_id
from support.backends import Backends
from support.tenants import Tenant

pytestmark = pytest.mark.integration
Store: TypeAlias = Callable[..., Awaitable[UUID]]

_HOST: Final = "shop.example.org"
_SOUND: Final = on_page()
_HIDDEN_AND_UNTITLED: Final = on_page(titles=(), metas=(*page().metas, Meta("robots", "noindex", "name", True)))
_ELSEWHERE: Final = "https://shop.example.org/elsewhere"


@pytest.fixture(scope="module")
async def worker_pool(backends: Backends) -> AsyncGenerator[Pool]:
    made = await create_pool(backends.worker_url, service="test")
    yield made
    await close_pool(made)


@pytest.fixture
def store(worker_pool: Pool) -> Store:
    """Return what stores an audit as the worker does."""

    async def insert(
        tenant: Tenant, site: SiteEvidence = _SOUND, *, domain: str = _HOST, keyword: str = KEYWORD
    ) -> UUID:
        done = audit(Order(new_id(), domain, keyword), site, load_ruleset())
        origin = audits.Origin(tenant.workspace_id, new_id(), tenant.user_id, None)
        async with transaction(worker_pool, Context(tenant.workspace_id)) as connection:
            await audits.insert_audit(connection, origin, done.result)
        return done.result.audit_id

    return insert


def _at(url: str) -> SiteEvidence:
    return replace(_SOUND, target=replace(_SOUND.target, fetch=replace(_SOUND.fetch, final_url=url)))


async def _compare(http: httpx.AsyncClient, tenant: Tenant, *, before: UUID, after: UUID) -> httpx.Response:
    params: dict[str, Any] = {"from": before, "to": after}
    return await caller(http, tenant).get("/audits/compare", **params)


def _ids(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_two_audits_are_compared_check_by_check(http: httpx.AsyncClient, tenant: Tenant, store: Store) -> None:
    before, after = await store(tenant), await store(tenant, _HIDDEN_AND_UNTITLED)
    answer = await _compare(http, tenant, before=before, after=after)
    assert answer.status_code == 200, answer.text
    found = AuditComparison.model_validate_json(answer.text)
    assert (found.before.id, found.after.id) == (before, after)
    assert (found.before.final_url, found.before.primary_keyword) == (page().url, KEYWORD)
    assert found.after.overall_score == 30
    changed = {check.id: check for check in found.checks}
    assert [changed[name].change for name in ("T02", "T10", "T13")] == ["new", "new", "unchanged"]
    assert (changed["T10"].state_before, changed["T10"].state_after) == ("ok", "problem")
    assert changed["T10"].points is not None
    assert changed["T10"].points < 0
    assert changed["T02"].evidence is not None
    assert found.parts is not None
    assert found.parts.caps < 0
    parts = sum(check.points or 0 for check in found.checks) + found.parts.caps + found.parts.rounding
    assert parts == pytest.approx(found.score_change.overall.change, abs=1e-6)
    assert answer.json()["checks"][0]["change"] == "new"


async def test_an_audit_compared_with_itself_has_not_changed(
    http: httpx.AsyncClient, tenant: Tenant, store: Store
) -> None:
    audit_id = await store(tenant)
    answer = await _compare(http, tenant, before=audit_id, after=audit_id)
    found = AuditComparison.model_validate_json(answer.text)
    assert found.counts.unchanged == len(found.checks) > 50
    assert (found.score_change.overall.change, found.caveats) == (0, ())


async def test_another_keyword_is_compared_with_a_caveat(http: httpx.AsyncClient, tenant: Tenant, store: Store) -> None:
    before, after = await store(tenant), await store(tenant, keyword="road shoes")
    answer = await _compare(http, tenant, before=before, after=after)
    assert "keyword_changed" in [caveat["code"] for caveat in answer.json()["caveats"]]


async def test_an_audit_that_says_little_is_compared_by_its_score(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    before, after = await insert_audit(owner, tenant), await insert_audit(owner, tenant)
    answer = await _compare(http, tenant, before=before, after=after)
    assert answer.status_code == 200, answer.text
    assert answer.json()["scoreChange"]["overall"] == {"before": 64.0, "after": 64.0, "change": 0.0}
    assert (answer.json()["checks"], answer.json()["parts"]) == ([], None)
    assert [caveat["code"] for caveat in answer.json()["caveats"]] == ["points_unknown"]


async def test_audits_of_two_pages_are_refused_and_the_right_ones_named(
    http: httpx.AsyncClient, tenant: Tenant, store: Store
) -> None:
    before, after = await store(tenant), await store(tenant, _at(_ELSEWHERE), domain=_ELSEWHERE)
    answer = await _compare(http, tenant, before=before, after=after)
    assert wrong_fields(answer) == ["to"]
    message = answer.json()["errors"][0]["message"]
    assert page().url in message
    assert f"GET /audits/{before}/history" in message


@pytest.mark.parametrize("field", ["from", "to"])
@pytest.mark.parametrize("value", [None, "", "x", "7", "019abf30-11aa-7e52-8f0b-9b1f6f2f60", ["twice", "twice"]])
async def test_an_id_that_is_none_is_named(http: httpx.AsyncClient, tenant: Tenant, field: str, value: Any) -> None:
    ids: dict[str, Any] = {"from": uuid4(), "to": uuid4(), field: value}
    params = {name: each for name, each in ids.items() if each is not None}
    assert wrong_fields(await caller(http, tenant).get("/audits/compare", **params)) == [field]


@pytest.mark.parametrize("field", ["from", "to"])
async def test_an_audit_of_another_workspace_is_answered_like_an_unknown_one(
    http: httpx.AsyncClient, make_tenant: MakeTenant, store: Store, field: str
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    own, foreign = await store(mine), await store(theirs)
    given: list[dict[str, Any]] = [{"from": own, "to": own, field: other} for other in (foreign, uuid4())]
    found = [await caller(http, mine).get("/audits/compare", **params) for params in given]
    assert [answer.status_code for answer in found] == [404, 404]
    assert problem(found[0]) == problem(found[1])
    assert [error["field"] for error in found[0].json()["errors"]] == [field]


async def test_the_history_has_all_audits_of_the_page_for_the_keyword(
    http: httpx.AsyncClient, make_tenant: MakeTenant, tenant: Tenant, store: Store
) -> None:
    first = await store(tenant)
    asked_otherwise = await store(tenant, domain=f"https://www.{_HOST}/guides", keyword=KEYWORD.upper())
    moved = await store(tenant, _at(_ELSEWHERE))
    await store(tenant, keyword="road shoes")
    await store(tenant, _at(_ELSEWHERE), domain=_ELSEWHERE)
    await store(await make_tenant())
    api = caller(http, tenant)
    whole = [str(audit_id) for audit_id in (moved, asked_otherwise, first)]
    assert _ids(await api.get(f"/audits/{first}/history")) == whole
    newest = await api.get(f"/audits/{first}/history", limit=2)
    rest = await api.get(f"/audits/{first}/history", cursor=newest.json()["nextCursor"])
    assert _ids(newest) + _ids(rest) == whole
    assert rest.json()["nextCursor"] is None


async def test_a_history_needs_an_audit_of_the_workspace(
    http: httpx.AsyncClient, make_tenant: MakeTenant, store: Store
) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    foreign = await store(theirs)
    found = [await caller(http, mine).get(f"/audits/{each}/history") for each in (foreign, uuid4())]
    assert [answer.status_code for answer in found] == [404, 404]
    assert problem(found[0]) == problem(found[1])
    assert wrong_fields(await caller(http, mine).get("/audits/x/history")) == ["auditId"]


@pytest.mark.parametrize("asked", [_HOST, f"https://www.{_HOST.upper()}/any?page#at-all"])
async def test_audits_are_listed_by_their_host(
    http: httpx.AsyncClient, tenant: Tenant, store: Store, asked: str
) -> None:
    of_host = [str(await store(tenant, domain=domain)) for domain in (_HOST, f"https://www.{_HOST}/a")]
    await store(tenant, domain=f"other.{_HOST}")
    api = caller(http, tenant)
    newest = await api.get("/audits", domain=asked, limit=1)
    rest = await api.get("/audits", domain=asked, cursor=newest.json()["nextCursor"])
    assert _ids(newest) + _ids(rest) == of_host[::-1]


@pytest.mark.parametrize("domain", ["", "ftp://example.com", "a b", "x\x00y", "user:secret@example.com", "x" * 2049])
async def test_a_host_that_is_none_is_named(http: httpx.AsyncClient, tenant: Tenant, domain: str) -> None:
    answer = await caller(http, tenant).get("/audits", domain=domain)
    assert wrong_fields(answer) == ["domain"]
    assert "secret" not in answer.text

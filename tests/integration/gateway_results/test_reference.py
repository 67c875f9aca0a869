"""The reference library over HTTP."""

import httpx
import pytest

from integration.gateway_results.calls import caller
from library.frameworks import frameworks
from library.patterns import patterns
from library.templates import templates
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def test_frameworks_templates_and_patterns_are_the_librarys(http: httpx.AsyncClient, tenant: Tenant) -> None:
    api = caller(http, tenant)
    for path, items in (("/frameworks", frameworks()), ("/templates", templates()), ("/patterns", patterns())):
        answer = await api.get(path)
        assert answer.status_code == 200
        assert [item["id"] for item in answer.json()["items"]] == [item.id for item in items]
        assert answer.headers["cache-control"].startswith("private")


async def test_the_frameworks_are_those_of_the_contract(http: httpx.AsyncClient, tenant: Tenant) -> None:
    found = (await caller(http, tenant).get("/frameworks")).json()["items"]
    assert [item["id"] for item in found] == [
        "brand_positioning",
        "funnel_design",
        "seo_patterns",
        "competitor_model",
        "offer_architecture",
    ]


async def test_a_known_library_is_not_sent_again(http: httpx.AsyncClient, tenant: Tenant) -> None:
    api = caller(http, tenant)
    etag = (await api.get("/templates")).headers["etag"]
    again = await api.get("/templates", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

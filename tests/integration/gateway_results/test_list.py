"""The list of strategies: order, pages, filters."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from integration.gateway_results.calls import Caller, caller, wrong_fields
from integration.gateway_results.rows import NOON, Owner, insert_strategy
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def _scores(api: Caller, **query: Any) -> list[int]:
    answer = await api.get("/list", **query)
    assert answer.status_code == 200, answer.text
    return [item["score"] for item in answer.json()["items"]]


async def test_an_item_has_the_fields_of_the_contract(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    strategy_id = await insert_strategy(owner, tenant, score=81)
    answer = await caller(http, tenant).get("/list")
    assert answer.json() == {
        "items": [
            {
                "id": str(strategy_id),
                "title": "Title",
                "businessName": "Business",
                "framework": "brand_positioning",
                "score": 81,
                "compliance": "pass",
                "engine": "offline",
                "version": 1,
                "createdAt": "2026-03-10T12:00:00Z",
                "updatedAt": "2026-03-10T12:00:00Z",
            }
        ],
        "nextCursor": None,
    }


async def test_the_newest_come_first_and_deleted_ones_never(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    await insert_strategy(owner, tenant, score=1, created_at=NOON)
    await insert_strategy(owner, tenant, score=3, created_at=NOON + timedelta(hours=2))
    await insert_strategy(owner, tenant, score=2, created_at=NOON + timedelta(hours=1))
    await insert_strategy(owner, tenant, score=4, created_at=NOON + timedelta(hours=3), is_deleted=True)
    assert await _scores(caller(http, tenant)) == [3, 2, 1]


async def test_pages_by_cursor_show_every_row_once_while_new_ones_are_made(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    for score in range(5):
        # Two rows of the same moment: only the id keeps them apart.
        await insert_strategy(owner, tenant, score=score, created_at=NOON + timedelta(minutes=score // 2))
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(3):
        query: dict[str, Any] = {"cursor": cursor} if cursor else {}
        page = (await api.get("/list", limit=2, **query)).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["nextCursor"]
        await insert_strategy(owner, tenant, score=99, created_at=NOON + timedelta(days=1))
    assert cursor is None
    assert len(seen) == 5
    assert len(set(seen)) == 5


async def test_a_full_last_page_has_no_cursor(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    for _ in range(2):
        await insert_strategy(owner, tenant)
    page = (await caller(http, tenant).get("/list", limit=2)).json()
    assert len(page["items"]) == 2
    assert page["nextCursor"] is None


async def test_offset_skips_rows_for_old_clients(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    for minute in range(4):
        await insert_strategy(owner, tenant, score=minute, created_at=NOON + timedelta(minutes=minute))
    assert await _scores(caller(http, tenant), limit=2, offset=1) == [2, 1]


@pytest.mark.parametrize(
    ("query", "scores"),
    [
        ({"framework": "funnel_design"}, [50]),
        ({"framework": "brand_positioning"}, [90, 60]),
        ({"framework": "brand_positioning", "maxScore": 89}, [60]),
        ({"framework": "offer_architecture"}, []),
        ({"compliance": "needs_revision"}, [50]),
        ({"minScore": 60}, [90, 60]),
        ({"minScore": 60, "maxScore": 60}, [60]),
        ({"maxScore": 0}, []),
        ({"from": "2026-03-11"}, [50, 90]),
        ({"to": "2026-03-11"}, [90, 60]),
        ({"from": "2026-03-11", "to": "2026-03-11"}, [90]),
        ({"from": "2026-03-11T12:00:00Z"}, [50, 90]),
        ({"from": "2026-03-11T12:00:00.000001Z"}, [50]),
        ({"to": "2026-03-11T12:00:00Z"}, [60]),
        ({"from": "2026-03-11T14:00:00+02:00", "to": "2026-03-12T00:00:00-11:00"}, [90]),
        ({"minScore": 50, "compliance": "pass", "from": "2026-03-01", "to": "2026-03-31"}, [90, 60]),
    ],
)
async def test_filters_are_joined_by_and(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, query: dict[str, Any], scores: list[int]
) -> None:
    tenant = await make_tenant()
    await insert_strategy(owner, tenant, score=60)
    await insert_strategy(owner, tenant, score=90, created_at=NOON + timedelta(days=1))
    await insert_strategy(
        owner,
        tenant,
        score=50,
        framework="funnel_design",
        compliance="needs_revision",
        created_at=NOON + timedelta(days=2),
    )
    assert await _scores(caller(http, tenant), **query) == scores


async def test_a_cursor_goes_on_under_the_same_filter(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    for minute in range(6):
        framework = "seo_patterns" if minute % 2 else "funnel_design"
        await insert_strategy(
            owner, tenant, score=minute, framework=framework, created_at=NOON + timedelta(minutes=minute)
        )
    api = caller(http, tenant)
    first = (await api.get("/list", limit=2, framework="seo_patterns")).json()
    assert [item["score"] for item in first["items"]] == [5, 3]
    assert await _scores(api, limit=2, framework="seo_patterns", cursor=first["nextCursor"]) == [1]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"minScore": 80, "maxScore": 70}, "minScore"),
        ({"minScore": -1}, "minScore"),
        ({"maxScore": 101}, "maxScore"),
        ({"minScore": "many"}, "minScore"),
        ({"from": "2026-03-12", "to": "2026-03-11"}, "from"),
        ({"from": "2026-03-11T12:00:01Z", "to": "2026-03-11T12:00:00Z"}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2026-13-01"}, "from"),
        ({"from": "1767225600"}, "from"),
        ({"from": "2026-03-11T12:00:00"}, "from"),
        ({"to": "9999-12-31"}, "to"),
        ({"to": "0001-01-01T00:00:00+14:00"}, "to"),
        ({"framework": "lean_canvas"}, "framework"),
        ({"compliance": "ok"}, "compliance"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"offset": 1001}, "offset"),
        ({"cursor": "bm9uc2Vuc2U"}, "cursor"),
        ({"sort": "score"}, "sort"),
    ],
)
async def test_a_wrong_parameter_is_named(
    http: httpx.AsyncClient, tenant: Tenant, query: dict[str, Any], field: str
) -> None:
    assert wrong_fields(await caller(http, tenant).get("/list", **query)) == [field]


async def test_offset_does_not_go_with_a_cursor(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    for _ in range(2):
        await insert_strategy(owner, tenant)
    api = caller(http, tenant)
    cursor = (await api.get("/list", limit=1)).json()["nextCursor"]
    assert wrong_fields(await api.get("/list", limit=1, cursor=cursor, offset=1)) == ["offset"]


async def test_the_only_workspace_need_not_be_named(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    await insert_strategy(owner, tenant, score=12, created_at=datetime.now(UTC))
    assert await _scores(Caller(http, tenant.token)) == [12]


async def test_a_part_of_the_name_is_found_among_new_and_old(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    api, other = caller(http, tenant), await make_tenant()
    for each in (tenant, other):
        await owner.execute(
            "INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score,"
            " compliance, created_by, created_at) SELECT $1, gen_random_uuid(), gen_random_uuid(), 'Plan ' || n,"
            " CASE WHEN n > 10990 THEN 'Grünwald' ELSE 'Common' END, 'brand_positioning', 'offline', n % 100, 'pass',"
            " $2, now() - n * interval '1 minute' FROM generate_series(1, 11000) n",
            each.workspace_id,
            each.user_id,
        )
    assert len(await _scores(api, q="common", limit=100)) == 100
    # Older than the newest ten thousand, so found by the other index; with a filter and with pages.
    assert await _scores(api, q="GRUNWALD") == [91, 92, 93, 94, 95, 96, 97, 98, 99, 0]
    assert await _scores(api, q="grunwald", minScore=95) == [95, 96, 97, 98, 99]
    first = (await api.get("/list", q="grunwald", limit=4)).json()
    second = (await api.get("/list", q="grunwald", limit=4, cursor=first["nextCursor"])).json()
    assert [item["score"] for item in first["items"] + second["items"]] == [91, 92, 93, 94, 95, 96, 97, 98]
    assert await _scores(api, q="grunwald", offset=8) == [99, 0]
    assert await _scores(api, q="10995") == [95]
    assert await _scores(api, q="no such thing") == []


async def test_a_search_text_has_its_limits(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api = caller(http, tenant)
    await insert_strategy(owner, tenant, score=81)
    assert await _scores(api, q="  bUsIn ") == [81]
    assert await _scores(api, q=" ") == [81]
    assert wrong_fields(await api.get("/list", q="x" * 201)) == ["q"]
    assert wrong_fields(await api.get("/list", q="\x00")) == ["q"]

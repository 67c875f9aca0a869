"""Search data over HTTP: what is imported replaces the former, is seen by its workspace alone, and can be removed."""

import asyncio
from typing import Any

import httpx
import pytest

from integration.gateway_results.calls import BASE, caller, problem, wrong_fields
from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant
from support_search.exports import links, pages, performance_export, queries

pytestmark = pytest.mark.integration

CRM = queries("crm,1,20,5%,2.5", '"=1+1, <b>",0,10,0%,40')
PAGE = pages("https://www.example.com/,1,20,5%,2.5")
LINKS = links("a.example.org,10,2", "b.example.net,1,1")
PATH = "/search-data/example.com"


class Importer:
    """Sends files in the name of somebody."""

    def __init__(self, http: httpx.AsyncClient, tenant: Tenant) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {tenant.token}", "X-Workspace-Id": str(tenant.workspace_id)}

    async def put(self, content: Any, path: str = PATH, media_type: str = "text/csv") -> httpx.Response:
        """Send the bytes of a file."""
        headers = self._headers | {"Content-Type": media_type}
        return await self._http.put(BASE + path, content=content, headers=headers)


async def _trail(owner: Owner, tenant: Tenant) -> list[tuple[str, str | None]]:
    rows = await owner.fetch(
        "SELECT action, coalesce(new_values, old_values) ->> 'kind' AS kind FROM app.audit_log WHERE workspace_id = $1"
        " AND subject_type = 'search_data' ORDER BY created_at, id",
        tenant.workspace_id,
    )
    return [(row["action"], row["kind"]) for row in rows]


async def test_what_was_imported_is_what_is_read(http: httpx.AsyncClient, tenant: Tenant) -> None:
    put = await Importer(http, tenant).put(CRM)
    assert put.status_code == 200, put.text
    (about,) = put.json()["imports"]
    assert (about.pop("importedBy"), about["importedAt"][-1], len(about.pop("id"))) == (str(tenant.user_id), "Z", 36)
    told: dict[str, Any] = {
        "domain": "example.com",
        "kind": "queries",
        "rowCount": 2,
        "mayBeCutOff": False,
        "period": None,
        "filters": [],
    }
    assert about == told | {"importedAt": about["importedAt"]}
    found = await caller(http, tenant).get(PATH)
    assert found.json()["imports"][0]["rows"] == [
        {"name": "crm", "clicks": 1, "impressions": 20, "ctr": 0.05, "position": 2.5},
        {"name": "=1+1, <b>", "clicks": 0, "impressions": 10, "ctr": 0.0, "position": 40.0},
    ]


async def test_tables_stand_side_by_side_and_each_replaces_its_own_kind(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    importer, api = Importer(http, tenant), caller(http, tenant)
    await importer.put(performance_export(CRM, PAGE), media_type="application/zip")
    await importer.put(LINKS, "/search-data/sc-domain:www.Example.com")
    put = await importer.put(queries("crm,2,30,6.67%,2.4"), f"{PATH}?from=2026-10-01&to=2026-10-31")
    told = [(each["kind"], each["rowCount"], each["period"]) for each in put.json()["imports"]]
    assert told == [
        ("linking_sites", 2, None),
        ("pages", 1, {"from": "2026-08-25", "to": "2026-11-24"}),
        ("queries", 1, {"from": "2026-10-01", "to": "2026-10-31"}),
    ]
    found = (await api.get(PATH)).json()["imports"]
    assert found[0]["rows"][0] == {"name": "a.example.org", "linkingPages": 10, "targetPages": 2}
    assert found[1]["filters"] == ["Search type: Web", "Date: Last 3 months"]
    listed = (await api.get("/search-data", limit=2)).json()
    assert listed["items"][0]["kind"] == "queries"
    rest = (await api.get("/search-data", cursor=listed["nextCursor"])).json()
    assert (len(rest["items"]), rest["nextCursor"]) == (1, None)
    imported = ("search_data.imported", "queries")
    assert await _trail(owner, tenant) == [
        imported,
        ("search_data.imported", "pages"),
        ("search_data.imported", "linking_sites"),
        imported,
    ]


async def test_the_same_file_again_changes_nothing(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    importer, api = Importer(http, tenant), caller(http, tenant)
    first = (await importer.put(CRM)).json()
    tag = (await api.get(PATH)).headers["etag"]
    assert (await importer.put(CRM)).json() == first
    assert (await api.get(PATH, {"If-None-Match": tag})).status_code == 304
    assert await _trail(owner, tenant) == [("search_data.imported", "queries")]
    await importer.put(queries("crm,1,20,5%,2.5"))
    assert (await api.get(PATH, {"If-None-Match": tag})).status_code == 200


async def test_an_export_with_one_wrong_cell_leaves_everything_as_it_was(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    importer = Importer(http, tenant)
    before = (await importer.put(CRM)).json()
    wrong = performance_export(queries("new,1,20,5%,2"), pages("https://www.example.com/,30,20,5%,2.5"))
    answer = await importer.put(wrong, media_type="application/zip")
    assert wrong_fields(answer) == ["Pages.csv, line 2, column Clicks"]
    assert answer.json()["errors"][0]["message"].startswith("must be at most the 20 of Impressions")
    assert (await importer.put(CRM)).json() == before
    assert len(await _trail(owner, tenant)) == 1


@pytest.mark.parametrize(
    ("path", "content", "fields"),
    [
        ("/search-data/example", CRM, ["domain"]),
        ("/search-data/exa mple.com", CRM, ["domain"]),
        (f"{PATH}?from=2026-10-01", CRM, ["to"]),
        (f"{PATH}?to=2026-10-01", CRM, ["from"]),
        (f"{PATH}?from=2026-10-02&to=2026-10-01", CRM, ["to"]),
        (f"{PATH}?from=1026-10-02&to=2026-10-01", CRM, ["from"]),
        (f"{PATH}?from=2026-10-01&to=2026-10-31", LINKS, ["from"]),
        (f"{PATH}?from=2026-10-01&to=2026-10-31", performance_export(CRM, PAGE), ["from"]),
        (f"{PATH}?since=2026-10-01", CRM, ["since"]),
        (PATH, b"", ["file"]),
    ],
    ids=str,
)
async def test_a_wrong_request_is_refused_by_the_name_of_what_is_wrong(
    http: httpx.AsyncClient, tenant: Tenant, path: str, content: bytes, fields: list[str]
) -> None:
    assert wrong_fields(await Importer(http, tenant).put(content, path)) == fields


async def test_types_and_sizes_have_their_bounds(http: httpx.AsyncClient, tenant: Tenant) -> None:
    importer = Importer(http, tenant)
    assert (await importer.put(CRM, media_type="application/json")).status_code == 415

    async def endless() -> Any:
        for _ in range(40):
            yield b"x" * 65_536

    assert (await importer.put(endless())).status_code == 413
    assert (await importer.put(b"x" * (2 * 1024 * 1024 + 1))).status_code == 413
    # Larger than any other body may be.
    rows = [f"{'query ' * 20}{n},0,1,0%,9" for n in range(3000)]
    assert (await importer.put(queries(*rows))).json()["imports"][0]["rowCount"] == 3000
    other = await importer.put(b"x" * (256 * 1024 + 1), "/budget", "application/json")
    assert other.status_code == 413


async def test_what_is_deleted_is_gone_and_told(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    importer, api = Importer(http, tenant), caller(http, tenant)
    await importer.put(CRM)
    await importer.put(LINKS)
    assert (await api.send("DELETE", f"{PATH}?kind=queries")).status_code == 204
    assert [each["kind"] for each in (await api.get(PATH)).json()["imports"]] == ["linking_sites"]
    assert (await api.send("DELETE", PATH)).status_code == 204
    assert ((await api.get(PATH)).status_code, (await api.send("DELETE", PATH)).status_code) == (404, 404)
    assert (
        await owner.fetchval("SELECT count(*) FROM app.search_data WHERE workspace_id = $1", tenant.workspace_id) == 0
    )
    assert (await _trail(owner, tenant))[2:] == [
        ("search_data.deleted", "queries"),
        ("search_data.deleted", "linking_sites"),
    ]


async def test_another_workspaces_data_is_answered_like_none(http: httpx.AsyncClient, make_tenant: MakeTenant) -> None:
    mine, theirs = await make_tenant(), await make_tenant()
    await Importer(http, theirs).put(CRM)
    api = caller(http, mine)
    assert (await api.get("/search-data")).json()["items"] == []
    foreign, unknown = await api.get(PATH), await api.get("/search-data/unknown.example")
    assert problem(foreign) == problem(unknown)
    assert (await api.send("DELETE", PATH)).status_code == 404
    assert (await caller(http, theirs).get(PATH)).status_code == 200


async def test_viewers_read_and_editors_write(http: httpx.AsyncClient, make_tenant: MakeTenant, tenant: Tenant) -> None:
    viewer, editor = await make_tenant("viewer", of=tenant), await make_tenant("editor", of=tenant)
    assert (await Importer(http, viewer).put(CRM)).status_code == 403
    assert (await Importer(http, editor).put(CRM)).status_code == 200
    assert (await caller(http, viewer).get(PATH)).status_code == 200
    assert (await caller(http, viewer).send("DELETE", PATH)).status_code == 403
    assert (await caller(http, editor).send("DELETE", PATH)).status_code == 204


async def test_imports_at_the_same_time_leave_one_whole_table(http: httpx.AsyncClient, tenant: Tenant) -> None:
    importer = Importer(http, tenant)
    files = [queries(*(f"query {n} {i},0,1,0%,9" for i in range(50))) for n in range(6)]
    answers = await asyncio.gather(*(importer.put(content) for content in files))
    assert {answer.status_code for answer in answers} == {200}
    rows = (await caller(http, tenant).get(PATH)).json()["imports"][0]["rows"]
    assert len({row["name"].split()[1] for row in rows}) == 1


async def test_a_workspace_keeps_a_bounded_number_of_properties(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    importer = Importer(http, tenant)
    await importer.put(CRM)
    await owner.execute(
        "INSERT INTO app.search_data (workspace_id, domain, kind, id, names, linking_pages, target_pages, imported_by)"
        " SELECT $1, 'site' || n || '.example', 'linking_sites', gen_random_uuid(), '{a.example}', '{1}', '{1}', $2"
        " FROM generate_series(1, 99) AS n",
        tenant.workspace_id,
        tenant.user_id,
    )
    assert wrong_fields(await importer.put(CRM, "/search-data/one-more.example")) == ["domain"]
    assert (await importer.put(queries("crm,2,30,6.67%,2.4"))).status_code == 200

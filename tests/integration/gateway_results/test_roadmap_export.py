"""A roadmap handed over: every format, what was told of its tasks in it, and only to those who may."""

import csv
import io
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest

from integration.gateway_results.calls import caller, wrong_fields
from integration.gateway_results.roadmaps import planned, tell
from integration.gateway_results.rows import Owner
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "ics": "text/calendar; charset=utf-8; method=PUBLISH",
    "svg": "image/svg+xml",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}
_BEGINS = {
    "csv": "\ufeffId,",
    "ics": "BEGIN:VCALENDAR",
    "svg": "<?xml",
    "md": "# Roadmap",
    "json": "{",
    "html": "<!doctype",
}


async def _export(http: httpx.AsyncClient, tenant: Tenant, roadmap_id: UUID, kind: str, **headers: str) -> Any:
    return await caller(http, tenant).get(f"/roadmaps/{roadmap_id}/export", headers, format=kind)


@pytest.mark.parametrize("kind", _TYPES)
async def test_every_format_comes_with_its_type_and_a_name(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, kind: str
) -> None:
    roadmap_id, made = await planned(owner, tenant)
    answer = await _export(http, tenant, roadmap_id, kind)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == _TYPES[kind]
    assert answer.text.startswith(_BEGINS[kind])
    assert f"{made['templateName']} r1.{kind}".split()[0] in answer.headers["content-disposition"]
    again = await _export(http, tenant, roadmap_id, kind, **{"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_a_file_says_what_was_told_and_changes_its_tag_with_it(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    roadmap_id, made = await planned(owner, tenant)
    before = await _export(http, tenant, roadmap_id, "csv")
    task = made["milestones"][0]["tasks"][0]
    await tell(caller(http, tenant), f"/roadmaps/{roadmap_id}/tasks/{task['id']}", status="completed", actualHours=3)
    after = await _export(http, tenant, roadmap_id, "csv")
    assert before.headers["etag"] != after.headers["etag"]
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(after.text.removeprefix("\ufeff")))}
    assert (rows[task["id"]]["Status"], rows[task["id"]]["Actual hours"]) == ("completed", "3.0")
    stored = orjson.loads((await _export(http, tenant, roadmap_id, "json")).content)
    assert stored["overallProgress"] > 0


async def test_who_does_not_belong_there_gets_nothing(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    roadmap_id, _ = await planned(owner, tenant)
    assert (await _export(http, await make_tenant(), roadmap_id, "csv")).status_code == 404
    assert wrong_fields(await _export(http, tenant, roadmap_id, "xlsx")) == ["format"]

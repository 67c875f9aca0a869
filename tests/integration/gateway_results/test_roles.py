"""What each role may do: the matrix of the contract."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from integration.gateway_results.calls import Caller, caller
from integration.gateway_results.rows import Owner, insert_audit, insert_roadmap, insert_strategy, insert_version
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant

pytestmark = pytest.mark.integration

_MEMBERS = "/workspaces/{workspace}/members"
# method, path, body, and the status for viewer, editor, admin and owner
_MATRIX: list[tuple[str, str, Any, tuple[int, int, int, int]]] = [
    ("GET", "/list", None, (200, 200, 200, 200)),
    ("GET", "/stats", None, (200, 200, 200, 200)),
    ("GET", "/strategies/{strategy}", None, (200, 200, 200, 200)),
    ("GET", "/strategies/{strategy}/versions", None, (200, 200, 200, 200)),
    ("GET", "/strategies/{strategy}/versions/1", None, (200, 200, 200, 200)),
    ("PATCH", "/strategies/{strategy}", {"status": "archived"}, (403, 200, 200, 200)),
    ("DELETE", "/strategies/{strategy}", None, (403, 204, 404, 404)),
    ("POST", "/strategies/{strategy}/undelete", None, (403, 200, 200, 200)),
    ("POST", "/strategies/{strategy}/versions/9/restore", None, (403, 404, 404, 404)),
    ("GET", "/audits", None, (200, 200, 200, 200)),
    ("GET", "/audits/{audit}", None, (200, 200, 200, 200)),
    ("GET", "/audits/{audit}/export?format=md", None, (200, 200, 200, 200)),
    ("GET", "/audits/{audit}/history", None, (200, 200, 200, 200)),
    ("GET", "/audits/compare?from={audit}&to={audit}", None, (200, 200, 200, 200)),
    ("GET", "/roadmaps", None, (200, 200, 200, 200)),
    ("GET", "/roadmaps/{roadmap}", None, (200, 200, 200, 200)),
    ("GET", "/roadmaps/{roadmap}/tasks/none", None, (404, 404, 404, 404)),
    ("PATCH", "/roadmaps/{roadmap}/tasks/none", {"status": "completed"}, (403, 404, 404, 404)),
    ("POST", "/roadmaps/{roadmap}/replan", {"asOf": "2026-12-01"}, (403, 202, 202, 202)),
    ("GET", "/jobs", None, (200, 200, 200, 200)),
    ("GET", "/frameworks", None, (200, 200, 200, 200)),
    ("GET", "/templates", None, (200, 200, 200, 200)),
    ("GET", "/patterns", None, (200, 200, 200, 200)),
    ("GET", "/me", None, (200, 200, 200, 200)),
    ("GET", "/workspaces", None, (200, 200, 200, 200)),
    ("DELETE", "/workspaces/{workspace}", {"name": "Another name"}, (403, 403, 403, 400)),
    ("GET", "/workspaces/{workspace}/export", None, (403, 403, 403, 200)),
    ("GET", _MEMBERS, None, (200, 200, 200, 200)),
    ("GET", f"{_MEMBERS}/{{viewer}}", None, (200, 200, 200, 200)),
    ("POST", _MEMBERS, {"userId": "{new}", "role": "viewer"}, (403, 403, 201, 201)),
    ("POST", _MEMBERS, {"userId": "{new}", "role": "admin"}, (403, 403, 201, 201)),
    ("POST", _MEMBERS, {"userId": "{new}", "role": "owner"}, (403, 403, 403, 201)),
    ("PATCH", f"{_MEMBERS}/{{viewer}}", {"role": "editor"}, (403, 403, 200, 200)),
    ("DELETE", f"{_MEMBERS}/{{viewer}}", None, (403, 403, 204, 204)),
    ("GET", "/api-keys", None, (403, 403, 200, 200)),
    ("POST", "/api-keys", {"name": "Key", "role": "admin"}, (403, 403, 201, 201)),
    ("DELETE", "/api-keys/{new}", None, (403, 403, 404, 404)),
    ("GET", "/audit-log", None, (403, 403, 200, 200)),
    ("GET", "/budget", None, (200, 200, 200, 200)),
    ("GET", "/search-data", None, (200, 200, 200, 200)),
    ("DELETE", "/search-data/example.com", None, (403, 404, 404, 404)),
    ("PUT", "/budget", {"perStrategyUsd": None, "perDayUsd": None, "perMonthUsd": None}, (403, 403, 200, 200)),
    ("POST", "/score-seo", {"domain": "example.com", "primaryKeyword": "crm"}, (403, 202, 202, 202)),
]


async def _status(api: Caller, method: str, path: str, body: Any) -> int:
    return (await api.send(method, path, body, If_Match="*")).status_code


@pytest.mark.parametrize("index", range(len(_MATRIX)), ids=[f"{row[0]} {row[1]}" for row in _MATRIX])
async def test_every_role_may_do_what_the_contract_says(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, tenant: Tenant, index: int
) -> None:
    method, path, body, expected = _MATRIX[index]
    strategy_id = await insert_strategy(owner, tenant)
    await insert_version(owner, tenant, strategy_id)
    audit_id, roadmap_id = await insert_audit(owner, tenant), await insert_roadmap(owner, tenant)
    found: list[int] = []
    for role in ("viewer", "editor", "admin", "owner"):
        member, viewer = await make_tenant(role, of=tenant), await make_tenant("viewer", of=tenant)
        names = {
            "workspace": tenant.workspace_id,
            "strategy": strategy_id,
            "audit": audit_id,
            "roadmap": roadmap_id,
            "viewer": viewer.user_id,
            "new": uuid4(),
        }
        filled = {key: value and value.format(**names) for key, value in body.items()} if body else None
        found.append(await _status(caller(http, member), method, path.format(**names), filled))
    assert tuple(found) == expected


@pytest.mark.parametrize(("method", "path"), sorted({(row[0], row[1]) for row in _MATRIX}))
async def test_nobody_without_a_name_gets_in(http: httpx.AsyncClient, method: str, path: str) -> None:
    names = ("workspace", "strategy", "audit", "roadmap", "viewer", "new")
    answer = await http.request(method, "/api/convex" + path.format(**{name: uuid4() for name in names}), json={})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")

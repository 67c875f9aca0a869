"""`convex rollups`: totals that are wrong are found, and counted anew from the rows."""

from uuid import uuid4

import pytest

from support.backends import Backends
from support.convex import Owner, audit_log, convex
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_ENDED = (
    "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by, status, created_at, finished_at)"
    " VALUES ($1, $2, 'seo', '{}', $1, 'cancelled', '2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z')"
)
_TOTAL = "SELECT jobs_cancelled FROM app.workspace_stats WHERE workspace_id = $1"


async def test_wrong_totals_are_found_and_counted_anew(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    workspace = str(tenant.workspace_id)
    await owner.execute(_ENDED, tenant.workspace_id, uuid4())
    found = await convex(backends, "rollups", "verify")
    assert (found.code, found.answer) == (1, {"items": [{"workspaceId": workspace, "days": 1}]})
    assert await owner.fetchval(_TOTAL, tenant.workspace_id) is None
    other_day = await convex(backends, "rollups", "rebuild", "--workspace", workspace, "--day", "2026-03-02")
    assert other_day.answer["items"] == [{"workspaceId": workspace, "days": 0}]
    right_day = await convex(backends, "rollups", "rebuild", "--workspace", workspace, "--day", "2026-03-01")
    assert right_day.answer["items"] == [{"workspaceId": workspace, "days": 1}]
    assert await owner.fetchval(_TOTAL, tenant.workspace_id) == 1
    await owner.execute("UPDATE app.workspace_stats SET jobs_cancelled = 99 WHERE workspace_id = $1", workspace)
    assert (await convex(backends, "rollups", "rebuild")).code == 0
    assert await owner.fetchval(_TOTAL, tenant.workspace_id) == 1
    assert (await convex(backends, "rollups", "verify")).code == 0
    assert [entry[1] for entry in await audit_log(owner, tenant.workspace_id)] == ["rollups.rebuilt"] * 3


async def test_a_workspace_that_is_not_there_is_said_to_be_none(backends: Backends) -> None:
    assert (await convex(backends, "rollups", "rebuild", "--workspace", str(uuid4()))).code == 4

"""A workspace moves into another installation as one file: every row as it was, and none of anybody else."""

import json
import zipfile
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final

import asyncpg
import httpx
import pytest

from gateway.transfer.tables import LEFT_OUT, TABLES
from integration.gateway_results.serving import client_of, serving
from support.backends import Backends, fresh_backends
from support.convex import convex
from support.moving import Rows, make_full_workspace, rows_of, tenant_tables
from support.scene import Scene

pytestmark = pytest.mark.integration
_BASE: Final = "http://gateway.test/api/convex"
# What an import changes, says the guide: keys stay away, open work is ended, what it did is written down.
_CHANGED: Final = frozenset({"api_keys", "jobs", "job_events", "llm_calls", "llm_spending", "audit_log"})


@pytest.fixture
async def empty() -> AsyncGenerator[Backends, None]:
    """Give an installation that nobody has used yet."""
    async with fresh_backends() as fresh:
        yield fresh


async def _download(backends: Backends, scene: Scene, path: Path) -> None:
    tenant = scene.person.tenant
    async with serving(backends) as app, client_of(app, _BASE) as http:
        answer = await http.get(
            f"/workspaces/{tenant.workspace_id}/export", headers={"Authorization": f"Bearer {tenant.token}"}
        )
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    path.write_bytes(answer.content)


async def test_every_row_comes_back_as_it_was(backends: Backends, empty: Backends, tmp_path: Path) -> None:
    scene, other = await make_full_workspace(backends), await make_full_workspace(backends, strategies=3)
    workspace_id = scene.person.tenant.workspace_id
    file = tmp_path / "workspace.zip"
    await _download(backends, scene, file)
    before = await rows_of(backends.owner_url, workspace_id)
    assert [table for table, rows in before.items() if not rows] == []

    tried = await convex(empty, "workspaces", "import", str(file), "--dry-run", extra=_owner(empty), as_json=False)
    assert (tried.code, tried.err) == (0, "")
    assert "Jobs that were open and are cancelled here, as the other installation does them: 3." in tried.out
    assert tried.out.endswith("It would fit; nothing was changed.\n")
    assert sum(map(len, (await rows_of(empty.owner_url, workspace_id)).values())) == 0
    ran = await convex(empty, "workspaces", "import", str(file), extra=_owner(empty))
    assert (ran.code, ran.err) == (0, "")

    after = await rows_of(empty.owner_url, workspace_id)
    for table in TABLES:
        if table.name not in _CHANGED:
            assert after[table.name] == before[table.name], table.name
    await _check_changes(before, after, ran.answer)
    assert await _statistics(empty, workspace_id) == await _statistics(backends, workspace_id)
    nobody = await rows_of(empty.owner_url, other.person.tenant.workspace_id)
    assert sum(map(len, nobody.values())) == 0
    await _check_reading(backends, empty, scene)


async def test_partitioned_tables_take_it_and_give_the_same_file(
    backends: Backends, empty: Backends, tmp_path: Path
) -> None:
    scene = await make_full_workspace(backends, strategies=3)
    workspace_id = str(scene.person.tenant.workspace_id)
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert (await convex(empty, "partitions", "switch", extra=_owner(empty))).code == 0
    for installation, words in (
        (backends, ("export", workspace_id, "--to", str(first))),
        (empty, ("import", str(first))),
        (empty, ("export", workspace_id, "--to", str(second))),
    ):
        ran = await convex(installation, "workspaces", *words, extra=_owner(installation))
        assert (ran.code, ran.err) == (0, "")
    before, after = _hashes(first), _hashes(second)
    assert {table for table in before if before[table] != after[table]} == _CHANGED


def _hashes(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        tables = json.loads(archive.read("manifest.json"))["tables"]
    return {name: entry["sha256"] for name, entry in tables.items()}


async def _check_changes(before: Rows, after: Rows, answer: dict[str, Any]) -> None:
    assert after["api_keys"] == []
    assert answer["notImported"] == {"api_keys": len(before["api_keys"])}
    assert answer["cancelledJobs"] == 3
    assert answer["closedCalls"] == 1
    for table, changed in (("jobs", 3), ("llm_calls", 1), ("llm_spending", 1)):
        assert len(set(before[table]) - set(after[table])) == changed, table
        assert len(before[table]) == len(after[table])
    assert set(before["job_events"]) < set(after["job_events"])
    assert len(after["job_events"]) - len(before["job_events"]) == 3
    new_entries = set(after["audit_log"]) - set(before["audit_log"])
    assert len(new_entries) == 1
    assert "workspace.imported" in next(iter(new_entries))
    for table in LEFT_OUT:
        if not table.startswith("workspace_"):
            assert after[table] == []


async def _statistics(backends: Backends, workspace_id: object) -> list[asyncpg.Record]:
    """Return the roll-ups but what the cancelling of open jobs adds to them."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        return await connection.fetch(
            "SELECT strategies, sum_score, histogram, by_framework, by_compliance, audits, roadmaps, jobs_succeeded,"
            " jobs_failed, tokens, cost_nanousd, (SELECT array_agg((d.day, d.strategies, d.scores, d.latency,"
            " d.tokens)::text ORDER BY d.day) FROM app.workspace_daily AS d WHERE d.workspace_id = $1)"
            " FROM app.workspace_stats WHERE workspace_id = $1",
            workspace_id,
        )
    finally:
        await connection.close()


async def _check_reading(old: Backends, new: Backends, scene: Scene) -> None:
    """The same token reads the same of the new installation."""
    paths = [
        scene.address(path)
        for path in (
            "/list?limit=100", "/strategies/{strategy_id}", "/strategies/{strategy_id}/versions", "/audits",
            "/audits/{audit_id}", "/roadmaps/{roadmap_id}", "/jobs/{finished_job_id}", "/search-data",
            "/strategies/{strategy_id}/export?format=json",
        )
    ]  # fmt: skip
    assert await _read(new, scene, paths) == await _read(old, scene, paths)


async def _read(backends: Backends, scene: Scene, paths: list[str]) -> list[object]:
    tenant = scene.person.tenant
    headers = {"Authorization": f"Bearer {tenant.token}", "X-Workspace-Id": str(tenant.workspace_id)}
    found: list[object] = []
    async with (
        serving(backends) as app,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=_BASE, headers=headers) as http,
    ):
        for path in paths:
            answer = await http.get(path)
            assert answer.status_code == 200, (path, answer.text)
            found.append(answer.json())
    return found


def _owner(backends: Backends) -> dict[str, str]:
    return {"DATABASE_MIGRATION_URL": backends.owner_url}


async def test_every_table_is_in_the_file_or_left_out_with_a_reason(backends: Backends) -> None:
    connection = await asyncpg.connect(backends.owner_url)
    try:
        tables = await tenant_tables(connection)
    finally:
        await connection.close()
    assert sorted([table.name for table in TABLES if table.name != "users"] + list(LEFT_OUT)) == tables

"""The dashboard of a workspace asks Postgres what it may, as a role that may read nothing anybody wrote."""

import json
from collections.abc import AsyncGenerator
from typing import Any, Final

import asyncpg
import pytest

from support.backends import ROOT, Backends
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_BOARD: Final = json.loads((ROOT / "deploy/grafana/dashboards/workspace.json").read_text())
_QUERIES: Final[dict[str, str]] = {
    panel["title"]: panel["targets"][0]["rawSql"] for panel in _BOARD["panels"] if panel["type"] != "row"
}
_DAY: Final = (
    "INSERT INTO app.workspace_daily (workspace_id, day, strategies, sum_score, scores, by_framework, by_compliance,"
    " audits, roadmaps, jobs_succeeded, jobs_failed, jobs_cancelled, latency, tokens, cost_nanousd)"
    " VALUES ($1, current_date, 4, 300, '{}', $2, '{}', 2, 1, 7, 1, 0, '{}', 900, 1500000000)"
)


@pytest.fixture
async def grafana(backends: Backends) -> AsyncGenerator["asyncpg.Connection[asyncpg.Record]", None]:
    connection = await asyncpg.connect(backends.admin_url)
    await connection.execute("SET ROLE app_reports")
    yield connection
    await connection.close()


async def _asked(grafana: "asyncpg.Connection[asyncpg.Record]", title: str, tenant: Tenant) -> list[dict[str, Any]]:
    query = _QUERIES[title].replace("${workspace:sqlstring}", f"'{tenant.workspace_id}'")
    rows = await grafana.fetch(query.replace("$__timeFilter(day)", "day BETWEEN now() - interval '30 days' AND now()"))
    return [{name: value for name, value in row.items() if name != "time"} for row in rows]


async def test_each_panel_shows_the_days_of_the_workspace_that_was_chosen(
    backends: Backends, grafana: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    tenant, other = await create_tenant(backends), await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    await owner.execute(_DAY, tenant.workspace_id, '{"blue_ocean": 3, "funnel_design": 1}')
    await owner.execute(
        "INSERT INTO app.llm_spending (workspace_id, period, starts_on, spent_nanousd, reserved_nanousd)"
        " VALUES ($1, 'day', '2026-11-26', 1500000000, 250000000)",
        tenant.workspace_id,
    )
    await owner.close()
    told = {title: await _asked(grafana, title, tenant) for title in _QUERIES}
    assert told.pop("Spent and reserved")[0]["spent"] == 1.5
    assert told == {
        "Made": [{"strategies": 4, "audits": 2, "roadmaps": 1}],
        "Jobs that ended": [{"succeeded": 7, "failed": 1, "cancelled": 0}],
        "Mean score": [{"score": 75.0}],
        "Cost": [{"cost": 1.5}],
        "Tokens": [{"tokens": 900}],
        "Strategies by framework": [
            {"framework": "blue_ocean", "strategies": 3},
            {"framework": "funnel_design", "strategies": 1},
        ],
    }
    assert not any([await _asked(grafana, title, other) for title in _QUERIES])


async def test_every_workspace_can_be_chosen_but_those_that_are_gone(
    backends: Backends, grafana: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    here, gone = await create_tenant(backends), await create_tenant(backends)
    owner = await asyncpg.connect(backends.owner_url)
    await owner.execute("UPDATE app.workspaces SET deleted_at = now() WHERE id = $1", gone.workspace_id)
    await owner.close()
    (variable,) = _BOARD["templating"]["list"]
    ids = {row["__value"] for row in await grafana.fetch(variable["query"])}
    assert here.workspace_id in ids
    assert gone.workspace_id not in ids


@pytest.mark.parametrize("table", ["strategies", "jobs", "audits", "roadmaps", "members", "llm_calls", "api_keys"])
async def test_nothing_that_anybody_wrote_is_read(grafana: "asyncpg.Connection[asyncpg.Record]", table: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await grafana.fetch(f"SELECT 1 FROM app.{table}")


async def test_nothing_is_changed(grafana: "asyncpg.Connection[asyncpg.Record]") -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await grafana.execute("UPDATE app.workspace_daily SET strategies = 0")

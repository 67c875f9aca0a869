"""The budget of a workspace: what it may spend on language models, and what stands against it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import orjson
import pytest
from pydantic import SecretStr

from integration.gateway_results.calls import Caller, caller, wrong_fields
from integration.gateway_results.rows import Owner, insert_llm_call
from integration.gateway_results.serving import MakeTenant, client_of, serving
from support.backends import Backends
from support.tenants import Tenant

pytestmark = pytest.mark.integration

_CENT = 10_000_000
_NONE: dict[str, Any] = {"perStrategyUsd": None, "perDayUsd": None, "perMonthUsd": None}


async def _put(api: Caller, **limits: object) -> httpx.Response:
    return await api.send("PUT", "/budget", _NONE | limits)


async def _spend(owner: Owner, tenant: Tenant, period: str, starts_on: date, *, spent: int, reserved: int) -> None:
    await owner.execute(
        "INSERT INTO app.llm_spending (workspace_id, period, starts_on, spent_nanousd, reserved_nanousd)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, period, starts_on)"
        " DO UPDATE SET spent_nanousd = excluded.spent_nanousd, reserved_nanousd = excluded.reserved_nanousd",
        tenant.workspace_id,
        period,
        starts_on,
        spent,
        reserved,
    )


def _today() -> date:
    return datetime.now(UTC).date()


async def test_a_fresh_workspace_has_the_defaults_and_has_spent_nothing(
    http: httpx.AsyncClient, tenant: Tenant
) -> None:
    found = (await caller(http, tenant).get("/budget")).json()
    assert found.pop("asOf").endswith("Z")
    assert found == {
        "limits": {"perStrategyUsd": 0.25, "perDayUsd": 5.0, "perMonthUsd": 50.0},
        "isDefault": {"perStrategyUsd": True, "perDayUsd": True, "perMonthUsd": True},
        "spent": {"todayUsd": 0.0, "monthUsd": 0.0},
        "reservedUsd": 0.0,
        "warning": None,
        "llmEnabled": False,
        "left": {"todayUsd": 5.0, "monthUsd": 50.0},
        "expected": None,
    }


async def test_the_deployments_settings_are_the_defaults(backends: Backends, tenant: Tenant) -> None:
    changes = {
        "convex_llm_strategy_limit_usd": "0.5",
        "convex_llm_daily_limit_usd": "7",
        "convex_llm_monthly_limit_usd": "70.000001",
        "anthropic_api_key": SecretStr("key"),
    }
    async with serving(backends, **changes) as app, client_of(app) as client:
        found = (await caller(client, tenant).get("/budget")).json()
    assert found["limits"] == {"perStrategyUsd": 0.5, "perDayUsd": 7.0, "perMonthUsd": 70.000001}
    assert found["llmEnabled"] is True


async def test_the_next_strategy_is_expected_to_cost_what_the_last_ones_did(
    backends: Backends, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    now = datetime.now(UTC)
    for cents in (1, 9, 2, 3):
        await insert_llm_call(
            owner, tenant, settled_at=now, output_tokens=1, cost_nanousd=cents * _CENT, model="claude-haiku-5-5"
        )
    # Of no use for it: another model, a call that was never answered, another year and another workspace.
    await insert_llm_call(owner, tenant, settled_at=now, output_tokens=1, cost_nanousd=50 * _CENT, model="m")
    await insert_llm_call(owner, tenant, settled_at=now, output_tokens=0, cost_nanousd=0, model="claude-haiku-5-5")
    before = now - timedelta(days=91)
    await insert_llm_call(owner, tenant, settled_at=before, output_tokens=1, cost_nanousd=1, model="claude-haiku-5-5")
    settings = {"anthropic_api_key": SecretStr("key"), "convex_llm_daily_limit_usd": "7"}
    await _spend(owner, tenant, "day", _today(), spent=3 * _CENT, reserved=2 * _CENT)
    async with serving(backends, **settings) as app, client_of(app) as client:
        few = (await caller(client, tenant).get("/budget")).json()
        await insert_llm_call(
            owner, tenant, settled_at=now, output_tokens=1, cost_nanousd=4 * _CENT, model="claude-haiku-5-5"
        )
        enough = (await caller(client, tenant).get("/budget")).json()
        other = (await caller(client, await make_tenant()).get("/budget")).json()
    # 16,000 tokens of the prompt at 20 cents a million, kept for an hour, and 6,000 of the answer at 50.
    by_list = {
        "model": "claude-haiku-5-5", "perStrategyUsd": 0.0062, "basis": "list_price", "strategies": 0, "seconds": None
    }  # fmt: skip
    assert few["expected"] == other["expected"] == by_list
    assert enough["expected"] == by_list | {
        "perStrategyUsd": 0.03, "basis": "ledger", "strategies": 5, "seconds": 9.0
    }  # fmt: skip
    assert enough["left"] == {"todayUsd": 6.95, "monthUsd": 50.0}


async def test_nothing_is_expected_of_a_model_without_a_price(backends: Backends, tenant: Tenant) -> None:
    settings = {"anthropic_api_key": SecretStr("key"), "convex_llm_model": "unheard-of"}
    async with serving(backends, **settings) as app, client_of(app) as client:
        found = (await caller(client, tenant).get("/budget")).json()
    assert (found["llmEnabled"], found["expected"]) == (True, None)


async def test_new_limits_replace_all_old_ones(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api = caller(http, tenant)
    put = await _put(api, perStrategyUsd=0.1, perDayUsd=2)
    assert put.status_code == 200
    assert put.json()["limits"] == {"perStrategyUsd": 0.1, "perDayUsd": 2.0, "perMonthUsd": 50.0}
    assert put.json()["isDefault"] == {"perStrategyUsd": False, "perDayUsd": False, "perMonthUsd": True}
    row = await owner.fetchrow("SELECT * FROM app.llm_budgets WHERE workspace_id = $1", tenant.workspace_id)
    assert row is not None
    stored = (row["per_strategy_nanousd"], row["per_day_nanousd"], row["per_month_nanousd"], row["updated_by"])
    assert stored == (100_000_000, 2_000_000_000, None, tenant.user_id)

    await _put(api, perMonthUsd=0.000001)
    found = (await api.get("/budget")).json()
    assert found["limits"] == {"perStrategyUsd": 0.25, "perDayUsd": 5.0, "perMonthUsd": 0.000001}
    assert found["isDefault"] == {"perStrategyUsd": True, "perDayUsd": True, "perMonthUsd": False}


async def test_nought_is_a_limit_and_not_a_default(http: httpx.AsyncClient, tenant: Tenant) -> None:
    found = (await _put(caller(http, tenant), perStrategyUsd=0, perDayUsd=0.0, perMonthUsd=-0.0)).json()
    assert found["limits"] == {"perStrategyUsd": 0.0, "perDayUsd": 0.0, "perMonthUsd": 0.0}
    assert found["isDefault"] == {"perStrategyUsd": False, "perDayUsd": False, "perMonthUsd": False}
    assert found["warning"] is None


async def test_a_change_is_in_the_trail_and_among_the_activities_with_both_values(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    await _put(api, perDayUsd=2.5)
    await _put(api, perDayUsd=2.5)  # no change
    await _put(api, perMonthUsd=9)
    entries = (await api.get("/audit-log")).json()["items"]
    told = [(e["action"], e["subjectType"], e["subjectId"], e["oldValues"], e["newValues"]) for e in entries]
    where = ("budget.changed", "workspace", str(tenant.workspace_id))
    assert told == [
        (*where, _NONE | {"perDayUsd": 2.5}, _NONE | {"perMonthUsd": 9.0}),
        (*where, _NONE, _NONE | {"perDayUsd": 2.5}),
    ]
    rows = await owner.fetch(
        "SELECT action, actor_id, data::text AS data FROM app.activity WHERE workspace_id = $1 ORDER BY created_at",
        tenant.workspace_id,
    )
    assert [(row["action"], row["actor_id"], orjson.loads(row["data"])) for row in rows] == [
        ("budget.changed", tenant.user_id, {"old": _NONE, "new": _NONE | {"perDayUsd": 2.5}}),
        ("budget.changed", tenant.user_id, {"old": _NONE | {"perDayUsd": 2.5}, "new": _NONE | {"perMonthUsd": 9.0}}),
    ]


async def test_spent_and_reserved_are_those_of_this_day_and_this_month(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    today, month = _today(), _today().replace(day=1)
    await _spend(owner, tenant, "day", today, spent=3 * _CENT, reserved=_CENT)
    await _spend(owner, tenant, "day", today - timedelta(days=1), spent=50 * _CENT, reserved=2 * _CENT)
    await _spend(owner, tenant, "month", month, spent=123_456_789, reserved=3 * _CENT)
    await _spend(owner, tenant, "month", month - timedelta(days=1), spent=900 * _CENT, reserved=0)
    found = (await caller(http, tenant).get("/budget")).json()
    assert found["spent"] == {"todayUsd": 0.03, "monthUsd": 0.123456789}
    assert found["reservedUsd"] == 0.03


@pytest.mark.parametrize(
    ("today_cents", "month_cents", "expected"),
    [(399, 3999, None), (400, 3999, "day"), (399, 4000, "month"), (400, 4000, "month"), (900, 3999, "day")],
)
async def test_four_fifths_of_a_limit_warn(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, today_cents: int, month_cents: int, expected: str | None
) -> None:
    await _spend(owner, tenant, "day", _today(), spent=(today_cents - 100) * _CENT, reserved=100 * _CENT)
    await _spend(
        owner, tenant, "month", _today().replace(day=1), spent=(month_cents - 100) * _CENT, reserved=100 * _CENT
    )
    assert (await caller(http, tenant).get("/budget")).json()["warning"] == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("perStrategyUsd", -0.01, "must be at least 0.0"),
        ("perStrategyUsd", 100.01, "must be at most 100.0"),
        ("perDayUsd", 10_000.01, "must be at most 10000.0"),
        ("perMonthUsd", 100_000.01, "must be at most 100000.0"),
        ("perMonthUsd", 1e299, "must be at most 100000.0"),
        ("perDayUsd", "5", "must be a number"),
        ("perDayUsd", True, "must be a number"),
        ("perDayUsd", [1], "must be a number"),
        ("perDayUsd", 0.0000001, "must have at most 6 digits after the point"),
        ("perWeekUsd", 1, "is not a known field"),
    ],
)
async def test_a_wrong_limit_is_refused_by_its_name(
    http: httpx.AsyncClient, tenant: Tenant, name: str, value: object, message: str
) -> None:
    api = caller(http, tenant)
    answer = await _put(api, **{name: value})
    assert wrong_fields(answer) == [name]
    assert answer.json()["errors"][0]["message"] == message
    assert (await api.get("/budget")).json()["isDefault"]["perStrategyUsd"] is True


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_what_is_no_finite_number_is_refused(http: httpx.AsyncClient, tenant: Tenant, text: str) -> None:
    body = '{"perStrategyUsd": null, "perMonthUsd": null, "perDayUsd": ' + text + "}"
    headers = {"Authorization": f"Bearer {tenant.token}", "Content-Type": "application/json"}
    answer = await http.put("/api/convex/budget", content=body, headers=headers)
    assert wrong_fields(answer) == ["perDayUsd"]


@pytest.mark.parametrize("missing", list(_NONE))
async def test_a_limit_that_is_left_out_is_asked_for(http: httpx.AsyncClient, tenant: Tenant, missing: str) -> None:
    body = {name: value for name, value in _NONE.items() if name != missing}
    assert wrong_fields(await caller(http, tenant).send("PUT", "/budget", body)) == [missing]


async def test_two_workspaces_see_their_own_budget(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, tenant: Tenant
) -> None:
    other = await make_tenant()
    await _put(caller(http, other), perDayUsd=1)
    await _spend(owner, other, "day", _today(), spent=_CENT, reserved=_CENT)
    found = (await caller(http, tenant).get("/budget")).json()
    assert found["limits"]["perDayUsd"] == 5
    assert (found["spent"]["todayUsd"], found["reservedUsd"]) == (0, 0)

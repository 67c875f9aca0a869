"""Editing a strategy: each change is a version with a score of its own, and nobody's words are lost."""

import asyncio
from typing import Any

import httpx
import orjson
import pytest

from documents.editing import editable
from integration.gateway_results.calls import caller, wrong_fields
from integration.gateway_results.rows import Owner, roll_up
from integration.gateway_results.serving import MakeTenant
from integration.gateway_results.strategies import BENEFIT, change, written
from shared.contracts.messages import RollupMarked
from shared.contracts.requests import Framework
from support.tenants import Tenant

pytestmark = pytest.mark.integration
_HOSTILE = "<script>alert(1)</script> | **bold** [a](javascript:x)\n\n# Heading"


async def test_a_changed_text_makes_a_version_with_its_own_score(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, document = await written(owner, tenant)
    first = (await api.get(f"/strategies/{strategy_id}")).json()
    # Nobody's case: what is true of anybody earns nothing.
    worse = {text.path: "We are great." for text in editable(document) if text.path.startswith("objections.items")}
    answer = await change(api, strategy_id, texts={BENEFIT: "is great", **worse})
    assert answer.status_code == 200, answer.text
    second = answer.json()
    assert (second["version"], second["document"]["statement"]["benefit"]) == (2, "is great")
    assert second["document"]["statement"]["source"] == "edited"
    assert "which is great. Unlike" in second["strategy"]
    sources = {part["id"]: part["source"] for part in first["sections"]}
    expected = sources | {"statement": "edited", "objections": "edited"}
    assert {part["id"]: part["source"] for part in second["sections"]} == expected
    assert second["score"]["overall"] < first["score"]["overall"]
    assert sum(part["points"] for part in second["contributions"]["earned"]) == pytest.approx(
        second["score"]["overall"], abs=0.6
    )
    assert second["createdAt"] == first["createdAt"]
    assert second["updatedAt"] > first["updatedAt"]
    scored = (await api.send("POST", "/score-strategy", {"strategyId": str(strategy_id)})).json()
    assert {name: scored[name] for name in ("score", "compliance", "findings", "contributions")} == {
        name: second[name] for name in ("score", "compliance", "findings", "contributions")
    }
    (item,) = (await api.get("/list")).json()["items"]
    assert (item["version"], item["score"], item["compliance"]) == (2, second["score"]["overall"], second["compliance"])


async def test_the_first_version_stays_as_it_was(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    first = (await api.get(f"/strategies/{strategy_id}")).json()
    await change(api, strategy_id, title="Another title", texts={BENEFIT: "is another one"})
    kept = (await api.get(f"/strategies/{strategy_id}/versions/1")).json()
    assert {name: kept[name] for name in first if name != "updatedAt"} == {
        name: first[name] for name in first if name != "updatedAt"
    }
    now = (await api.get(f"/strategies/{strategy_id}/versions/2")).json()
    assert (now["title"], now["document"]["title"]) == ("Another title", "Another title")
    assert now["strategy"].startswith("# Another title\n")
    assert (await api.get("/list")).json()["items"][0]["title"] == "Another title"


async def test_the_history_names_who_changed_what_and_when(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant
) -> None:
    strategy_id, _ = await written(owner, tenant)
    editor = await make_tenant("editor", of=tenant)
    await change(caller(http, editor), strategy_id, title="Second", texts={BENEFIT: "is the second"})
    await change(caller(http, tenant), strategy_id, texts={BENEFIT: "is third"}, changeSummary="  By hand ")
    api = caller(http, tenant)
    page = (await api.get(f"/strategies/{strategy_id}/versions", limit=2)).json()
    assert [(item["version"], item["changeSummary"], item["author"]["name"]) for item in page["items"]] == [
        (3, "By hand", tenant.email),
        (2, "Edited: title, Positioning statement", editor.email),
    ]
    assert page["items"][0]["author"]["id"] == str(tenant.user_id)
    rest = (await api.get(f"/strategies/{strategy_id}/versions", cursor=page["nextCursor"])).json()
    assert [item["version"] for item in rest["items"]] == [1]
    assert rest["nextCursor"] is None
    await owner.execute("DELETE FROM app.members WHERE user_id = $1", editor.user_id)
    gone = (await api.get(f"/strategies/{strategy_id}/versions")).json()["items"][1]["author"]
    assert gone == {"id": str(editor.user_id), "name": None}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, [""]),
        ({"changeSummary": "x"}, [""]),
        ({"title": None}, ["title"]),
        ({"title": " "}, ["title"]),
        ({"title": "x" * 301}, ["title"]),
        ({"status": "gone"}, ["status"]),
        ({"score": 100}, ["score"]),
        ({"texts": {"statement.price": "x"}}, ["texts.statement.price"]),
        ({"texts": {"path.caution": "x"}}, ["texts.path.caution"]),
        ({"texts": {"measurement.outcome.target.value": "x"}}, ["texts.measurement.outcome.target.value"]),
        ({"texts": {"measurement.outcome.name": "x"}}, ["texts.measurement.outcome.name"]),
        ({"texts": {"title": "x"}}, ["texts.title"]),
        ({"texts": {"statement.source": "offline"}}, ["texts.statement.source"]),
        ({"texts": {BENEFIT: ""}}, [f"texts.{BENEFIT}"]),
        ({"texts": {BENEFIT: ["x"]}}, [f"texts.{BENEFIT}"]),
        ({"texts": {BENEFIT: 7}}, [f"texts.{BENEFIT}"]),
        ({"texts": {BENEFIT: "x" * 6001}}, [f"texts.{BENEFIT}"]),
        ({"texts": {BENEFIT: "a\u0000b"}}, [f"texts.{BENEFIT}"]),
        ({"texts": {"segment.traits": "x"}}, ["texts.segment.traits"]),
        ({"texts": {"segment.traits": []}}, ["texts.segment.traits"]),
        ({"texts": {"segment.traits": ["x", " "]}}, ["texts.segment.traits"]),
        ({"texts": {"segment.traits[99]": "x"}}, ["texts.segment.traits[99]"]),
        ({"texts": {"segment.traits": ["x"], "segment.traits[0]": "y"}}, ["texts.segment.traits[0]"]),
        ({"texts": {BENEFIT: "", "nothing": "x"}}, [f"texts.{BENEFIT}", "texts.nothing"]),
    ],
)
async def test_what_does_not_fit_is_named_and_nothing_changes(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, body: dict[str, Any], fields: list[str]
) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    assert wrong_fields(await change(api, strategy_id, **body)) == fields
    assert (await api.get(f"/strategies/{strategy_id}")).json()["version"] == 1


async def test_one_text_of_a_list_or_the_whole_list_may_change(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    before = (await api.get(f"/strategies/{strategy_id}")).json()["document"]["segment"]["traits"]
    one = (await change(api, strategy_id, texts={"segment.traits[1]": "new"})).json()["document"]["segment"]["traits"]
    assert one == [before[0], "new", *before[2:]]
    whole = (await change(api, strategy_id, texts={"segment.traits": ["only"]})).json()
    assert (whole["document"]["segment"]["traits"], whole["version"]) == (["only"], 3)


async def test_the_status_changes_without_a_version_and_the_same_again_changes_nothing(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, document = await written(owner, tenant)
    first = await api.get(f"/strategies/{strategy_id}")
    archived = await change(api, strategy_id, status="archived")
    assert (archived.json()["status"], archived.json()["version"]) == ("archived", 1)
    assert archived.headers["ETag"] != first.headers["ETag"]
    same = {text.path: text.value for text in editable(document) if text.value}
    again = await change(api, strategy_id, status="archived", title=document.title, texts=same)
    assert (again.status_code, again.json()["version"]) == (200, 1)
    assert again.headers["ETag"] == archived.headers["ETag"]
    assert await owner.fetchval("SELECT count(*) FROM app.audit_log WHERE subject_id = $1", strategy_id) == 1


async def test_a_change_names_what_it_is_based_on(http: httpx.AsyncClient, owner: Owner, tenant: Tenant) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    path = f"/strategies/{strategy_id}"
    etag = (await api.get(path)).headers["ETag"]
    assert (await api.send("PATCH", path, {"title": "x"})).status_code == 428
    answers = await asyncio.gather(
        *(api.send("PATCH", path, {"texts": {BENEFIT: f"is number {n}"}}, If_Match=etag) for n in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    now = await api.get(path)
    assert now.json()["version"] == 2
    lost = next(answer for answer in answers if answer.status_code == 412)
    assert lost.json()["code"] == "precondition_failed"
    starred = await asyncio.gather(
        *(api.send("PATCH", path, {"texts": {BENEFIT: f"is star {n}"}}, If_Match="*") for n in range(4))
    )
    won = sum(answer.status_code == 200 for answer in starred)
    assert (await api.get(path)).json()["version"] == 2 + won
    assert {answer.status_code for answer in starred} <= {200, 412}


@pytest.mark.parametrize(
    "framework", ["brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture"]
)
async def test_hostile_text_stays_text_in_every_field_of_every_framework(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, framework: Framework
) -> None:
    api = caller(http, tenant)
    strategy_id, document = await written(owner, tenant, framework)
    texts = {text.path: _HOSTILE if isinstance(text.value, str) else [_HOSTILE] for text in editable(document)}
    answer = await change(api, strategy_id, title=_HOSTILE, texts=texts)
    assert answer.status_code == 200, answer.text
    strategy = answer.json()
    assert "<script" not in strategy["strategy"]
    assert "[a](" not in strategy["strategy"].replace("\\[a\\](", "")
    computed = {part["id"] for part in strategy["sections"] if part["source"] != "edited"}
    assert computed <= {"path", "siteAudit"}
    exported = await api.get(f"/strategies/{strategy_id}/export", format="html")
    assert exported.status_code == 200
    assert "<script>alert" not in exported.text


async def test_the_figures_follow_the_new_score_and_the_cost_is_not_counted_again(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, _ = await written(owner, tenant)
    await owner.execute("UPDATE app.strategies SET created_at = now() - interval '3 days' WHERE id = $1", strategy_id)
    await roll_up(owner, tenant)
    cost = (await api.get("/stats")).json()["cost"]
    changed = (await change(api, strategy_id, texts={BENEFIT: "is great"})).json()
    assert changed["usage"] == {"model": "m", "inputTokens": 10, "outputTokens": 20, "costUsd": 0.002, "calls": 2}
    await _count_marked_days(owner, tenant)
    stats = (await api.get("/stats")).json()
    assert (stats["totalStrategies"], stats["avgScore"]) == (1, changed["score"]["overall"])
    assert stats["cost"] == cost
    await api.send("DELETE", f"/strategies/{strategy_id}")
    await _count_marked_days(owner, tenant)
    assert (await api.get("/stats")).json()["totalStrategies"] == 0
    await api.send("POST", f"/strategies/{strategy_id}/undelete")
    await _count_marked_days(owner, tenant)
    assert (await api.get("/stats")).json()["avgScore"] == changed["score"]["overall"]


async def _count_marked_days(owner: Owner, tenant: Tenant) -> None:
    """Do what the aggregator does with the events that wait for it."""
    rows = await owner.fetch(
        "DELETE FROM app.outbox WHERE workspace_id = $1 RETURNING routing_key, payload::text", tenant.workspace_id
    )
    assert rows
    for row in rows:
        marked = RollupMarked.model_validate_json(row["payload"])
        await owner.execute("SELECT app.recompute_rollups($1, $2)", marked.workspace_id, list(marked.days))


async def test_every_change_stands_in_the_trail_with_what_was_before(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    api = caller(http, tenant)
    strategy_id, document = await written(owner, tenant)
    await change(api, strategy_id, title="New", texts={BENEFIT: "is great"}, status="draft")
    row = await owner.fetchrow("SELECT * FROM app.audit_log WHERE subject_id = $1", strategy_id)
    assert row is not None
    old, new = orjson.loads(row["old_values"]), orjson.loads(row["new_values"])
    assert row["action"] == "strategy.changed"
    assert (old["title"], old["status"], old["version"]) == (document.title, "active", 1)
    assert (new["title"], new["status"], new["version"], new["texts"]) == ("New", "draft", 2, [BENEFIT])
    assert await owner.fetchval("SELECT action FROM app.activity WHERE subject_id = $1", strategy_id) == row["action"]
    key = "SELECT routing_key FROM app.outbox WHERE workspace_id = $1"
    assert await owner.fetchval(key, tenant.workspace_id) == "strategy.updated"


async def test_the_marks_of_sentences_are_those_of_the_new_text(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    strategy_id, _ = await written(owner, tenant)
    sentence = "Nobody who roasts at night should promise a van that leaves before the ovens are cold."
    await change(caller(http, tenant), strategy_id, texts={"choice.policy": sentence})
    marks = [
        set(row["sentence_marks"])
        for row in await owner.fetch(
            "SELECT sentence_marks FROM app.strategy_versions WHERE strategy_id = $1 ORDER BY version", strategy_id
        )
    ]
    assert marks[0] != marks[1]
    assert marks[1] - marks[0]

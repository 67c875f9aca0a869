"""Strategies downloaded as documents."""

import asyncio
import io
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from docx import Document
from fastapi import FastAPI
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from documents.sections import sections
from documents.summary import execution_plan
from exports.maker import DocumentMaker, MakerLimits
from gateway.deps import Services
from gateway.schemas.exports import StrategyExport
from integration.gateway_results.calls import caller, problem, wrong_fields
from integration.gateway_results.rows import NOON, Owner, insert_score, insert_strategy, insert_version
from integration.gateway_results.serving import MakeTenant, client_of, serving
from support.backends import Backends
from support.tenants import Tenant
from support_documents import strong

pytestmark = pytest.mark.integration

FORMATS = ("md", "html", "pdf", "docx", "json")
TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


async def _insert(owner: Owner, tenant: Tenant, *titles: str) -> UUID:
    """Insert a strategy with a version for each title; the last one is the current one."""
    strategy_id = await insert_strategy(owner, tenant)
    document = strong.document("brand_positioning")
    shown = [{"id": s.id, "title": s.title, "body": s.body, "source": s.source} for s in sections(document)]
    for version, title in enumerate(titles, start=1):
        await insert_version(
            owner,
            tenant,
            strategy_id,
            version=version,
            score=60 + version,
            title=title,
            brief='{"businessName": "Hafen & Söhne"}',
            document=document.model_dump_json(by_alias=True),
            sections=orjson.dumps(shown).decode(),
            summary=orjson.dumps({"executionPlan": execution_plan(document)}).decode(),
            created_at=NOON,
        )
    await owner.execute("UPDATE app.strategies SET version = $2 WHERE id = $1", strategy_id, len(titles))
    return strategy_id


@pytest.fixture
async def strategy_id(owner: Owner, tenant: Tenant) -> UUID:
    """Return a strategy with two versions."""
    return await _insert(owner, tenant, "First for Hafen", "Schöne Aussicht: “Zwei”")


@pytest.mark.parametrize("kind", FORMATS)
async def test_a_format_has_its_type_its_name_and_its_tag(
    http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID, kind: str
) -> None:
    answer = await caller(http, tenant).get(f"/strategies/{strategy_id}/export", format=kind)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == TYPES[kind]
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="Schone-Aussicht-Zwei-v2.{kind}";'
        f" filename*=UTF-8''Sch%C3%B6ne%20Aussicht%20%E2%80%9CZwei%E2%80%9D%20v2.{kind}"
    )
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_each_file_opens_and_is_of_the_current_version(
    http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID
) -> None:
    api = caller(http, tenant)
    made = {kind: (await api.get(f"/strategies/{strategy_id}/export", format=kind)).content for kind in FORMATS}
    reader = PdfReader(io.BytesIO(made["pdf"]))
    first = reader.pages[0].extract_text()
    word = Document(io.BytesIO(made["docx"]))
    title = LexborHTMLParser(made["html"].decode()).css_first("h1")
    whole = StrategyExport.model_validate_json(made["json"])
    assert reader.metadata is not None
    assert title is not None
    names = (reader.metadata.title, word.core_properties.title, title.text(), whole.title)
    assert set(names) == {"Schöne Aussicht: “Zwei”"}
    assert made["md"].decode().startswith("# Schöne Aussicht: “Zwei”\n\n- **Business:** Hafen & Söhne\n")
    assert "Hafen & Söhne" in first
    assert "62 of 100" in first
    assert "2, 10 March 2026" in first
    assert strong.document("brand_positioning").engine_note in first
    assert (whole.version, whole.score.overall, whole.business_name) == (2, 62, "Hafen & Söhne")
    assert whole.created_at == NOON
    assert whole.document == strong.document("brand_positioning").model_dump(mode="json", by_alias=True)
    assert len(whole.execution_plan) == len(execution_plan(strong.document("brand_positioning")))


async def test_a_page_opened_from_the_download_may_use_its_own_style_only(
    http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID
) -> None:
    answer = await caller(http, tenant).get(f"/strategies/{strategy_id}/export", format="html")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script" not in policy


async def test_what_the_caller_has_is_not_made_again(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, strategy_id: UUID
) -> None:
    api = caller(http, tenant)
    path = f"/strategies/{strategy_id}/export"
    tags = {kind: (await api.get(path, format=kind)).headers["etag"] for kind in FORMATS}
    assert len(set(tags.values())) == len(FORMATS)
    for kind, etag in tags.items():
        again = await api.get(path, headers={"If-None-Match": etag}, format=kind)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    await insert_score(owner, tenant, strategy_id, version=2, score=12, scorer="2.0.0")
    changed = await api.get(path, headers={"If-None-Match": tags["md"]}, format="md")
    assert changed.status_code == 200
    assert "12 of 100" in changed.text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
async def test_the_same_version_is_the_same_file(
    http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID, kind: str
) -> None:
    api = caller(http, tenant)
    first, second = [
        (await api.get(f"/strategies/{strategy_id}/export", format=kind, version=version)).content for version in (1, 1)
    ]
    assert first == second


async def test_an_earlier_version_can_be_had_and_one_that_is_not_there_can_not(
    http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID
) -> None:
    api = caller(http, tenant)
    path = f"/strategies/{strategy_id}/export"
    first = await api.get(path, format="json", version=1)
    assert (first.json()["title"], first.json()["score"]["overall"]) == ("First for Hafen", 61)
    assert 'filename="First-for-Hafen-v1.json"' in first.headers["content-disposition"]
    missing = await api.get(path, format="json", version=3)
    assert problem(missing)["detail"] == "There is no such version of a strategy in this workspace."


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "format"),
        ({"format": ""}, "format"),
        ({"format": "PDF"}, "format"),
        ({"format": "exe"}, "format"),
        ({"format": "md", "version": "0"}, "version"),
        ({"format": "md", "version": "x"}, "version"),
        ({"format": "md", "version": "2147483648"}, "version"),
        ({"format": "md", "paper": "a5"}, "paper"),
    ],
)
async def test_a_wrong_parameter_is_named(
    http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID, params: dict[str, Any], field: str
) -> None:
    answer = await caller(http, tenant).get(f"/strategies/{strategy_id}/export", **params)
    assert wrong_fields(answer) == [field]
    if params.get("format") == "exe":
        (error,) = answer.json()["errors"]
        assert error["message"] == "must be one of 'md', 'html', 'pdf', 'docx' or 'json'"


@pytest.mark.parametrize("params", [{"format": "pdf"}, {"format": "json", "version": "1"}])
async def test_another_workspaces_strategy_is_answered_like_an_unknown_one(
    http: httpx.AsyncClient, owner: Owner, make_tenant: MakeTenant, strategy_id: UUID, params: dict[str, Any]
) -> None:
    api = caller(http, await make_tenant())
    foreign = await api.get(f"/strategies/{strategy_id}/export", **params)
    unknown = await api.get(f"/strategies/{uuid4()}/export", **params)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert problem(foreign) == problem(unknown)


async def test_a_viewer_may_and_a_stranger_and_a_deleted_strategy_may_not(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant, make_tenant: MakeTenant, strategy_id: UUID
) -> None:
    path = f"/strategies/{strategy_id}/export"
    viewer = await make_tenant("viewer", of=tenant)
    assert (await caller(http, viewer).get(path, format="md")).status_code == 200
    assert (await http.get(f"/api/convex{path}", params={"format": "md"})).status_code == 401
    await owner.execute("UPDATE app.strategies SET deleted_at = now() WHERE id = $1", strategy_id)
    assert (await caller(http, viewer).get(path, format="md")).status_code == 404


async def test_a_document_that_takes_too_long_is_told_and_not_waited_for(
    backends: Backends, owner: Owner, tenant: Tenant, strategy_id: UUID
) -> None:
    async with serving(backends) as app, client_of(_hurried(app)) as http:
        answer = await caller(http, tenant).get(f"/strategies/{strategy_id}/export", format="pdf")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert problem(answer)["code"] == "export_unavailable"


async def test_many_at_a_time_are_all_made(http: httpx.AsyncClient, tenant: Tenant, strategy_id: UUID) -> None:
    api = caller(http, tenant)
    async with asyncio.TaskGroup() as group:
        tasks: list[asyncio.Task[Any]] = [
            group.create_task(api.get(f"/strategies/{strategy_id}/export", format="pdf")) for _ in range(6)
        ]
    assert [task.result().status_code for task in tasks] == [200] * 6
    assert len({task.result().content for task in tasks}) == 1


def _hurried(app: FastAPI) -> FastAPI:
    services = app.state.services
    assert isinstance(services, Services)
    app.state.services = replace(services, documents=DocumentMaker(MakerLimits(make_s=0.01)))
    return app

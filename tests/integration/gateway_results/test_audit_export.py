"""Audits downloaded as documents."""

import io
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from docx import Document
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from gateway.schemas.audits import Audit
from integration.gateway_results.calls import caller, problem, wrong_fields
from integration.gateway_results.rows import Owner, insert_audit
from integration.gateway_results.serving import MakeTenant
from support.tenants import Tenant
from unit.exports.audit_samples import EXAMPLE

pytestmark = pytest.mark.integration

FORMATS = ("md", "html", "pdf", "docx", "json")
TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
TITLE = "SEO audit of www.hartley-plumbing.example/boiler-repair.php"


@pytest.fixture
async def audit_id(owner: Owner, tenant: Tenant) -> UUID:
    """Return a whole audit."""
    return await insert_audit(owner, tenant, result=EXAMPLE)


async def test_each_format_opens_and_says_what_it_is(http: httpx.AsyncClient, tenant: Tenant, audit_id: UUID) -> None:
    api = caller(http, tenant)
    answers = {kind: await api.get(f"/audits/{audit_id}/export", format=kind) for kind in FORMATS}
    assert {kind: answer.status_code for kind, answer in answers.items()} == dict.fromkeys(FORMATS, 200)
    assert {kind: answer.headers["content-type"] for kind, answer in answers.items()} == TYPES
    for kind, answer in answers.items():
        # Named after what the list of audits shows of it.
        assert answer.headers["content-disposition"] == (
            f'attachment; filename="SEO-audit-of-example.com-2026-03-10.{kind}";'
            f" filename*=UTF-8''SEO%20audit%20of%20example.com%202026-03-10.{kind}"
        )
        assert answer.headers["cache-control"] == "private, no-cache"
    title = LexborHTMLParser(answers["html"].text).css_first("h1")
    pdf = PdfReader(io.BytesIO(answers["pdf"].content)).metadata
    assert title is not None
    assert pdf is not None
    word = Document(io.BytesIO(answers["docx"].content)).core_properties.title
    assert {title.text(), pdf.title, word} == {TITLE}
    assert answers["md"].text.startswith("# SEO audit of ")
    assert answers["html"].headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert Audit.model_validate_json(answers["json"].content).overall_score is not None


async def test_json_is_the_audit_itself(http: httpx.AsyncClient, tenant: Tenant, audit_id: UUID) -> None:
    api = caller(http, tenant)
    exported = await api.get(f"/audits/{audit_id}/export", format="json")
    assert exported.content == (await api.get(f"/audits/{audit_id}")).content


@pytest.mark.parametrize("kind", FORMATS)
async def test_what_the_caller_has_is_not_made_again(
    http: httpx.AsyncClient, tenant: Tenant, audit_id: UUID, kind: str
) -> None:
    api = caller(http, tenant)
    etag = (await api.get(f"/audits/{audit_id}/export", format=kind)).headers["etag"]
    again = await api.get(f"/audits/{audit_id}/export", headers={"If-None-Match": etag}, format=kind)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


async def test_an_audit_from_before_most_of_what_a_result_holds_can_be_had(
    http: httpx.AsyncClient, owner: Owner, tenant: Tenant
) -> None:
    audit_id = await insert_audit(owner, tenant)
    for kind in FORMATS:
        answer = await caller(http, tenant).get(f"/audits/{audit_id}/export", format=kind)
        assert answer.status_code == 200, (kind, answer.text)


@pytest.mark.parametrize(
    ("params", "field"),
    [({}, "format"), ({"format": "PDF"}, "format"), ({"format": "md", "version": "1"}, "version")],
)
async def test_a_wrong_parameter_is_named(
    http: httpx.AsyncClient, tenant: Tenant, audit_id: UUID, params: dict[str, Any], field: str
) -> None:
    answer = await caller(http, tenant).get(f"/audits/{audit_id}/export", **params)
    assert wrong_fields(answer) == [field]


async def test_another_workspaces_audit_is_answered_like_an_unknown_one(
    http: httpx.AsyncClient, make_tenant: MakeTenant, audit_id: UUID
) -> None:
    api = caller(http, await make_tenant())
    foreign = await api.get(f"/audits/{audit_id}/export", format="md")
    unknown = await api.get(f"/audits/{uuid4()}/export", format="md")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert problem(foreign) == problem(unknown)


async def test_a_viewer_may_and_a_stranger_may_not(
    http: httpx.AsyncClient, tenant: Tenant, make_tenant: MakeTenant, audit_id: UUID
) -> None:
    path = f"/audits/{audit_id}/export"
    viewer = await make_tenant("viewer", of=tenant)
    assert (await caller(http, viewer).get(path, format="md")).status_code == 200
    assert (await http.get(f"/api/convex{path}", params={"format": "md"})).status_code == 401

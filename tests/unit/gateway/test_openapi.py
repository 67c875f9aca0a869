"""The OpenAPI document: every route, example and problem in it is one that the code knows."""

import json
import re
from collections.abc import AsyncGenerator, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry
from pydantic import BaseModel, SecretStr

from gateway.app import create_app, open_services
from gateway.documentation import Operation
from gateway.settings import GatewaySettings
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry

BASE = "/api/convex"
PROMISED = {
    ("POST", "/generate-strategy"),
    ("POST", "/score-seo"),
    ("POST", "/generate-roadmap"),
    ("GET", "/jobs"),
    ("GET", "/jobs/{}"),
    ("GET", "/jobs/{}/events"),
    ("POST", "/jobs/{}/cancel"),
    ("POST", "/jobs/{}/retry"),
    ("GET", "/list"),
    ("GET", "/stats"),
    ("GET", "/strategies/{}"),
    ("PATCH", "/strategies/{}"),
    ("DELETE", "/strategies/{}"),
    ("POST", "/strategies/{}/undelete"),
    ("GET", "/strategies/{}/versions"),
    ("GET", "/strategies/{}/versions/{}"),
    ("POST", "/strategies/{}/versions/{}/restore"),
    ("GET", "/strategies/{}/export"),
    ("GET", "/audits"),
    ("GET", "/audits/{}"),
    ("GET", "/audits/{}/export"),
    ("GET", "/audits/compare"),
    ("GET", "/audits/{}/history"),
    ("GET", "/roadmaps"),
    ("GET", "/roadmaps/{}"),
    ("GET", "/frameworks"),
    ("GET", "/templates"),
    ("GET", "/patterns"),
    ("GET", "/me"),
    ("POST", "/auth/login"),
    ("POST", "/auth/logout"),
    ("GET", "/workspaces"),
    ("POST", "/workspaces"),
    ("GET", "/workspaces/{}/export"),
    ("GET", "/workspaces/{}/members"),
    ("POST", "/workspaces/{}/members"),
    ("GET", "/workspaces/{}/members/{}"),
    ("PATCH", "/workspaces/{}/members/{}"),
    ("DELETE", "/workspaces/{}/members/{}"),
    ("GET", "/api-keys"),
    ("POST", "/api-keys"),
    ("DELETE", "/api-keys/{}"),
    ("GET", "/audit-log"),
}


@pytest.fixture(scope="module")
async def app() -> AsyncGenerator[FastAPI, None]:
    """Return the application; its database is never asked."""
    settings = GatewaySettings(
        database_url=SecretStr("postgresql://nobody@127.0.0.1:9/nothing"),
        amqp_url=SecretStr("amqp://127.0.0.1:9"),
        jwt_secret=SecretStr("x" * 32),
    )
    telemetry = Telemetry("gateway", Metrics(CollectorRegistry()), TracerProvider())
    async with open_services(settings, telemetry.metrics) as services:
        yield create_app(services, telemetry, {})


def operations(app: FastAPI) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return each operation with its method and path."""
    for path, members in app.openapi()["paths"].items():
        for method, operation in members.items():
            yield method.upper(), path, operation


def models(app: FastAPI) -> dict[str, type[BaseModel]]:
    """Return the models that routes describe themselves with."""
    extras = [route.openapi_extra for route in app.routes if isinstance(route, APIRoute)]
    return {model.__name__: model for extra in extras if isinstance(extra, Operation) for model in extra.models}


def described_values(operation: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the name of the schema and the value of each example that is no problem."""
    contents = [answer.get("content", {}) for answer in operation["responses"].values()]
    contents.append(operation.get("requestBody", {}).get("content", {}))
    for content in contents:
        body = content.get("application/json", {})
        name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
        for value in [body["example"]] if "example" in body else []:
            yield name, value
        for example in body.get("examples", {}).values():
            yield name, example["value"]


def test_what_the_contract_promises_is_there(app: FastAPI) -> None:
    found = {
        (method, re.sub(r"\{\w+\}", "{}", path.removeprefix(BASE)))
        for method, path, _ in operations(app)
        if path.startswith(BASE)
    }
    assert found >= PROMISED


def test_each_operation_has_a_name_of_its_own_and_says_what_it_does(app: FastAPI) -> None:
    names = [operation["operationId"] for _, _, operation in operations(app)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in names), names
    assert all(operation["summary"] for _, _, operation in operations(app))


def test_each_example_is_accepted_by_its_model(app: FastAPI) -> None:
    known, checked = models(app), 0
    for method, path, operation in operations(app):
        for name, value in described_values(operation):
            assert name in known, (method, path, name)
            known[name].model_validate_json(json.dumps(value))
            checked += 1
    assert checked > 30


def test_each_body_and_each_success_has_an_example(app: FastAPI) -> None:
    for method, path, operation in operations(app):
        bodies = list(operation.get("requestBody", {}).get("content", {}).values())
        bodies += [
            content
            for status, answer in operation["responses"].items()
            if status.startswith("2")
            for content in answer.get("content", {}).values()
        ]
        for content in bodies:
            assert content.get("example") is not None or content.get("examples"), (method, path)


def test_each_problem_is_a_known_code_with_its_status(app: FastAPI) -> None:
    for method, path, operation in operations(app):
        codes: set[str] = set()
        for status, answer in operation["responses"].items():
            content = answer.get("content", {}).get("application/problem+json", {})
            for code, example in content.get("examples", {}).items():
                assert example["value"]["code"] == code
                assert str(PROBLEMS[ProblemCode(code)].status) == status, (method, path)
                codes.add(code)
        if path.startswith(BASE):
            assert {"invalid_request", "module_disabled", "internal_error"} <= codes, (method, path)
        assert "HTTPValidationError" not in json.dumps(operation)


def test_every_problem_code_can_be_met(app: FastAPI) -> None:
    text = json.dumps(app.openapi())
    unmet = {code for code in ProblemCode if f'"{code.value}": {{"value"' not in text}
    assert unmet == {ProblemCode.METHOD_NOT_ALLOWED}


def test_every_reference_leads_somewhere(app: FastAPI) -> None:
    document = app.openapi()
    for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)):
        assert name in document["components"]["schemas"], name


def test_public_routes_say_so_and_the_others_need_credentials(app: FastAPI) -> None:
    assert app.openapi()["security"] == [{"bearer": []}, {"session": []}]
    public = {path for _, path, operation in operations(app) if operation.get("security") == []}
    assert {"/health/live", "/health/ready", "/metrics", f"{BASE}/auth/login"} <= public
    assert f"{BASE}/jobs" not in public

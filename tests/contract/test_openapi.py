"""The OpenAPI document the gateway serves agrees with the contract."""

import re
from typing import Any

import httpx
import orjson
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from opentelemetry.sdk.trace import TracerProvider
from prometheus_client import CollectorRegistry
from pydantic import BaseModel, SecretStr

from contract.openapi_table import CONTRACT, LIMITS, PROBLEM_FIELDS
from gateway.app import create_app, open_services
from gateway.documentation import Operation
from gateway.settings import GatewaySettings
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.telemetry.metrics import Metrics
from shared.telemetry.setup import Telemetry

JSON = dict[str, Any]
BASE = "/api/convex"


@pytest.fixture(scope="module")
async def app() -> FastAPI:
    """Return the application; no database answers, and none is asked."""
    settings = GatewaySettings(
        convex_env="test",
        database_url=SecretStr("postgresql://nobody@127.0.0.1:9/none"),
        amqp_url=SecretStr("amqp://127.0.0.1:9"),
        jwt_secret=SecretStr("x" * 32),
    )
    telemetry = Telemetry("gateway", Metrics(CollectorRegistry()), TracerProvider())
    async with open_services(settings, telemetry.metrics) as services:
        return create_app(services, telemetry, {})


@pytest.fixture(scope="module")
async def document(app: FastAPI) -> JSON:
    """Return the document as it is served."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway.test") as client:
        answer = await client.get("/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def _operations(document: JSON) -> dict[str, JSON]:
    """Return the operations under the base path by method and path, without the names of what is in the path."""
    return {
        f"{method.upper()} {re.sub(r'{.*?}', '{}', path.removeprefix(BASE))}": operation
        for path, operations in document["paths"].items()
        if path.startswith(BASE)
        for method, operation in operations.items()
    }


def _resolved(document: JSON, schema: JSON) -> JSON:
    """Follow references, and leave null out of what may also be something else."""
    while True:
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in schema:
            others = [each for each in schema["anyOf"] if each.get("type") != "null"]
            schema = max(others, key=lambda each: "$ref" in each or "items" in each)
        else:
            return schema


def _lookup(document: JSON, schema: JSON, path: str) -> tuple[JSON, bool]:
    """Return the schema at a path, and whether the last name must be there."""
    required = False
    for name in path.split("."):
        is_list = name.endswith("[]")
        schema = _resolved(document, schema)
        key = name.removesuffix("[]")
        assert key in schema.get("properties", {}), f"{path}: no {key}"
        required = key in schema.get("required", [])
        schema = _resolved(document, schema["properties"][key])
        if is_list:
            schema = _resolved(document, schema["items"])
    return schema, required


def _json_schema(content: JSON) -> JSON:
    return content["content"]["application/json"]["schema"]


def test_every_route_is_in_the_contract_and_every_contract_has_a_route(document: JSON) -> None:
    assert sorted(_operations(document)) == sorted(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_an_operation_has_the_parameters_of_the_contract(document: JSON, name: str) -> None:
    found = [each["name"] for each in _operations(document)[name].get("parameters", []) if each["in"] == "query"]
    assert sorted(found) == sorted(CONTRACT[name].query.split())


HEADERS = {
    "Idempotency-Key": {
        "POST /generate-strategy",
        "POST /score-seo",
        "POST /generate-roadmap",
        "POST /roadmaps/{}/replan",
        "POST /strategies/{}/versions/{}/restore",
        "POST /workspaces",
        "POST /workspaces/{}/members",
        "POST /api-keys",
    },
    "Prefer": {"POST /generate-strategy", "POST /score-seo", "POST /generate-roadmap", "POST /roadmaps/{}/replan"},
    "If-Match": {
        "PATCH /strategies/{}",
        "POST /strategies/{}/versions/{}/restore",
        "PATCH /workspaces/{}/members/{}",
        "PATCH /roadmaps/{}/tasks/{}",
    },
    "If-None-Match": {name for name, contract in CONTRACT.items() if 304 in contract.answers},
    "Last-Event-ID": {"GET /jobs/{}/events"},
    "X-Workspace-Id": {name for name, contract in CONTRACT.items() if "workspaceId" in contract.query.split()},
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_is_documented_where_it_counts_and_only_there(document: JSON, header: str) -> None:
    found: dict[str, JSON] = {
        name: each
        for name, operation in _operations(document).items()
        for each in operation.get("parameters", [])
        if each["in"] == "header" and each["name"] == header
    }
    assert set(found) == HEADERS[header]
    for each in found.values():
        assert each["description"]
        assert each["required"] is (header == "If-Match")


@pytest.mark.parametrize("name", CONTRACT)
def test_no_parameter_is_documented_twice(document: JSON, name: str) -> None:
    names = [(each["in"], each["name"]) for each in _operations(document)[name].get("parameters", [])]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", CONTRACT)
def test_an_operation_has_the_statuses_of_the_contract(document: JSON, name: str) -> None:
    contract = CONTRACT[name]
    expected = {str(status) for status in contract.answers} | set(contract.fails.split())
    assert set(_operations(document)[name]["responses"]) == expected


@pytest.mark.parametrize("name", CONTRACT)
def test_an_answer_has_the_fields_of_the_contract(document: JSON, name: str) -> None:
    responses = _operations(document)[name]["responses"]
    for status, fields in CONTRACT[name].answers.items():
        for field in fields.split():
            _lookup(document, _json_schema(responses[str(status)]), field)


@pytest.mark.parametrize("name", [name for name, contract in CONTRACT.items() if contract.takes])
def test_a_request_takes_the_fields_of_the_contract(document: JSON, name: str) -> None:
    body = _operations(document)[name]["requestBody"]
    schema = _json_schema(body)
    assert body["required"]
    for field in CONTRACT[name].takes.split():
        _, required = _lookup(document, schema, field.rstrip("*"))
        assert required == field.endswith("*"), field
    names = {field.rstrip("*").split(".")[0].removesuffix("[]") for field in CONTRACT[name].takes.split()}
    found = _resolved(document, schema)
    assert set(found["properties"]) == names
    assert found["additionalProperties"] is False


@pytest.mark.parametrize("name", [name for name, contract in CONTRACT.items() if contract.takes_file])
def test_an_operation_that_takes_a_file_says_of_which_types(document: JSON, name: str) -> None:
    body = _operations(document)[name]["requestBody"]
    assert body["required"]
    assert body["description"]
    assert set(body["content"]) == {"text/csv", "application/zip"}
    assert body["content"]["text/csv"]["example"]


@pytest.mark.parametrize(
    "name", [name for name, contract in CONTRACT.items() if not contract.takes and not contract.takes_file]
)
def test_an_operation_without_a_body_takes_none(document: JSON, name: str) -> None:
    assert "requestBody" not in _operations(document)[name]


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, fields in LIMITS.items() for field in fields])
def test_texts_and_lists_have_the_limits_of_the_contract(document: JSON, name: str, field: str) -> None:
    schema, _ = _lookup(document, _json_schema(_operations(document)[name]["requestBody"]), field.rstrip("*"))
    if field.endswith("*"):
        schema = _resolved(document, schema["items"])
    limits = [schema[key] for key in ("maxLength", "maxItems", "maximum") if key in schema]
    assert limits == [LIMITS[name][field]]


@pytest.mark.parametrize("name", CONTRACT)
def test_an_operation_has_a_name_a_sentence_and_examples(document: JSON, name: str) -> None:
    operation = _operations(document)[name]
    assert re.fullmatch(r"[a-z][A-Za-z]+", operation["operationId"])
    assert operation["summary"]
    assert operation["description"]
    for status in CONTRACT[name].answers:
        for media in operation["responses"][str(status)].get("content", {}).values():
            assert media["example"] is not None
    if CONTRACT[name].takes:
        assert operation["requestBody"]["content"]["application/json"]["examples"]


def test_operation_ids_are_unique(document: JSON) -> None:
    ids = [operation["operationId"] for operation in _operations(document).values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", CONTRACT)
def test_every_problem_is_named_by_its_code_under_its_status(document: JSON, name: str) -> None:
    for status in CONTRACT[name].fails.split():
        media = _operations(document)[name]["responses"][status]["content"]["application/problem+json"]
        assert media["examples"]
        for code, example in media["examples"].items():
            assert PROBLEMS[ProblemCode(code)].status == int(status)
            assert example["value"]["code"] == code
        for field in PROBLEM_FIELDS.split():
            _lookup(document, media["schema"], field)


def test_every_problem_code_is_in_the_document(document: JSON) -> None:
    found = {
        code
        for operation in _operations(document).values()
        for answer in operation["responses"].values()
        for code in answer.get("content", {}).get("application/problem+json", {}).get("examples", {})
    }
    # A path that does not exist belongs to no operation, and neither does a method that a path does not know.
    assert found | {"method_not_allowed"} == {code.value for code in ProblemCode}


def _examples(operation: Operation, members: JSON) -> list[tuple[str, Any]]:
    """Return each example of a route with the name of its model."""
    found: list[tuple[str, Any]] = []
    for content in (members.get("requestBody", {}), *members["responses"].values()):
        media = content.get("content", {}).get("application/json")
        if media is None or "$ref" not in media["schema"]:
            continue
        values = [media["example"]] if "example" in media else [each["value"] for each in media["examples"].values()]
        found += [(media["schema"]["$ref"].rsplit("/", 1)[1], value) for value in values]
    assert found or not operation.models
    return found


@pytest.mark.parametrize("name", CONTRACT)
def test_examples_are_what_their_models_accept(app: FastAPI, document: JSON, name: str) -> None:
    members = _operations(document)[name]
    route = next(
        each for each in app.routes if isinstance(each, APIRoute) and each.operation_id == members["operationId"]
    )
    assert isinstance(route.openapi_extra, Operation)
    models: dict[str, type[BaseModel]] = {model.__name__: model for model in route.openapi_extra.models}
    for model, example in _examples(route.openapi_extra, members):
        models[model].model_validate_json(orjson.dumps(example))


def test_no_two_models_share_a_name(app: FastAPI) -> None:
    by_name: dict[str, type[BaseModel]] = {}
    for route in app.routes:
        if isinstance(route, APIRoute) and isinstance(route.openapi_extra, Operation):
            for model in route.openapi_extra.models:
                assert by_name.setdefault(model.__name__, model) is model


def test_signing_in_is_public_and_nothing_else_is(document: JSON) -> None:
    public = {name for name, operation in _operations(document).items() if operation.get("security") == []}
    assert public == {"POST /auth/login", "POST /auth/logout"}
    assert document["security"] == [{"bearer": []}, {"session": []}]

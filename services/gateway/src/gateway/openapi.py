"""The OpenAPI document: what FastAPI sees in the signatures, and the models that routes describe by hand."""

from collections.abc import Iterable
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from gateway.auth.sessions import SESSION_COOKIE
from gateway.documentation import REF, Operation
from gateway.schemas.problem import Problem

_DESCRIPTION: Final = (
    "Brief in; strategy, SEO audit and roadmap out. The three generation requests answer 202 with a job that is polled"
    " or followed as an event stream; every problem is application/problem+json with a `code` for programs."
)
_SECURITY_SCHEMES: Final = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A JWT, or an API key that begins with `cvx_`."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION_COOKIE,
        "description": "The dashboard's session; unsafe methods also need X-CSRF-Token.",
    },
}


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """Return the document for all routes of the application."""
    document = get_openapi(title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_schemas(_models(app)))
    # FastAPI's own shape of validation errors; ours are problems.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for route in app.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in route.methods or ():
                _describe_by_hand(document["paths"][route.path][method.lower()], route)
    document["components"]["securitySchemes"] = _SECURITY_SCHEMES
    document["security"] = [{"bearer": []}, {"session": []}]
    return document


def _models(app: FastAPI) -> Iterable[type[BaseModel]]:
    yield Problem
    for route in app.routes:
        if isinstance(route, APIRoute) and isinstance(route.openapi_extra, Operation):
            yield from route.openapi_extra.models


def _schemas(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    wanted = [(model, "validation") for model in dict.fromkeys(models)]
    _, found = models_json_schema(wanted, by_alias=True, ref_template=REF)  # pyright: ignore[reportArgumentType] - a literal
    return found.get("$defs", {})


def _describe_by_hand(operation: dict[str, Any], route: APIRoute) -> None:
    # FastAPI adds an empty body and its own 422 to the answers, and leaves nulls out of the examples.
    operation["responses"] = {str(status): answer for status, answer in route.responses.items()}
    if isinstance(route.openapi_extra, Operation):
        # Of parameters, FastAPI has already put ours behind those it sees in the signature.
        operation.update({name: value for name, value in route.openapi_extra.items() if name != "parameters"})

"""Requests the OpenAPI document suggests, with odd values in odd places: each is answered, none with a 5xx."""

import copy
import json
import random
import re
from collections.abc import AsyncGenerator, Iterator
from typing import Any, Final

import httpx
import pytest

from integration.gateway.serving import BASE, Served, serving
from support.backends import Backends, fresh_backends
from support.tenants import create_tenant

pytestmark = pytest.mark.integration

_REQUESTS_EACH: Final = 40
_ODD: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1.5, 1e299, 10**19, -(10**30), [], {}, [None], ["x"] * 400, {"": 1}, {"a": {"b": []}}),
    *("", " ", "a" * 5000, "\x00", "\ud800", "\u202e\u200b", "'; DROP TABLE app.jobs;--", "=1+1", "%s%n", "../../x"),
    *("2026-02-29", "9999-12-31", "0000-00-00", "NaN", "http://[", "http://x:0", "x\r\nSet-Cookie: a=b", "\u0663"),
)
_IDS: Final = ("01a210a4-8924-7077-830d-23dcfe1bac43", "x", "%00", "%ff")
_HEADERS: Final = ("If-Match", "If-None-Match", "Prefer", "Idempotency-Key", "traceparent", "tracestate", "Cookie")
_HEADER_VALUES: Final = ("*", '"', "W/", "wait=", "wait=1;", ",,,", "-", "a=b" * 90)


@pytest.fixture
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this test servers of its own."""
    async with fresh_backends() as fresh:
        yield fresh


async def test_no_odd_request_is_an_error_of_ours(backends: Backends) -> None:
    tenant = await create_tenant(backends)
    failed: list[str] = []
    statuses: set[int] = set()
    # No answer waits for a job, and no attempt to sign in is one too many.
    async with serving(backends, convex_login_rate_per_minute=100_000) as served, served.client(tenant) as client:
        for method, path, operation in await _operations(served, client):
            choose = random.Random(f"{method} {path}")
            for _ in range(_REQUESTS_EACH):
                request = _request(client, choose, method, path, operation)
                answer = await client.send(request)
                statuses.add(answer.status_code)
                if answer.status_code >= 500 or not _is_described(answer):
                    failed.append(f"{method} {request.url}: {answer.status_code} {answer.text[:200]}")
    assert failed == []
    assert statuses >= {200, 202, 400, 404}


async def _operations(served: Served, client: httpx.AsyncClient) -> list[tuple[str, str, dict[str, Any]]]:
    document = (await client.get(f"{served.url}/openapi.json")).json()
    return [
        (method.upper(), path.removeprefix(BASE), operation)
        for path, operations in document["paths"].items()
        # Its answer has no end.
        if path.startswith(BASE) and not path.endswith("/events")
        for method, operation in operations.items()
    ]


def _request(
    client: httpx.AsyncClient, choose: random.Random, method: str, path: str, operation: dict[str, Any]
) -> httpx.Request:
    known = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
    query = {name: _text(choose.choice(_ODD)) for name in known if choose.random() < 0.2}
    headers = {choose.choice(_HEADERS): choose.choice(_HEADER_VALUES)} if choose.random() < 0.3 else {}
    content = None
    if "requestBody" in operation:
        kind, described = choose.choice(sorted(operation["requestBody"]["content"].items()))
        examples = [example["value"] for example in described.get("examples", {}).values()]
        content = _odd_body(choose, kind, examples or [described.get("example", "")])
        headers["Content-Type"] = kind
    filled = re.sub(r"\{\w+\}", lambda _: choose.choice(_IDS), path)
    return client.build_request(method, filled, params=query, headers=headers, content=content)


def _odd_body(choose: random.Random, kind: str, examples: list[Any]) -> str:
    value = choose.choice(examples)
    if kind != "application/json":
        # A file is a text to whoever spoils it.
        odd = _text(choose.choice(_ODD))
        return "".join(choose.choice((part, odd)) for part in re.split(r"([,;\t\n])", str(value)))
    return json.dumps(_spoilt(choose, value) if choose.random() < 0.9 else value)


def _spoilt(choose: random.Random, value: Any) -> Any:
    spoilt = copy.deepcopy(value)
    places = [place for place in _places(spoilt, ()) if place]
    if not places:
        return choose.choice(_ODD)
    *parents, name = choose.choice(places)
    holder = spoilt
    for parent in parents:
        holder = holder[parent]
    holder[name] = choose.choice(_ODD)
    return spoilt


def _places(value: Any, here: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    yield here
    if isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON of any shape
            yield from _places(value[name], (*here, name))  # pyright: ignore[reportUnknownArgumentType]


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace").decode()


def _is_described(answer: httpx.Response) -> bool:
    return answer.status_code < 400 or answer.headers["content-type"] == "application/problem+json"

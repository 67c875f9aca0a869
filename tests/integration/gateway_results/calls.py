"""Calls in the name of somebody, and what is compared of a problem."""

from typing import Any

import httpx

from support.tenants import Tenant

BASE = "/api/convex"


class Caller:
    """Somebody who calls with a token and, unless told otherwise, means their workspace."""

    def __init__(self, http: httpx.AsyncClient, token: str, workspace: str | None = None) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"} | ({"X-Workspace-Id": workspace} if workspace else {})

    async def get(self, path: str, headers: dict[str, str] | None = None, **params: Any) -> httpx.Response:
        """Send a GET with query parameters."""
        return await self._http.get(BASE + path, params=params, headers=self._headers | (headers or {}))

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """Send a request with a JSON body; underscores in names of headers stand for hyphens."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._http.request(method, BASE + path, json=body, headers=self._headers | given)

    async def send_text(self, method: str, path: str, text: str, **headers: str) -> httpx.Response:
        """Send a body as it is, also one that no JSON writer would make."""
        given = {"Content-Type": "application/json"} | {n.replace("_", "-"): v for n, v in headers.items()}
        return await self._http.request(method, BASE + path, content=text, headers=self._headers | given)


def caller(http: httpx.AsyncClient, tenant: Tenant) -> Caller:
    """Return a member in their workspace."""
    return Caller(http, tenant.token, str(tenant.workspace_id))


def problem(answer: httpx.Response) -> dict[str, Any]:
    """Return a problem without what differs from request to request."""
    assert answer.headers["content-type"] == "application/problem+json"
    return {name: value for name, value in answer.json().items() if name not in {"instance", "traceId"}}


def wrong_fields(answer: httpx.Response) -> list[str]:
    """Return the fields a 400 names."""
    assert answer.status_code == 400, answer.text
    return [error["field"] for error in answer.json()["errors"]]

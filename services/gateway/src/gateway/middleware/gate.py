"""Refuses what no route should see, answers OPTIONS, and turns HEAD into a GET without its body."""

from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.errors import ProblemError, method_not_allowed, problem_response, unexpected_response
from gateway.file_body import MAX_FILE_BYTES
from gateway.json_body import MAX_BODY_BYTES
from gateway.methods import allowed_methods
from gateway.raw_body import too_large
from gateway.routing import BASE_PATH
from shared.contracts.problems import ProblemCode

_DASHBOARD: Final = "/dashboard"
# The one place that takes files.
_FILES: Final = f"{BASE_PATH}/search-data/"


@dataclass(frozen=True, slots=True)
class Gate:
    """The innermost layer; what it answers itself still gets all headers."""

    app: ASGIApp
    is_enabled: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or end it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        refused = self._refusal(scope)
        if refused is not None:
            await problem_response(request, refused)(scope, receive, send)
        elif scope["method"] == "OPTIONS" and (allowed := allowed_methods(scope)):
            await Response(status_code=204, headers={"Allow": allowed})(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._head(scope, receive, send)
        else:
            await self._guarded(request, receive, send)

    def _refusal(self, scope: Scope) -> ProblemError | None:
        path: str = scope["path"]
        if not self.is_enabled and any(path == base or path.startswith(f"{base}/") for base in (BASE_PATH, _DASHBOARD)):
            return ProblemError(ProblemCode.MODULE_DISABLED, "CONVEX is switched off on this installation.")
        length = Headers(scope=scope).get("content-length", "0")
        most = _most_bytes(scope)
        if length.isdecimal() and (len(length) > 18 or int(length) > most):
            return too_large(most)
        if scope["method"] == "HEAD" and (path.endswith("/events") or _is_workspace_export(path)):
            # A GET of the one never ends by itself, and of the other reads a whole workspace and is written down.
            return method_not_allowed("GET, OPTIONS")
        return None

    async def _head(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A copy, because the server decides by the original whether a body may follow.
        inner: Scope = {**scope, "method": "GET"}
        try:
            await self._guarded(Request(inner, receive), receive, _without_body(send))
        finally:
            scope["route"] = inner.get("route")

    async def _guarded(self, request: Request, receive: Receive, send: Send) -> None:
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(request.scope, receive, noting)
        except ClientDisconnect:
            # The caller left in the middle of their body: nobody waits for an answer, and nothing is broken here.
            return
        except Exception as error:
            # Once an answer has begun there is no way to take it back but to break the connection.
            if has_begun:
                raise
            await unexpected_response(request, error)(request.scope, receive, send)


def _is_workspace_export(path: str) -> bool:
    return path.startswith(f"{BASE_PATH}/workspaces/") and path.endswith("/export")


def _most_bytes(scope: Scope) -> int:
    takes_file = scope["method"] == "PUT" and scope["path"].startswith(_FILES)
    return MAX_FILE_BYTES if takes_file else MAX_BODY_BYTES


def _without_body(send: Send) -> Send:
    async def headers_only(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return headers_only

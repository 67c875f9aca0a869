"""Headers that every answer has, and those that a dependency put down for this one."""

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Nothing here is a page; a route that serves one says what that page may load.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_PRODUCTION: Final = {"Strict-Transport-Security": "max-age=31536000"}


@dataclass(frozen=True, slots=True)
class AnswerHeaders:
    """Adds what the answer does not say itself."""

    app: ASGIApp
    is_production: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request and complete its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added: dict[str, str] = {}
        scope.setdefault("state", {})["headers"] = added

        async def completing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (_ALWAYS | _PRODUCTION if self.is_production else _ALWAYS).items():
                    headers.setdefault(name, value)
                for name, value in added.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, completing)

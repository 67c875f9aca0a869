"""Names of few values for what was asked: never a path or a method as the caller wrote it."""

from typing import Final

from starlette.types import Scope

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNMATCHED: Final = "unmatched"


def method_of(scope: Scope) -> str:
    """Return the method, or a word for all others."""
    method: str = scope["method"]
    return method if method in _METHODS else "OTHER"


def route_of(scope: Scope) -> str:
    """Return the template of the route that took the request."""
    path: str | None = getattr(scope.get("route"), "path", None)
    return path or UNMATCHED

"""Which methods a path has."""

from starlette.routing import Route
from starlette.types import Scope


def allowed_methods(scope: Scope) -> str:
    """Return what can be done with a path, as the header Allow; empty for a path that does not exist."""
    methods: set[str] = set()
    for route in scope["app"].routes:
        if isinstance(route, Route) and route.path_regex.match(scope["path"]):
            methods |= route.methods or set()
    if not methods:
        return ""
    return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))

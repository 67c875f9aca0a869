"""A request as a route gets it, without a server."""

from fastapi import Request


def make_request(body: bytes = b"", **headers: str) -> Request:
    """Return a POST; underscores in names of headers stand for hyphens."""
    given = {"content_type": "application/json"} | headers
    scope: dict[str, object] = {
        "type": "http",
        "method": "POST",
        "path": "/api/convex/things",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in given.items()],
        "state": {},
    }
    parts = [body[start : start + 65536] for start in range(0, len(body), 65536)] or [b""]

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    return Request(scope, receive)

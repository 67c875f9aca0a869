"""Files that pages load."""

from typing import Final

from fastapi import Request
from starlette.responses import Response

from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import pages_of
from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode

_FOR_GOOD: Final = "public, max-age=31536000, immutable"
router = page_router()


@router.get("/static/{name}")
async def get_static(request: Request, name: str) -> Response:
    """Send a file; its name changes with its content, so it never has to be asked for again."""
    asset = pages_of(request).assets.by_name.get(name)
    if asset is None:
        raise ProblemError(ProblemCode.NOT_FOUND, "There is no such file.")
    headers = {"Cache-Control": _FOR_GOOD}
    content = asset.content
    if asset.compressed is not None:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = asset.compressed
            headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers | {"Content-Type": asset.media_type})

"""What all downloads have in common: their headers, the 304, and a document that is made or said to take too long."""

import time
from typing import Final

import structlog
from starlette.responses import Response

from exports import html
from exports.maker import DocumentLateError, DocumentMaker
from exports.naming import MEDIA_TYPES, AnyFormat, Name, disposition
from exports.order import Order
from gateway.documentation import Gives
from gateway.errors import ProblemError
from gateway.responses import etag_headers
from shared.contracts.problems import ProblemCode

HEADERS: Final = ("ETag", "Content-Disposition")
_RETRY_AFTER_S: Final = 5
# A picture has its own style and nothing else.
_PICTURE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_log = structlog.get_logger(__name__)


def files(markdown: str) -> tuple[Gives, ...]:
    """Describe the answers of a download that are no JSON; the Markdown begins like the one given."""
    return (
        Gives(200, "The document", example=markdown, media_type="text/markdown"),
        Gives(200, "The document", example="<!doctype html>…", media_type="text/html"),
        Gives(200, "The document", example="%PDF-1.7…", media_type=MEDIA_TYPES["pdf"], is_binary=True),
        Gives(200, "The document", example="PK…", media_type=MEDIA_TYPES["docx"], is_binary=True),
        Gives(304, "Not changed since the ETag in If-None-Match"),
    )


def download(content: bytes, name: Name, kind: AnyFormat, etag: str) -> Response:
    """Answer with a file; a page opened from it may use its own style and nothing else."""
    headers = etag_headers(etag) | {"Content-Disposition": disposition(name, kind)}
    if kind == "html":
        headers["Content-Security-Policy"] = f"{html.policy()}; frame-ancestors 'none'"
    elif kind == "svg":
        headers["Content-Security-Policy"] = _PICTURE_POLICY
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


async def made(documents: DocumentMaker, order: Order, event: str) -> bytes:
    """Return the document; `event` is what the log calls it.

    Raises:
        ProblemError: 503 when it would take too long, now or ever.
    """
    began = time.perf_counter()
    try:
        content = await documents.make(order)
    except DocumentLateError as exc:
        _log.warning("export_late", format=order.format, reason=str(exc))
        detail = "Making the document takes too long at the moment. Try again a little later."
        raise ProblemError(
            ProblemCode.EXPORT_UNAVAILABLE, detail, headers={"Retry-After": str(_RETRY_AFTER_S)}
        ) from exc
    took_ms = round((time.perf_counter() - began) * 1000, 1)
    _log.info(event, format=order.format, size_bytes=len(content), duration_ms=took_ms)
    return content

"""Reads a body that is a file of a person: a table as text, or a ZIP of such."""

from typing import Final

from fastapi import Request

from gateway.errors import ProblemError, invalid_field
from gateway.raw_body import receive, refuse_encoded
from shared.contracts.problems import ProblemCode

# A thousand addresses of two thousand characters.
MAX_FILE_BYTES: Final = 2 * 1024 * 1024
CSV_TYPE: Final = "text/csv"
ZIP_TYPE: Final = "application/zip"
# What browsers of different systems call the same files.
_TYPES: Final = frozenset(
    {
        CSV_TYPE,
        ZIP_TYPE,
        "text/plain",
        "text/tab-separated-values",
        "application/csv",
        "application/vnd.ms-excel",
        "application/x-zip-compressed",
    }
)
_TIMEOUT_S: Final = 60.0


async def read_file(request: Request) -> bytes:
    """Return the bytes of the file; what they are is told by themselves.

    Raises:
        ProblemError: 400 when they do not come in time or there are none, 413 for their number, 415 for another type.
    """
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type not in _TYPES:
        detail = f"Send the file itself as Content-Type: {CSV_TYPE} or {ZIP_TYPE}."
        raise ProblemError(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail)
    refuse_encoded(request)
    try:
        raw = await receive(request, max_bytes=MAX_FILE_BYTES, timeout_s=_TIMEOUT_S)
    except TimeoutError as error:
        detail = f"The body did not arrive within {_TIMEOUT_S:g} s."
        raise ProblemError(ProblemCode.INVALID_REQUEST, detail, headers={"Connection": "close"}) from error
    if not raw:
        raise invalid_field("file", "is empty; send the bytes of the exported file as the body")
    return raw

"""Answers: JSON text that is not parsed again, entity tags, and headers that a dependency adds to whatever comes."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

import orjson
from fastapi import Request
from starlette.responses import Response

from gateway.errors import ProblemError, invalid_field
from shared.contracts.problems import ProblemCode
from shared.json import plain

JSON_TYPE: Final = "application/json"


def stored(text: str | None) -> orjson.Fragment | None:
    """Return a `json` column's text as a part of an answer, byte for byte and without parsing it."""
    return None if text is None else orjson.Fragment(text)


def to_json(value: object) -> bytes:
    """Return JSON; times in UTC end with Z, models take their wire names."""
    return orjson.dumps(value, default=plain, option=orjson.OPT_UTC_Z)


def json_response(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a value made of dicts, lists, models, UUIDs, times and `stored` parts."""
    return Response(to_json(value), status_code=status, media_type=JSON_TYPE, headers=headers)


def json_text_response(text: str | bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON that the database has already made."""
    return Response(text, status_code=status, media_type=JSON_TYPE, headers=headers)


def etag_of(*parts: object) -> str:
    """Return the strong entity tag for what makes a representation differ: its id, its version, its state."""
    text = "\x1f".join(str(part) for part in parts)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


def etag_within(own: str, *around: object) -> str:
    """Return a tag that also changes with what stands around; a change is refused only when `own` is another.

    Example: a task shows how far its milestone is. Others move that, and no change is lost by it.
    """
    return f"{own[:-1]}.{etag_of(*around)[1:]}"


def not_modified(request: Request, etag: str) -> Response | None:
    """Return the 304 when the caller has this representation; a route asks before it builds the body."""
    given = request.headers.get("if-none-match")
    if given is None or not _names(given, etag):
        return None
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": "private, no-cache"})


def etag_headers(etag: str) -> dict[str, str]:
    """Return the headers of a representation that may be kept but must be checked each time."""
    return {"ETag": etag, "Cache-Control": "private, no-cache"}


def require_match(request: Request, etag: str) -> None:
    """Let a change through when it is based on the current representation.

    Raises:
        ProblemError: 428 without If-Match, 412 when somebody was faster.
    """
    given = request.headers.get("if-match")
    if given is None:
        raise ProblemError(ProblemCode.PRECONDITION_REQUIRED, "Send If-Match with the ETag you have read.")
    refuse_outdated(given, etag)


def refuse_outdated(given: str, etag: str) -> None:
    """Let a change through that names what is current.

    Raises:
        ProblemError: 412 when somebody was faster.
    """
    if given.startswith("W/") or not _names(_own(given), _own(etag)):
        raise outdated(etag)


def outdated(etag: str) -> ProblemError:
    """This makes the 412 for a change of what is no longer current; it tells the tag that is."""
    detail = "Somebody has changed it in the meantime; read it again."
    return ProblemError(ProblemCode.PRECONDITION_FAILED, detail, headers={"ETag": etag})


def add_header(request: Request, name: str, value: str) -> None:
    """Add a header to the answer of this request, also when it becomes a problem."""
    request.state.headers[name] = value


def header(request: Request, name: str, *, max_length: int) -> str | None:
    """Return a header that may be given once.

    Raises:
        ProblemError: 400 when it is empty, too long, given twice or not printable ASCII.
    """
    given = request.headers.getlist(name)
    if not given:
        return None
    if len(given) > 1:
        raise invalid_field(name, "must be given once")
    value = given[0].strip()
    if not 1 <= len(value) <= max_length:
        raise invalid_field(name, f"must have 1 to {max_length} characters")
    if not (value.isascii() and value.isprintable()):
        raise invalid_field(name, "must be printable ASCII")
    return value


def _own(tags: str) -> str:
    return re.sub(r'\.[0-9a-f]+"', '"', tags)


def _names(given: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
    return "*" in tags or etag in tags

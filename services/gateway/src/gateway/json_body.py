"""Reads a JSON body strictly: a fixed size, one meaning per text, and every complaint by the field's name."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar, cast

from fastapi import Request
from pydantic import BaseModel, ValidationError

from gateway.errors import ProblemError, invalid, invalid_field
from gateway.field_errors import body_errors, path
from gateway.raw_body import receive, refuse_encoded
from shared.contracts.problems import ProblemCode

MAX_BODY_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 32
# Long enough for the largest body over a poor line; one that trickles would keep its connection for good.
_TIMEOUT_S: Final = 30.0
_MAX_NUMBER: Final = 1e300
# A text without its end takes all that follows, or a body of quotes would be searched anew from each of them.
_TOKEN: Final = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*+)(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_MAX_FIELD_LENGTH: Final = 200

M = TypeVar("M", bound=BaseModel)


class _Twice:
    """Stands where an object gave one key two values."""


async def read_body(request: Request, model: type[M], *, timeout_s: float = _TIMEOUT_S) -> tuple[M, dict[str, Any]]:
    """Return the validated body and the JSON value it was read from.

    Raises:
        ProblemError: 400 with the field's name or for a body that does not end in time, 413 for its size, 415 for
            another media type.
    """
    given = parse_object(await _bytes(request, timeout_s))
    try:
        return model.model_validate(given), given
    except ValidationError as error:
        raise invalid(body_errors(error.errors(include_url=False), given, model)) from error


def parse_object(raw: bytes) -> dict[str, Any]:
    """Parse one JSON object; duplicate keys, NaN, numbers no double holds and deep nesting are refused.

    Raises:
        ProblemError: 400 with the field's name where there is one.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed(f"The body is not UTF-8: byte {error.start} is invalid.") from error
    _refuse_deep(text)
    try:
        value = json.loads(text, object_pairs_hook=_pairs)
    except ValueError as error:
        detail = str(error) if isinstance(error, json.JSONDecodeError) else "a number has too many digits"
        raise _malformed(f"The body is not JSON: {detail}.") from error
    if not isinstance(value, dict):
        raise _malformed("The body must be a JSON object.")
    given = cast("dict[str, Any]", value)
    for parts, leaf in _leaves(given, ()):
        _refuse_leaf(path(parts), leaf)
    return given


async def _bytes(request: Request, timeout_s: float) -> bytes:
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json" and not (
        media_type.startswith("application/") and media_type.endswith("+json")
    ):
        raise ProblemError(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: application/json.")
    refuse_encoded(request)
    try:
        return await receive(request, max_bytes=MAX_BODY_BYTES, timeout_s=timeout_s)
    except TimeoutError as error:
        detail = f"The body did not arrive within {timeout_s:g} s."
        raise ProblemError(ProblemCode.MALFORMED_JSON, detail, headers={"Connection": "close"}) from error


def _malformed(detail: str) -> ProblemError:
    return ProblemError(ProblemCode.MALFORMED_JSON, detail)


def _refuse_deep(text: str) -> None:
    # Before parsing, because the parser's own recursion would end first, and could not say where.
    depth, field, last = 0, "", ""
    for token in _TOKEN.finditer(text):
        if token["text"] is not None:
            last = token["text"][:_MAX_FIELD_LENGTH]
        elif token.group() in "[{":
            field = last if depth == 1 else field
            depth += 1
        else:
            depth -= 1
        if depth > MAX_DEPTH:
            raise invalid_field(field, f"must not be nested deeper than {MAX_DEPTH} levels")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[key] = _Twice() if key in found else value
    return found


def _leaves(value: object, parts: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict):
        for key, item in value.items():  # pyright: ignore[reportUnknownVariableType] - JSON of any shape
            yield from _leaves(item, (*parts, key))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for index, item in enumerate(value):  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
            yield from _leaves(item, (*parts, index))  # pyright: ignore[reportUnknownArgumentType]
    else:
        yield parts, value


def _refuse_leaf(field: str, leaf: object) -> None:
    if isinstance(leaf, _Twice):
        raise invalid_field(field, "must be given once, not twice")
    if isinstance(leaf, float) and not math.isfinite(leaf):
        raise invalid_field(field, "must be a finite number")
    if isinstance(leaf, int | float) and abs(leaf) > _MAX_NUMBER:
        raise invalid_field(field, "must be a number between -1e300 and 1e300")

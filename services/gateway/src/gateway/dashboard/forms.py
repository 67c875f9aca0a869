"""Reads what a form of a page sends; one value per name, except for those that are asked for as lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from gateway.errors import ProblemError
from gateway.json_body import MAX_BODY_BYTES
from gateway.raw_body import receive, refuse_encoded
from shared.contracts.problems import ProblemCode

CSRF_FIELD: Final = "csrf"
WORKSPACE_FIELD: Final = "workspace"
_MAX_FIELDS: Final = 500
_TIMEOUT_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as they were filled in, to be checked and shown again."""

    values: Mapping[str, tuple[str, ...]]

    def get(self, name: str) -> str:
        """Return the last value of a field, empty when it was not sent."""
        return self.values.get(name, ("",))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return self.values.get(name, ())


async def read_form(request: Request) -> Form:
    """Return the fields of a form; an empty one when the request has no body.

    Raises:
        ProblemError: 400 for what is no form or does not end in time, 413 for its size, 415 for another media type.
    """
    refuse_encoded(request)
    try:
        raw = await receive(request, max_bytes=MAX_BODY_BYTES, timeout_s=_TIMEOUT_S)
    except TimeoutError as error:
        raise _unreadable("The form did not arrive in time.") from error
    if not raw:
        return Form({})
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/x-www-form-urlencoded":
        raise ProblemError(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send a form as application/x-www-form-urlencoded.")
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=_MAX_FIELDS, errors="strict")
    except ValueError as error:
        raise _unreadable("The form can't be read.") from error
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value.replace("\r\n", "\n"))
    return Form(values)


def _unreadable(detail: str) -> ProblemError:
    return ProblemError(ProblemCode.INVALID_REQUEST, detail)

"""The header Prefer of RFC 7240: what can't be understood is left aside, as the standard wants it."""

import re
from typing import Final

from starlette.datastructures import Headers

MAX_WAIT_S: Final = 30
_PREFERENCE: Final = re.compile(
    r"\s*(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*(?P<value>\"[^\"]*\"|[^\s;,\"]*))?\s*(?:;[^,]*)?"
)


def wait_preference(headers: Headers) -> int | None:
    """Return how many seconds the caller would wait for the end; more than 30 count as 30."""
    for line in headers.getlist("prefer"):
        for part in line.split(","):
            found = _PREFERENCE.fullmatch(part)
            if found is not None and found["name"].lower() == "wait":
                return _seconds(found["value"] or "")
    return None


def _seconds(text: str) -> int | None:
    digits = text.strip('"')
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9 or int(digits) < 1:
        return None
    return min(int(digits), MAX_WAIT_S)

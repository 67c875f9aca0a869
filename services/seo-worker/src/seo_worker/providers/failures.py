"""Why a source gave no measurement, as a code for logs and a sentence for people.

The sentences are made of nothing that was sent or received, so that no key, address or foreign text is in them.
"""

from datetime import datetime, timedelta
from typing import Final, Literal

SourceFailureCode = Literal[
    "refused", "forbidden", "not_found", "too_often", "failed", "redirected", "timeout", "unreachable", "broken_off",
    "too_large", "unreadable", "no_data", "not_asked", "paused",
]  # fmt: skip
_SENTENCES: Final[dict[SourceFailureCode, str]] = {
    "refused": "{source} refused the question{status}.",
    "forbidden": "{source} refused access{status}: the key is wrong, restricted or without this service.",
    "not_found": "{source} knows nothing about this site{status}.",
    "too_often": "{source} was asked more often than it allows{status}.",
    "failed": "{source} failed{status}.",
    "redirected": "{source} sent us elsewhere{status}, which is not followed.",
    "timeout": "{source} did not answer in the time given to it.",
    "unreachable": "{source} could not be reached.",
    "broken_off": "{source} broke its answer off.",
    "too_large": "The answer of {source} is larger than is read.",
    "unreadable": "{source} answered in a form that could not be read.",
    "no_data": "{source} has no data: {detail}.",
    "not_asked": "{source} was not asked: {detail}.",
    "paused": "{source} {detail}.",
}


class SourceFailureError(Exception):
    """A source gave no measurement; neither an OSError nor a ValueError, so that no library takes it for its own.

    `retry_after` is how long, or until when, the source asks to be left alone; `until_next_day` that what it gives in a
    day is used up.
    """

    def __init__(self, code: SourceFailureCode, *, status: int | None = None, detail: str = "") -> None:
        super().__init__(code if status is None else f"{code} (status {status})")
        self.code: SourceFailureCode = code
        self.status = status
        self.detail = detail
        self.retry_after: timedelta | datetime | None = None
        self.until_next_day = False

    def sentence(self, source: str) -> str:
        """Say it to people, naming the source."""
        status = "" if self.status is None else f" (status {self.status})"
        worded = _SENTENCES[self.code]
        name = source if worded.startswith("{") else source.replace("The ", "the ", 1)
        return worded.format(source=name, status=status, detail=self.detail)


def failure_of(status: int) -> SourceFailureError | None:
    """Return what a status that is no success means, or None."""
    code = _code_of(status)
    return None if code is None else SourceFailureError(code, status=status)


def _code_of(status: int) -> SourceFailureCode | None:
    match status:
        case _ if 200 <= status < 300:
            return None
        case _ if 300 <= status < 400:
            return "redirected"
        case 401 | 403:
            return "forbidden"
        case 404:
            return "not_found"
        case 429:
            return "too_often"
        case _ if status >= 500:
            return "failed"
        case _:
            return "refused"

"""Reads how long a service that refuses wants to be left alone: Retry-After (RFC 9110, 10.2.3), and Google's errors.

A quota used up for the day comes as status 429 with "… and limit 'Queries per day' of service …" in `error.message`, or
as status 403 with the reason `dailyLimitExceeded`. Nothing of these texts goes any further.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from pydantic import BaseModel, Field, ValidationError

from seo_worker.providers.failures import SourceFailureError

# Those that may say when to come again.
STATUSES: Final = frozenset({403, 429, 503})
MAX_BYTES: Final = 16_384
_MOST_S: Final = 10**9
_OF_THE_DAY: Final = frozenset({"dailyLimitExceeded", "quotaExceeded"})
_PER_DAY: Final = ("per day", "daily limit")


class _Reason(BaseModel):
    reason: str = ""


class _Error(BaseModel):
    message: str = ""
    errors: tuple[_Reason, ...] = ()


class _Refusal(BaseModel):
    error: _Error = Field(default_factory=_Error)


def with_patience(failure: SourceFailureError, retry_after: str | None, content: bytes) -> SourceFailureError:
    """Return the failure with what the answer says about when to come again."""
    failure.retry_after = read_retry_after(retry_after)
    if failure.status != 503 and _is_of_the_day(content):
        failure.until_next_day = True
        # By its status it may look like a key without rights.
        failure.code = "too_often"
    return failure


def read_retry_after(text: str | None) -> timedelta | datetime | None:
    """Read the header: seconds, or a date in any of the three forms of HTTP; None when it says neither."""
    told = (text or "").strip()
    if told.isascii() and told.isdigit():
        return timedelta(seconds=min(int(told[:12]), _MOST_S))
    try:
        moment = parsedate_to_datetime(told)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_of_the_day(content: bytes) -> bool:
    try:
        error = _Refusal.model_validate_json(content).error
    except ValidationError:
        return False
    message = error.message.lower()
    return any(one.reason in _OF_THE_DAY for one in error.errors) or any(words in message for words in _PER_DAY)

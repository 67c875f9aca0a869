"""The `from` and `to` of a list: RFC 3339 times, or dates that mean the whole UTC day."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final

from fastapi import Query

from gateway.errors import invalid_field

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_DATE_LENGTH: Final = 10
_EXPECTED: Final = "must be a date such as 2026-01-31, or a time with its offset such as 2026-01-31T12:00:00Z"
_YEARS: Final = range(2000, 2101)

From = Annotated[
    str | None,
    Query(alias="from", max_length=40, description="Made at this time or later; a date means its first moment in UTC."),
]
To = Annotated[
    str | None,
    Query(alias="to", max_length=40, description="Made before this time; a date includes the whole day in UTC."),
]


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From the first moment that counts up to the first that is too late."""

    since: datetime | None = None
    until: datetime | None = None


async def time_range(since: From = None, until: To = None) -> TimeRange:
    """Read `from` and `to`.

    Raises:
        ProblemError: 400 naming the one that is no time, or `from` when it lies behind `to`.
    """
    found = TimeRange(_moment("from", since), _moment("to", until, is_end=True))
    if found.since and found.until and _is_behind(found.since, found.until, is_date=len(until or "") == _DATE_LENGTH):
        raise invalid_field("from", "must not be after to")
    return found


def _is_behind(since: datetime, until: datetime, *, is_date: bool) -> bool:
    # The end of a day is the first moment of the next, which is already behind it.
    return since >= until if is_date else since > until


def _moment(field: str, text: str | None, *, is_end: bool = False) -> datetime | None:
    if text is None:
        return None
    try:
        if _DATE.fullmatch(text):
            day = date.fromisoformat(text) + timedelta(days=1 if is_end else 0)
            return _bounded(field, datetime.combine(day, time(), UTC))
        if _TIME.fullmatch(text.upper()):
            return _bounded(field, datetime.fromisoformat(text.upper()))
    except (ValueError, OverflowError) as error:
        raise invalid_field(field, _EXPECTED) from error
    raise invalid_field(field, _EXPECTED)


def _bounded(field: str, moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise invalid_field(field, f"must lie between the years {_YEARS.start} and {_YEARS.stop - 1}")
    return moment.astimezone(UTC)

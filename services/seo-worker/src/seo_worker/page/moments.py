"""Reads a date out of text, only in forms that mean one day: never 03/04/2024."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO_DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DOTTED: Final = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MAX_CHARS: Final = 100


def read_moment(text: str) -> str | None:
    """Return the moment in ISO form, as precisely as it was written, or None."""
    text = text.strip()[:_MAX_CHARS]
    return _iso(text) or _mail_date(text) or _day(text)


def _iso(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _plausible(moment.date()) and (moment.date() if len(text) <= 10 else moment).isoformat()


def _mail_date(text: str) -> str | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _plausible(moment.date()) and moment.isoformat()


def _day(text: str) -> str | None:
    if found := _ISO_DAY.search(text):
        return _date(found[1], int(found[2]), found[3])
    if found := _DOTTED.search(text):
        return _date(found[3], int(found[2]), found[1])
    if found := _DAY_FIRST.search(text):
        return _date(found[3], _MONTHS.get(found[2].lower()), found[1])
    if found := _MONTH_FIRST.search(text):
        return _date(found[3], _MONTHS.get(found[1].lower()), found[2])
    return None


def _date(year: str, month: int | None, day: str) -> str | None:
    if month is None:
        return None
    try:
        return _plausible(date(int(year), month, int(day)))
    except ValueError:
        return None


def _plausible(day: date) -> str | None:
    return day.isoformat() if 1990 <= day.year <= 2100 else None

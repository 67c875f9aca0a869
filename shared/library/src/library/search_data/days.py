"""Reads days as Search Console writes them, and only such as it can have counted searches on."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from library.search_data.model import Period

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
# Weeks and days without hyphens are dates to the library too.
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> date | None:
    """Return the day that a text says, or None for anything else."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def period_of(texts: Sequence[str]) -> Period | None:
    """Return the days from the first to the last; None when there are none, or one of the texts says no day."""
    days = [day for text in texts if (day := read_day(text)) is not None]
    return Period(min(days), max(days)) if days and len(days) == len(texts) else None

"""Days, hours and amounts as a person reads them."""

import re
from datetime import date
from typing import Final

STATES: Final = {"pending": "planned", "in_progress": "under way", "completed": "completed"}
_DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def day(when: date) -> str:
    """Write a day."""
    return f"{when.day} {when:%B} {when.year}"


def hours(value: float) -> str:
    """Write hours without needless decimals."""
    return f"{figure(value)} h"


def figure(value: float) -> str:
    """Write a number of hours whose unit stands elsewhere."""
    return f"{round(value, 1):g}"


def times(count: int) -> str:
    """Write how often something was done."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def dated(text: str) -> str:
    """Write the dates of a text as those around it are written; what is no date stays as it is."""

    def worded(found: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return _DATE.sub(worded, text)


def amount(value: float, currency: str) -> str:
    """Write an amount of money with its code, and with cents only where there are some."""
    whole = value == int(value)
    return f"{value:,.0f} {currency}" if whole else f"{value:,.2f} {currency}"

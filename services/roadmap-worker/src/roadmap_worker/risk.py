"""A risk of a plan: what may happen, where it shows, what to watch for and when, and what to do then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Risk:
    """Something to watch; `early_sign` shows before the damage is done."""

    id: str
    severity: Severity
    risk: str
    evidence: str
    early_sign: str
    response: str


def on(day: int) -> str:
    """Return a day as it is written in a risk."""
    return date.fromordinal(day).isoformat()


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(parts: Sequence[str], most: int = 4) -> str:
    """Return the first parts as a list, and how many more there are; a sentence keeps its stop at the end only."""
    more = (f"and {len(parts) - most} more",) if len(parts) > most else ()
    *shown, last = (*parts[:most], *more) or ("",)
    return "; ".join((*(part.removesuffix(".") for part in shown), last))

"""Numbers, units and moments as a person reads them; nothing is shown more precisely than it is known."""

from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue

from exports.building import date
from exports.cleaning import line
from exports.wording import counted, percent

_SHARE: Final = "share"
_KILO: Final = 1000
_MEGA: Final = 1_000_000
_LONGEST: Final = 120
# From here on a decimal says more than anybody knows.
_EXACT: Final = 10
# Units that stand behind a number as they are; all others are nouns in the plural.
_FIXED: Final = frozenset({"px", "ms", "% of words"})


def points(value: float | None) -> str:
    """Write points of 100 without decimals."""
    return "–" if value is None else f"{value:.0f}"


def measured(value: JsonValue, unit: str) -> str:
    """Write what a check measured, with its unit; nothing when there is no value."""
    match value:
        case None | list() | dict():
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            shown = line(value)
            return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
        case int() | float():
            return _number(value, line(unit))


def size(byte_count: int) -> str:
    """Write a number of bytes."""
    if byte_count >= _MEGA:
        return f"{byte_count / _MEGA:.1f} MB"
    return f"{byte_count / _KILO:.0f} kB" if byte_count >= _KILO else counted(byte_count, "byte")


def moment(when: datetime) -> str:
    """Write a moment to the minute."""
    return f"{date(when)} at {when.astimezone(UTC):%H:%M} UTC"


def _number(value: float, unit: str) -> str:
    if unit.startswith(_SHARE):
        return f"{percent(value)} {unit.removeprefix(_SHARE).strip()}".strip()
    if unit == "bytes":
        return size(int(value))
    plain = f"{value:,.0f}" if value == int(value) or value >= _EXACT else f"{value:.1f}"
    if not unit or unit == "HTTP status":
        return f"status {value:.0f}" if unit else plain
    is_one = value == 1 and unit not in _FIXED and not unit.startswith("of ")
    return f"{plain} {_singular(unit) if is_one else unit}"


def _singular(unit: str) -> str:
    return unit.removesuffix("s")

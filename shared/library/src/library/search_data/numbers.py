"""Reads numbers as people and spreadsheets of many countries write them; what could be two numbers is none.

Which sign parts thousands is told by the column: counts have no fractions, positions and shares of a page's export no
thousands. So "12.345" is twelve thousand clicks and the position 12.345.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_SPACES: Final = r"\u0020\u00a0\u2009\u202f"
_WHOLE: Final = re.compile(r"[0-9]{1,12}")
_GROUPED: Final = re.compile(rf"[0-9]{{1,3}}(?:(?P<sign>[.,'’{_SPACES}])[0-9]{{3}}(?:(?P=sign)[0-9]{{3}}){{0,2}})")
# What a spreadsheet makes of a whole number.
_WITH_NOUGHTS: Final = re.compile(r"(?P<whole>[0-9]{1,12})[.,]0{1,2}")
_FRACTION: Final = re.compile(r"(?P<whole>[0-9]{1,9})(?:[.,](?P<places>[0-9]{1,15}))?")
_PERCENT: Final = re.compile(rf"%[{_SPACES}]?|[{_SPACES}]?%")


@dataclass(frozen=True, slots=True)
class Share:
    """A share as it was written: its digits, how many stand after the point, and whether it is in percent."""

    value: Decimal
    places: int
    in_percent: bool


def read_count(text: str) -> int | None:
    """Return a whole number of nought or more, or None for anything else."""
    if _WHOLE.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[^0-9]", "", text))
    noughts = _WITH_NOUGHTS.fullmatch(text)
    return int(noughts["whole"]) if noughts else None


def read_fraction(text: str) -> Decimal | None:
    """Return a number of nought or more with point or comma, or None for anything else."""
    found = _FRACTION.fullmatch(text)
    return Decimal(f"{found['whole']}.{found['places'] or 0}") if found else None


def read_share(text: str) -> Share | None:
    """Return a share, with or without a percent sign on either side of it."""
    signs = _PERCENT.findall(text)
    found = _FRACTION.fullmatch(_PERCENT.sub("", text, count=1)) if len(signs) <= 1 else None
    if found is None:
        return None
    places = found["places"] or ""
    return Share(Decimal(f"{found['whole']}.{places or 0}"), len(places), in_percent=bool(signs))


def fits(share: Share, part: int, whole: int) -> bool:
    """Tell whether a share is part of whole, to one unit of its last digit; without a sign it may be in percent too."""
    unit = Decimal(1).scaleb(-share.places)
    exact = Decimal(part) / Decimal(whole) if whole else Decimal(0)
    readings = (100 * exact,) if share.in_percent else (exact, 100 * exact)
    return any(abs(share.value - reading) <= unit for reading in readings)

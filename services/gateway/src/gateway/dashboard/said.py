"""What a rule, a template or a worker says, in the language of the page where that is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from gateway.dashboard.languages import SOURCE, Language
from gateway.dashboard.marking import N_
from library.translations import UNITS, catalogue

# As exports.audits writes what a check measured.
_MEASURED: Final = re.compile(
    r"(?P<number>\d[\d,]*(\.\d+)?)(?P<percent> %)?( (?P<unit>[^()]+?))?(?P<doubt> \(uncertain\))?"
)
_UNCERTAIN: Final = N_("uncertain")


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is shown, and the language it is in."""

    text: str
    language: str

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return bool(self.text)


def saying(language: Language) -> Callable[..., Said]:
    """Return what templates ask for a text by its owner: a check, a template, a variable of one."""
    known = catalogue(language.code)

    def said(owner: str, text: str, keyword: str = "") -> Said:
        found = known.find(owner, text, keyword)
        return Said(text, SOURCE) if found is None else Said(found, language.code)

    return said


def measuring(language: Language) -> Callable[[str], Said]:
    """Return what templates ask for a measured value: number and unit as the language writes them."""
    known = catalogue(language.code)

    def measured(text: str) -> Said:
        found = _MEASURED.fullmatch(text)
        unit = known.find(UNITS, found["unit"]) if found and found["unit"] else ""
        if language.code == SOURCE or found is None or unit is None:
            return Said(text, SOURCE)
        number = format_decimal(Decimal(found["number"].replace(",", "")), locale=language.locale)
        doubt = f"({language.text(_UNCERTAIN)})" if found["doubt"] else ""
        return Said(" ".join(filter(None, (number, (found["percent"] or "").strip(), unit, doubt))), language.code)

    return measured

"""Numbers in prose with what they count: money, shares, spans of time, things; digits and small number words alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.lexicon import FUNCTION
from scoring.words import listed, stem

Unit = Literal["money", "percent", "time", "date", "label", "thing", "none"]

_CURRENCY = r"[£$€¥₦₹]|(?:(?:KSh|KES|USD|EUR|GBP|CHF|AUD|CAD|NZD|ZAR|INR|Rs)\.?\s?)"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<money>{_CURRENCY})?(?P<digits>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,4}})?|"
    rf"\d{{1,12}}(?:\.\d{{1,4}})?)"
    r"(?P<scale>k|m|bn)?(?P<percent>\s?(?:%|percent\b|per cent\b))?(?![\d/])"
    r"|\b(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"eighty|ninety|hundred)\b",
    re.IGNORECASE,
)
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "eighty": 80,
    "ninety": 90, "hundred": 100,
}  # fmt: skip
_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_NEXT = re.compile(r"[\s-]{0,2}(?:\((?!\w+\)))?([^\W\d_][\w'’]*)(?:[\s-]([^\W\d_][\w'’]*))?")
_TIME = listed(
    """
    second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks fortnight fortnights
    month months quarter quarters year years am pm o'clock working business calendar weekday weekdays evening
    evenings saturdays
    """
)
_MONTHS = listed(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
_LABELS = re.compile(
    r"(?i)\b(?:weeks?|days?|months?|years?|quarter|phase|step|stage|point|no|number|question|challenge|part|q|version|"
    r"section|chapter|option|tier|round|wave)[\s.#]{0,2}(?:\d{1,4}\s?(?:–|-|to|and)\s?)?$"
)
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from start to end of a text; `thing` is the stem of what it counts, empty when nothing follows."""

    start: int
    end: int
    value: float
    unit: Unit
    thing: str
    is_word: bool

    @property
    def counts(self) -> bool:
        """Whether it says how much of something, so that it informs."""
        return self.unit in {"money", "percent", "time", "thing"}


def amounts(text: str) -> Iterator[Amount]:
    """Yield the numbers of a text in order."""
    for found in _AMOUNT.finditer(text):
        word = found["word"]
        value = float(_WORDS[word.lower()]) if word else _value(found)
        unit, thing = _unit(text, found, value)
        if word and unit in {"none", "label"}:
            continue
        yield Amount(found.start(), found.end(), value, unit, thing, bool(word))


def _value(found: re.Match[str]) -> float:
    scale = found["scale"]
    return float(found["digits"].replace(",", "")) * (_SCALES[scale.lower()] if scale else 1.0)


def _unit(text: str, found: re.Match[str], value: float) -> tuple[Unit, str]:
    after = _NEXT.match(text, found.end())
    first, second = ((after[1] or "").casefold(), (after[2] or "").casefold()) if after else ("", "")
    if found["money"] or first in {
        "euros",
        "euro",
        "pounds",
        "dollars",
        "shillings",
        "eur",
        "usd",
        "gbp",
        "kes",
        "pence",
        "cents",
    }:
        return "money", "money"
    if found["percent"] or first == "percent" or (first == "per" and second == "cent"):
        return "percent", "share"
    if first in _TIME or second in _TIME:
        return "time", stem(first if first in _TIME else second)
    if first in _MONTHS:
        return "date", first
    if _LABELS.search(text, max(0, found.start() - 24), found.start()):
        return "label", ""
    if value in _YEARS and not found["word"] and "," not in found.group():
        return "date", ""
    thing = next((word for word in (first, second) if word and word not in FUNCTION), "")
    if first in FUNCTION and first not in {"more", "new", "other"}:
        thing = ""
    return ("thing", stem(thing)) if thing else ("none", "")

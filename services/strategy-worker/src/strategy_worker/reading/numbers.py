"""Numbers in an outcome: amount, unit, period and horizon."""

import re
from dataclasses import dataclass
from typing import Final

_WORDS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "eighteen": 18,
    "twenty-four": 24,
}
_SPELLED: Final = re.compile(
    rf"\b(?:{'|'.join(word for word, value in _WORDS.items() if value > 1)})\b(?=\s+\w)", re.IGNORECASE
)
_WEEKS: Final = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "quarter": 13.0, "year": 52.0}
_SCALE: Final = {"": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "mn": 1e6, "bn": 1e9, "billion": 1e9}
_MONEY: Final = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "chf": "CHF",
    "kes": "KES",
    "ksh": "KES",
    "inr": "INR",
    "aud": "AUD",
    "cad": "CAD",
    "zar": "ZAR",
    "ngn": "NGN",
    "sek": "SEK",
}
_CODES: Final = "|".join(k for k in _MONEY if k.isalpha())
_AMOUNT: Final = re.compile(
    rf"(?<![\w#.,])(?P<money>[$€£¥₹]|(?:{_CODES})\s?)?\s?(?P<digits>\d{{1,3}}(?:[,. "
    rf"]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    rf"\s?(?P<scale>k|m|mn|bn|thousand|million|billion)?(?![\w])\s?(?P<after>%|percent|per\s?cent|(?:{_CODES})\b|[€£$])?",
    re.IGNORECASE,
)
_HORIZON: Final = re.compile(
    r"\b(?:with)?(?:in|over|during|inside|for)\s+(?:about\s+)?(?:the\s+)?(?:next\s+|coming\s+|first\s+)?"
    rf"(?P<n>\d{{1,3}}|{'|'.join(_WORDS)})?[\s-]?(?P<unit>day|week|month|quarter|year)s?\b"
    r"|\bby\s+(?:the\s+)?(?:next\s+|end\s+of\s+)?(?:the\s+)?(?:20\d\d|q[1-4](?:\s+20\d\d)?|year|quarter|month|spring|summer|autumn|fall|winter"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\s+20\d\d)?)\b",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"\b(?:per|a|an|each|every)\s+(?P<unit>day|week|month|quarter|year|season)\b|/\s?(?P<slash>day|week|month|quarter|year|mo)\b"
    r"|\b(?P<adverb>daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|mrr|arr)\b",
    re.IGNORECASE,
)
# A monthly donor is a kind of donor; the number of them belongs to no month.
_STANDING: Final = re.compile(
    r"\b(?:daily|weekly|monthly|annual|yearly)\s+(?:(?!(?:from|of|in|to|per|and)\b)[\w-]+\s+){0,2}"
    r"(?:donor|giver|supporter|member|subscriber|customer|user|payer|contract|plan|subscription|licen[cs]e|pass|retainer)(?:e?s)?\b",
    re.IGNORECASE,
)
_ADVERBS: Final = {"daily": "day", "weekly": "week", "monthly": "month", "mrr": "month", "quarterly": "quarter"}
_NOT_AMOUNTS: Final = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\b\d{1,2}:\d\d\b|#\s?\d+|\b(?:top|page|no\.?|number|rank|position|tier|gen|level)[\s-]+\d+\b|\b\d+/\d+\b|\b20\d\d\b|\b\d+(?:st|nd|rd|th)\b|\b\d+x\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the text; `unit` is "", "%" or a currency code, `end` its end in the text."""

    value: float
    unit: str
    start: int
    end: int


def amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text; ranks, years and ordinals are none."""
    bare = _NOT_AMOUNTS.sub(lambda found: " " * len(found.group()), text)
    return tuple(_amount(found) for found in _AMOUNT.finditer(bare))


def in_digits(text: str) -> str:
    """Return the text with number words from two to twelve as digits; "one" and "a" are seldom meant as numbers."""
    return _SPELLED.sub(lambda found: str(_WORDS[found.group().lower()]), text)


def horizon(text: str) -> tuple[int | None, str]:
    """Return the weeks that the text allows, when it says so in weeks or the like, and the text without that phrase."""
    weeks: int | None = None
    for found in _HORIZON.finditer(text):
        if found["unit"] and (found["n"] or found.group().lower().startswith("within")):
            count = _WORDS.get(found["n"].lower()) if found["n"] and not found["n"].isdigit() else int(found["n"] or 1)
            weeks = max(1, round((count or 1) * _WEEKS[found["unit"].lower()]))
    return weeks, _HORIZON.sub(lambda found: " " * len(found.group()), text)


def names_date(text: str) -> bool:
    """Tell whether the text says by when, as in "by the end of the year": how many weeks that is depends on the day."""
    return any(found.group().lower().startswith("by") for found in _HORIZON.finditer(text))


def period(text: str) -> str | None:
    """Return day, week, month, quarter, season or year if the text counts per one of them."""
    found = _PERIOD.search(_STANDING.sub(" ", text))
    if found is None:
        return None
    unit = (found["unit"] or found["slash"] or "").lower()
    if unit:
        return "month" if unit == "mo" else unit
    return _ADVERBS.get(found["adverb"].lower(), "year")


def _amount(found: re.Match[str]) -> Amount:
    digits = found["digits"].replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+(?:\.\d+)?", digits):
        digits = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", digits)
    value = float(digits.replace(",", ".")) * _SCALE[(found["scale"] or "").lower()]
    sign, after = (found["money"] or "").strip().lower(), (found["after"] or "").lower()
    unit = _MONEY.get(sign) or _MONEY.get(after) or ("%" if after else "")
    return Amount(value, unit, found.start(), found.end())

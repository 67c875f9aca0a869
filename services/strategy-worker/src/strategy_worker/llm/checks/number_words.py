"""Numbers written as words."""

import re
from collections.abc import Iterator
from typing import Final

from scoring.numerals import Numeral

ONES: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)  # noqa: SIM905
}
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
NUMBER_WORD: Final = rf"(?:{'|'.join((*ONES, *TENS, *SCALES))})"
_IN_WORDS: Final = re.compile(
    rf"(?i)\b(?:an? (?=hundred|thousand|million|billion))?{NUMBER_WORD}(?:[\s-](?:and[\s-])?{NUMBER_WORD})*\b"
    r"(?P<percent>\s?(?:%|percent|per cent))?"
)
# Every number word holds one of these; the long pattern is only tried behind one.
_HINT: Final = re.compile(r"zero|one|tw|thr|fo[ur]|fi[vf]|si[x]|sev|eig|nin|ten|ele|hund|thou|illion")


def spoken_numbers(text: str) -> Iterator[Numeral]:
    """Yield the numbers of a text in lower case that are written as words."""
    if not _HINT.search(text):
        return
    for found in _IN_WORDS.finditer(text):
        percent = found["percent"] or ""
        value = _value(found[0][: len(found[0]) - len(percent)])
        yield Numeral(found.start(), found.end(), found[0], (value,), bool(percent))


def _value(number: str) -> float:
    total, part = 0.0, 0.0
    for word in re.split(r"[\s-]+", number.strip()):
        if word in SCALES:
            part = max(part, 1) * SCALES[word]
            if SCALES[word] > 100:
                total, part = total + part, 0
        else:
            part += ONES.get(word, TENS.get(word, 0))
    return total + part

"""Sentences and quotations of a block; a quotation is never cut, whatever stands in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from scoring.words import listed

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
_ABBREVIATIONS = listed(
    "e.g i.e eg ie mr mrs ms dr st no vs approx etc inc ltd co fig min max incl excl ca p pp dept hrs wk mo avg est"
)
_QUOTATION = re.compile(
    r"“[^“”\n]{1,600}”|«[^«»\n]{1,600}»|(?<![\w\"])\"(?=\S)[^\"\n]{1,600}\"|‘(?:[^‘’\n]|(?<=\w)’(?=\w)){2,400}’(?!\w)"
    r"|(?<![\w'])'(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)){3,300}'(?!\w)"
)
# Nobody reads on after so many characters without a stop, and what is compared pair by pair has to end somewhere.
_LONGEST = 600
_CLOSING = "\"”’'"
_ATTRIBUTION = ("—", "–", "- ", "(")
_FIRST = re.compile(r"[\w\"“‘'«(\[{£$€¥%?|#]|<(?=\w)")
_BEFORE = re.compile(r"[\w.]{1,10}$")


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans of what stands in quotation marks."""
    if not any(mark in text for mark in "“«\"‘'"):
        return []
    return [found.span() for found in _QUOTATION.finditer(text)]


def sentences(text: str, quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence of a block, line ends counted as blanks."""
    starts = [start for start, _ in quoted]
    begin = 0
    for found in _END.finditer(text):
        if found.start() < begin or _goes_on(text, found) or _is_inside(found, quoted, starts):
            continue
        yield from _trimmed(text, begin, found.end())
        begin = found.end()
    yield from _trimmed(text, begin, len(text))


def _is_inside(found: re.Match[str], quoted: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, found.start()) - 1
    return index >= 0 and found.end() < quoted[index][1]


def _goes_on(text: str, found: re.Match[str]) -> bool:
    following = text[found.end() : found.end() + 40].lstrip()
    if (
        following[:1].islower()
        or following[:1] in set("%,;:)")
        or (found.group()[-1] in _CLOSING and following.startswith(_ATTRIBUTION))
    ):
        return True
    before = _BEFORE.search(text, max(0, found.start() - 10), found.start())
    word = before.group().casefold().strip(".") if before else ""
    return text[found.start()] == "." and (
        word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Leave out blanks and decoration around a sentence."""
    found = _FIRST.search(text, start, end)
    if found:
        yield from _bounded(text, found.start(), start + len(text[start:end].rstrip()))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = blank if blank > start else start + _LONGEST
        yield start, cut
        start = cut + (blank > start)
    if text[start:end].strip():
        yield start, end

"""A text in pieces that can be dropped one by one without leaving half a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from scoring import words

_NO_END: Final = re.compile(
    r"(?i)(?:^|[\s(“\"])(?:e\.g|i\.e|vs|cf|approx|incl|excl|no|nos|st|dr|mr|mrs|ms|prof|inc|ltd|co|dept|fig|ca|etc|"
    r"p\.a|u\.s|[a-z])\.$"
)
_MOST_JOINED: Final = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its place in the text and its words, case-folded."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


def passages(text: str) -> tuple[Passage, ...]:
    """Split a text; what an abbreviation or an open quotation mark holds together stays together."""
    return tuple(Passage(start, end, text[start:end], words.words(text[start:end])) for start, end in _spans(text))


def rest(text: str, kept: tuple[Passage, ...]) -> str:
    """Return the kept passages in their order, paragraphs preserved."""
    if not kept:
        return ""
    joined = [kept[0].text]
    for before, after in pairwise(kept):
        gap = text[before.end : after.start]
        joined += ["\n\n" if "\n\n" in gap else "\n" if "\n" in gap else " ", after.text]
    return "".join(joined)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    spans = list(words.sentences(text))
    index = 0
    while index < len(spans):
        start, end = spans[index]
        joined = 0
        while index + 1 < len(spans) and joined < _MOST_JOINED and _goes_on(text, start, end, spans[index + 1]):
            index, joined = index + 1, joined + 1
            end = spans[index][1]
        yield start, end
        index += 1


def _goes_on(text: str, start: int, end: int, following: tuple[int, int]) -> bool:
    piece, between = text[start:end], text[end : following[0]]
    if "\n" in between or piece.endswith("\n"):
        return False
    if _NO_END.search(piece) or text[following[0]].islower():
        return True
    is_open = piece.count("“") > piece.count("”") or piece.count('"') % 2 == 1
    closes = "”" if "“" in piece else '"'
    return is_open and closes in text[following[0] : following[1]]

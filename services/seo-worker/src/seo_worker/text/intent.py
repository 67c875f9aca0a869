"""Decides what searchers want of a topic by marks found in its words; none, or as many of two kinds, decide nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_worker.text.markers import DecidedIntent, Markers
from seo_worker.text.spelling import written_span
from seo_worker.text.words import Token

Intent = Literal["informational", "commercial", "transactional", "navigational", "unclear"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker with the tokens that it was found in, as they stand there, and what it speaks for."""

    intent: DecidedIntent
    words: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Read:
    """A line that may hold marks, and the page it stands on."""

    text: str
    tokens: Sequence[Token]
    url: str


def marks_in(lines: Iterable[Read], markers: Markers) -> tuple[Mark, ...]:
    """Return every mark once per line, in the order of the lines."""
    found: dict[Mark, None] = {}
    for line in lines:
        for hit in markers.intents.find(line.tokens):
            start, end = written_span(line.text, line.tokens, (hit.first, hit.last))
            words = line.text[start:end]
            found[Mark(hit.tag, words, line.text, line.url)] = None
    return tuple(found)


def decide(marks: Sequence[Mark]) -> Intent:
    """Return the intent that most marks speak for."""
    votes: Counter[DecidedIntent] = Counter(mark.intent for mark in marks)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return "unclear"
    return ranked[0][0]

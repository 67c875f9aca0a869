"""Finds letters in a text whose script puts no spaces between words, across the spaces that some writers put."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from seo_worker.text.words import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Where letters were found: in tokens `first` to `last`, `offset` characters after the first one's start."""

    first: int
    last: int
    offset: int


def find_letters(wanted: str, tokens: Sequence[Token]) -> tuple[Run, ...]:
    """Return where the letters stand, without overlaps; Latin letters and digits only as whole words."""
    return tuple(
        run for begin, end in _between_punctuation(tokens) for run in _in_stretch(wanted, tokens[begin:end], begin)
    )


def _between_punctuation(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    begin = 0
    for place in range(1, len(tokens)):
        if tokens[place].apart:
            yield begin, place
            begin = place
    if tokens:
        yield begin, len(tokens)


def _in_stretch(wanted: str, tokens: Sequence[Token], begin: int) -> Iterator[Run]:
    letters = "".join(token.word for token in tokens)
    edges = [0, *accumulate(len(token.word) for token in tokens)]
    at = letters.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _is_whole(letters, at, end, edges):
            first = _holder(edges, at)
            yield Run(begin + first, begin + _holder(edges, end - 1), at - edges[first])
            at = letters.find(wanted, end)
        else:
            at = letters.find(wanted, at + 1)


def _is_whole(letters: str, at: int, end: int, edges: Sequence[int]) -> bool:
    starts_inside = letters[at].isascii() and edges[_holder(edges, at)] != at
    ends_inside = letters[end - 1].isascii() and edges[_holder(edges, end - 1) + 1] != end
    return not starts_inside and not ends_inside


def _holder(edges: Sequence[int], place: int) -> int:
    return bisect_right(edges, place) - 1

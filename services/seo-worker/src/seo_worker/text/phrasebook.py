"""Finds fixed phrases in a text: word for word by stems, the longest first, none inside another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from seo_worker.text.words import Token

Tag = TypeVar("Tag")


class Hit(NamedTuple, Generic[Tag]):
    """A phrase that was found: what it stands for, and its first and last token (inclusive)."""

    tag: Tag
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PhraseBook(Generic[Tag]):
    """Phrases by the stem they begin with, longest first; `whole` holds all of them by their stems."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Tag], ...]]
    whole: Mapping[tuple[str, ...], Tag]

    def find(self, tokens: Sequence[Token]) -> list[Hit[Tag]]:
        """Return the phrases of a text in order."""
        hits: list[Hit[Tag]] = []
        free = 0
        for place, token in enumerate(tokens):
            if token.stem not in self.by_first or place < free:
                continue
            hit = self._at(tokens, place)
            if hit is not None:
                hits.append(hit)
                free = hit.last + 1
        return hits

    def without(self, stems: frozenset[str]) -> "PhraseBook[Tag]":
        """Return the book without the phrases that have one of these stems."""
        if not stems & {stem for phrase in self.whole for stem in phrase}:
            return self
        return phrase_book((phrase, tag) for phrase, tag in self.whole.items() if not stems.intersection(phrase))

    def _at(self, tokens: Sequence[Token], place: int) -> Hit[Tag] | None:
        for stems, tag in self.by_first[tokens[place].stem]:
            end = place + len(stems)
            if tuple(token.stem for token in tokens[place:end]) == stems:
                return Hit(tag, place, end - 1)
        return None


def phrase_book(entries: Iterable[tuple[tuple[str, ...], Tag]]) -> PhraseBook[Tag]:
    """Put phrases in order; of two that are stemmed alike the first counts."""
    whole: dict[tuple[str, ...], Tag] = {}
    for stems, tag in entries:
        whole.setdefault(stems, tag)
    grouped: dict[str, list[tuple[tuple[str, ...], Tag]]] = {}
    for stems, tag in whole.items():
        grouped.setdefault(stems[0], []).append((stems, tag))
    return PhraseBook({s: tuple(sorted(g, key=lambda e: (-len(e[0]), e[0]))) for s, g in grouped.items()}, whole)

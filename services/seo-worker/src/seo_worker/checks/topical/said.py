"""Knows what a page says anywhere: a gap must be really absent, however the words are spread, joined or hyphenated."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from seo_worker.text.terms import Stems
from seo_worker.text.words import Token

# A shorter word ends others by chance: "rent" ends "current".
_SHORTEST_ENDING: Final = 8


class Said:
    """The words of all lines of a page by the lines they stand in, neighbours joined, and the words themselves."""

    def __init__(self, lines: Iterable[tuple[Token, ...]]) -> None:
        self._lines: defaultdict[str, set[int]] = defaultdict(set)
        self._joined: set[str] = set()
        self._words: set[str] = set()
        for number, tokens in enumerate(lines):
            for place, token in enumerate(tokens):
                self._lines[token.stem].add(number)
                self._words.add(token.word)
                self._joined.update(joined(tokens[place : place + count]) for count in (1, 2, 3))

    def says(self, stems: Stems) -> bool:
        """Tell whether one line has all the words, in any form and order."""
        known = [self._lines.get(stem) for stem in stems]
        return all(known) and bool(set[int].intersection(*(lines for lines in known if lines)))

    def spells(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words occur joined otherwise (call-out, callout), or at the end of a compound."""
        if joined(tokens) in self._joined:
            return True
        word = tokens[0].word
        return len(tokens) == 1 and len(word) >= _SHORTEST_ENDING and any(w.endswith(word) for w in self._words)


def joined(tokens: Sequence[Token]) -> str:
    """Return words as one, the last by its stem."""
    return "".join([token.word for token in tokens[:-1]]) + tokens[-1].stem

"""Knows what a page says anywhere: a gap must be really absent, however the words are spread, joined or hyphenated."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from seo_worker.text.terms import Stems
from seo_worker.text.words import Token

# A shorter word stands inside others by chance: "rent" in "current".
_SHORTEST_PART: Final = 8


class Said:
    """The words of all lines of a page by the lines they stand in, neighbours joined, and the words themselves."""

    def __init__(self, lines: Iterable[tuple[Token, ...]]) -> None:
        self._lines: defaultdict[str, set[int]] = defaultdict(set)
        self._joined: set[str] = set()
        words: set[str] = set()
        for number, tokens in enumerate(lines):
            spelt, stems = [token.word for token in tokens], [token.stem for token in tokens]
            for stem in stems:
                self._lines[stem].add(number)
            words.update(spelt)
            self._joined.update(one + two for one, two in zip(spelt, stems[1:], strict=False))
            self._joined.update(one + two + three for one, two, three in zip(spelt, spelt[1:], stems[2:], strict=False))
        self._joined.update(self._lines)
        self._words = " ".join(sorted(words))

    def says(self, stems: Stems) -> bool:
        """Tell whether one line has all the words, in any form and order."""
        known = [self._lines.get(stem) for stem in stems]
        return all(known) and bool(set[int].intersection(*(lines for lines in known if lines)))

    def spells(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words occur joined otherwise (call-out, callout), or one of them inside a compound."""
        if joined(tokens) in self._joined:
            return True
        word = tokens[0].word
        return len(tokens) == 1 and len(word) >= _SHORTEST_PART and word in self._words


def joined(tokens: Sequence[Token]) -> str:
    """Return words as one, the last by its stem."""
    return "".join([token.word for token in tokens[:-1]]) + tokens[-1].stem

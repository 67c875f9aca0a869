"""Finds a keyword by whole words and stems, however its compounds are hyphenated, never by letters inside a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from seo_worker.text.languages import is_spaceless
from seo_worker.text.words import Lexicon, Token, fold


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` (inclusive) of a text."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """How one sentence speaks of a keyword: uses of it, and the share of its meaningful words that occur."""

    uses: int
    share: float


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword: all its words in order, and those that carry its meaning (all, when none would be left)."""

    text: str
    words: tuple[Token, ...]
    content: tuple[Token, ...]
    spaceless: bool

    def phrases(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """Return where the words stand together in order, without overlaps."""
        if self.spaceless:
            return self._by_letters(tokens)
        found: list[Span] = []
        free = 0
        for start in self._beginnings(tokens):
            end = self._match(tokens, start) if start >= free else None
            if end is not None:
                found.append(Span(start, end - 1))
                free = end
        return tuple(found)

    def present(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Return the meaningful words of the keyword that occur anywhere in the text."""
        return self.content if self.phrases(tokens) else self._scattered(tokens)

    def share(self, tokens: Sequence[Token]) -> float:
        """Return how many of the meaningful words occur, from 0 to 1."""
        return len(self.present(tokens)) / len(self.content)

    def mention(self, tokens: Sequence[Token]) -> Mention:
        """Count uses in one sentence: phrases, or one when all meaningful words are there in another order."""
        phrases = len(self.phrases(tokens))
        if phrases:
            return Mention(phrases, 1.0)
        share = len(self._scattered(tokens)) / len(self.content)
        return Mention(int(share == 1), share)

    def missing(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the meaningful words that do not occur, as they were asked for."""
        there = {word.start for word in self.present(tokens)}
        return tuple(word.word for word in self.content if word.start not in there)

    def _scattered(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        if self.spaceless:
            return ()
        stems = {token.stem for token in tokens}
        return tuple(word for word in self.content if word.stem in stems or _compound(word, tokens))

    def _beginnings(self, tokens: Sequence[Token]) -> list[int]:
        """Return where the first word, or a compound with it, could stand: most of a text is ruled out cheaply."""
        first = self.words[0]
        return [
            place
            for place, token in enumerate(tokens)
            if token.stem == first.stem or token.word.startswith(first.word) or first.word.startswith(token.word)
        ]

    def _match(self, tokens: Sequence[Token], start: int) -> int | None:
        at, want = start, 0
        while want < len(self.words):
            step = self._step(tokens, at, want)
            if step is None:
                return None
            at, want = at + step[0], want + step[1]
        return at

    def _step(self, tokens: Sequence[Token], at: int, want: int) -> tuple[int, int] | None:
        """Return how many tokens and keyword words agree here: one each, or two of one written as a compound."""
        if at >= len(tokens):
            return None
        token, word = tokens[at], self.words[want]
        if token.stem == word.stem:
            return 1, 1
        if want + 1 < len(self.words) and token.stem == word.word + self.words[want + 1].stem:
            return 1, 2
        if at + 1 < len(tokens) and tokens[at + 1].joined and token.word + tokens[at + 1].stem == word.stem:
            return 2, 1
        return None

    def _by_letters(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        wanted = "".join(word.word for word in self.words)
        return tuple(
            Span(place, place) for place, token in enumerate(tokens) for _ in range(token.word.count(wanted)) if wanted
        )


def read_keyword(text: str, lexicon: Lexicon) -> Keyword | None:
    """Read what was asked for, or return None when it has no word in it."""
    words = lexicon.tokens(text)
    if not words:
        return None
    content = tuple(word for word in words if word.word not in lexicon.stopwords) or words
    return Keyword(" ".join(text.split()), words, content, is_spaceless(fold(text)))


def _compound(word: Token, tokens: Sequence[Token]) -> bool:
    return any(later.joined and earlier.word + later.stem == word.stem for earlier, later in pairwise(tokens))

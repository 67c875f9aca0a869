"""Finds a keyword by whole words and stems, however its compounds are hyphenated, never by letters inside a word.

A script that puts no spaces between words is the exception: there only the letters can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from seo_worker.text.letters import is_sought_by_letters
from seo_worker.text.runs import Run, find_letters
from seo_worker.text.words import Lexicon, Token, fold

# What these languages write as one word, their writers often write as two.
_COMPOUNDING: Final = frozenset({"da", "de", "fi", "nl", "no", "sv"})
_MOST_PARTS: Final = 4
_LONG_PART: Final = 4
# How much longer an inflected compound may be than the keyword.
_ENDING: Final = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last` (inclusive) of a text; `start` counts characters of the folded text."""

    first: int
    last: int
    start: int


@dataclass(frozen=True, slots=True)
class Mention:
    """How one sentence speaks of a keyword: uses of it, and the share of its meaningful words that occur."""

    uses: int
    share: float


_NO_MENTION: Final = Mention(0, 0.0)


@dataclass(frozen=True, slots=True)
class _Traces:
    """What a sentence holds that speaks of a keyword: one of these stems, or a word that begins like its words."""

    stems: frozenset[str]
    loose: frozenset[str]
    beginnings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword: all its words in order, and those that carry its meaning (all, when none would be left)."""

    text: str
    words: tuple[Token, ...]
    content: tuple[Token, ...]
    by_letters: bool
    lexicon: Lexicon = field(repr=False, compare=False)
    traces: _Traces = field(repr=False, compare=False)

    def phrases(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """Return where the words stand together in order, without overlaps."""
        if self.by_letters:
            return tuple(_span(run, tokens) for run in find_letters("".join(w.word for w in self.words), tokens))
        found: list[Span] = []
        free = 0
        for start in self._beginnings(tokens):
            end = self._match(tokens, start) if start >= free else None
            if end is not None:
                found.append(Span(start, end - 1, tokens[start].start))
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
        if not self.by_letters and self._is_absent(tokens):
            return _NO_MENTION
        phrases = len(self.phrases(tokens))
        if phrases:
            return Mention(phrases, 1.0)
        share = len(self._scattered(tokens)) / len(self.content)
        return Mention(int(share == 1), share)

    def missing(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the meaningful words that do not occur, as they were asked for."""
        there = {word.start for word in self.present(tokens)}
        return tuple(word.word for word in self.content if word.start not in there)

    def _is_absent(self, tokens: Sequence[Token]) -> bool:
        """Rule a sentence out as a whole, because nearly none of a page holds any word of the keyword."""
        traces, words = self.traces, [token.word for token in tokens]
        return (
            traces.beginnings.isdisjoint(words)
            and traces.stems.isdisjoint([token.stem for token in tokens])
            and traces.loose.isdisjoint([token.loose for token in tokens])
            and f" {self.words[0].word}" not in f" {' '.join(words)}"
        )

    def _scattered(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        if self.by_letters:
            return tuple(word for word in self.content if find_letters(word.word, tokens))
        if self._is_a_saying():
            return ()
        stems, loose = {token.stem for token in tokens}, {token.loose for token in tokens}
        return tuple(w for w in self.content if w.stem in stems or w.loose in loose or self._compound(w, tokens))

    def _is_a_saying(self) -> bool:
        """Tell whether the words mean something only together (The Who): each alone is in every text."""
        return len(self.words) > 1 and all(word.word in self.lexicon.stopwords for word in self.words)

    def _beginnings(self, tokens: Sequence[Token]) -> list[int]:
        """Return where the first word, or a compound with it, could stand."""
        first = self.words[0]
        return [
            place
            for place, token in enumerate(tokens)
            if token.stem == first.stem
            or token.loose == first.loose
            or token.word.startswith(first.word)
            or first.word.startswith(token.word)
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
        """Return how many tokens and keyword words agree here: one each, or several of one written as a compound."""
        if at >= len(tokens):
            return None
        if tokens[at].is_like(self.words[want]):
            return 1, 1
        written = self._joined_words(tokens[at], want)
        if written:
            return 1, written
        parts = self._parts(tokens, at, self.words[want])
        return (parts, 1) if parts else None

    def _joined_words(self, token: Token, want: int) -> int:
        """Return how many words of the keyword, from `want` on, the token joins into one; 0 for none."""
        letters = self.words[want].word
        for count in range(2, min(_MOST_PARTS, len(self.words) - want) + 1):
            if not token.word.startswith(letters):
                return 0
            letters += self.words[want + count - 1].word
            if token.is_like(self.lexicon.keys(letters)):
                return count
        return 0

    def _parts(self, tokens: Sequence[Token], at: int, word: Token) -> int:
        """Return into how many tokens, from `at` on, the keyword's word is taken apart; 0 for none."""
        letters, loose = tokens[at].word, False
        for count in range(2, min(_MOST_PARTS, len(tokens) - at) + 1):
            part = tokens[at + count - 1]
            if part.apart or not word.word.startswith(letters):
                return 0
            loose |= not part.joined and not self._may_stand_apart(tokens[at + count - 2], part)
            letters += part.word
            if not loose and len(letters) <= len(word.word) + _ENDING and word.is_like(self.lexicon.keys(letters)):
                return count
        return 0

    def _may_stand_apart(self, before: Token, part: Token) -> bool:
        """Tell whether two words may be one written apart (e mail, health care), and not two that happen to meet."""
        short = min(len(before.word), len(part.word))
        return short == 1 or short >= _LONG_PART or self.lexicon.language in _COMPOUNDING

    def _compound(self, word: Token, tokens: Sequence[Token]) -> bool:
        starts = _prefixes(word.word)
        if starts.isdisjoint([token.word for token in tokens]):
            return False
        return any(t.word in starts and self._parts(tokens, n, word) for n, t in enumerate(tokens))


def read_keyword(text: str, lexicon: Lexicon) -> Keyword | None:
    """Read what was asked for, or return None when it has no word in it."""
    words = lexicon.tokens(text)
    if not words:
        return None
    content = tuple(word for word in words if word.word not in lexicon.stopwords) or words
    by_letters = is_sought_by_letters(fold(text))
    return Keyword(" ".join(text.split()), words, content, by_letters, lexicon, _traces((words[0], *content)))


def _traces(words: Sequence[Token]) -> _Traces:
    return _Traces(
        stems=frozenset(word.stem for word in words),
        loose=frozenset(word.loose for word in words),
        beginnings=frozenset[str]().union(*(_prefixes(word.word) for word in words)),
    )


def _span(run: Run, tokens: Sequence[Token]) -> Span:
    return Span(run.first, run.last, tokens[run.first].start + run.offset)


@lru_cache(maxsize=256)
def _prefixes(word: str) -> frozenset[str]:
    return frozenset(word[:end] for end in range(1, len(word) + 1))

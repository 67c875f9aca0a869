"""Whole words as people see them: NFC, case folded, combining marks kept, a possessive 's dropped."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from seo_worker.text.forms import Forms, Keys
from seo_worker.text.letters import MARKS, SPACELESS_LETTERS, folded

_APOSTROPHES: Final = frozenset("'’ʼ")
# Letters joined by hyphens only: the dashes people use inside compounds.
_HYPHENS: Final = frozenset("-‐‑")
# What `_pattern` finds in folded text of nothing but ASCII, in half the time.
_ASCII: Final = re.compile(r"[a-z0-9]+(?:'s(?![a-z0-9])|[+#]+(?![a-z0-9]))?")


class Token(NamedTuple):
    """A word, its keys, and where it stands in the folded text; a tuple, because a page makes thousands of them.

    `joined`: only a hyphen is between it and the word before; `apart`: punctuation is.
    """

    word: str
    stem: str
    start: int
    end: int
    joined: bool
    apart: bool
    loose: str

    def is_like(self, other: "Token | Keys") -> bool:
        """Tell whether the two are forms of one word."""
        return self.stem == other.stem or self.loose == other.loose


class _Split(NamedTuple):
    """A text, its folded form, and the words of that with where each begins and ends."""

    text: str
    cased: str
    spans: list[tuple[str, int, int]]


class Lexicon:
    """Splits and stems texts of one language.

    It remembers stems and texts, because an audit asks for most of them again; so make one per audit and share it with
    no thread.
    """

    def __init__(self, language: str | None) -> None:
        self.language = language
        self._keys: dict[str, Keys] = {}
        self._forms = Forms(language)
        self._texts: dict[str, tuple[Token, ...]] = {}
        self.stopwords = stopwords(language)

    def keys(self, word: str) -> Keys:
        """Return the keys of a folded word; a language without a stemmer keeps the word."""
        if word not in self._keys:
            self._learn({word})
        return self._keys[word]

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Return the words of a text in order."""
        known = self._texts.get(text)
        return known if known is not None else self.read((text,))[0]

    def read(self, texts: Sequence[str]) -> tuple[tuple[Token, ...], ...]:
        """Return the words of each text in order; new words of many texts are stemmed together, which is faster."""
        new = [self._split(text) for text in texts if text not in self._texts]
        self._learn({word for split in new for word, _, _ in split.spans})
        self._texts.update((split.text, self._tokens(split)) for split in new)
        return tuple(self._texts[text] for text in texts)

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of the words that carry meaning."""
        return frozenset(token.stem for token in self.tokens(text) if token.word not in self.stopwords)

    def _split(self, text: str) -> _Split:
        cased = fold(text)
        pattern = _ASCII if cased.isascii() else _pattern()
        spans = [(found[0], *found.span()) for found in pattern.finditer(cased)]
        if not _APOSTROPHES.isdisjoint(cased):
            spans = [(_bare(word), start, stop) for word, start, stop in spans]
        return _Split(text, cased, spans)

    def _tokens(self, split: _Split) -> tuple[Token, ...]:
        keys, cased, end, tokens = self._keys, split.cased, 0, list[Token]()
        for word, start, stop in split.spans:
            stem, loose = keys[word]
            # Nearly every gap is one blank, and a page has thousands of them.
            joined, apart = (False, False) if cased[end:start] == " " else _between(cased[end:start])
            tokens.append(Token(word, stem, start, stop, joined, apart, loose))
            end = stop
        return tuple(tokens)

    def _learn(self, words: set[str]) -> None:
        unknown = [*words.difference(self._keys)]
        if unknown:
            self._keys.update(zip(unknown, self._forms.keys(unknown), strict=True))


def fold(text: str) -> str:
    """Bring a text to the one form in which texts are compared."""
    return text.lower() if text.isascii() else folded(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, by the rule that tokens are made by."""
    return [found.span() for found in _pattern().finditer(text)]


def folded_words(texts: Iterable[str]) -> frozenset[str]:
    """Return fixed phrases in the form in which they are compared, with single spaces."""
    return frozenset(" ".join(fold(text).split()) for text in texts)


@cache
def stopwords(language: str | None) -> frozenset[str]:
    """Return the words that carry no topic; empty for a language we have no list of."""
    listed = files("seo_worker.text").joinpath("stopwords", f"{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split()) if language and listed.is_file() else frozenset()


def _between(gap: str) -> tuple[bool, bool]:
    """Tell what is between two words: nothing but a hyphen, or another mark."""
    mark = gap.strip()
    # A hyphen with blanks on both sides is a dash.
    joined = mark in _HYPHENS and len(gap) < len(mark) + 2
    return joined, bool(mark) and not joined


def _bare(word: str) -> str:
    return word[:-2] if word[-2:-1] in _APOSTROPHES else word


@cache
def _pattern() -> re.Pattern[str]:
    # Where a script without spaces meets another one, a word ends: 「SEO対策」 are two.
    spaced = rf"[^\W_{SPACELESS_LETTERS}](?:[^\W_{SPACELESS_LETTERS}]|[{MARKS}])*"
    return re.compile(rf"[{SPACELESS_LETTERS}]+|{spaced}(?:['’ʼ]s(?![^\W_])|[+#]+(?![^\W_]))?")

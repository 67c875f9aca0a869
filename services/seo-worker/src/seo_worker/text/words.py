"""Whole words as people see them: NFC, case folded, combining marks kept, a possessive 's dropped."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, Protocol, cast

import Stemmer  # pyright: ignore[reportMissingImports, reportUnknownVariableType] - a C extension without stubs

from seo_worker.text.languages import STEMMERS

_APOSTROPHES: Final = frozenset("'’ʼ")
# Letters joined by hyphens only: the dashes people use inside compounds, and the soft hyphen.
_HYPHENS: Final = frozenset("-‐‑\u00ad")


class _Stems(Protocol):
    def stemWords(self, words: list[str]) -> list[str]: ...  # noqa: N802 - named by the library


class Token(NamedTuple):
    """A word, its stem, and where it stands in the folded text; a tuple, because a page makes thousands of them.

    `joined`: only a hyphen is between it and the word before; `apart`: punctuation is.
    """

    word: str
    stem: str
    start: int
    end: int
    joined: bool
    apart: bool


class Lexicon:
    """Splits and stems texts of one language; it remembers stems, so make one per audit and share it with no thread."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        algorithm = STEMMERS.get(language or "")
        self._stems: dict[str, str] = {}
        self._stem_words: Callable[[list[str]], list[str]] = _stemmer(algorithm) if algorithm else list
        self.stopwords = stopwords(language)

    def stem(self, word: str) -> str:
        """Return the stem of a folded word; a language without a stemmer keeps the word."""
        if word not in self._stems:
            self._stems[word] = self._stem_words([word])[0]
        return self._stems[word]

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Return the words of a text in order."""
        folded = fold(text)
        spans = [(_bare(m[0]), *m.span()) for m in _pattern().finditer(folded)]
        self._learn({word for word, _, _ in spans})
        stems, end, tokens = self._stems, 0, list[Token]()
        for word, start, stop in spans:
            gap = folded[end:start].strip()
            joined = gap in _HYPHENS
            tokens.append(Token(word, stems[word], start, stop, joined, bool(gap) and not joined))
            end = stop
        return tuple(tokens)

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of the words that carry meaning."""
        return frozenset(token.stem for token in self.tokens(text) if token.word not in self.stopwords)

    def _learn(self, words: set[str]) -> None:
        unknown = [word for word in words if word not in self._stems]
        self._stems.update(zip(unknown, self._stem_words(unknown), strict=True))


def fold(text: str) -> str:
    """Bring a text to the one form in which texts are compared."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def folded_words(texts: Iterable[str]) -> frozenset[str]:
    """Return fixed phrases in the form in which they are compared, with single spaces."""
    return frozenset(" ".join(fold(text).split()) for text in texts)


@cache
def stopwords(language: str | None) -> frozenset[str]:
    """Return the words that carry no topic; empty for a language we have no list of."""
    listed = files("seo_worker.text").joinpath("stopwords", f"{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split()) if language and listed.is_file() else frozenset()


def _bare(word: str) -> str:
    return word[:-2] if word[-2:-1] in _APOSTROPHES else word


def _stemmer(algorithm: str) -> Callable[[list[str]], list[str]]:
    return cast("_Stems", Stemmer.Stemmer(algorithm)).stemWords  # pyright: ignore[reportUnknownMemberType] - no stubs


@cache
def _pattern() -> re.Pattern[str]:
    # `\w` leaves combining marks out, which would tear words of Hindi, Thai or decomposed Latin apart.
    marks = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)).startswith("M"))
    word = rf"[^\W_](?:[^\W_]|[{marks}])*"
    return re.compile(rf"{word}(?:['’ʼ]s(?![^\W_])|[+#]+(?![^\W_]))?")

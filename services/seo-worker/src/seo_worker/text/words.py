"""Whole words as people see them: NFC, case folded, combining marks kept, a possessive 's dropped."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Protocol, cast

import Stemmer  # pyright: ignore[reportMissingImports, reportUnknownVariableType] - a C extension without stubs

from seo_worker.text.languages import STEMMERS

_POSSESSIVE: Final = re.compile(r"['’ʼ]s$")
# Letters joined by hyphens only: the dashes people use inside compounds, and the soft hyphen.
_HYPHENS: Final = frozenset("-‐‑\u00ad")


class _Stems(Protocol):
    def stemWords(self, words: list[str]) -> list[str]: ...  # noqa: N802 - named by the library


@dataclass(frozen=True, slots=True)
class Token:
    """A word, its stem, and where it stands in the folded text.

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
        spans = [(found.group(), found.start(), found.end()) for found in _pattern().finditer(folded)]
        self._learn({_bare(word) for word, _, _ in spans})
        ends = (0, *(end for _, _, end in spans))
        return tuple(self._token(span, folded[end : span[1]]) for span, end in zip(spans, ends, strict=False))

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of the words that carry meaning."""
        return frozenset(token.stem for token in self.tokens(text) if token.word not in self.stopwords)

    def _token(self, span: tuple[str, int, int], gap: str) -> Token:
        word = _bare(span[0])
        joined = gap in _HYPHENS
        return Token(word, self._stems[word], span[1], span[2], joined, bool(gap.strip()) and not joined)

    def _learn(self, words: set[str]) -> None:
        unknown = [word for word in words if word not in self._stems]
        self._stems.update(zip(unknown, self._stem_words(unknown), strict=True))


def fold(text: str) -> str:
    """Bring a text to the one form in which texts are compared."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def folded_words(texts: Iterable[str]) -> frozenset[str]:
    """Return fixed phrases in the form in which they are compared, with single spaces."""
    return frozenset(" ".join(fold(text).split()) for text in texts)


@cache
def stopwords(language: str | None) -> frozenset[str]:
    """Return the words that carry no topic; empty for a language we have no list of."""
    listed = files("seo_worker.text").joinpath("stopwords", f"{language}.txt")
    return frozenset(listed.read_text(encoding="utf-8").split()) if language and listed.is_file() else frozenset()


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", text)


def _stemmer(algorithm: str) -> Callable[[list[str]], list[str]]:
    return cast("_Stems", Stemmer.Stemmer(algorithm)).stemWords  # pyright: ignore[reportUnknownMemberType] - no stubs


@cache
def _pattern() -> re.Pattern[str]:
    # `\w` leaves combining marks out, which would tear words of Hindi, Thai or decomposed Latin apart.
    marks = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c)).startswith("M"))
    word = rf"[^\W_](?:[^\W_]|[{marks}])*"
    return re.compile(rf"{word}(?:['’ʼ]s(?![^\W_])|[+#]+(?![^\W_]))?")

"""Brings the forms of one word to common keys: plurals, feminine forms, two spellings, accents typed or not.

A word has two keys, and two words are the same when one of them agrees. The first is the stem of the word as written,
the second the stem of the word without accents: a stemmer needs accents to see an ending, and people leave them out.
German umlauts are no accents: the stemmer itself reads `ue` as `ü` and takes both for `u`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, Protocol, cast

import Stemmer  # pyright: ignore[reportMissingImports, reportUnknownVariableType] - a C extension without stubs

from seo_worker.text.languages import STEMMERS

# In other scripts a mark may be a vowel or another letter.
_ACCENT: Final = re.compile("(?<=[a-zα-ω])[\u0300-\u036f]+")
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ё": "е"})

_Endings = tuple[tuple[re.Pattern[str], str], ...]


def _endings(*pairs: tuple[str, str]) -> _Endings:
    return tuple((re.compile(pattern), to) for pattern, to in pairs)


# What the stemmers leave apart, brought to one form before them.
_BEFORE: Final[Mapping[str, _Endings]] = {
    # Autos, Büros, Handys; but kostenlos, Glas, Gras, Gas.
    "de": _endings((r"(?<=..[aoy])(?<!lo)(?<!g[lr]a)(?<!ga)s$", "")),
    "en": _endings(
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ite|ites|ful)?$)", "or"),
        (r"(?<=[a-z]{4})is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)", "iz"),
    ),
    "pt": _endings(
        (r"(?<=..)ões$", "ão"),
        (r"(?<=..)oes$", "ao"),
        (r"(?<=...)[áa]is$", "al"),
        (r"(?<=...)[ée]is$", "el"),
        (r"(?<=...)[óo]is$", "ol"),
        (r"(?<=..)uis$", "ul"),
        (r"(?<=...)ens$", "em"),
    ),
}
# And after them: luz and luces, hypotheek and hypotheken; short Dutch words stay apart (boot, bot).
_AFTER: Final[Mapping[str, _Endings]] = {
    "es": _endings((r"z$", "c")),
    "nl": _endings((r"(?<=...)e$", ""), (r"(?<=....)([aeou])\1(?=[^aeiou]$)", r"\1")),
}
_STEM_TWICE: Final = frozenset({"nl"})


class Keys(NamedTuple):
    """The two keys of a word."""

    stem: str
    loose: str


class _Stems(Protocol):
    def stemWords(self, words: list[str]) -> list[str]: ...  # noqa: N802 - named by the library


_StemWords = Callable[[list[str]], list[str]]


class Forms:
    """Knows the word forms of one language; of a language without a stemmer only its accents."""

    def __init__(self, language: str | None) -> None:
        code = language or ""
        algorithm = STEMMERS.get(code)
        self._stem_words: _StemWords = _stemmer(algorithm) if algorithm else list
        self._variants = variants(code)
        self._before, self._after = _BEFORE.get(code, ()), _AFTER.get(code, ())
        self._twice = code in _STEM_TWICE

    def keys(self, words: Sequence[str]) -> list[Keys]:
        """Return the keys of folded words."""
        usual = [self._usual(word) for word in words]
        stems = self._stems(usual)
        bare = [without_accents(word) for word in usual]
        loose = stems if bare == usual else self._stems(bare)
        return [Keys(without_accents(stem), other) for stem, other in zip(stems, loose, strict=True)]

    def _usual(self, word: str) -> str:
        word = self._variants.get(word, word)
        for pattern, to in self._before:
            word = pattern.sub(to, word)
        return word

    def _stems(self, words: list[str]) -> list[str]:
        stems = self._stem_words(words)
        stems = self._stem_words(stems) if self._twice else stems
        for pattern, to in self._after:
            stems = [pattern.sub(to, stem) for stem in stems]
        return stems


def without_accents(word: str) -> str:
    """Return a folded Latin, Greek or Cyrillic word as it is typed by people who leave accents out."""
    if word.isascii():
        return word
    spelt = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return unicodedata.normalize("NFC", _ACCENT.sub("", spelt))


@cache
def variants(language: str) -> Mapping[str, str]:
    """Return the irregular forms and second spellings of a language, each with the form it is taken for."""
    listed = files("seo_worker.text").joinpath("variants", f"{language}.txt")
    lines = listed.read_text(encoding="utf-8").splitlines() if language and listed.is_file() else []
    pairs = (line.split() for line in lines if line)
    return {form: base for form, base in pairs}  # noqa: C416 - `dict(pairs)` does not know that a pair has two


def _stemmer(algorithm: str) -> _StemWords:
    return cast("_Stems", Stemmer.Stemmer(algorithm)).stemWords  # pyright: ignore[reportUnknownMemberType] - no stubs

"""Reading ease (0 hard, 100 easy) by the formula published for each language; other languages have none."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_VOWELS: Final = re.compile(r"[aeiouyäöüàáâãåæèéêëìíîïòóôõøùúûœý]+")
# Texts are made of few words: a thousand of them are four fifths of any.
_REMEMBERED: Final = 20_000
_SILENT_E: Final = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy][lr])e$|(?<=[^aeiouytd])ed$")


@dataclass(frozen=True, slots=True)
class Formula:
    """base − per_sentence · words per sentence − per_word · syllables per word."""

    name: str
    base: float
    per_sentence: float
    per_word: float


@dataclass(frozen=True, slots=True)
class Ease:
    """A reading ease and the formula it came from."""

    value: float
    formula: str


_FORMULAS: Final = {
    "en": Formula("Flesch", 206.835, 1.015, 84.6),
    "de": Formula("Amstad", 180.0, 1.0, 58.5),
    "fr": Formula("Kandel-Moles", 207.0, 1.015, 73.6),
    "es": Formula("Fernández Huerta", 206.84, 1.02, 60.0),
    "it": Formula("Vacca", 217.0, 1.3, 60.0),
    "nl": Formula("Douma", 206.84, 0.93, 77.0),
    "pt": Formula("Martins", 248.835, 1.015, 84.6),
}


def reading_ease(language: str | None, sentences: Sequence[Sequence[str]]) -> Ease | None:
    """Return the ease of sentences given as words, or None for a language without formula or an empty text."""
    formula = _FORMULAS.get(language or "")
    words = Counter(word for sentence in sentences for word in sentence)
    if formula is None or not words:
        return None
    count: Callable[[str], int] = _english_syllables if language == "en" else _syllables
    per_word = sum(count(word) * times for word, times in words.items()) / words.total()
    per_sentence = words.total() / len([s for s in sentences if s])
    return Ease(
        round(formula.base - formula.per_sentence * per_sentence - formula.per_word * per_word, 1), formula.name
    )


@lru_cache(maxsize=_REMEMBERED)
def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)))


@lru_cache(maxsize=_REMEMBERED)
def _english_syllables(word: str) -> int:
    return _syllables(_SILENT_E.sub("", word) if len(word) > 3 else word)

"""Words, sentences and stems of English prose; every pattern here is linear in the length of the text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)|\n+")
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "ingly",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
)
_MIN_STEM = 4
_MIN_BEFORE_ION = 5
_MIN_PLURAL = 3


def listed(text: str) -> frozenset[str]:
    """Return the blank-separated words of a list."""
    return frozenset(text.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words, case-folded, hyphens and apostrophes inside kept."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence, without the blanks around it."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Cut the endings that inflect an English word; crude, but alike for all forms."""
    base = word.removesuffix("'s").replace("-", "")
    for suffix in _SUFFIXES if base.endswith(_SUFFIXES) else ():
        least = _MIN_BEFORE_ION if suffix in {"ion", "ions"} else _MIN_STEM
        if base.endswith(suffix) and len(base) - len(suffix) >= least:
            base = base.removesuffix(suffix)
            break
    else:
        base = _singular(base)
    return base.rstrip("eyi") if len(base) > _MIN_STEM else base


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _MIN_PLURAL else word


def ngrams(tokens: tuple[str, ...], size: int) -> Iterable[tuple[str, ...]]:
    """Return every run of `size` tokens."""
    return (tokens[index : index + size] for index in range(len(tokens) - size + 1))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + lead, start + lead + len(piece.strip())

"""Sentences that stand in other strategies too: fingerprints of what is left when a brief's own words are masked.

A text that fits another business as well, once names and numbers are exchanged, is worth nothing to this one.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

from scoring import words
from scoring.lexicon import NUMBER_WORDS
from scoring.material import Material
from scoring.terms import Terms, has_meaning

# Short sentences agree by chance.
_LEAST_WORDS: Final = 7
_LEAST_MEANING: Final = 3
_BYTES: Final = 8


def fingerprint(tokens: tuple[str, ...], known: Terms) -> int | None:
    """Return a signed 64-bit mark of a sentence with the brief's words and all numbers masked; None when too short."""
    if len(tokens) < _LEAST_WORDS:
        return None
    masked = [_mask(token, known.own) for token in tokens]
    if sum(token not in {"_", "#"} and has_meaning(token) for token in masked) < _LEAST_MEANING:
        return None
    digest = hashlib.blake2b(" ".join(masked).encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)


def fingerprints(sentences: Iterable[tuple[str, ...]], known: Terms) -> frozenset[int]:
    """Return the marks of all sentences that are long enough for one."""
    found = (fingerprint(tokens, known) for tokens in sentences)
    return frozenset(mark for mark in found if mark is not None)


def of_document(material: Material) -> tuple[int, ...]:
    """Return the marks of a document's sentences in rising order, to be stored beside it."""
    return tuple(sorted(fingerprints((sentence.words for sentence in material.sentences), material.terms)))


def _mask(token: str, own: frozenset[str]) -> str:
    if token[0].isdigit() or token in NUMBER_WORDS:
        return "#"
    return "_" if words.stem(token) in own else token

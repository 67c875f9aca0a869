"""Gives long words places where a line may break, without changing what they say."""

import re
from typing import Final

SEAM: Final = "\u200b"
# A column is at least as wide as a word of 18 letters; the pieces are so short that even capitals fit.
_LONG_IN_TABLE: Final = re.compile(r"\S{19,}")
_PIECE_IN_TABLE: Final = re.compile(r"[^\u200b]{12}(?=[^\u200b])")
_LONG: Final = re.compile(r"\S{48,}")
_PIECE: Final = re.compile(r"[^\u200b]{24}(?=[^\u200b])")
_JOINT: Final = re.compile(r"(?<=[_/.:@&?=+])(?=\w)")


def in_text(text: str) -> str:
    """Return running text whose longest words can be divided."""
    return _LONG.sub(lambda word: _seamed(word[0], _PIECE), text)


def in_table(text: str) -> str:
    """Return the text of a cell whose long words can be divided."""
    return _LONG_IN_TABLE.sub(lambda word: _seamed(word[0], _PIECE_IN_TABLE), text)


def _seamed(word: str, piece: re.Pattern[str]) -> str:
    return piece.sub(lambda found: found[0] + SEAM, _JOINT.sub(SEAM, word))

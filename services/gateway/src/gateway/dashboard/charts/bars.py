"""Bars that are compared with the longest of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `length` is a percentage of the longest."""

    key: str
    count: int
    length: float


def bars(counts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Return the bars in the order given; something is never drawn as nothing."""
    longest = max((count for _, count in counts), default=0) or 1
    return tuple(Bar(key, count, max(count / longest * 100, 1.5) if count else 0) for key, count in counts)

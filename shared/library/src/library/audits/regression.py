"""Decides whether a page has become worse: a clear drop of its score, or a gate that was open and is shut."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

# Smaller drops come from response times and from the pages of competitors too.
DROP_POINTS: Final = 5
# The check whose failure leaves a page without any score.
ANSWERS: Final = "T01"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an audit came to; `shut_gates` are the ids of the checks that fail a gate."""

    overall: int | None
    shut_gates: frozenset[str]


@dataclass(frozen=True, slots=True)
class Regression:
    """How a page became worse; `drop` is in points, 0 when the score did not fall or one of the two has none."""

    drop: int
    newly_shut: tuple[str, ...]


def standing(overall: int | None, capping_checks: Collection[str], *, is_unreachable: bool) -> Standing:
    """Put together what an audit came to: an unreachable page shuts a gate that is no cap."""
    unreachable = (ANSWERS,) if is_unreachable else ()
    return Standing(overall, frozenset((*capping_checks, *unreachable)))


def regression(before: Standing, after: Standing) -> Regression | None:
    """Say how the page became worse since the earlier audit, or None when it did not."""
    newly_shut = tuple(sorted(after.shut_gates - before.shut_gates))
    drop = 0 if before.overall is None or after.overall is None else max(before.overall - after.overall, 0)
    return Regression(drop, newly_shut) if newly_shut or drop >= DROP_POINTS else None

"""Weighted evidence: how strongly a text speaks for each entry of the knowledge base."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

_SURE_SCORE: Final = 3.0
_SURE_MARGIN: Final = 1.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best entry, the runner-up if it has any evidence, and whether the lead is clear."""

    best: str
    second: str | None
    sure: bool


@cache
def pattern(stem: str) -> re.Pattern[str]:
    """Return the expression of a stem: `dent*` is a beginning, `clinic` the word or its plural."""
    text = re.escape(stem.rstrip("*")).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<!\w){text}" + (r"" if stem.endswith("*") else r"(?:s|es)?(?!\w)"), re.IGNORECASE)


@cache
def _denial(stem: str) -> re.Pattern[str]:
    text = re.escape(stem.rstrip("*"))
    return re.compile(
        rf"\b(?:not|isn't|never)\s+(?:about\s+|because\s+of\s+)?(?:a|an|the|our|about|because of)\s+{text}"
        rf"|\b{text}\w*\s+(?:is|are)\s+not\s+(?:the|a|an|our)\b",
        re.IGNORECASE,
    )


def weigh(text: str, evidence: Mapping[str, int]) -> float:
    """Return the evidence in the text; a denied word ("not a budget problem") counts nothing."""
    total = 0.0
    for stem, weight in evidence.items():
        if pattern(stem).search(text) and not _denial(stem).search(text):
            total += weight
    return total


def ends_with(phrase: str, stem: str) -> bool:
    """Return whether the stem is the last word of the phrase, or its last words."""
    # A stem may end inside its word, so the rest of that word is allowed to follow.
    return any(re.fullmatch(r"[\w'’-]*", phrase[found.end() :]) for found in pattern(stem).finditer(phrase))


def mentions(text: str, stems: Iterable[str]) -> int:
    """Return the length of the longest stem found, so that the more telling of two matches wins; 0 is no match."""
    return max((len(stem.rstrip("*")) for stem in stems if pattern(stem).search(text)), default=0)


def judge(scores: Mapping[str, float], fallback: str, least: float = _SURE_SCORE) -> Verdict:
    """Return the entry with most evidence; without any it is the fallback, and below the least it is never sure."""
    ranked = sorted(((score, key) for key, score in scores.items() if score > 0), key=lambda pair: (-pair[0], pair[1]))
    if not ranked:
        return Verdict(fallback, None, sure=False)
    best_score, best = ranked[0]
    second_score, second = ranked[1] if len(ranked) > 1 else (0.0, None)
    sure = best_score >= least and best_score >= second_score * _SURE_MARGIN
    return Verdict(best, second, sure)

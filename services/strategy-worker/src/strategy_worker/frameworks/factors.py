"""What buyers weigh, ordered by where this firm can differ.

A factor counts for more when the usual substitute is weak in it, and when something speaks for it: a fact, a theme or a
lasting advantage of the firm, a challenge of the brief or a move of the plan; most of all the theme that leads the
document. What nothing can show is no difference.
"""

import re
from functools import lru_cache
from typing import Final

from strategy_worker.case import Case
from strategy_worker.fitting import jitter
from strategy_worker.frameworks.theme import themes

_WEAKNESS: Final = {"low": 0, "mid": 1, "unknown": 1, "high": 2}
# To be cheaper is a difference that nobody keeps, so it comes last.
_PRICE: Final = re.compile(r"(?:price|rate|cost) (?:per|beside|of)\b")
_MOST_CHEAP: Final = 6
# A move speaks of a factor if most of the words are the same; one alone may be chance.
_SAME: Final = 0.5
_STEM: Final = 5
_SHORTEST: Final = 3
_EMPTY: Final = frozenset(
    """
    the and for its out who how has are was not one two any all own can our get with from that what each before after
    when until their your about known than into work works have does this them they will more most people person
    """.split()  # noqa: SIM905 - one line a word would hide the list
)


def order(case: Case) -> list[int]:
    """Return the positions of the factors, the one to differ in first."""
    factors, levels = case.industry.factors, case.industry.alt_levels
    theme = themes(case)[0]
    lead = (theme.theme, case.industry.attributes[theme.rests].fact)

    def key(index: int) -> tuple[float, bool, float]:
        shown, leads = is_carried(case, factors[index]), max(closeness(factors[index], text) for text in lead)
        cheap = _MOST_CHEAP if _PRICE.match(factors[index]) else 0
        return _WEAKNESS[levels[index]] - shown - 2 * leads + cheap, not shown, jitter(case.reading, factors[index])

    return sorted(range(len(factors)), key=key)


def leading(case: Case, count: int) -> tuple[str, ...]:
    """Return the factors to speak about."""
    return tuple(case.industry.factors[index] for index in order(case)[:count])


def first(case: Case) -> str:
    """Return the factor to differ in."""
    return case.industry.factors[order(case)[0]]


def last(case: Case) -> str:
    """Return the factor in which others are strong and nothing speaks for this firm."""
    return case.industry.factors[order(case)[-1]]


def is_carried(case: Case, factor: str) -> bool:
    """Tell whether something that the firm can show, or has to mend, speaks of the same thing."""
    if _PRICE.match(factor):
        return False
    industry = case.industry
    carrying = (
        *(item.fact for item in industry.attributes),
        *(item.theme for item in industry.themes),
        *(item.advantage for item in industry.asymmetries),
        *case.reading.brief.current_challenges,
    )
    if any(closeness(factor, text) for text in carrying):
        return True
    return any(closeness(factor, move.tactic.name) >= _SAME for move in case.moves)


def fact_for(case: Case, factor: str) -> str | None:
    """Return the fact that speaks of a factor, if one does."""
    found = max((item.fact for item in case.industry.attributes), key=lambda fact: closeness(factor, fact))
    return found if closeness(factor, found) else None


def closeness(text: str, other: str) -> float:
    """Return which share of the words that carry meaning in a text the other has too; one if it has them literally."""
    if text.lower() in other.lower():
        return 1.0
    stems = _stems(text)
    return len(stems & _stems(other)) / len(stems) if stems else 0.0


# An industry's own texts are held against each other in every document about it.
@lru_cache(maxsize=2048)
def _stems(text: str) -> frozenset[str]:
    words = (word.removeprefix("tele") for word in re.findall(r"[a-z]+", text.lower()))
    return frozenset(word.rstrip("s")[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _EMPTY)

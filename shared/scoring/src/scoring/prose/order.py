"""Pairs of small words that no English sentence has; their share tells shuffled words from sentences."""

from collections.abc import Iterable
from itertools import pairwise

from scoring.words import listed

_DETERMINERS = listed("a an the my our your their its his every each")
_PREPOSITIONS = listed("of for with from at into by without between during")
_JOINING = listed("and or but because than")
_VERBS = listed("is are was were be been has have had does do did will would can could should must may might")
_PRONOUNS = listed("i he she we they me him us them")
_NOT_AFTER_DETERMINER = _DETERMINERS | _PREPOSITIONS | _JOINING | _VERBS | _PRONOUNS | listed("to that which who if so")
_NOT_AFTER_PREPOSITION = listed(
    "of is are was were has have had will would can could should must and or but because than if"
)
_NOT_AFTER_MODAL = _DETERMINERS | _PREPOSITIONS | listed("to is are was were has had does did than and or")
_MODALS = listed("will would can could should must may might")
_NOT_AFTER_JOINING = listed("of than or and but")
_NOT_LAST = _DETERMINERS | listed("of and or but because than to from with into for")
_VOWELS = "aeiou"
# Spelling and sound part here: an hour, a unit, a one-off, an SEO plan.
_EITHER = ("h", "u", "eu", "one", "x")


def broken_share(sentences: Iterable[tuple[str, ...]]) -> tuple[float, int]:
    """Return the share of places that break the order of English, and how many there are to judge."""
    judged = broken = 0
    for tokens in sentences:
        for first, second in pairwise(tokens):
            forbidden = _forbidden(first)
            if forbidden is not None:
                judged += 1
                broken += second in forbidden or _is_misfit(first, second)
        judged += 1
        broken += tokens[-1] in _NOT_LAST
    return (broken / judged if judged else 0.0), judged


def _forbidden(first: str) -> frozenset[str] | None:
    if first in _DETERMINERS:
        return _NOT_AFTER_DETERMINER
    if first in _PREPOSITIONS:
        return _NOT_AFTER_PREPOSITION
    if first in _MODALS:
        return _NOT_AFTER_MODAL
    return _NOT_AFTER_JOINING if first in _JOINING else None


def _is_misfit(first: str, second: str) -> bool:
    if first not in {"a", "an"} or not second[0].isalpha() or second.startswith(_EITHER) or len(second) < 3:
        return False
    return (second[0] in _VOWELS) != (first == "an")

"""Pairs of small words that no English sentence has; their share tells shuffled words from sentences."""

from collections.abc import Sequence
from itertools import pairwise

from scoring.prose.statement import Statement
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
_SUBJECTS = listed("i he she we they")
_NOT_AFTER_SUBJECT = _DETERMINERS | listed(
    "of to from with for at is and or than because i he she we they me him us them"
)
_BEING = listed("is are was were")
_NOT_AFTER_BEING = listed(
    "is are was were will would can could should must may might has have had do does did i he she we"
)
_NOT_LAST = _DETERMINERS | listed("of and or but because than to from with into for i he she we they if when")
_CAPITALS = listed(
    "The A An If When We They It And But Or Of To In For With Is Are Not That This So Then You He She There What How "
    "No From By At On Each Every After Before Our Your Who Which"
)
_PAUSES = ".:;!?\"”’')(“‘—–-|/…,*"
_VOWELS = "aeiou"
# Spelling and sound part here: an hour, a unit, a one-off, an SEO plan.
_EITHER = ("h", "u", "eu", "one", "x")


def broken_share(said: Sequence[Statement]) -> tuple[float, int]:
    """Return the share of places that break the order of English, and how many there are to judge."""
    found = [_judged(item) for item in said]
    judged = sum(count for count, _ in found)
    return (sum(broken for _, broken in found) / judged if judged else 0.0), judged


def _judged(said: Statement) -> tuple[int, int]:
    judged, broken = 1, int(said.words[-1] in _NOT_LAST)
    for first, second in pairwise(said.words):
        forbidden = _forbidden(first)
        if forbidden is not None:
            judged += 1
            broken += second in forbidden or _is_misfit(first, second)
    misplaced = _misplaced_capitals(said)
    return judged + misplaced, broken + misplaced


def _misplaced_capitals(said: Statement) -> int:
    """Count the small words written as if they began a sentence; a single one may be part of a name."""
    if said.block.kind != "paragraph":
        return 0
    tokens = [token for token in said.text.split() if any(letter.isalnum() for letter in token)]
    inside = sum(token.strip(',;"”') in _CAPITALS and before[-1] not in _PAUSES for before, token in pairwise(tokens))
    first = next((letter for letter in said.text if letter.isalnum()), "")
    return inside + first.islower() if inside > 1 or (inside and first.islower()) else 0


def _forbidden(first: str) -> frozenset[str] | None:
    if first in _DETERMINERS:
        return _NOT_AFTER_DETERMINER
    if first in _PREPOSITIONS:
        return _NOT_AFTER_PREPOSITION
    if first in _MODALS:
        return _NOT_AFTER_MODAL
    if first in _SUBJECTS:
        return _NOT_AFTER_SUBJECT
    if first in _BEING:
        return _NOT_AFTER_BEING
    return _NOT_AFTER_JOINING if first in _JOINING else None


def _is_misfit(first: str, second: str) -> bool:
    if first not in {"a", "an"} or not second[0].isalpha() or second.startswith(_EITHER) or len(second) < 3:
        return False
    return (second[0] in _VOWELS) != (first == "an")

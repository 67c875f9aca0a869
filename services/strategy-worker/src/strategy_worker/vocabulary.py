"""Words of buying turned into those of an industry: a clinic has patients, and nobody buys from a charity."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from strategy_worker.knowledge.industry import Industry

# Where firms buy from firms, or goods change hands, "buyer" is the right word already.
_BUYING: Final = frozenset({"buyers", "customers", "clients"})
# Written with a vowel and spoken with a consonant, or the other way round.
_SPOKEN_WITH_CONSONANT: Final = re.compile(r"uni|use|usu|eu|one\b|once", re.IGNORECASE)
_SPOKEN_WITH_VOWEL: Final = re.compile(r"hour|honest|heir|8|1[18]\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b([Aa])n?(?= $)")
_GIVING: Final = {
    "whoever buys": "whoever gives",
    "did not buy": "did not give",
    "every purchase there": "every gift there",
    "first order": "first gift",
    "a second order": "a second gift",
    "the order list": "the gift ledger",
    "before they sign": "before they give",
    "before you sign": "before you give",
    "before paying": "before giving",
    "after paying": "after giving",
    "first payment": "first gift",
    "payment comes": "the gift comes",
    "new business": "new support",
    "still use or buy": "still give",
    "paid for it": "gave for it",
    "has to pay first": "has to give first",
    "ever reach a first result": "ever hear what their gift did",
    "use what they bought": "hear what their gift did",
    "who said no buy something cheaper, something smaller or nothing": "who said no give elsewhere, less or nothing",
}


_COMING: Final = {
    "buy again": "come again",
    "a second order": "a second visit",
    "a second purchase": "a second visit",
    "first and second purchase": "first and second visit",
    "the second purchase": "the second visit",
    "past orders or bookings": "past bookings",
    "orders and questions": "bookings and questions",
    "orders for the": "bookings for the",
    "last hundred orders": "last hundred bookings",
    "value of orders": "value of bookings",
    "value of all orders": "value of all bookings",
}
_STAYING: Final = {**_COMING, "the order list": "the reservation list"}
_BELONGING: Final = {**_COMING, "the order list": "the membership list"}
_VISITING: Final = {**_COMING, "the order list": "the appointment book"}
_SERVED_IN_PLACE: Final = frozenset({"place", "service"})
_TRAITS: Final = frozenset({"mission", "stay", "membership", "place", "service"})


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """What an industry says instead of words of buying; `pattern` finds any of the keys of `instead`."""

    pattern: re.Pattern[str]
    instead: Mapping[str, str]


def own_words(industry: Industry) -> OwnWords | None:
    """Return what to replace in the texts of the knowledge base, if anything; slots are left alone."""
    axes = frozenset(industry.axes)
    people = ("", "") if industry.people in _BUYING else (industry.people, industry.person)
    return _words(*people, axes & _TRAITS)


def reworded(text: str, words: OwnWords | None) -> str:
    """Return the text with the words of its industry; a capital letter stays one, and an article agrees."""
    return text if words is None else _reworded(text, words)


# An industry says the same few thousand texts again and again.
@lru_cache(maxsize=8192)
def _reworded(text: str, words: OwnWords) -> str:
    said: list[str] = []
    end = 0
    for found in words.pattern.finditer(text):
        new = words.instead[found[0].lower()]
        before = _ARTICLE.sub(lambda a: article(a[1], new), text[end : found.start()])  # noqa: B023 - used at once
        said += [before, f"{new[0].upper()}{new[1:]}" if found[0][0].isupper() else new]
        end = found.end()
    return f"{''.join(said)}{text[end:]}"


@cache
def _words(people: str, person: str, traits: frozenset[str]) -> OwnWords | None:
    instead = {"buyers": people, "customers": people, "buyer": person, "customer": person} if people else {}
    if "mission" in traits:
        instead |= _GIVING
    elif "stay" in traits:
        instead |= _STAYING
    elif "membership" in traits:
        instead |= _BELONGING
    elif traits >= _SERVED_IN_PLACE:
        instead |= _VISITING
    if not instead:
        return None
    # The longest first, so that a phrase goes before a word inside it.
    either = "|".join(re.escape(old) for old in sorted(instead, key=len, reverse=True))
    return OwnWords(re.compile(rf"(?<![\w{{])(?:{either})(?![\w}}])", re.IGNORECASE), instead)


def article(first: str, noun: str) -> str:
    """Return the indefinite article for a noun, beginning with the given letter `a` or `A`."""
    if noun[:1].lower() in "aeiou":
        return first if _SPOKEN_WITH_CONSONANT.match(noun) else f"{first}n"
    return f"{first}n" if _SPOKEN_WITH_VOWEL.match(noun) else first

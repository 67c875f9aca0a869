"""Words of buying turned into those of an industry: a clinic has patients, and nobody buys from a charity."""

import re
from functools import partial
from typing import Final

from strategy_worker.knowledge.industry import Industry

# Where firms buy from firms, or goods change hands, "buyer" is the right word already.
_BUYING: Final = frozenset({"buyers", "customers", "clients"})
# Written with a vowel and spoken with a consonant, or the other way round.
_SPOKEN_WITH_CONSONANT: Final = re.compile(r"uni|use|usu|eu|one\b|once", re.IGNORECASE)
_SPOKEN_WITH_VOWEL: Final = re.compile(r"hour|honest|heir|8|1[18]\b", re.IGNORECASE)
_GIVING: Final = (
    ("whoever buys", "whoever gives"),
    ("did not buy", "did not give"),
    ("every purchase there", "every gift there"),
    ("first order", "first gift"),
    ("a second order", "a second gift"),
    ("the order list", "the gift ledger"),
    ("before they sign", "before they give"),
    ("before you sign", "before you give"),
    ("before paying", "before giving"),
    ("who said no buy something cheaper, something smaller or nothing", "who said no give elsewhere, less or nothing"),
)


def own_words(industry: Industry) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what to replace in the texts of the knowledge base; slots are left alone."""
    if industry.people in _BUYING:
        return ()
    people = {
        "buyers": industry.people,
        "customers": industry.people,
        "buyer": industry.person,
        "customer": industry.person,
    }
    giving = _GIVING if "mission" in industry.axes else ()
    pairs = (*giving, *people.items())
    return tuple((_word(old), new) for old, new in pairs)


def reworded(text: str, words: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """Return the text with the words of its industry; a capital letter stays one."""
    for pattern, new in words:
        text = pattern.sub(partial(_in_case, new), text)
    return text


def article(first: str, noun: str) -> str:
    """Return the indefinite article for a noun, beginning with the given letter `a` or `A`."""
    if noun[:1].lower() in "aeiou":
        return first if _SPOKEN_WITH_CONSONANT.match(noun) else f"{first}n"
    return f"{first}n" if _SPOKEN_WITH_VOWEL.match(noun) else first


def _word(old: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b([Aa])n? )?(?<![\w{{])({re.escape(old)})(?![\w}}])", re.IGNORECASE)


def _in_case(new: str, found: re.Match[str]) -> str:
    word = f"{new[0].upper()}{new[1:]}" if found[2][0].isupper() else new
    return f"{article(found[1], word)} {word}" if found[1] else word

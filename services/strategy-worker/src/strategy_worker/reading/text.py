"""User text made fit for a sentence: a short noun phrase, or a quotation that shows it is one."""

import re
import unicodedata
from typing import Final

# Direction overrides, zero-width characters and marks hide or reorder text; the joiners of emoji and Persian stay.
_HIDDEN: Final = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_MARKUP: Final = re.compile(r"[<>{}\[\]|`\\^~*“”\"]")
_BEFORE_HEAD_ENDS: Final = re.compile(
    r"\s(?:in|of|with|who|whose|that|which|aged|over|under|near|at|from|for|between|across|around|without|on|to|and|or)\s|[,;:(/]"
)
# No usual place name ends like these; "Reading" and "Irish" forbid to go further.
_LONGEST_PHRASE: Final = 9
_ADJECTIVES: Final = ("ous", "ful", "ive", "able", "ible")
_PLURALS: Final = frozenset(
    {
        "people",
        "women",
        "men",
        "children",
        "parents",
        "staff",
        "youth",
        "alumni",
        "police",
        "cattle",
        "smes",
        "smbs",
        "ngos",
        "ceos",
        "ctos",
        "cfos",
        "pensioners",
        "media",
    }
)
_DESCRIPTIONS: Final = frozenset(
    {
        "small",
        "big",
        "large",
        "young",
        "old",
        "older",
        "busy",
        "new",
        "local",
        "private",
        "independent",
        "mid-sized",
        "midsize",
        "first-time",
        "working",
        "retired",
        "female",
        "male",
        "senior",
        "junior",
        "growing",
        "single",
        "urban",
        "rural",
        "remote",
        "online",
        "premium",
        "professional",
        "experienced",
        "wealthy",
        "health-conscious",
        "budget",
        "early-stage",
        "adult",
        "design",
        "product",
        "marketing",
        "accounting",
        "law",
        "dental",
        "software",
        "engineering",
        "medical",
        "regional",
        "national",
        "international",
        "middle-class",
        "low-income",
        "high-income",
        "owner-managed",
        "sole",
        "dog",
        "cat",
        "pet",
        "car",
        "house",
        "home",
        "property",
        "business",
        "shop",
        "restaurant",
        "hotel",
        "sales",
        "family",
        "factory",
        "farm",
        "office",
        "school",
        "university",
        "maintenance",
        "operations",
        "plant",
        "hobby",
        "amateur",
        "procurement",
        "logistics",
        "construction",
        "sports",
        "warehouse",
        "fleet",
        "transport",
        "public",
        "municipal",
        "city",
        "hospital",
        "museum",
        "trade",
    }
)


def clean(text: str) -> str:
    """Return the text in one line without hidden characters."""
    return " ".join(_HIDDEN.sub("", unicodedata.normalize("NFC", text)).split())


def name(text: str, *, fallback: str = "the business") -> str:
    """Return a name of at most eight words and sixty characters without markup characters."""
    words = _MARKUP.sub(" ", clean(text)).split()
    found = cut(" ".join(words[:8]), 60).strip(" .,;:!?-")
    return found if any(c.isalnum() or unicodedata.category(c) == "So" for c in found) else fallback


def quote(text: str, limit: int = 140) -> str:
    """Return the text as a visible quotation, cut at a word when it is long."""
    inner = clean(text).translate(str.maketrans({"“": "‘", "”": "’", '"': "'"}))
    return f"“{cut(inner, limit)}”"


def cut(text: str, limit: int) -> str:
    """Return the text, or as many whole words as fit with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:-") + "…"


def plural_phrase(text: str) -> str | None:
    """Return the text as a plural noun phrase of at most nine words, or nothing when it can't stand in a sentence."""
    phrase = clean(text).rstrip(".")
    if (
        _MARKUP.search(phrase)
        or re.search(r"[.!?]\s|[:;()=@#%$/]|\d{3}", phrase)
        or not 0 < len(phrase.split()) <= _LONGEST_PHRASE
    ):
        return None
    if not re.fullmatch(r"[\w' \-,&+’]+", phrase) or not phrase.isascii():
        return None
    head = _BEFORE_HEAD_ENDS.split(phrase, maxsplit=1)[0].split()
    if (
        not head
        or not _is_plural(head[-1])
        or any(w.lower() in {"we", "our", "is", "are", "want", "need"} for w in phrase.split())
    ):
        return None
    return _lower_first(phrase, head[-1])


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _PLURALS or (len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")))


# Common nouns that stand before the head, as in "Cheese shops": none of them is a name.
_KINDS: Final = frozenset(
    """
    accounting art audit bike book bread building car cat cheese child church city clinic coffee company compliance
    craft dance data dental design dog event factory family farm fashion film finance food fruit furniture garden
    gift health home horse hospital hotel house housing insurance kitchen law letting lettings logistics machine
    marketing media mining mobile museum music nature office pet plant plastics power procurement product production
    property purchasing quality restaurant sales school science security shop software sports tea toy village water
    wedding wine youth
    """.split()  # noqa: SIM905 - one line a word would hide the list
)


def _lower_first(phrase: str, head: str) -> str:
    first, _, rest = phrase.partition(" ")
    known = first == head or first.lower() in _DESCRIPTIONS | _KINDS or "-" in first or first.endswith(_ADJECTIVES)
    if known and first[1:].islower() and (first != head or first[:1].isupper()):
        return f"{first.lower()} {rest}".strip()
    return phrase

"""How much a word says: nothing, the half of a detail, or a detail."""

from functools import lru_cache

from scoring.lexicon import FUNCTION, NUMBER_WORDS, TIME
from scoring.prose.vocabulary import ASSETS, GENERIC, HOLLOW
from scoring.words import listed, stem

_HALF = 0.5
_ASSET = 0.4
_ABSTRACT_ENDINGS = (
    "tion", "sion", "ment", "ness", "ance", "ence", "ity", "ism", "ship", "able", "ible", "ive", "ful", "less", "ous",
    "ically", "ising", "izing", "hood", "ability", "dom",
)  # fmt: skip
_NUMERALS = listed("one zero eighteen ninety million millions thousands hundreds couple")
_SHORT = 2


@lru_cache(maxsize=50_000)
def stemmed(token: str) -> str:
    """Return the stem of a token, empty when the token carries no meaning of its own."""
    if token in FUNCTION or token in TIME or token in NUMBER_WORDS or token in _NUMERALS or not token[0].isalpha():
        return ""
    return stem(token)


@lru_cache(maxsize=50_000)
def detail(token: str) -> float:
    """Return how much of a detail a token is, from 0 to 1; a compound is as good as its best part."""
    root = stemmed(token)
    if not root or len(token) <= _SHORT:
        return 0.0
    if "-" in token and root not in GENERIC:
        return max(detail(part) if part else 0.0 for part in token.split("-"))
    bare = token.removesuffix("'s")
    if root in GENERIC or stem(bare.removesuffix("er")) in GENERIC:
        return 0.0
    if bare.startswith("un") and stem(bare[2:]) in GENERIC:
        return 0.0
    if root in ASSETS:
        return _ASSET
    if bare.endswith("ly") or "'" in bare:
        return 0.0
    return _HALF if bare.endswith(_ABSTRACT_ENDINGS) else 1.0


@lru_cache(maxsize=50_000)
def is_everyday(token: str) -> bool:
    """Tell an everyday word (bring, wall, late) from one that is only talk about plans (approach, metric, impact)."""
    root = stemmed(token)
    return bool(root) and root in GENERIC and root not in HOLLOW


@lru_cache(maxsize=50_000)
def is_hollow(token: str) -> bool:
    """Tell whether a token is talk about business in general."""
    root = stemmed(token)
    return bool(root) and root in HOLLOW

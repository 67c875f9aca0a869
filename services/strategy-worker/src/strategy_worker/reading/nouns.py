"""The thing that an outcome counts, in the words of the brief."""

import re
from typing import Final

_FILLERS: Final = frozenset(
    {"or", "more", "new", "additional", "extra", "our", "the", "my", "its", "their", "number", "of", "good-fit"}
    | {"further"}
)
_ADDED: Final = frozenset({"more", "additional", "extra", "further"})
_ENDS: Final = frozenset(
    {"per", "a", "an", "in", "by", "within", "from", "for", "on", "to", "and", "with", "each", "every", "this", "next"}
    | {"over", "at", "until", "before", "after", "worth", "without", "while"}
)
_VERBS: Final = re.compile(
    r"(?:rais|grow|increas|lift|boost|get|win|mov|tak|bring|reduc|cut|lower|improv|expand|push|go|reach|achiev|hit|want|sell|fill)"
    r"(?:e|es|s|ing|ting|ning)?"
)
_PERIOD_AT_END: Final = re.compile(r"\s+(?:per|an?|each|every)\s+\w+\s*$", re.IGNORECASE)
_MOST_WORDS: Final = 5


def noun_after(text: str) -> str:
    """Return the plural noun that starts a text, with at most four words before it; "5 more jobs" are additional."""
    words: list[str] = []
    added = False
    previous = ""
    for word in re.findall(r"[\w'-]+|[^\w\s]", text):
        lower = word.lower()
        if lower in _ENDS or not word[0].isalpha() or len(words) == _MOST_WORDS:
            break
        if words or lower not in _FILLERS:
            words.append(word if word.isupper() else lower)
        else:
            added = added or (lower in _ADDED and previous != "or")
        previous = lower
    noun = _up_to_plural(words)
    return f"additional {noun}" if noun and added else noun


def noun_before(text: str) -> str:
    """Return the plural noun at the end of a text that closes with "from"."""
    noun = wanted(text)
    return noun if noun.endswith("s") else ""


def wanted(text: str) -> str:
    """Return the last words of a text before its closing "from", "to" or "of", as far as they name a thing."""
    bare = re.sub(r"\s+(?:from|to|of|at|above|over)\s*$", "", text, flags=re.IGNORECASE)
    words: list[str] = []
    for word in reversed(re.findall(r"[\w'-]+|[^\w\s]", _PERIOD_AT_END.sub("", bare))):
        lower = word.lower()
        if lower in _ENDS or lower in _FILLERS or _VERBS.fullmatch(lower) or not word[0].isalpha() or len(words) == 4:
            break
        words.insert(0, word if word.isupper() else lower)
    return " ".join(words)


def share_of(text: str) -> str:
    """Return what a percentage before the text is a share of, as in "90% of appointments"."""
    found = re.match(r"\s*of\s+(?:(?:the|our|all|my)\s+)?", text, re.IGNORECASE)
    if found is None:
        return ""
    words: list[str] = []
    for word in re.findall(r"[\w'-]+|[^\w\s]", text[found.end() :]):
        if word.lower() in _ENDS or not word[0].isalpha() or len(words) == _MOST_WORDS:
            break
        words.append(word if word.isupper() else word.lower())
    return f"the share of {' '.join(words)}" if words else ""


def _up_to_plural(words: list[str]) -> str:
    kept = list(words)
    while kept and not (kept[-1].endswith("s") and kept[-1].isascii()):
        kept.pop()
    return " ".join(kept)

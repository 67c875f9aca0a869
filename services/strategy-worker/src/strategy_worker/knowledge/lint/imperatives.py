"""Whether a text can be told to somebody: it begins with a base verb, at most after a clause of time or condition."""

import re
from collections.abc import Iterator
from typing import Final

from strategy_worker.knowledge.lint.language import CHOICE

_OPENERS: Final = frozenset({
    "before", "while", "after", "until", "once", "when", "if", "for", "with", "without", "on", "in", "at", "as",
    "from", "within", "where", "by", "during", "instead", "beside",
})  # fmt: skip
_ADVERBS: Final = frozenset({"never", "always", "only", "then", "also", "not", "first"})
_NO_VERBS: Final = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "each", "every", "one", "two", "three", "all", "no", "some",
    "any", "many", "most", "nobody", "somebody", "everybody", "whoever", "it", "they", "we", "you", "he", "she",
    "people", "there", "what", "which", "who", "your", "our", "their", "its", "to", "of", "and", "or", "but",
    "because", "more", "fewer", "less", "new", "half", "both",
})  # fmt: skip
_VERBS_IN_ING: Final = frozenset({"bring", "ring", "sing", "string", "swing", "spring"})
_VERBS_IN_ED: Final = frozenset({"need", "feed", "embed", "speed", "proceed", "shed", "heed", "seed", "breed", "wed"})
_VERBS_IN_S: Final = frozenset({"focus", "canvas", "bias"})
_FINITE: Final = frozenset({"is", "are", "was", "were", "has", "had", "will", "can", "may", "must", "should", "would"})


def imperative(text: str, *, at_once: bool) -> Iterator[str]:
    """Yield the beginnings that are no imperative, of each alternative; `at_once` allows nothing before the verb."""
    for start in _starts(text):
        reason = _opener(start) if at_once else ""
        reason = reason or _fault(start)
        if reason:
            yield f"“{' '.join(start.split()[:4])}” is no imperative: {reason}"


def _starts(text: str) -> tuple[str, ...]:
    found = CHOICE.match(text)
    if not found:
        return (text,)
    return tuple(option + text[found.end() :] for option in found[1].split("|"))


def _opener(text: str) -> str:
    word = text.split(maxsplit=1)[0].lower()
    return f"“{word}” stands before the verb" if word in _OPENERS else ""


def _fault(text: str) -> str:
    words = re.findall(r"[\w{}'’-]+", text)
    word = words[0].lower() if words else ""
    if word in _ADVERBS:
        return _fault(text.split(maxsplit=1)[1])
    if word in _OPENERS:
        _, comma, rest = text.partition(", ")
        return _fault(rest) if comma else f"after “{word}” no comma and no verb follows"
    if word in _NO_VERBS or word.startswith("{"):
        return "it begins with no verb"
    if _is_other_form(word):
        return "the verb is not in its base form"
    if len(words) > 1 and words[1].lower() in _FINITE:
        return "it is a statement"
    return ""


def _is_other_form(word: str) -> bool:
    return (
        (word.endswith("ing") and word not in _VERBS_IN_ING)
        or (word.endswith("ed") and word not in _VERBS_IN_ED)
        or (word.endswith("s") and not word.endswith(("ss", "us")) and word not in _VERBS_IN_S)
    )

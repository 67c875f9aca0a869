"""What a complaint of a brief speaks of, however its owner puts it.

A stem of the knowledge base is a word or phrase: `margin*` is a beginning, `lead` the word or its plural, and ` .. `
stands for up to three words of the same clause. Text and stems are first brought to the same plain words, so that
"we've hardly any", "not many" and "a lack of" all read as `few`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from strategy_worker.reading.plain import CLASSES, plain

_CLAUSE: Final = re.compile(r"[,;:!?()–—]+|\.(?=\s|$)|\b(?:but|yet|although|though|whereas|however|instead)\b")
# "The price is not the problem" speaks of no price; "it is not that customers leave" speaks of nobody who leaves.
_DISMISSED: Final = re.compile(
    r"\b(?:not|no) (?:the |a |an |our |much of a |)(?:real |main |)"
    r"(?:problem|issue|obstacle|reason|point|question|trouble|worry|challenge|concern|bottleneck)\b"
)
_DENIED: Final = re.compile(
    r"\bnot (?:about|because|due to|down to|a question of|a matter of|for want of|that|plenty of)\b.*"
    r"|(?:(?<=^)|(?<=it )|(?<=this )|(?<=that )|(?<=problem )|(?<=issue ))not (?:the|our|a|an)\b.*"
)
# What is praised is not what hurts, unless a phrase says so ("happy but never recommend us").
_PRAISED: Final = re.compile(
    r"\b(?:is|are|was|were) (?:all |)"
    r"(?:fine|good|great|excellent|ok|okay|strong|healthy|solid|perfect|happy|satisfied)\b"
    r"|\b(?:have|has|get|gets|with) (?:good|great|excellent|enough)\b|^ ?(?:good|great|enough|plenty of)\b"
)
_TROUBLE: Final = re.compile(r"\b(?:few|no|not|nobody|only|too|hard|nothing|without)\b")
_GAP: Final = r"(?: [\w'%/.]+){0,3}? "
_SHORT: Final = 3
_EXPLAINED: Final = 0.4


@dataclass(frozen=True, slots=True)
class _Stem:
    anchor: str
    source: str
    is_phrase: bool

    @property
    def expression(self) -> re.Pattern[str]:
        """The expression, made when a text first contains the anchor: most stems never need theirs."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class _Match:
    weight: int
    is_phrase: bool
    places: frozenset[int]


def weigh(text: str, kinds: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """Return how strongly a complaint speaks for each kind; what it denies or praises counts nothing."""
    stated, troubling = _told(plain(text))
    found = {kind: tuple(_matches(evidence, stated, troubling)) for kind, evidence in kinds.items()}
    phrases = [(kind, match.places) for kind, matches in found.items() for match in matches if match.is_phrase]
    scores: dict[str, float] = {}
    for kind, matches in found.items():
        elsewhere = set[int]().union(*(places for other, places in phrases if other != kind))
        scores[kind] = _score(matches, elsewhere)
    return scores


def _score(matches: Iterable[_Match], elsewhere: set[int]) -> float:
    """Add up what the matches tell; each word of the text speaks once for a kind, with its strongest match."""
    told: set[int] = set()
    total = 0.0
    for match in sorted(matches, key=lambda m: (-m.weight, sorted(m.places))):
        share = len(match.places - told) / len(match.places)
        # A word inside a phrase of another kind ("google" in "google reviews") says little of this one.
        explained = not match.is_phrase and match.places <= elsewhere
        total += match.weight * share * (_EXPLAINED if explained else 1.0)
        told |= match.places
    return total


def _told(said: str) -> tuple[str, str]:
    """Return the text without what it denies, and that without what it praises; places stay where they were."""
    stated, troubling = list(said), list(said)
    for start, end in _clauses(said):
        clause = said[start:end]
        denied = _DISMISSED.search(clause)
        gone = (0, len(clause)) if denied else found.span() if (found := _DENIED.search(clause)) else (0, 0)
        stated[start + gone[0] : start + gone[1]] = "\0" * (gone[1] - gone[0])
        praised = _PRAISED.search(clause) and not _TROUBLE.search(clause)
        gone = (0, len(clause)) if praised else gone
        troubling[start + gone[0] : start + gone[1]] = "\0" * (gone[1] - gone[0])
    return "".join(stated), "".join(troubling)


def _clauses(said: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _CLAUSE.finditer(said):
        yield start, mark.start()
        start = mark.end()
    yield start, len(said)


def _matches(evidence: Mapping[str, int], stated: str, troubling: str) -> Iterator[_Match]:
    for text, weight in evidence.items():
        stem = _stem(text)
        within = stated if stem.is_phrase else troubling
        if stem.anchor not in within:
            continue
        places: set[int] = set()
        expression = stem.expression
        for found in expression.finditer(within):
            places |= {found.start(group) for group in range(1, expression.groups + 1)}
        if places:
            yield _Match(weight, stem.is_phrase, frozenset(places))


def recogniser(stem: str) -> str:
    """Return what a stem looks for; two stems with the same recogniser are one."""
    return _stem(stem).source


@cache
def _stem(text: str) -> _Stem:
    parts = [part.split() for part in plain(text.replace(" .. ", "\0")).split("\0")]
    words = [word for part in parts for word in part]
    is_phrase = len(words) > 1
    classes = CLASSES if is_phrase else {}
    inner = _GAP.join(" ".join(f"({classes.get(word) or _word(word)})" for word in part) for part in parts)
    anchor = max((word.rstrip("*") for word in words if word not in classes), key=len, default="")
    return _Stem(anchor, rf"(?<![\w']){inner}(?![\w'])", is_phrase)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _word(word: str) -> str:
    if word.endswith("*"):
        return rf"{re.escape(word.rstrip('*'))}[\w']*"
    return rf"{re.escape(word)}(?:s|es)?" if len(word) > _SHORT else re.escape(word)

"""Entries that say the same with nearly the same words."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from strategy_worker.knowledge.lint.texts import entries, texts_of
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.knowledge.schema import Entity

_ALIKE: Final = 0.8
_LEAST_WORDS: Final = 5
# A text that carries its entry must not come twice even where the rest of the entry differs.
_TELLING: Final[Mapping[str, frozenset[str]]] = {
    "challenges": frozenset({"persists", "cost", "choice", "other", "refuse"}),
    "tactics": frozenset({"name", "works_because", "first", "then", "fails"}),
    "objections": frozenset({"voice", "answer"}),
    "reversals": frozenset({"name", "promise"}),
    "metrics": frozenset({"name"}),
    "audiences": frozenset({"decider", "proof"}),
}


def problems(base: KnowledgeBase) -> Iterator[str]:
    """Yield pairs of entries of a kind that are too much alike, and telling texts that come twice."""
    for kind, group in entries(base).items():
        if kind in _TELLING:
            yield from _entries(kind, group)
            for role in sorted(_TELLING[kind]):
                yield from _texts(kind, role, group)


def are_alike(first: str, second: str) -> bool:
    """Tell whether two texts use the same words to more than four fifths."""
    one, two = _words(first), _words(second)
    return bool(one | two) and len(one & two) > _ALIKE * len(one | two)


def _entries(kind: str, group: Mapping[str, Entity]) -> Iterator[str]:
    said = {key: _words(" ".join(t.text for t in texts_of(kind, key, entry))) for key, entry in group.items()}
    for (first, one), (second, two) in combinations(said.items(), 2):
        if len(one & two) > _ALIKE * len(one | two):
            yield f"{kind} {first} and {second} say the same"


def _texts(kind: str, role: str, group: Mapping[str, Entity]) -> Iterator[str]:
    said = {
        key: words
        for key, entry in group.items()
        for text in texts_of(kind, key, entry)
        if text.role == role and len(words := _words(text.text)) >= _LEAST_WORDS
    }
    for (first, one), (second, two) in combinations(said.items(), 2):
        if len(one & two) > _ALIKE * len(one | two):
            yield f"{kind} {first} and {second} have the same {role}"


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w'’-]+", text.lower()))

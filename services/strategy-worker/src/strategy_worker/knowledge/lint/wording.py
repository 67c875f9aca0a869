"""The texts of the entries: each has to be grammatical in its role and to stand in a sentence."""

from collections.abc import Iterator, Mapping
from typing import Final

from strategy_worker.knowledge.lint import language
from strategy_worker.knowledge.lint.imperatives import imperative
from strategy_worker.knowledge.lint.texts import Text, texts
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.knowledge.phrasing import SlotKind
from strategy_worker.knowledge.slots import GLOBAL, SOURCES

_IMPERATIVES: Final = frozenset({
    ("tactics", "first"), ("tactics", "then"), ("tactics", "response"), ("challenges", "choice"),
    ("counter_moves", "answer"), ("counter_moves", "reply"),
})  # fmt: skip
# These are said as they stand, so they end as a sentence does.
_SENTENCES: Final = frozenset({"voice", "answer", "concession", "promise", "review_note", "question", "queries"})
_QUERY_SLOTS: Final[Mapping[str, SlotKind]] = {"m": "noun", "e": "noun", "q": "noun", "b": "name"}


def problems(base: KnowledgeBase) -> Iterator[str]:
    """Yield what is wrong with any text of any entry."""
    for text in texts(base):
        yield from (f"{text.where}: {fault} ({text.text})" for fault in _faults(text))


def _faults(text: Text) -> Iterator[str]:
    known: dict[str, SlotKind] = {**GLOBAL, **_QUERY_SLOTS} if text.role == "queries" else GLOBAL
    yield from language.style(text.text)
    yield from language.brackets(text.text)
    yield from language.slots(text.text, known)
    yield from language.agreement(text.text, known)
    yield from _ending(text)
    if (text.kind, text.role) in _IMPERATIVES:
        yield from imperative(text.text, at_once=text.role in language.INFINITIVES)
    if (text.kind, text.role) in SOURCES and set("{[|") & set(text.text):
        yield "it fills a slot itself, so it can hold neither slots nor alternatives"


def _ending(text: Text) -> Iterator[str]:
    if text.role == "question" and not text.text.endswith("?"):
        yield "a question ends with a question mark"
    elif text.role not in _SENTENCES and text.text.endswith((".", ",", ";", ":")):
        yield "the writer ends it; it has no mark of its own at the end"

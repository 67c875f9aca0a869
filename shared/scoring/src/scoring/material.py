"""A document read once for all checks: which of its sentences are copied, tied to the brief or true of anybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from documents import fields
from documents.model import StrategyDocument
from scoring import words
from scoring.lexicon import ABSTRACT, CONCRETE, FUNCTION, NUMBER_WORDS, PLACEHOLDERS, TIME
from scoring.model import Evidence
from scoring.terms import COPY_SIZE, Terms, terms
from shared.contracts.requests import Brief

_PLACEHOLDER = re.compile("|".join(f"(?:{pattern})" for pattern in PLACEHOLDERS), re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_COPIED = 0.6
_ABSTRACT_DESPITE_TIES = 0.6
_ABSTRACT_DESPITE_THINGS = 0.34
_TRUE_OF_ANYBODY = 0.4
_PLAIN_WORTH = 0.6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place; `own` are content stems outside copied runs, `worth` what it may earn (0 to 1)."""

    path: str
    role: str
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    key: str
    own: frozenset[str]
    is_copied: bool
    is_anchored: bool
    abstract: float
    worth: float

    @property
    def evidence(self) -> Evidence:
        """The sentence as a quotation."""
        return Evidence(self.path, self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Material:
    """The document, its brief and the sentences; `distinct` holds each masked sentence once."""

    document: StrategyDocument
    brief: Brief
    terms: Terms
    texts: Mapping[str, str]
    by_path: Mapping[str, tuple[Sentence, ...]]
    sentences: tuple[Sentence, ...]
    distinct: tuple[Sentence, ...]

    def worth(self, path: str) -> float:
        """Return what a text may earn: 0 when empty, copied or true of anybody, 1 when tied to this case."""
        found = self.by_path.get(path, ())
        size = sum(len(sentence.words) for sentence in found)
        return sum(sentence.worth * len(sentence.words) for sentence in found) / size if size else 0.0

    def own(self, path: str) -> frozenset[str]:
        """Return the content stems of a text that were not copied from the brief."""
        return frozenset[str]().union(*(sentence.own for sentence in self.by_path.get(path, ())))

    def key(self, path: str) -> str:
        """Return a text with its numbers masked, to tell repetitions."""
        return " ".join(sentence.key for sentence in self.by_path.get(path, ()))

    def quote(self, path: str) -> Evidence:
        """Return a whole field as a quotation, empty when the field is."""
        text = self.texts.get(path, "")
        return Evidence(path, text, 0, len(text))


def read(document: StrategyDocument, brief: Brief) -> Material:
    """Read a document against its brief."""
    known = terms(brief)
    texts: dict[str, str] = {}
    by_path: dict[str, tuple[Sentence, ...]] = {}
    for field in fields.text_fields(document):
        texts[field.path] = field.text
        by_path[field.path] = tuple(_sentence(field, span, known) for span in words.sentences(field.text))
    everything = tuple(sentence for found in by_path.values() for sentence in found if sentence.words)
    distinct = {sentence.key: sentence for sentence in reversed(everything)}
    return Material(document, brief, known, texts, by_path, everything, tuple(reversed(distinct.values())))


def placeholder(text: str) -> re.Match[str] | None:
    """Find a gap that somebody forgot to fill."""
    return _PLACEHOLDER.search(text)


def _sentence(field: fields.TextField, span: tuple[int, int], known: Terms) -> Sentence:
    start, end = span
    text = field.text[start:end]
    tokens = words.words(text)
    copied = _copied(tokens, known)
    content = [words.stem(t) for t in tokens if t not in FUNCTION and t not in TIME and not t.isdigit()]
    own = frozenset(
        words.stem(token)
        for token, is_copied in zip(tokens, copied, strict=True)
        if not is_copied and token not in FUNCTION and not token.isdigit()
    )
    abstract = sum(part in ABSTRACT for part in content) / len(content) if content else 0.0
    is_copied = bool(tokens) and sum(copied) / len(tokens) >= _COPIED
    is_anchored = not is_copied and _is_anchored(tokens, own, abstract, known)
    worth = _worth(text, is_copied=is_copied, is_anchored=is_anchored, abstract=abstract)
    key = _DIGITS.sub("#", " ".join(tokens))
    return Sentence(field.path, field.role, start, end, text, tokens, key, own, is_copied, is_anchored, abstract, worth)


def _copied(tokens: tuple[str, ...], known: Terms) -> list[bool]:
    marks = [False] * len(tokens)
    for index, run in enumerate(words.ngrams(tokens, COPY_SIZE)):
        if run in known.runs:
            marks[index : index + COPY_SIZE] = [True] * COPY_SIZE
    return marks


def _is_anchored(tokens: tuple[str, ...], own: frozenset[str], abstract: float, known: Terms) -> bool:
    ties = own & known.anchors or any(token[0].isdigit() or token in TIME or token in NUMBER_WORDS for token in tokens)
    things = own & CONCRETE
    return bool(ties and abstract < _ABSTRACT_DESPITE_TIES) or bool(things and abstract < _ABSTRACT_DESPITE_THINGS)


def _worth(text: str, *, is_copied: bool, is_anchored: bool, abstract: float) -> float:
    if is_copied or _PLACEHOLDER.search(text):
        return 0.0
    if is_anchored:
        return 1.0
    return 0.0 if abstract >= _TRUE_OF_ANYBODY else _PLAIN_WORTH

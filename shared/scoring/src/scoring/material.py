"""A document read once for all checks: its sentences, their worth, and the numbers it may use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from documents import fields
from documents.model import StrategyDocument
from documents.quantities import Quantity
from scoring import words
from scoring.model import Evidence
from scoring.numerals import known_numbers
from scoring.sentence import Sentence, sentence
from scoring.terms import Terms, terms
from shared.contracts.requests import Brief


@dataclass(frozen=True, slots=True)
class Material:
    """The document, its brief and the sentences.

    `distinct` holds each masked sentence once; `numbers` are those that the brief or a quantity states.
    """

    document: StrategyDocument
    brief: Brief
    terms: Terms
    texts: Mapping[str, str]
    by_path: Mapping[str, tuple[Sentence, ...]]
    sentences: tuple[Sentence, ...]
    distinct: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    numbers: frozenset[float]

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

    def weakest(self, paths: Iterable[str]) -> Evidence | None:
        """Quote the field that earns least, of several the one that reads first; nothing when there is no field."""
        found = min(paths, key=lambda path: (self.worth(path), self.texts.get(path, ""), path), default=None)
        return None if found is None else self.quote(found)

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
        by_path[field.path] = tuple(sentence(field, span, known) for span in words.sentences(field.text))
    everything = tuple(sentence for found in by_path.values() for sentence in found if sentence.words)
    distinct = {sentence.key: sentence for sentence in reversed(everything)}
    quantities = tuple(item for _, item in fields.quantities(document))
    return Material(
        document=document,
        brief=brief,
        terms=known,
        texts=texts,
        by_path=by_path,
        sentences=everything,
        distinct=tuple(reversed(distinct.values())),
        quantities=quantities,
        numbers=known_numbers(document, quantities, brief),
    )

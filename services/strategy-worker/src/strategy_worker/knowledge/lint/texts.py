"""The texts of the knowledge base with where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from pydantic import BaseModel

from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.knowledge.schema import Entity

# Codes and words to recognise a brief by, not texts that anybody reads. What a benchmark says of its source is copied.
_CODES: Final = frozenset({
    "id", "evidence", "words", "entities", "schema_type", "axes", "avoid", "covers", "conflicts", "serves", "metric",
    "industries", "audience", "audience_as", "kind", "owner_role", "event", "family", "direction", "raises",
    "effort", "intent", "source", "url", "also", "note", "population", "confidence", "alt_levels", "unit", "metrics",
})  # fmt: skip
_ROLES_THAT_ARE_CODES: Final = {"tactics": frozenset({"owner"})}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an entry: `role` is the name of the innermost field that holds it."""

    kind: str
    id: str
    role: str
    text: str

    @property
    def where(self) -> str:
        """How a problem names the place."""
        return f"{self.kind} {self.id}, {self.role}"


def entries(base: KnowledgeBase) -> Mapping[str, Mapping[str, Entity]]:
    """Return every kind of entry but the phrasing."""
    return {
        "axes": base.axes,
        "industries": base.industries,
        "audiences": base.audiences,
        "challenges": base.challenges,
        "tactics": base.tactics,
        "objections": base.objections,
        "reversals": base.reversals,
        "metrics": base.metrics,
        "benchmarks": base.benchmarks,
        "loops": base.loops,
        "counter_moves": base.answers,
        "page_kinds": base.page_kinds,
    }


def texts(base: KnowledgeBase) -> Iterator[Text]:
    """Yield every text of every entry."""
    for kind, group in entries(base).items():
        for key, entry in group.items():
            yield from texts_of(kind, key, entry)


def texts_of(kind: str, key: str, entry: Entity) -> Iterator[Text]:
    """Yield the texts of one entry."""
    codes = _CODES | _ROLES_THAT_ARE_CODES.get(kind, frozenset())
    for role, text in _strings("", entry, codes):
        yield Text(kind, key, role, text)


def _strings(role: str, value: object, codes: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in codes:
                yield from _strings(name, getattr(value, name), codes)
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _strings(role, item, codes)
    elif isinstance(value, str):
        yield role, value

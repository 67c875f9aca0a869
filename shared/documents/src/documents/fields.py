"""The texts and quantities of a document by path, so that a finding can point at the field it quotes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from pydantic import BaseModel

from documents.model import Document
from documents.quantities import Quantity

# Labels, identifiers and what a source says of itself, not prose of ours: nothing to judge in them.
_CODES = frozenset({
    "basis", "claim_basis", "effort", "event", "framework", "id", "intent", "kind", "level", "metric", "move",
    "proof_status", "schema_type", "source", "unit", "page", "keyword", "measured_on", "section", "url", "population",
    "caveat", "summary_source",
})  # fmt: skip
# Two fields share a name with a code and hold a sentence all the same.
_PROSE = frozenset({"price.basis", "guarantee.kind"})


@dataclass(frozen=True, slots=True)
class TextField:
    """A prose field: `path` on the wire's names, `block` the top-level section, `role` the field's own name."""

    path: str
    block: str
    role: str
    text: str


def text_fields(document: Document) -> Iterator[TextField]:
    """Yield every non-empty prose field in document order, quantities left out."""
    for path, role, value in _leaves(document):
        if isinstance(value, str) and value and is_prose(path, role):
            yield TextField(path, path.partition(".")[0].partition("[")[0], role, value)


def is_prose(path: str, role: str) -> bool:
    """Tell whether a field holds a sentence of ours, and no label or identifier."""
    return role not in _CODES or path in _PROSE


def quantities(document: Document) -> Iterator[tuple[str, Quantity]]:
    """Yield every quantity with its path."""
    for path, _, value in _leaves(document):
        if isinstance(value, Quantity):
            yield path, value


def _leaves(document: Document) -> list[tuple[str, str, object]]:
    found: list[tuple[str, str, object]] = []
    _walk("", "", document, found)
    return found


def _walk(path: str, role: str, value: object, found: list[tuple[str, str, object]]) -> None:
    if isinstance(value, str | Quantity):
        found.append((path, role, value))
    elif isinstance(value, BaseModel):
        for name, step in _steps(type(value)):
            _walk(f"{path}.{step}" if path else step, name, getattr(value, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(cast("tuple[object, ...]", value)):
            _walk(f"{path}[{index}]", role, item, found)


@cache
def _steps(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())

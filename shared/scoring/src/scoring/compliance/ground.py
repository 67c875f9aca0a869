"""What claims are compared with: the brief, the numbers that rest on something, and the limits that are real."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.model import OfferArchitecture
from documents.quantities import Quantity
from scoring.material import Material
from shared.contracts.requests import Brief


@dataclass(frozen=True, slots=True)
class Ground:
    """The brief with its four-word runs and rivals, the known numbers, and stated capacities."""

    brief: Brief
    runs: frozenset[tuple[str, ...]]
    rivals: tuple[str, ...]
    numbers: frozenset[float]
    limits: frozenset[float]


def ground(material: Material) -> Ground:
    """Return what a document's claims are compared with."""
    return Ground(
        brief=material.brief,
        runs=material.terms.runs,
        rivals=material.terms.rivals,
        numbers=material.numbers,
        limits=frozenset(_limits(material)),
    )


def _limits(material: Material) -> Iterator[float]:
    """Yield the stated capacities: saying how many places there are is no trick when it is true."""
    document = material.document
    if isinstance(document, OfferArchitecture):
        for item in (document.capacity.units_per_month, document.capacity.hours_per_unit):
            yield from _values(item)


def _values(item: Quantity) -> Iterator[float]:
    return (value for value in (item.value, item.low, item.high) if value is not None)

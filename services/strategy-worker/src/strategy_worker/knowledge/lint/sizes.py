"""How much the knowledge base has to hold before it can be called one."""

from collections.abc import Iterator
from typing import Final

from strategy_worker.knowledge.load import KnowledgeBase

# Entries that stand for "nothing known" are not counted.
_FALLBACKS: Final = frozenset({"unknown", "unstated", "unread"})
_LEAST: Final = {
    "industries": 24,
    "audiences": 18,
    "challenges": 42,
    "tactics": 200,
    "objections": 60,
    "reversals": 40,
    "metrics": 70,
    "benchmarks": 62,
}
_LEAST_UNITS: Final = 600


def shortfalls(base: KnowledgeBase) -> Iterator[str]:
    """Yield the kinds of entries of which there are too few."""
    for kind, least in _LEAST.items():
        count = len(set(getattr(base, kind)) - _FALLBACKS)
        if count < least:
            yield f"{kind}: {count} of at least {least}"
    units = sum(len(phrasing.units) for phrasing in base.phrasing.values())
    if units < _LEAST_UNITS:
        yield f"phrasing units: {units} of at least {_LEAST_UNITS}"

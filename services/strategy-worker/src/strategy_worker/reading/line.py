"""A line of business taken apart: what is sold, the noun that says what kind of thing that is, and for whom.

"Bookkeeping software for restaurants" is software; what stands after "for" names customers and belongs to the audience.
"""

import re
from dataclasses import dataclass
from typing import Final

from strategy_worker.knowledge import schema
from strategy_worker.reading.evidence import ends_with, pattern, weigh
from strategy_worker.reading.text import clean

_CUSTOMERS: Final = re.compile(
    r"\s(?:for|serving|aimed\s+at|designed\s+for|used\s+by|sold\s+to|selling\s+to|to)\s+(?=\S)", re.IGNORECASE
)
_ALONGSIDE: Final = re.compile(r"\s*(?:[,;&/+|(]|\band\b)\s*", re.IGNORECASE)
_AFTER_NOUN: Final = re.compile(
    r"\s(?:in|of|on|with|at|from|by|near|around|across|that|who|which|specialis\w+|specializ\w+)\s", re.IGNORECASE
)
# These nouns say nothing of the kind of business, so the words beside them have to.
_HOLLOW: Final = frozenset(
    {"business", "centre", "center", "company", "firm", "group", "house", "institute", "organisation", "organization"}
    | {"practice", "provider", "specialist", "specialists", "start-up", "startup", "team", "work"}
)
# Whoever sells these is not in the trade that uses them, whatever stands before.
_GOODS: Final = frozenset(
    {"accessories", "directory", "distribution", "distributor", "equipment", "magazine", "marketplace", "merchant"}
    | {"merchants", "products", "supplier", "suppliers", "supplies", "wholesaler"}
)
_DECISIVE: Final = 2
_HEAD_WEIGHT: Final = 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """`sold` is what the business offers, `heads` its nouns, `customers` the words that name for whom, or nothing."""

    sold: str
    heads: tuple[str, ...]
    customers: str


def split(text: str) -> Line:
    """Take a line of business apart."""
    whole = clean(text)
    sold, customers = _parts(whole)
    heads = tuple(_AFTER_NOUN.split(part, maxsplit=1)[0].strip(" .)") for part in _ALONGSIDE.split(sold))
    return Line(sold, tuple(head for head in heads if head), customers)


def weigh_line(line: Line, evidence: schema.Evidence) -> float:
    """Return how strongly what is sold speaks for an entry; a telling head noun counts several times."""
    # The heads are parts of what is sold, so no other stem can be the end of one.
    found = {stem: weight for stem, weight in evidence.items() if pattern(stem).search(line.sold)}
    by_head = {stem: weight for stem, weight in found.items() if weight >= _DECISIVE}
    decided = sum(weight for stem, weight in by_head.items() if any(ends_with(head, stem) for head in line.heads))
    if not decided and line.heads and all(_last(head) in _GOODS for head in line.heads):
        return 0.0
    return weigh(line.sold, found) + _HEAD_WEIGHT * decided


def _parts(whole: str) -> tuple[str, str]:
    found = _CUSTOMERS.search(whole)
    if found is None:
        return whole, ""
    sold, customers = whole[: found.start()], whole[found.end() :]
    # "Centre for physiotherapy": what follows such a noun is the work, not the customer.
    return (whole, "") if _last(sold) in _HOLLOW and " " not in sold.strip() else (sold, customers)


def _last(phrase: str) -> str:
    words = phrase.lower().split()
    return words[-1] if words else ""

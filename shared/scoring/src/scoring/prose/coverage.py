"""How far a text takes up its brief in own words, facet by facet."""

from collections.abc import Mapping

from scoring.prose.amounts import Amount
from scoring.prose.reading import Reading
from scoring.prose.vocabulary import GENERIC
from scoring.shapes import ramp
from scoring.terms import Terms, weight

_COVERED = 0.75
_COMMON = 0.25
_SMALL = 12
_ROUND = frozenset({14, 15, 16, 18, 21, 24, 28, 36, 45, 48, 52} | {*range(20, 100, 5)})


def coverage(reading: Reading) -> Mapping[str, float]:
    """Return each facet's coverage from 0 to 1; words in copied runs count half when their sentence goes on."""
    worthy = [item.said for item in reading.items if item.said.worth > 0.05]
    own = frozenset[str]().union(*(said.own for said in worthy))
    quoted = frozenset[str]().union(*(frozenset(said.stems) - said.own for said in worthy)) - own
    return {
        name: ramp((weight(stems & own) + weight(stems & quoted) / 2) / weight(stems), 0.0, _COVERED)
        for name, stems in reading.manuscript.terms.facets.items()
        if stems
    }


def telling_weight(stems: frozenset[str]) -> float:
    """Weigh words of the brief by how much they tell of it; words of any plan count for a quarter."""
    return sum(_COMMON if root in GENERIC else 1.0 for root in sorted(stems))


def problem_stems(terms: Terms) -> frozenset[str]:
    """Return the words of what troubles the firm and what it wants, without those of whom it is for and of rivals."""
    facets = (stems for name, stems in terms.facets.items() if name == "outcome" or name.startswith("challenge"))
    return terms.measured.union(*facets) - terms.facets["audience"] - terms.name - terms.rival_stems


def is_telling(number: Amount) -> bool:
    """Tell a figure that two texts hardly share by chance."""
    return number.unit != "date" and number.value > _SMALL and number.value not in _ROUND

"""Groups terms by shared words and shared lines: lexical clusters, no meaning is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from seo_worker.text.terms import Term

_MOST_TERMS: Final = 60
_MOST_CLUSTERS: Final = 8
_MOST_MEMBERS: Final = 8
_LEAST_TOGETHER: Final = 2
_LEAST_NPMI: Final = 0.45


@dataclass(frozen=True, slots=True)
class Cluster:
    """A leading term and those that keep it company."""

    terms: tuple[Term, ...]

    @property
    def label(self) -> str:
        """The leading term."""
        return self.terms[0].text


def cluster_terms(
    terms: Sequence[Term], line_count: int, *, subject: frozenset[str] = frozenset()
) -> tuple[Cluster, ...]:
    """Group terms given weightiest first; a term that keeps no company is left out, unless it is the subject itself."""
    groups: list[list[Term]] = []
    for term in terms[:_MOST_TERMS]:
        home = next((g for g in groups if _belong(g[0], term, line_count)), None)
        if home is None:
            groups.append([term])
        else:
            home.append(term)
    told = [g for g in groups if len(g) > 1 or subject.issuperset(g[0].stems)]
    return tuple(Cluster(tuple(g[:_MOST_MEMBERS])) for g in told[:_MOST_CLUSTERS])


def _belong(lead: Term, term: Term, line_count: int) -> bool:
    return bool(set(lead.stems) & set(term.stems)) or _npmi(lead, term, line_count) >= _LEAST_NPMI


def _npmi(one: Term, other: Term, line_count: int) -> float:
    """Return the normalised pointwise mutual information of two terms over lines, from -1 to 1."""
    together = len(one.sentences & other.sentences)
    if together < _LEAST_TOGETHER or together == line_count:
        return 0.0
    joint = together / line_count
    expected = len(one.sentences) / line_count * len(other.sentences) / line_count
    return log(joint / expected) / -log(joint)

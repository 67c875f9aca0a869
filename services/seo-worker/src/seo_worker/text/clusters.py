"""Groups the terms of one text by shared words and shared sentences: lexical clusters, no meaning is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from seo_worker.text.terms import Term

_MOST_TERMS: Final = 40
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


def cluster_terms(terms: Sequence[Term], sentence_count: int) -> tuple[Cluster, ...]:
    """Group terms given weightiest first; a term that keeps no company is left out."""
    groups: list[list[Term]] = []
    for term in terms[:_MOST_TERMS]:
        home = next((g for g in groups if _belong(g[0], term, sentence_count)), None)
        if home is None:
            groups.append([term])
        else:
            home.append(term)
    told = [g for g in groups if len(g) > 1]
    return tuple(Cluster(tuple(g[:_MOST_MEMBERS])) for g in told[:_MOST_CLUSTERS])


def _belong(lead: Term, term: Term, sentence_count: int) -> bool:
    return bool(set(lead.stems) & set(term.stems)) or _npmi(lead, term, sentence_count) >= _LEAST_NPMI


def _npmi(one: Term, other: Term, sentence_count: int) -> float:
    """Return the normalised pointwise mutual information of two terms over sentences, from -1 to 1."""
    together = len(one.sentences & other.sentences)
    if together < _LEAST_TOGETHER or together == sentence_count:
        return 0.0
    joint = together / sentence_count
    expected = len(one.sentences) / sentence_count * len(other.sentences) / sentence_count
    return log(joint / expected) / -log(joint)

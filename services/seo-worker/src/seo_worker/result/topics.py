"""Says what the page and its competitors are about, in clusters of their own words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import presentable
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.topical.comparison import Comparison
from seo_worker.checks.topical.shared_terms import Spot, spelling, spots_of, without_echoes
from seo_worker.result.quoting import cut
from seo_worker.result.topics_wire import ClusterQuestion, ClusterTerm, IntentMarker, SemanticCluster
from seo_worker.text.clusters import Cluster, cluster_terms
from seo_worker.text.intent import Mark, Read, decide, marks_in
from seo_worker.text.terms import Stems, Term

# Used twice, or once in a heading.
_LEAST_WEIGHT: Final = 2
_MOST_QUESTIONS: Final = 5
_MOST_MARKERS: Final = 5
_LONGEST_QUESTION: Final = 20


@dataclass(frozen=True, slots=True)
class _Material:
    """Every use of the terms that may be clustered, on the page and on its competitors', and what each weighs."""

    compared: Comparison
    spots: Mapping[Stems, Sequence[Spot]]
    weights: Mapping[Stems, float]

    def users(self, key: Stems) -> int:
        """Return how many competitors use a term that is no part of their name."""
        return sum(key in r.text.counts and not r.brand.holds(key) for r in self.compared.rivals)


def semantic_clusters(facts: PageFacts) -> tuple[SemanticCluster, ...]:
    """Return the lexical clusters of the page's own words and of those that its competitors share."""
    compared = facts.comparison
    pages = (compared.own, *(rival.text for rival in compared.rivals))
    spots = spots_of(pages, _wanted(compared))
    material = _Material(compared, spots, {key: _weight(found, compared) for key, found in spots.items()})
    lines = sum(len(page.lines) for page in pages)
    clusters = cluster_terms(_terms(material), lines, subject=compared.subject | compared.markers.fillers)
    return tuple(_cluster(number, cluster, material) for number, cluster in enumerate(clusters, start=1))


def _weight(found: Sequence[Spot], compared: Comparison) -> float:
    """Return the prominence on the page and the mean of the competitors'."""
    by_place = load_ruleset().prominence
    own = sum(by_place[spot.line.place] for spot in found if spot.page is compared.own)
    others = sum(by_place[spot.line.place] for spot in found if spot.page is not compared.own)
    return round(own + (others / len(compared.rivals) if others else 0), 1)


def _wanted(compared: Comparison) -> dict[Stems, None]:
    """Return the terms of the page that tell something, among them what is searched for, and those that are shared."""
    markers, subject = compared.markers, compared.subject
    ordinary = markers.boilerplate.without(subject).whole
    often = (key for key, weight in compared.own.prominence.items() if weight >= _LEAST_WEIGHT)
    telling = (k for k in often if subject.issuperset(k) or (k not in ordinary and markers.is_telling(k)))
    return dict.fromkeys([*telling, *(term.stems for term in compared.terms)])


def _terms(material: _Material) -> tuple[Term, ...]:
    spots, language = material.spots, material.compared.lexicon.language
    standing = sorted(without_echoes(spots), key=lambda key: (-material.weights[key] * len(key), key))
    return tuple(
        # A line is told from others by being one object; which number it has changes nothing.
        Term(key, spelling(spots[key], language), len(spots[key]), frozenset(id(s.line) for s in spots[key]))
        for key in standing[:60]
    )


def _cluster(number: int, cluster: Cluster, material: _Material) -> SemanticCluster:
    compared = material.compared
    lines = _lines(cluster, material)
    marks = (
        *_names(cluster, material),
        *marks_in((read for read, headed in lines.items() if headed), compared.markers),
    )
    return SemanticCluster(
        id=f"cluster-{number}",
        label=presentable(cluster.label),
        intent=decide(marks),
        intent_markers=tuple(map(_marker, _deciding_first(marks)[:_MOST_MARKERS])),
        keywords=tuple(_term(term, material) for term in cluster.terms),
        questions=tuple(_questions(lines, compared))[:_MOST_QUESTIONS],
        related_to_keyword=any(compared.subject & set(term.stems) for term in cluster.terms),
    )


def _deciding_first(marks: Sequence[Mark]) -> list[Mark]:
    decided = decide(marks)
    return sorted(marks, key=lambda mark: mark.intent != decided)


def _lines(cluster: Cluster, material: _Material) -> dict[Read, bool]:
    """Return the lines that speak of the cluster, page after page, and whether each is a title or heading."""
    own = material.compared.own
    spots = [spot for term in cluster.terms for spot in material.spots[term.stems]]
    ordered = sorted(spots, key=lambda spot: (spot.page is not own, spot.page.url))
    return {Read(s.line.text, s.line.tokens, s.page.url): s.line.place != "text" for s in ordered}


def _names(cluster: Cluster, material: _Material) -> Iterator[Mark]:
    """Yield the page's own name as a mark: who types it wants to get there."""
    own, brand = material.compared.own, material.compared.brand
    for term in cluster.terms:
        if brand.is_named(term.stems):
            yield Mark("navigational", term.text, term.text, own.url)


def _questions(lines: Mapping[Read, bool], compared: Comparison) -> Iterator[ClusterQuestion]:
    told: set[str] = set()
    for read, headed in lines.items():
        tokens = tuple(read.tokens)
        asked = compared.asks(read.text, tokens) if headed else read.text.rstrip().endswith("?")
        if asked and len(tokens) <= _LONGEST_QUESTION and read.text.casefold() not in told:
            told.add(read.text.casefold())
            own = read.url == compared.own.url
            yield ClusterQuestion(
                question=presentable(cut(read.text)), url=read.url, source="page" if own else "competitor"
            )


def _term(term: Term, material: _Material) -> ClusterTerm:
    count, users = material.compared.own.counts.get(term.stems, 0), material.users(term.stems)
    return ClusterTerm(
        term=presentable(term.text),
        count=count,
        competitors=users,
        source="both" if count and users else "page" if count else "competitors",
        weight=material.weights[term.stems],
    )


def _marker(mark: Mark) -> IntentMarker:
    return IntentMarker(
        intent=mark.intent, marker=presentable(mark.words), found_in=presentable(cut(mark.line)), url=mark.url
    )

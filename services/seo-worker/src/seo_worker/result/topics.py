"""Says what the page's text is about, and what competing pages have that it lacks."""

from collections.abc import Sequence

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Confidence, presentable
from seo_worker.checks.rules import Ruleset
from seo_worker.checks.topical.coverage import Shared, shared_sections, shared_terms
from seo_worker.result.topics_wire import ClusterTerm, ContentGap, SemanticCluster
from seo_worker.text.clusters import Cluster, cluster_terms
from seo_worker.text.terms import frequent_phrases, leading_terms


def semantic_clusters(facts: PageFacts) -> tuple[SemanticCluster, ...]:
    """Return the lexical clusters of the page's own text."""
    terms = leading_terms(frequent_phrases(facts.sentences, facts.lexicon))
    clusters = cluster_terms(terms, len(facts.sentences))
    return tuple(_cluster(number, cluster, facts) for number, cluster in enumerate(clusters, start=1))


def content_gaps(facts: PageFacts, ruleset: Ruleset) -> tuple[ContentGap, ...]:
    """Return what competitors share and the page lacks: nothing when no competitor could be read."""
    terms = shared_terms(facts, most=int(ruleset.rules["C11"].limits["most_terms"]))
    sections = shared_sections(facts, similar=float(ruleset.rules["C12"].limits["similar"]))
    read = len(facts.rivals)
    confidence: Confidence = "low" if read < ruleset.rules["C11"].limits["least_competitors"] else "medium"
    return (*_gaps("section", sections, read, confidence), *_gaps("term", terms, read, confidence))


def _gaps(kind: str, shared: Sequence[Shared], read: int, confidence: Confidence) -> tuple[ContentGap, ...]:
    return tuple(
        ContentGap(
            kind="section" if kind == "section" else "term",
            term=presentable(item.text),
            competitors=item.rivals,
            competitors_read=read,
            uses=item.uses,
            confidence=confidence,
        )
        for item in shared
        if not item.covered
    )


def _cluster(number: int, cluster: Cluster, facts: PageFacts) -> SemanticCluster:
    wanted = {word.stem for word in facts.keyword.content} if facts.keyword else set[str]()
    return SemanticCluster(
        id=f"cluster-{number}",
        label=presentable(cluster.label),
        keywords=tuple(ClusterTerm(term=presentable(term.text), count=term.count) for term in cluster.terms),
        related_to_keyword=any(wanted & set(term.stems) for term in cluster.terms),
    )

"""Says what clusters, intents and content gaps of an audit rest on, and why some of them are missing."""

from collections.abc import Iterator

from seo_worker.checks.facts import PageFacts
from seo_worker.evidence import SiteEvidence


def about_comparison(site: SiteEvidence, facts: PageFacts | None) -> Iterator[str]:
    """Yield why there are no gaps, or weak ones; a competitor that is still to be looked at is no reason."""
    if "competitors" not in site.pending:
        yield from _about_competitors(len(site.competitors), facts)


def about_clusters(facts: PageFacts | None) -> Iterator[str]:
    """Yield what clusters and their intents rest on."""
    if facts is not None and not facts.comparison.markers.intents.whole:
        yield (
            "Words that tell what searchers want are known in seven languages, this page's is not among them: every"
            " intent is unclear."
        )
    yield "Semantic clusters are lexical: words counted on the page and on its competitors', not meanings."


def _about_competitors(named: int, facts: PageFacts | None) -> Iterator[str]:
    if not named:
        yield "No competitors were named, so nothing was compared: no content gaps, no benchmarks, no term coverage."
    elif facts is not None and not facts.rivals:
        yield "None of the competitors' pages could be compared, so there are no content gaps."
    elif named == 1:
        yield "With a single competitor, content gaps show what that page has, not what is usual: low confidence."
    elif facts is not None and len(facts.rivals) == 1:
        yield (
            f"Only one of {named} competitors' pages could be compared, so content gaps show what that page has, not"
            " what is usual: low confidence."
        )

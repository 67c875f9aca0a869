"""Where the audited page stands by the imported tables, worked out once for whoever asks."""

from dataclasses import dataclass

from seo_worker.checks.facts import PageFacts
from seo_worker.providers.answers import Measured, SearchPerformance, SearchTable
from seo_worker.ranking.found import Found, of_keyword, of_page
from seo_worker.text.keywords import Keyword


@dataclass(frozen=True, slots=True)
class Standing:
    """The imported tables and what they say of the keyword and of the page; None is not known, never nothing."""

    queries: SearchTable | None
    pages: SearchTable | None
    by_keyword: Found | None
    by_page: Found | None


def standing(facts: PageFacts, keyword: Keyword | None) -> Standing | None:
    """Return what was imported about the page's site, or None when nothing was."""
    performance = next(
        (
            a.finding
            for a in facts.evidence.sources
            if isinstance(a, Measured) and isinstance(a.finding, SearchPerformance)
        ),
        None,
    )
    if performance is None:
        return None
    queries, pages = performance.queries, performance.pages
    return Standing(
        queries,
        pages,
        of_keyword(queries.rows, keyword, facts.lexicon) if queries and keyword else None,
        of_page(pages.rows, _addresses(facts)) if pages else None,
    )


def _addresses(facts: PageFacts) -> tuple[str, ...]:
    """Name the page as it was found and as it wants to be known, which is how search engines list it."""
    return (facts.url, *(canonical.url for canonical in facts.page.canonicals if canonical.url))

"""Compares what pages claim as their canonical address with what was found there and in the sitemap."""

from collections.abc import Iterator

from seo_worker.site.graph import SiteGraph
from seo_worker.site.model import Crawl, Visit


def canonical_conflicts(crawl: Crawl, graph: SiteGraph) -> Iterator[str]:
    """Name every page whose canonical contradicts itself, its target or the sitemap."""
    listed = frozenset(crawl.sitemap or ())
    for visit in graph.visits.values():
        named = visit.reading.canonicals if visit.reading else ()
        if len(named) > 1:
            yield f"{visit.url} names several canonicals: {', '.join(named[:5])}"
        for target in named[:1] if len(named) == 1 and visit.url not in named else ():
            reasons = [*_of_target(target, graph), *(["the sitemap lists the page"] if visit.url in listed else [])]
            if reasons:
                yield f"{visit.url} names {target} as canonical, but {' and '.join(reasons)}"


def _of_target(url: str, graph: SiteGraph) -> Iterator[str]:
    """Tell what speaks against a canonical; nothing is known against an address that was not visited."""
    target = graph.visits.get(url)
    if url in graph.redirects:
        yield f"that redirects to {graph.redirects[url]}"
    elif target is not None:
        yield from _faults(target)


def _faults(target: Visit) -> Iterator[str]:
    if target.status is not None and not target.is_page:
        yield f"that answers with {target.status}"
    if target.reading is not None and target.reading.noindex:
        yield "that says noindex"
    if target.reading is not None and target.reading.canonicals and target.url not in target.reading.canonicals:
        yield f"that names {target.reading.canonicals[0]} in turn"

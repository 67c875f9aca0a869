"""Finds what shows when the pages of a site are seen together; claims nothing about pages that were not visited."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from seo_worker.checks.outcome import counted, quote, shortened
from seo_worker.site.advice import ADVICE, Advice
from seo_worker.site.canonicals import canonical_conflicts
from seo_worker.site.graph import SiteGraph, site_graph
from seo_worker.site.model import Crawl, Reading, Visit

# Refusals that say "not you" or "not now": whether the page is there stays unknown.
_NOT_SAID: Final = frozenset({401, 403, 407, 429, 503})
_MAX_DEPTH: Final = 4
_MAX_SOURCES: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of defect of the site, with each case of it as a piece of evidence."""

    id: str
    advice: Advice
    cases: int
    evidence: tuple[str, ...]


def findings(crawl: Crawl) -> tuple[Finding, ...]:
    """Return what was found, in the order of the ids."""
    graph = site_graph(crawl)
    cases = {name: tuple(find(crawl, graph)) for name, find in _FINDERS.items()}
    return tuple(Finding(name, ADVICE[name], len(found), shortened(found)) for name, found in cases.items() if found)


def orphans_measured(crawl: Crawl) -> bool:
    """Tell whether it is known which pages nothing links to: all links were seen and followed, and a sitemap read."""
    all_seen = crawl.links_done and crawl.stopped in {None, "pages"} and all(v.links_known for v in crawl.visits)
    return all_seen and crawl.sitemap is not None


def _duplicate_titles(_crawl: Crawl, graph: SiteGraph) -> Iterable[str]:
    return _duplicates(graph, lambda reading: reading.title)


def _duplicate_descriptions(_crawl: Crawl, graph: SiteGraph) -> Iterable[str]:
    return _duplicates(graph, lambda reading: reading.description)


def _duplicates(graph: SiteGraph, text_of: Callable[[Reading], str | None]) -> Iterator[str]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for visit in graph.visits.values():
        text = " ".join((text_of(visit.reading) or "").split()) if visit.reading else ""
        if text and _speaks_for_itself(visit):
            groups.setdefault(text.casefold(), []).append((visit.url, text))
    for group in groups.values():
        if len(group) > 1:
            yield f"{quote(group[0][1])} is on {counted(len(group), 'page')}: {_some(url for url, _ in group)}"


def _speaks_for_itself(visit: Visit) -> bool:
    """Tell whether a page may appear in results under its own address; a copy that says so is no duplicate."""
    reading = visit.reading
    return visit.is_page and reading is not None and not reading.noindex and set(reading.canonicals) <= {visit.url}


def _broken_links(_crawl: Crawl, graph: SiteGraph) -> Iterator[str]:
    for visit in graph.visits.values():
        sources = graph.linked_from.get(visit.url)
        if sources and visit.status is not None and visit.status >= 400 and visit.status not in _NOT_SAID:
            yield f"{visit.status} {visit.url}, linked from {_some(sources)}"


def _redirect_chains(_crawl: Crawl, graph: SiteGraph) -> Iterator[str]:
    for url in graph.visits:
        sources, way = _direct_sources(url, graph), graph.way(url)
        if not sources or len(way) == 1:
            continue
        if way[-1] in way[:-1]:
            yield f"{' → '.join(way)} goes round in a circle, linked from {_some(sources)}"
        elif len(way) > 2:
            yield f"{' → '.join(way)} ({counted(len(way) - 1, 'redirect')}), linked from {_some(sources)}"


def _direct_sources(url: str, graph: SiteGraph) -> tuple[str, ...]:
    readings = ((visit.url, visit.reading) for visit in graph.visits.values())
    return tuple(source for source, reading in readings if reading and any(link.url == url for link in reading.links))


def _orphans(crawl: Crawl, graph: SiteGraph) -> Iterator[str]:
    if not orphans_measured(crawl):
        return
    for url in crawl.sitemap or ():
        visit = graph.visits.get(url)
        is_page = visit is None or visit.is_page
        if url != crawl.start and is_page and url not in graph.linked_from:
            yield f"{url}: in the sitemap, and no link on the {counted(len(_read(graph)), 'page')} read leads there"


def _read(graph: SiteGraph) -> list[Visit]:
    return [visit for visit in graph.visits.values() if visit.reading is not None]


def _deep_pages(_crawl: Crawl, graph: SiteGraph) -> Iterator[str]:
    for visit in graph.visits.values():
        depth = graph.depths.get(visit.url, 0)
        if visit.is_page and depth > _MAX_DEPTH:
            yield f"{visit.url} is {depth} clicks away from the audited page"


def _noindex_listed(crawl: Crawl, graph: SiteGraph) -> Iterator[str]:
    for url in crawl.sitemap or ():
        visit = graph.visits.get(url)
        if visit is not None and visit.reading is not None and visit.reading.noindex:
            yield f"{url} is in the sitemap and says noindex"


def _some(urls: Iterable[str]) -> str:
    """Name the first few addresses and say how many more there are."""
    every = tuple(urls)
    more = f" and {len(every) - _MAX_SOURCES} more" if len(every) > _MAX_SOURCES else ""
    return ", ".join(every[:_MAX_SOURCES]) + more


_FINDERS: Final[dict[str, Callable[[Crawl, SiteGraph], Iterable[str]]]] = {
    "S01": _duplicate_titles,
    "S02": _duplicate_descriptions,
    "S03": _broken_links,
    "S04": _redirect_chains,
    "S05": _orphans,
    "S06": _deep_pages,
    "S07": canonical_conflicts,
    "S08": _noindex_listed,
}

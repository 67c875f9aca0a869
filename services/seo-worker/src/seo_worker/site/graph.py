"""What the links and redirects of the visited pages say together: who links where, how far, and by which detours."""

from collections import deque
from dataclasses import dataclass

from seo_worker.site.model import Crawl, Visit


@dataclass(frozen=True, slots=True)
class SiteGraph:
    """The visited site as a graph.

    `linked_from` names the pages with any link to an address, through redirects too, in the order of the visits;
    `inlinks` only those whose link may be followed. `depths` are the fewest clicks from the audited page.
    """

    visits: dict[str, Visit]
    redirects: dict[str, str]
    linked_from: dict[str, tuple[str, ...]]
    inlinks: dict[str, tuple[str, ...]]
    depths: dict[str, int]

    def way(self, url: str) -> tuple[str, ...]:
        """Return the addresses from this one to where its redirects end; in a circle the last one is met twice."""
        return way_of(url, self.redirects)


def site_graph(crawl: Crawl) -> SiteGraph:
    """Put the graph of a crawl together."""
    redirects = {**crawl.redirects, **{v.url: v.redirects_to for v in crawl.visits if v.redirects_to is not None}}
    return SiteGraph(
        visits={visit.url: visit for visit in crawl.visits},
        redirects=redirects,
        linked_from=_sources(crawl, redirects, only_followed=False),
        inlinks=_sources(crawl, redirects, only_followed=True),
        depths=_depths(crawl, redirects),
    )


def way_of(url: str, redirects: dict[str, str]) -> tuple[str, ...]:
    """Follow redirects until they end, or until an address is met again."""
    way = [url]
    while (target := redirects.get(way[-1])) is not None:
        way.append(target)
        if target in way[:-1]:
            break
    return tuple(way)


def _sources(crawl: Crawl, redirects: dict[str, str], *, only_followed: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for visit in crawl.visits:
        for link in visit.reading.links if visit.reading else ():
            if only_followed and not link.followed:
                continue
            for target in way_of(link.url, redirects):
                if target != visit.url:
                    found.setdefault(target, {})[visit.url] = None
    return {target: tuple(sources) for target, sources in found.items()}


def _depths(crawl: Crawl, redirects: dict[str, str]) -> dict[str, int]:
    visits = {visit.url: visit for visit in crawl.visits}
    depths = {crawl.start: 0}
    queue = deque([crawl.start])
    while queue:
        here = queue.popleft()
        reading = visits[here].reading if here in visits else None
        for link in reading.links if reading else ():
            if not link.followed:
                continue
            # A redirect is no click: all addresses on the way lie equally deep.
            for target in way_of(link.url, redirects):
                if target not in depths:
                    depths[target] = depths[here] + 1
                    queue.append(target)
    return depths

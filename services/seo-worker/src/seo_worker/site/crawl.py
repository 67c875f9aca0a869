"""Visits a site from the audited page on: two requests at a time at most, spaced, and only where robots.txt lets us."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from seo_worker.checks.rules import Ruleset
from seo_worker.evidence import SiteEvidence
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import parse_web_url
from seo_worker.gather_page import Scout
from seo_worker.site.addresses import Home, spelled
from seo_worker.site.frontier import Entry, Frontier
from seo_worker.site.listed import listed
from seo_worker.site.model import Crawl, StopReason, Visit
from seo_worker.site.pace import Pace
from seo_worker.site.reading import read_visit
from seo_worker.site.visit import Visitor

Report = Callable[[int], Awaitable[None]]

_AT_ONCE: Final = 2
_SLOW_DOWN: Final = frozenset({429, 503})
_FAILURES_IN_A_ROW: Final = 3
_BARRED: Final = frozenset({"robots_disallowed", "robots_unavailable"})


@dataclass(frozen=True, slots=True)
class CrawlLimits:
    """How far a crawl goes; `until` is a moment of the event loop's clock, `pages` counts the audited page too."""

    pages: int
    until: float
    pause_s: float = 0.25
    longest_delay_s: float = 5.0


async def crawl(site: SiteEvidence, scout: Scout, ruleset: Ruleset, limits: CrawlLimits, report: Report) -> Crawl:
    """Visit up to `limits.pages` addresses; `report` is told after each how many were visited, and may stop the crawl.

    Raises:
        Exception: only what `report` raises; what the web does is in the result.
    """
    start = parse_web_url(site.fetch.final_url)
    asked = await scout.robots.delay_s(start)
    gap_s = limits.pause_s if asked is None else min(max(asked, limits.pause_s), limits.longest_delay_s)
    visitor = Visitor(site, Home.of(start.href), scout, ruleset, Pace(gap_s), limits.until)
    walk = _Walk(visitor, limits, 1 if asked else _AT_ONCE)
    await walk.begin(spelled(start))
    await walk.go_on(report)
    return walk.result(asked)


@dataclass(slots=True)
class _Walk:
    visitor: Visitor
    limits: CrawlLimits
    at_once: int
    frontier: Frontier = field(default_factory=Frontier)
    visits: list[Visit] = field(default_factory=list[Visit])
    redirects: dict[str, str] = field(default_factory=dict[str, str])
    seeds: list[str] = field(default_factory=list[str])
    sitemap: tuple[str, ...] | None = None
    stopped: StopReason | None = None
    failures: int = 0

    async def begin(self, start: str) -> None:
        """Take the audited page as visited, and read what the sitemap lists."""
        site = self.visitor.site
        steps = [address for hop in site.fetch.hops if (address := self.visitor.home.address(hop.url))]
        self.redirects = {here: there for here, there in pairwise(steps) if here != there}
        for address in (start, *steps):
            self.frontier.know(address)
        first = await asyncio.to_thread(read_visit, start, site.target, site, self.visitor.ruleset)
        self._take_in(first, depth=0)
        self.sitemap = await listed(site.sitemap, self.visitor)
        self.seeds += self.sitemap or ()

    async def go_on(self, report: Report) -> None:
        """Visit what waits, nearest first, until nothing does or a limit is reached."""
        while self.stopped is None:
            batch = await self._batch()
            if not batch:
                return
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self.visitor.visit(entry.url)) for entry in batch]
            for entry, task in zip(batch, tasks, strict=True):
                self._account(entry, task.result())
            await report(len(self.visits))

    async def _batch(self) -> list[Entry]:
        """Take the next addresses that robots.txt allows; none are left when this is empty."""
        batch: list[Entry] = []
        while len(batch) < self.at_once:
            entry = self._next()
            if entry is None:
                break
            if len(self.visits) + len(batch) >= self.limits.pages:
                self.frontier.put_back(entry)
                self.stopped = None if batch else "pages"
                break
            if await self._is_allowed(entry.url):
                batch.append(entry)
        return batch

    def _next(self) -> Entry | None:
        if not self.frontier.linked_waiting:
            for url in self.seeds:
                self.frontier.offer(url, 0, is_seed=True)
            self.seeds.clear()
        return self.frontier.take()

    async def _is_allowed(self, url: str) -> bool:
        try:
            await self.visitor.scout.robots.permit(parse_web_url(url))
        except FetchFailureError as exc:
            if exc.code in _BARRED:
                self.frontier.barred.append(url)
                return False
        return True

    def _account(self, entry: Entry, visit: Visit | None) -> None:
        if visit is None:
            self.frontier.put_back(entry)
            self.stopped = "time"
            return
        self._take_in(visit, entry.depth)
        self.failures = self.failures + 1 if visit.status is None else 0
        if visit.status in _SLOW_DOWN:
            self.stopped = "slow_down"
        elif self.failures >= _FAILURES_IN_A_ROW:
            self.stopped = "unreachable"

    def _take_in(self, visit: Visit, depth: int) -> None:
        self.visits.append(visit)
        if visit.redirects_to is not None:
            self._offer([visit.redirects_to], depth)
        if visit.reading is not None:
            self._offer([link.url for link in visit.reading.links if link.followed], depth + 1)
            # A canonical is a hint, no link: it is looked at when all links have been.
            self.seeds += filter(None, map(self.visitor.home.address, visit.reading.canonicals))

    def _offer(self, urls: Sequence[str], depth: int) -> None:
        for url in filter(self.visitor.home.address, urls):
            self.frontier.offer(url, depth)

    def result(self, asked_delay_s: float | None) -> Crawl:
        """Return what was seen, and what was not."""
        known = {*self.redirects, *(visit.url for visit in self.visits), *self.frontier.barred, *self.frontier.trapped}
        unseen = dict.fromkeys((*self.frontier.waiting, *(url for url in self.seeds if url not in known)))
        return Crawl(
            start=self.visits[0].url,
            visits=tuple(self.visits),
            redirects=self.redirects,
            sitemap=self.sitemap,
            waiting=tuple(unseen),
            trapped=tuple(self.frontier.trapped),
            barred=tuple(self.frontier.barred),
            stopped=self.stopped,
            links_done=not self.frontier.linked_waiting,
            gap_s=self.visitor.pace.gap_s,
            asked_delay_s=asked_delay_s,
        )

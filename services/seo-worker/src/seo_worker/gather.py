"""Gathers all that one audit may judge. What the web does is never an exception here: it is in the evidence.

The page comes first; competitors and outside sources, which nobody shall wait for, are looked at meanwhile.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from seo_worker.evidence import (
    DateClaim,
    FetchedPage,
    Page,
    PageEvidence,
    Pending,
    PlainHTTP,
    SiteEvidence,
    SitemapEvidence,
)
from seo_worker.fetch.client import USER_AGENT, Fetcher
from seo_worker.fetch.failures import FetchFailureError, error
from seo_worker.fetch.permission import RobotsBook
from seo_worker.fetch.plain_http import Doors, probe_http
from seo_worker.fetch.sitemap import search_sitemaps
from seo_worker.fetch.urls import parse_web_url
from seo_worker.gather_page import Scout, answered, described, download, look_beside
from seo_worker.page.moments import read_moment
from seo_worker.page.pool import ParserPool
from seo_worker.providers.answers import Answer
from seo_worker.providers.panel import Panel
from seo_worker.repeated import without_repeats

_MAX_COMPETITORS: Final = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be looked at: hosts, hosts with a port or path, or http(s) URLs; and who else is asked about it."""

    domain: str
    competitors: tuple[str, ...] = ()
    vantage: str = "this server"
    sources: Panel = field(default_factory=Panel)


@dataclass(frozen=True, slots=True)
class GatherLimits:
    """How long each part may take; `samples_s` bounds what more samples of the response time may add.

    The page's http form is asked for at the same time, and waited for no longer than `more_for_http_form_s`.
    """

    total_s: float = 25.0
    sitemap_s: float = 4.0
    samples_s: float = 1.0
    more_samples: int = 2
    http_form_s: float = 2.0
    more_for_http_form_s: float = 0.3
    doors: Doors = field(default_factory=Doors)


class Look:
    """One look at a page and its surroundings: everything begins at once, and each part is had when it is asked for."""

    def __init__(self, subject: Subject, scout: Scout, as_of: datetime, limits: GatherLimits) -> None:
        self._subject = subject
        self._scout = scout
        self._as_of = as_of
        self._limits = limits
        self._end = asyncio.get_running_loop().time() + limits.total_s
        start = asyncio.create_task
        self._download = start(download(subject.domain, scout, deadline_s=limits.total_s))
        self._competitors = [
            start(look_beside(address, scout, deadline_s=limits.total_s))
            for address in subject.competitors[:_MAX_COMPETITORS]
        ]
        self._sources = start(self._asked())
        self._http_form = start(self._probed())

    async def page(self) -> SiteEvidence:
        """Return what there is about the page itself, with what is still being looked at as `pending`."""
        target, sitemap = await self._target()
        return SiteEvidence(
            target=target,
            sitemap=sitemap,
            competitors=(),
            vantage=self._subject.vantage,
            user_agent=USER_AGENT,
            gathered_at=self._as_of,
            sources=self._subject.sources.pending(),
            pending=self._pending(),
            plain_http=await self._plain_http(),
        )

    async def with_competitors(self, site: SiteEvidence) -> SiteEvidence:
        """Add the competitors' pages, each of which speaks once."""
        competitors = without_repeats(site.target, [await task for task in self._competitors])
        return replace(site, competitors=competitors, pending=_without(site.pending, "competitors"))

    async def with_sources(self, site: SiteEvidence) -> SiteEvidence:
        """Add what outside sources said."""
        return replace(site, sources=await self._sources, pending=_without(site.pending, "sources"))

    async def close(self) -> None:
        """Stop looking at what nobody asked for any more."""
        tasks = (self._download, self._sources, self._http_form, *self._competitors)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _pending(self) -> tuple[Pending, ...]:
        competitors: tuple[Pending, ...] = ("competitors",) if self._competitors else ()
        return (*competitors, "sources") if self._subject.sources.connected else competitors

    async def _target(self) -> tuple[PageEvidence, SitemapEvidence]:
        got = await self._download
        scout, limits = self._scout, self._limits
        async with asyncio.TaskGroup() as group:
            describing = group.create_task(described(self._subject.domain, got, scout))
            sampling = group.create_task(_samples(got.fetch, scout.fetcher, limits))
            searching = group.create_task(_sitemap(got.fetch, scout, limits))
        target, sitemap = describing.result(), searching.result()
        fetch = replace(target.fetch, response_ms=(*target.fetch.response_ms, *sampling.result()))
        return replace(target, fetch=fetch, page=_dated(target, sitemap)), sitemap

    async def _plain_http(self) -> PlainHTTP | None:
        done, _ = await asyncio.wait({self._http_form}, timeout=self._limits.more_for_http_form_s)
        return self._http_form.result() if done else PlainHTTP("", "not_measured", error=error("timeout"))

    async def _probed(self) -> PlainHTTP | None:
        fetch = (await asyncio.shield(self._download)).fetch
        if not answered(fetch):
            return None
        scout, limits = self._scout, self._limits
        return await probe_http(
            fetch, scout.fetcher, permission=scout.robots.permit, deadline_s=limits.http_form_s, doors=limits.doors
        )

    async def _asked(self) -> tuple[Answer, ...]:
        """Ask the outside sources about the page that was found, for as long as the audit has time."""
        # Shielded: giving up on the sources must not end the fetch of the page.
        fetch = (await asyncio.shield(self._download)).fetch
        if not answered(fetch):
            return self._subject.sources.decline()
        return await self._subject.sources.ask(
            fetch.final_url, deadline_s=self._end - asyncio.get_running_loop().time()
        )


@asynccontextmanager
async def looking(
    subject: Subject, scout: Scout, *, as_of: datetime, limits: GatherLimits | None = None
) -> AsyncGenerator[Look, None]:
    """Begin to look at the target, its competitors and its sources; what is not done by the end is dropped."""
    look = Look(subject, scout, as_of, limits or GatherLimits())
    try:
        yield look
    finally:
        await look.close()


async def gather(
    subject: Subject, fetcher: Fetcher, pool: ParserPool, *, as_of: datetime, limits: GatherLimits | None = None
) -> SiteEvidence:
    """Look at the target, its sitemap, its competitors and its sources, and wait for all of it."""
    async with looking(subject, Scout(fetcher, pool, RobotsBook(fetcher)), as_of=as_of, limits=limits) as look:
        return await look.with_sources(await look.with_competitors(await look.page()))


def _without(pending: tuple[Pending, ...], part: Pending) -> tuple[Pending, ...]:
    return tuple(other for other in pending if other != part)


async def _samples(fetch: FetchedPage, fetcher: Fetcher, limits: GatherLimits) -> list[float]:
    """Measure the response time some more, one after another, while the time given for it lasts."""
    taken: list[float] = []
    if not answered(fetch) or not fetch.response_ms:
        return taken
    clock = asyncio.get_running_loop().time
    end = clock() + limits.samples_s
    # A server slower than what is left would only be asked in vain.
    while len(taken) < limits.more_samples and clock() + fetch.response_ms[0] / 1000 < end:
        sample = await fetcher.response_time(fetch.final_url, deadline_s=end - clock())
        if sample is None:
            break
        taken.append(sample)
    return taken


async def _sitemap(fetch: FetchedPage, scout: Scout, limits: GatherLimits) -> SitemapEvidence:
    try:
        page = parse_web_url(fetch.final_url)
    except FetchFailureError as exc:
        return SitemapEvidence("", "not_measured", "default", error=error(exc.code))
    if not answered(fetch):
        return SitemapEvidence(f"{page.origin}/sitemap.xml", "not_measured", "default", error=fetch.error)
    robots = await scout.robots.evidence(page)
    return await search_sitemaps(
        page, robots, scout.sitemaps, permission=scout.robots.permit, deadline_s=limits.sitemap_s
    )


def _dated(target: PageEvidence, sitemap: SitemapEvidence) -> Page | None:
    """Add the date that the sitemap claims for the page to those the page claims itself."""
    if target.page is None or not sitemap.lastmod:
        return target.page
    claim = DateClaim("sitemap", "modified", sitemap.lastmod, read_moment(sitemap.lastmod))
    return replace(target.page, dates=(*target.page.dates, claim))

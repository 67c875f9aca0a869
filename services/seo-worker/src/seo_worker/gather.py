"""Gathers all that one audit may judge. What the web does is never an exception here: it is in the evidence."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from seo_worker.evidence import DateClaim, FetchedPage, Page, PageEvidence, SiteEvidence, SitemapEvidence
from seo_worker.fetch.client import USER_AGENT, Fetcher
from seo_worker.fetch.failures import FetchFailureError, error
from seo_worker.fetch.permission import RobotsBook
from seo_worker.fetch.sitemap import search_sitemaps
from seo_worker.fetch.urls import parse_web_url
from seo_worker.gather_page import Scout, answered, described, download, look_at
from seo_worker.page.moments import read_moment
from seo_worker.page.pool import ParserPool
from seo_worker.providers.answers import Answer
from seo_worker.providers.panel import Panel

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
    """How long each part may take; `samples_s` bounds what more samples of the response time may add."""

    total_s: float = 25.0
    sitemap_s: float = 4.0
    samples_s: float = 1.0
    more_samples: int = 2


async def gather(
    subject: Subject, fetcher: Fetcher, pool: ParserPool, *, as_of: datetime, limits: GatherLimits | None = None
) -> SiteEvidence:
    """Look at the target, its sitemap and competitors; the latter at the same time."""
    limits = limits or GatherLimits()
    end = asyncio.get_running_loop().time() + limits.total_s
    scout = Scout(fetcher, pool, RobotsBook(fetcher))
    async with asyncio.TaskGroup() as group:
        competitors = [
            group.create_task(look_at(address, scout, deadline_s=limits.total_s))
            for address in subject.competitors[:_MAX_COMPETITORS]
        ]
        target, sitemap, sources = await _look_at_target(subject, scout, limits, end)
    return SiteEvidence(
        target=target,
        sitemap=sitemap,
        competitors=tuple(task.result() for task in competitors),
        vantage=subject.vantage,
        user_agent=USER_AGENT,
        gathered_at=as_of,
        sources=sources,
    )


async def _look_at_target(
    subject: Subject, scout: Scout, limits: GatherLimits, end: float
) -> tuple[PageEvidence, SitemapEvidence, tuple[Answer, ...]]:
    got = await download(subject.domain, scout, deadline_s=limits.total_s)
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(_asked(got.fetch, subject.sources, end))
        describing = group.create_task(described(subject.domain, got, scout))
        sampling = group.create_task(_samples(got.fetch, scout.fetcher, limits))
        searching = group.create_task(_sitemap(got.fetch, scout, limits))
    target, sitemap = describing.result(), searching.result()
    fetch = replace(target.fetch, response_ms=(*target.fetch.response_ms, *sampling.result()))
    return replace(target, fetch=fetch, page=_dated(target, sitemap)), sitemap, asking.result()


async def _asked(fetch: FetchedPage, sources: Panel, end: float) -> tuple[Answer, ...]:
    """Ask the outside sources about the page that was found, for as long as the audit has time."""
    if not answered(fetch):
        return sources.decline()
    return await sources.ask(fetch.final_url, deadline_s=end - asyncio.get_running_loop().time())


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
        page, robots, scout.fetcher, permission=scout.robots.permit, deadline_s=limits.sitemap_s
    )


def _dated(target: PageEvidence, sitemap: SitemapEvidence) -> Page | None:
    """Add the date that the sitemap claims for the page to those the page claims itself."""
    if target.page is None or not sitemap.lastmod:
        return target.page
    claim = DateClaim("sitemap", "modified", sitemap.lastmod, read_moment(sitemap.lastmod))
    return replace(target.page, dates=(*target.page.dates, claim))

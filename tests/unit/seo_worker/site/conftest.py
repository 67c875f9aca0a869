"""Crawls of sites on loopback through the real fetcher, robots.txt reader and parser process."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest

from seo_crawled_site import CrawledSite, CrawlOf, serving
from seo_worker.checks.rules import load_ruleset
from seo_worker.fetch.addresses import AddressPolicy, parse_allowed_targets
from seo_worker.fetch.client import Fetcher
from seo_worker.fetch.permission import RobotsBook
from seo_worker.gather import Subject, gather
from seo_worker.gather_page import Scout
from seo_worker.page.pool import ParserPool
from seo_worker.site.crawl import CrawlLimits, crawl
from seo_worker.site.model import Crawl

AS_OF = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def no_such_name(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"{host}:{port} is unknown in tests")


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(1) as opened:
        yield opened


@pytest.fixture
async def crawl_of(pool: ParserPool) -> AsyncIterator[CrawlOf]:
    """Return a function that serves a site, audits its start page and crawls on from there."""
    async with AsyncExitStack() as stack:

        async def run(
            site: CrawledSite, *, pages: int = 50, seconds: float = 20.0, report: Callable[[int], None] = lambda _: None
        ) -> Crawl:
            await stack.enter_async_context(serving(site))
            policy = AddressPolicy(parse_allowed_targets(site.target))
            fetcher = await stack.enter_async_context(Fetcher(policy, lookup=no_such_name))
            seen = await gather(Subject(f"{site.base}/"), fetcher, pool, as_of=AS_OF)
            site.forget()

            async def told(visited: int) -> None:
                report(visited)

            scout = Scout(fetcher, pool, RobotsBook(fetcher))
            limits = CrawlLimits(pages, asyncio.get_running_loop().time() + seconds, pause_s=0.02, longest_delay_s=0.1)
            return await crawl(seen, scout, load_ruleset(), limits, told)

        yield run

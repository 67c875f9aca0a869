"""Looks at one address: robots.txt, the page, what is in it; every ending is a value."""

import asyncio
import re
from dataclasses import dataclass, field, replace
from typing import Final

from seo_worker.evidence import FetchedPage, FetchErrorCode, Page, PageEvidence, ParseState, RobotsEvidence
from seo_worker.fetch.client import PAGE_LIMITS, Download, Fetcher
from seo_worker.fetch.failures import FetchFailureError, error
from seo_worker.fetch.permission import RobotsBook
from seo_worker.fetch.shelf import Shelf, SitemapFetcher
from seo_worker.fetch.urls import has_scheme, parse_web_url
from seo_worker.page.document import Document
from seo_worker.page.pool import ParserPool

# Nobody speaks https there, so the bare host may mean http.
_NO_HTTPS: Final = frozenset[FetchErrorCode]({"connect_failed", "tls_failed", "timeout", "bad_response"})
_AUTHORITY_END: Final = re.compile(r"[/?#\\]")
_PORT: Final = re.compile(r":0*(\d{1,5})$")
_SCHEMES: Final = {"80": ("http",), "443": ("https",)}
_SNIFFED_BYTES: Final = 1024


@dataclass(frozen=True, slots=True)
class Scout:
    """What one audit looks with; the robots.txt files and sitemaps it met are remembered for its duration."""

    fetcher: Fetcher
    pool: ParserPool
    robots: RobotsBook
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def sitemaps(self) -> SitemapFetcher:
        """What fetches a sitemap once."""
        return SitemapFetcher(self.fetcher, self.shelf)


async def look_beside(address: str, scout: Scout, *, deadline_s: float) -> PageEvidence:
    """Fetch and parse a page that no audit is about; the time is for its turn and for fetching, parsing has its own."""
    clock = asyncio.get_running_loop().time
    end = clock() + deadline_s
    try:
        async with asyncio.timeout_at(end):
            await scout.fetcher.beside.acquire()
    except TimeoutError:
        return await described(address, Download(FetchedPage(address, address, error=error("timeout"))), scout)
    try:
        got = await download(address, scout, deadline_s=end - clock())
    finally:
        scout.fetcher.beside.release()
    return await described(address, got, scout)


async def download(address: str, scout: Scout, *, deadline_s: float) -> Download:
    """Fetch an address; one without a scheme is tried with https first and then with http."""
    tried: list[Download] = []
    assumed = not has_scheme(address)
    try:
        async with asyncio.timeout(deadline_s):
            for url in _spellings(address):
                got = await scout.fetcher.get(url, PAGE_LIMITS, permission=scout.robots.permit)
                tried.append(Download(replace(got.fetch, scheme_assumed=assumed), got.body))
                if not _speaks_no_https(got.fetch):
                    return tried[-1]
    except TimeoutError:
        tried.append(Download(FetchedPage(address, address, scheme_assumed=assumed, error=error("timeout"))))
    return tried[0]


async def described(address: str, got: Download, scout: Scout) -> PageEvidence:
    """Return what may be told of a download: robots.txt of the final host and the parsed page."""
    robots = await _robots(got.fetch, scout)
    state, page = await _parsed(got, scout.pool)
    return PageEvidence(address, robots, got.fetch, state, page)


def answered(fetch: FetchedPage) -> bool:
    """Tell whether a page came and is one: fetched without an error, and with a status of success."""
    return fetch.error is None and fetch.status is not None and 200 <= fetch.status < 300


def _spellings(address: str) -> list[str]:
    text = address.strip()
    if has_scheme(text):
        return [text]
    port = _PORT.search(_AUTHORITY_END.split(text, maxsplit=1)[0])
    schemes = _SCHEMES.get(port[1] if port else "", ("https", "http"))
    return [f"{scheme}://{text}" for scheme in schemes]


def _speaks_no_https(fetch: FetchedPage) -> bool:
    return fetch.error is not None and fetch.error.code in _NO_HTTPS and not fetch.hops


async def _robots(fetch: FetchedPage, scout: Scout) -> RobotsEvidence:
    try:
        page = parse_web_url(fetch.final_url)
    except FetchFailureError as exc:
        return RobotsEvidence("", "not_measured", error=error(exc.code))
    if fetch.error is None:
        return await scout.robots.evidence(page)
    # A host that failed us is not asked again, least of all when time is up.
    return scout.robots.known(page) or RobotsEvidence(f"{page.origin}/robots.txt", "not_measured", error=fetch.error)


async def _parsed(got: Download, pool: ParserPool) -> tuple[ParseState, Page | None]:
    fetch = got.fetch
    if fetch.error is not None:
        return ParseState("skipped", "fetch_failed", fetch.error.message), None
    if not answered(fetch):
        return ParseState("skipped", "fetch_failed", f"The server answered with status {fetch.status}."), None
    if not got.body.strip():
        return ParseState("skipped", "no_body", "The server sent an empty page."), None
    if not fetch.content_type and b"<" not in got.body[:_SNIFFED_BYTES]:
        return ParseState("skipped", "not_html", "The address answers with something other than an HTML page."), None
    links, modified = fetch.header_values("link"), fetch.header("last-modified")
    return await pool.parse(Document(got.body, fetch.final_url, fetch.content_type, links, modified))

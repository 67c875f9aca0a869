"""Looks for a page in the sitemaps of its site: those robots.txt names, otherwise the usual one, indexes followed."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final, Literal

from seo_worker.evidence import FetchError, RobotsEvidence, SitemapEvidence, SitemapState
from seo_worker.fetch.client import SITEMAP_LIMITS, Download, Permission
from seo_worker.fetch.failures import FetchFailureError, error
from seo_worker.fetch.shelf import Fetches
from seo_worker.fetch.sitemap_file import GZIP, MAX_URLS, SitemapFile, read_sitemap
from seo_worker.fetch.urls import WebURL, parse_web_url

_MAX_NAMED: Final = 5
_MAX_FILES: Final = 8
# The protocol says 50 MB and means this.
_MAX_BYTES: Final = 52_428_800


@dataclass(slots=True)
class _Search:
    page: WebURL
    source: Literal["robots", "default"]
    queue: deque[str]
    url: str
    status: int | None = None
    state: SitemapState = "not_measured"
    error: FetchError | None = None
    problem: str | None = None
    is_index: bool = False
    files_read: int = 0
    url_count: int = 0
    gaps: bool = False
    found: bool = False
    lastmod: str | None = None
    variant: str | None = None
    too_large: str | None = None
    seen: set[str] = field(default_factory=set[str])

    def missed(self, download: Download) -> None:
        """Note a file that could not be had."""
        self.gaps = True
        if self.files_read or self.status is not None or self.error is not None:
            return
        self.status, self.error = download.fetch.status, download.fetch.error
        gone = self.error is None and self.status is not None and 300 <= self.status < 500
        self.state = "absent" if gone else "not_measured"

    def took(self, url: str, download: Download, file: SitemapFile) -> None:
        """Note a file that was read."""
        if self.state != "read":
            self.url, self.status, self.error = url, download.fetch.status, None
            self.state = "invalid" if file.kind == "unknown" else "read"
            self.is_index, self.problem = file.kind == "index", file.problem
        elif self.problem is None:
            self.problem = file.problem
        self.files_read += 1
        self.url_count += file.url_count
        self.gaps |= not file.complete or download.fetch.truncated is not None
        self.found |= file.found
        self.lastmod = self.lastmod or file.lastmod
        self.variant = self.variant or file.variant
        self.too_large = self.too_large or _too_large(url, download, file)
        self.queue.extend(file.children)

    def evidence(self) -> SitemapEvidence:
        complete = self.state == "read" and not self.gaps and not self.queue
        return SitemapEvidence(
            url=self.url,
            state=self.state,
            source=self.source,
            status=self.status,
            is_index=self.is_index,
            files_read=self.files_read,
            url_count=self.url_count,
            complete=complete,
            lists_page=True if self.found else False if complete else None,
            lastmod=self.lastmod,
            error=self.error,
            problem=self.problem,
            variant=self.variant,
            too_large=self.too_large,
        )


async def search_sitemaps(
    page: WebURL, robots: RobotsEvidence, fetcher: Fetches, *, permission: Permission, deadline_s: float
) -> SitemapEvidence:
    """Read sitemaps until the page is found, all are read, or a limit on files or time is reached."""
    named = [url for url in robots.sitemaps if url.lower().startswith("http")][:_MAX_NAMED]
    queue = deque(named or [f"{page.origin}/sitemap.xml"])
    search = _Search(page, "robots" if named else "default", queue, queue[0])
    try:
        async with asyncio.timeout(deadline_s):
            await _run(search, fetcher, permission)
    except TimeoutError:
        search.gaps = True
        if search.state == "not_measured" and search.error is None:
            search.error = error("timeout")
    return search.evidence()


async def _run(search: _Search, fetcher: Fetches, permission: Permission) -> None:
    tried = 0
    while search.queue and not search.found and tried < _MAX_FILES:
        url = _normalised(search.queue.popleft())
        if url in search.seen:
            continue
        search.seen.add(url)
        tried += 1
        download = await fetcher.get(url, SITEMAP_LIMITS, permission=permission)
        fetch = download.fetch
        if fetch.error is not None or fetch.status is None or not 200 <= fetch.status < 300:
            search.missed(download)
            continue
        cap = SITEMAP_LIMITS.max_inflated_bytes
        file = await asyncio.to_thread(read_sitemap, download.body, search.page.href, max_bytes=cap)
        search.took(url, download, file)


def _too_large(url: str, download: Download, file: SitemapFile) -> str | None:
    """Say which limit of the protocol a file exceeds, as far as it can be known without reading all of it."""
    fetch = download.fetch
    length = fetch.header("content-length") or ""
    plain = fetch.encoding is None and not download.body.startswith(GZIP)
    if file.url_count > MAX_URLS:
        return f"{url} lists more than {MAX_URLS:,} addresses, the most that a sitemap may have."
    if plain and length.isdecimal() and int(length) > _MAX_BYTES:
        return f"{url} has {int(length):,} bytes, and a sitemap may have {_MAX_BYTES:,}."
    return None


def _normalised(url: str) -> str:
    try:
        return parse_web_url(url).href
    except FetchFailureError:
        return url[:2000]

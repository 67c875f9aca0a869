"""Reads the addresses that a site lists in its sitemaps: the file found before, and the files of an index."""

import asyncio
from collections import deque
from typing import Final

from seo_worker.evidence import SitemapEvidence
from seo_worker.fetch.client import SITEMAP_LIMITS
from seo_worker.fetch.sitemap_file import SitemapFile, read_sitemap
from seo_worker.site.visit import Visitor

_MAX_FILES: Final = 5
_MAX_ADDRESSES: Final = 2000
# Nothing a sitemap may list, so that reading does not stop at it.
_NO_PAGE: Final = "about:blank"


async def listed(sitemap: SitemapEvidence, visitor: Visitor) -> tuple[str, ...] | None:
    """Return the site's own addresses in their order, 2,000 at most; None when no file could be read."""
    if sitemap.state != "read":
        return None
    queue, read, found = deque([sitemap.url]), 0, dict[str, None]()
    while queue and read < _MAX_FILES and len(found) < _MAX_ADDRESSES:
        file = await _file(queue.popleft(), visitor)
        if file is None:
            continue
        read += 1
        queue.extend(file.children)
        found.update((url, None) for text in file.urls if (url := visitor.home.address(text)))
    return tuple(found)[:_MAX_ADDRESSES] if read else None


async def _file(url: str, visitor: Visitor) -> SitemapFile | None:
    if visitor.home.address(url) is None:
        return None
    try:
        async with asyncio.timeout_at(visitor.until):
            if not visitor.scout.shelf.holds(url):
                await visitor.pace.turn()
            got = await visitor.scout.sitemaps.get(url, permission=visitor.scout.robots.permit)
    except TimeoutError:
        return None
    if got.fetch.error is not None or got.fetch.status != 200:
        return None
    cap = SITEMAP_LIMITS.max_inflated_bytes
    return await asyncio.to_thread(read_sitemap, got.body, _NO_PAGE, max_bytes=cap, keep=_MAX_ADDRESSES)

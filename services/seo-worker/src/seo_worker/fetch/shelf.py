"""Keeps the sitemaps that one audit has read, so that its crawl need not ask for them a second time."""

from dataclasses import dataclass, field
from typing import Final, Protocol

from seo_worker.fetch.client import SITEMAP_LIMITS, Download, Fetcher, FetchLimits, Permission

# A sitemap of 2,000 addresses has a tenth of this; larger ones are asked for again, because eight audits run at a time.
_ROOM_BYTES: Final = 2_000_000


class Fetches(Protocol):
    """What a sitemap is asked for with."""

    async def get(self, url: str, limits: FetchLimits, *, permission: Permission | None = None) -> Download:
        """Fetch a document; see `Fetcher.get`."""
        ...


@dataclass(slots=True)
class Shelf:
    """The sitemaps of one audit by the address they were asked for at."""

    room: int = _ROOM_BYTES
    _kept: dict[str, Download] = field(default_factory=dict[str, Download])

    def holds(self, url: str) -> bool:
        """Tell whether nobody has to be asked."""
        return url in self._kept

    def take(self, url: str) -> Download | None:
        """Return what is kept."""
        return self._kept.get(url)

    def put(self, url: str, download: Download) -> None:
        """Keep a document that was had, while there is room."""
        if download.fetch.status == 200 and download.fetch.error is None and len(download.body) <= self.room:
            self.room -= len(download.body)
            self._kept[url] = download


@dataclass(frozen=True, slots=True)
class SitemapFetcher:
    """Fetches sitemaps by way of the shelf."""

    fetcher: Fetcher
    shelf: Shelf

    async def get(
        self, url: str, limits: FetchLimits = SITEMAP_LIMITS, *, permission: Permission | None = None
    ) -> Download:
        """Return the document that is kept, or fetch and keep it; robots.txt was asked when it was fetched."""
        kept = self.shelf.take(url)
        if kept is not None:
            return kept
        download = await self.fetcher.get(url, limits, permission=permission)
        self.shelf.put(url, download)
        return download

"""A site as its bytes, and what the worker's own readers make of them.

The page, robots.txt and the sitemap are read by the code that reads them in an audit; only what happens on the way
(status, hops, times, sizes) is given as a value.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from seo_worker.evidence import (
    FetchedPage,
    FetchError,
    Hop,
    Page,
    PageEvidence,
    ParseState,
    RobotsEvidence,
    SiteEvidence,
    SitemapEvidence,
)
from seo_worker.fetch.robots import parse_robots
from seo_worker.fetch.sitemap_file import read_sitemap
from seo_worker.page.address_book import SiteNames, site_names
from seo_worker.page.build import build_page
from seo_worker.page.document import Document

ORIGIN: Final = "https://shop.example.org"
URL: Final = f"{ORIGIN}/guides/trail-running-shoes"
KEYWORD: Final = "trail running shoes"
NOW: Final = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HTML_TYPE: Final = "text/html; charset=utf-8"
HEADERS: Final = (
    ("strict-transport-security", "max-age=31536000"),
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'self'"),
)
_AGENTS: Final = ("Googlebot", "*", "ConvexBot")


@dataclass(frozen=True, slots=True)
class Served:
    """One page with its competitors (by address); a status of None is a file that could not be had."""

    html: str
    url: str = URL
    status: int | None = 200
    content_type: str | None = HTML_TYPE
    headers: tuple[tuple[str, str], ...] = HEADERS
    hops: tuple[Hop, ...] = ()
    error: FetchError | None = None
    response_ms: tuple[float, ...] = (90.0, 120.0, 100.0)
    html_bytes: int = 9000
    encoding: str | None = "gzip"
    robots: str = "User-agent: *\nDisallow: /basket\n"
    robots_status: int | None = 200
    sitemap: str = f"<urlset><url><loc>{URL}</loc></url></urlset>"
    sitemap_status: int | None = 200
    rivals: tuple[tuple[str, str], ...] = ()


SOUND: Final = Served((Path(__file__).parent / "sound.html").read_text(encoding="utf-8"))


def swapped(old: str, new: str = "", *, of: Served = SOUND) -> Served:
    """Return the site with one piece of its HTML replaced, which must be there exactly once."""
    assert of.html.count(old) == 1, f"{old!r} is there {of.html.count(old)} times"
    return replace(of, html=of.html.replace(old, new))


def telling(article: str) -> Served:
    """Return the sound site with another article."""
    start, end = SOUND.html.index("<article>") + len("<article>"), SOUND.html.index("</article>")
    return replace(SOUND, html=SOUND.html[:start] + article + SOUND.html[end:])


def heading_up(head: str) -> Served:
    """Return the sound site with something more in its head."""
    return swapped("</head>", f"{head}</head>")


def adding(html: str) -> Served:
    """Return the sound site with something more at the end of the article."""
    return swapped("</article>", f"{html}</article>")


def gathered(served: Served) -> SiteEvidence:
    """Return the evidence of the site."""
    return SiteEvidence(
        target=_looked_at(served),
        sitemap=_sitemap(served),
        competitors=tuple(_looked_at(replace(SOUND, url=url, html=html)) for url, html in served.rivals),
        vantage="this server",
        user_agent="ConvexBot/0.1",
        gathered_at=NOW,
    )


def _looked_at(served: Served) -> PageEvidence:
    fetch = _fetch(served)
    came = _came(served)
    state = ParseState("parsed") if came else ParseState("skipped", "fetch_failed", "There is no page.")
    return PageEvidence(served.url, _robots(served), fetch, state, _page(served) if came else None)


def _came(served: Served) -> bool:
    return served.error is None and served.status is not None and served.status < 300


def _fetch(served: Served) -> FetchedPage:
    hops = served.hops or ((Hop(served.url, served.status),) if served.status else ())
    typed = (("content-type", served.content_type),) if served.content_type else ()
    return FetchedPage(
        requested_url=hops[0].url if hops else served.url,
        final_url=served.url,
        status=served.status,
        hops=hops,
        headers=(*typed, *served.headers),
        content_type=served.content_type,
        encoding=served.encoding,
        wire_bytes=served.html_bytes // 3 if served.encoding else served.html_bytes,
        inflated_bytes=served.html_bytes,
        response_ms=served.response_ms,
        error=served.error,
    )


@cache
def _names() -> SiteNames:
    return site_names()


def _page(served: Served) -> Page:
    links = tuple(value for name, value in served.headers if name == "link")
    modified = next((value for name, value in served.headers if name == "last-modified"), None)
    document = Document(served.html.encode(), served.url, served.content_type, links, modified)
    return build_page(document, _names())


def _robots(served: Served) -> RobotsEvidence:
    page, status = urlsplit(served.url), served.robots_status
    url = f"{page.scheme}://{page.netloc}/robots.txt"
    if status is None:
        return RobotsEvidence(url, "not_measured", error=FetchError("timeout", "robots.txt did not come in time."))
    if status >= 400:
        return RobotsEvidence(url, "unavailable" if status >= 500 else "absent", status)
    file = parse_robots(served.robots.encode())
    decisions = tuple(file.decide(agent, page.path) for agent in _AGENTS)
    return RobotsEvidence(
        url, "parsed", status, len(served.robots), decisions=decisions, errors=file.errors, sitemaps=file.sitemaps
    )


def _sitemap(served: Served) -> SitemapEvidence:
    page, status = urlsplit(served.url), served.sitemap_status
    url = f"{page.scheme}://{page.netloc}/sitemap.xml"
    if status is None or not _came(served):
        return SitemapEvidence(url, "not_measured", "default", error=FetchError("timeout", "It did not come in time."))
    if status >= 400:
        return SitemapEvidence(url, "absent", "default", status)
    file = read_sitemap(served.sitemap.encode(), served.url, max_bytes=10_000_000)
    return SitemapEvidence(
        url,
        "invalid" if file.kind == "unknown" else "read",
        "default",
        status,
        files_read=1,
        url_count=file.url_count,
        complete=file.complete,
        lists_page=file.found,
        problem=file.problem,
        variant=file.variant,
    )

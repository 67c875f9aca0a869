"""A site with every defect that shows when its pages are seen together, and a server that measures its visitors."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from seo_worker.site.model import Crawl

CrawlOf = Callable[..., Awaitable[Crawl]]

SHARED_DESCRIPTION: Final = "Everything we know about shoes, in one sentence that fits no page."
_LINES: Final = "<p>Wet ground asks for soft rubber and deep lugs. Most runners need half a size more than in town.</p>"


def page(title: str, *links: str, description: str = "", head: str = "") -> str:
    """Return a small page; a link that ends in ` !` asks crawlers not to follow it."""
    anchors = "".join(
        f"<p><a href='{link.removesuffix(' !')}'{' rel=nofollow' if link.endswith(' !') else ''}>To {link}</a></p>"
        for link in links
    )
    meta = f"<meta name=description content='{description or f'About {title}, and nothing else, in a sentence.'}'>"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{meta}{head}</head>"
        f"<body><main><h1>{title}</h1>{_LINES}{anchors}</main></body></html>"
    )


def _sitemap(*paths: str) -> str:
    listed = "".join(f"<url><loc>BASE{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


PAGES: Final[dict[str, str]] = {
    "/": page(
        "Shoes for hills",
        *("/a", "/b", "/a?utm_source=home", "/a#sole", "/old", "/missing", "/deep/1", "/canon", "/file.pdf"),
        *("/private/list", "/silent !", "http://nowhere.example/"),
    ),
    "/a": page("Boots for wet hills", "/c", "/"),
    "/b": page("Laces", "/missing", "/hidden", "/twice", description=SHARED_DESCRIPTION),
    "/c": page("boots for  wet hills", "/copy", "/private/more", description=SHARED_DESCRIPTION),
    "/copy": page("Boots for wet hills", head="<link rel=canonical href='BASE/a'>"),
    "/canon": page("Care", head="<link rel=canonical href='BASE/old'>"),
    "/twice": page("Sizes", head="<link rel=canonical href='BASE/a'><link rel=canonical href='BASE/b'>"),
    "/hidden": page("Thanks", head="<meta name=robots content='noindex, nofollow'>"),
    "/orphan": page("Forgotten offer", "/b"),
    "/silent": page("Nobody comes here"),
    **{f"/deep/{n}": page(f"Step {n}", f"/deep/{n + 1}") for n in range(1, 5)},
    "/deep/5": page("Step 5"),
    "/sitemap.xml": _sitemap("/", "/a", "/b", "/copy", "/hidden", "/orphan"),
}
REDIRECTS: Final = {"/old": "/older", "/older": "/a"}


@dataclass
class CrawledSite:
    """Serves pages by path; `asked` are the paths in their order, `began` the moments in seconds."""

    pages: dict[str, str] = field(default_factory=lambda: dict(PAGES))
    redirects: dict[str, str] = field(default_factory=lambda: dict(REDIRECTS))
    robots: str = "User-agent: *\nDisallow: /private/\nSitemap: BASE/sitemap.xml\n"
    statuses: dict[str, int] = field(default_factory=dict[str, int])
    answer_s: float = 0.01
    base: str = ""
    asked: list[str] = field(default_factory=list[str])
    began: list[float] = field(default_factory=list[float])
    at_once: int = 0
    most_at_once: int = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request after a moment, so that requests at the same time can be seen."""
        self.asked.append(request.path_qs)
        self.began.append(asyncio.get_running_loop().time())
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.answer_s)
            return self._response(request)
        finally:
            self.at_once -= 1

    def _response(self, request: web.Request) -> web.Response:
        path = request.path
        if path == "/robots.txt":
            return web.Response(text=self.robots.replace("BASE", self.base))
        if path in self.redirects:
            return web.Response(status=301, headers={"Location": self.redirects[path]})
        text = self._text(path)
        status = self.statuses.get(path, 404 if text is None else 200)
        kind = "application/xml" if path.endswith(".xml") else "text/html"
        return web.Response(status=status, text=(text or "none").replace("BASE", self.base), content_type=kind)

    def _text(self, path: str) -> str | None:
        return self.pages.get(path)

    def forget(self) -> None:
        """Begin to measure anew."""
        self.asked.clear()
        self.began.clear()
        self.most_at_once = 0

    @property
    def target(self) -> str:
        """How the fetch guard's allow-list names this site."""
        return self.base.removeprefix("http://").replace(":", "/32:")


class Calendar(CrawledSite):
    """A site whose months go on for ever, whose filters can be combined, and whose paths repeat themselves."""

    def _text(self, path: str) -> str | None:
        if path == "/":
            return page("Dates", "/events/2026/1", "/list?by=1", "/x/", "/end")
        if path.startswith("/events/"):
            year, month = map(int, path.split("/")[2:])
            there = f"/events/{year + month // 12}/{month % 12 + 1}"
            return page(f"Dates of {year}/{month}", there)
        if path == "/list":
            return page("A list", *(f"/list?by={n}&then={n}" for n in range(30)))
        if path.startswith("/x/"):
            return page("Relative", "x/")
        return page("The end") if path == "/end" else None


@asynccontextmanager
async def serving(site: CrawledSite) -> AsyncGenerator[CrawledSite]:
    """Serve a site on this machine while the block runs."""
    app = web.Application()
    app.router.add_route("GET", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()

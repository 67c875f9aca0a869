"""Four sites on this machine, each with an address, a robots.txt and a sitemap of its own; sent with gzip as usual."""

import gzip
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bench.audits.pages import DOCUMENTS, written

KEYWORD: Final = "booked jobs"
LISTED: Final = 2000
_PATH: Final = "/guides/ninety-days/"
_ROBOTS: Final = (
    "User-agent: *\nDisallow: /cart/\nDisallow: /*?sort=\nAllow: /cart/help\n\nUser-agent: BadBot\nDisallow: /\n"
)


@dataclass(frozen=True, slots=True)
class Sites:
    """The page that is audited, its competitors, and what the fetch guard has to allow."""

    page: str
    competitors: tuple[str, ...]
    targets: str


@asynccontextmanager
async def serving_sites() -> AsyncGenerator[Sites, None]:
    """Serve all of them while the block runs."""
    async with AsyncExitStack() as stack:
        # Each on an address of its own, because requests to one host take turns.
        origins = [
            await stack.enter_async_context(_serving(f"127.0.0.{number}", document))
            for number, document in enumerate(DOCUMENTS, start=1)
        ]
        page, *competitors = (f"{origin}{_PATH}" for origin in origins)
        targets = ",".join(f"127.0.0.0/8:{origin.rpartition(':')[2]}" for origin in origins)
        yield Sites(page, tuple(competitors), targets)


@asynccontextmanager
async def _serving(host: str, document: str) -> AsyncGenerator[str, None]:
    bodies: dict[str, tuple[str, bytes]] = {}

    async def answer(request: web.Request) -> web.Response:
        if request.path not in bodies:
            return web.Response(status=404)
        kind, body = bodies[request.path]
        return web.Response(body=body, content_type=kind, headers={"Content-Encoding": "gzip"})

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, 0).start()
    origin = f"http://{host}:{runner.addresses[0][1]}"
    bodies |= {path: (kind, gzip.compress(body, 6)) for path, kind, body in _bodies(origin, document)}
    try:
        yield origin
    finally:
        await runner.cleanup()


def _bodies(origin: str, document: str) -> list[tuple[str, str, bytes]]:
    robots = f"{_ROBOTS}\nSitemap: {origin}/sitemap.xml\n"
    return [
        (_PATH, "text/html", written(document, origin, _PATH)),
        ("/robots.txt", "text/plain", robots.encode()),
        ("/sitemap.xml", "application/xml", _sitemap(origin)),
    ]


def _sitemap(origin: str) -> bytes:
    """Return a sitemap that names the page last, so that all of it has to be read."""
    paths = [f"/guides/guide-{number}/" for number in range(LISTED - 1)]
    entries = "".join(
        f"<url><loc>{origin}{path}</loc><lastmod>2026-11-02</lastmod><priority>0.5</priority></url>\n"
        for path in (*paths, _PATH)
    )
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{namespace}">\n{entries}</urlset>\n'.encode()

"""A small web site on this machine, over a real socket."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web

PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Boiler service in Leeds, booked in two minutes</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A boiler service in Leeds by Gas Safe engineers: pick a slot, see the price first.">
</head><body><header><a href="/about">About us</a> <a href="/contact">Contact</a></header>
<main><h1>Boiler service in Leeds</h1>
<p>A boiler service in Leeds takes about an hour. An engineer opens the case, measures the flue gas and cleans what
needs cleaning. You get the readings on paper, and you see the price before you book.</p>
<h2>What a boiler service covers</h2><p>Seals, burner, condensate trap and the pressure of the system are checked.
The engineer writes down each reading, so that next year's can be compared with it.</p>
<img src="/engineer.jpg" alt="An engineer at an open boiler" width="400" height="300">
<h2>When to book</h2><p>Late summer is quiet, so slots are easy to find. In December the queue is two weeks.</p>
<p><a href="/book">Choose a slot for your boiler service</a></p></main></body></html>"""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the page is, and how the fetch guard's allow-list names it."""

    url: str
    target: str


@asynccontextmanager
async def serving_page(html: str = PAGE, *, delay_s: float = 0) -> AsyncGenerator[Site, None]:
    """Serve a page with robots.txt and a sitemap while the block runs; the page takes its time."""

    async def page(_request: web.Request) -> web.Response:
        await asyncio.sleep(delay_s)
        return web.Response(text=html, content_type="text/html")

    async def robots(request: web.Request) -> web.Response:
        return web.Response(text=f"User-agent: *\nAllow: /\nSitemap: http://{request.host}/sitemap.xml\n")

    async def sitemap(request: web.Request) -> web.Response:
        listed = f"<url><loc>http://{request.host}/</loc></url>"
        namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return web.Response(text=f'<urlset xmlns="{namespace}">{listed}</urlset>', content_type="application/xml")

    app = web.Application()
    app.add_routes([web.get("/", page), web.get("/robots.txt", robots), web.get("/sitemap.xml", sitemap)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = int(runner.addresses[0][1])
    try:
        yield Site(f"http://127.0.0.1:{port}/", f"127.0.0.1/32:{port}")
    finally:
        await runner.cleanup()

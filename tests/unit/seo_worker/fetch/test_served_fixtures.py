"""The sites of the checks over real sockets and parser processes: judged as their bytes are when read in place."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from seo_fixtures.site import KEYWORD, NOW, ORIGIN, SOUND, Served, adding, gathered, swapped
from seo_sites import Handler, OpenFetcher, Serve
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.evidence import SiteEvidence
from seo_worker.gather import Subject, gather
from seo_worker.page.pool import ParserPool

SITES = {
    "sound": SOUND,
    "noindex in a header": replace(SOUND, headers=(("x-robots-tag", "noindex"),)),
    "no robots.txt": replace(SOUND, robots_status=404),
    "robots.txt with faults": replace(SOUND, robots="User-agent: *\nFrobnicate: 1\nDisallow: /basket\n"),
    "no sitemap": replace(SOUND, sitemap_status=404),
    "sitemap of other pages": replace(SOUND, sitemap=SOUND.sitemap.replace("trail", "road")),
    "gone": replace(SOUND, status=410),
    "no title": swapped("<title>Trail running shoes: how to choose a pair</title>"),
    "two main headings": adding("<h1>Another</h1>"),
    "not compressed": replace(SOUND, encoding=None),
}


def answering(served: Served) -> Handler:
    """Return a handler for the three files of the site."""
    robots = (served.robots_status or 500, "text/plain", served.robots, ())
    sitemap = (served.sitemap_status or 500, "application/xml", served.sitemap, ())
    page = (served.status or 500, "text/html", served.html, served.headers)
    files = {"/robots.txt": robots, "/sitemap.xml": sitemap, urlsplit(served.url).path: page}

    async def answer(request: web.Request) -> web.Response:
        status, content_type, text, headers = files[request.path]
        response = web.Response(status=status, content_type=content_type, text=text, headers=dict(headers))
        if served.encoding:
            response.enable_compression()
        return response

    return answer


def verdicts(site: SiteEvidence) -> dict[str, tuple[str, Decimal | None]]:
    return {r.id: (r.status, r.score) for r in judge(site, KEYWORD, load_ruleset()).results}


@pytest.mark.parametrize("name", SITES)
async def test_a_served_site_is_judged_as_its_bytes_are(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool, name: str
) -> None:
    handlers: list[Handler] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        return await handlers[0](request)

    port = await serve(answer)
    here = f"http://127.0.0.1:{port}"
    served = replace(
        SITES[name],
        url=SITES[name].url.replace(ORIGIN, here),
        html=SITES[name].html.replace(ORIGIN, here),
        sitemap=SITES[name].sitemap.replace(ORIGIN, here),
    )
    handlers.append(answering(served))
    seen = await gather(Subject(served.url), await open_fetcher(port), pool, as_of=NOW)
    assert verdicts(seen) == verdicts(gathered(served))

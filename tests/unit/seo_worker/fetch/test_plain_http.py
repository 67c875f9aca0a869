"""The http form of an https page, over real requests: it leads to https, is open, gives nothing, or stays unknown."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from aiohttp import web

from seo_evidence import checked
from seo_sites import OpenFetcher, Serve
from seo_worker.evidence import FetchedPage, Hop, PlainHTTP, SiteEvidence
from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import Fetcher
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.plain_http import Doors, probe_http
from seo_worker.fetch.urls import WebURL
from seo_worker.gather import GatherLimits, Subject, gather
from seo_worker.page.pool import ParserPool
from support.tls import loopback, secure_site

PAGE = "https://named.example/page?a=1"
AS_OF = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


async def nowhere_else(url: WebURL) -> None:
    raise FetchFailureError("robots_disallowed", url.host)


async def probed(fetcher: Fetcher, port: int, url: str = PAGE, hops: tuple[Hop, ...] = ()) -> PlainHTTP | None:
    fetch = FetchedPage(url, url, status=200, hops=(*hops, Hop(url, 200)))
    return await probe_http(fetch, fetcher, permission=nowhere_else, deadline_s=2, doors=Doors(http=port))


def leading(
    to: str, status: int = 301, asked: list[str] | None = None
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        if asked is not None:
            asked.append(request.path_qs)
        return web.Response(status=status, headers={"Location": to.replace("BASE", f"http://{request.host}")})

    return answer


async def test_the_first_https_address_is_all_that_is_wanted(serve: Serve, open_fetcher: OpenFetcher) -> None:
    asked: list[str] = []
    port = await serve(leading(PAGE, 308, asked))
    found = await probed(await open_fetcher(port, lookup=loopback), port)
    assert found == PlainHTTP(f"http://named.example:{port}/page?a=1", "redirects", 308, PAGE)
    assert asked == ["/page?a=1"]


async def test_the_https_address_itself_is_not_asked(serve: Serve, open_fetcher: OpenFetcher) -> None:
    came: list[bool] = []

    def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(True)
        writer.close()

    async with await asyncio.start_server(note, "127.0.0.1", 0) as server:
        secure = server.sockets[0].getsockname()[1]
        port = await serve(leading(f"https://named.example:{secure}/"))
        found = await probed(await open_fetcher(port, secure, lookup=loopback), port)
    assert found is not None
    assert (found.state, came) == ("redirects", [])


async def test_several_redirects_may_come_before_it(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def answer(request: web.Request) -> web.Response:
        to = "https://named.example/" if request.path == "/b" else "/b"
        return web.Response(status=302, headers={"Location": to})

    port = await serve(answer)
    found = await probed(await open_fetcher(port, lookup=loopback), port)
    assert found is not None
    assert (found.state, found.leads_to) == ("redirects", "https://named.example/")


@pytest.mark.parametrize(("status", "state"), [(200, "open"), (403, "closed"), (404, "closed"), (503, "closed")])
async def test_an_answer_of_its_own_is_open_when_it_is_a_page(
    serve: Serve, open_fetcher: OpenFetcher, status: int, state: str
) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, text="x" * 100_000, headers={"Content-Type": "text/html"})

    port = await serve(answer)
    found = await probed(await open_fetcher(port, lookup=loopback), port)
    assert found is not None
    assert (found.state, found.status) == (state, status)


async def test_a_closed_port_gives_nothing(open_fetcher: OpenFetcher) -> None:
    found = await probed(await open_fetcher(9, lookup=loopback), 9)
    assert found is not None
    assert found.state == "closed"


@pytest.mark.parametrize("to", ["BASE/page?a=1", "ftp://named.example/", "http://other.example/"])
async def test_what_leads_elsewhere_or_in_a_circle_is_not_known(
    serve: Serve, open_fetcher: OpenFetcher, to: str
) -> None:
    port = await serve(leading(to))
    found = await probed(await open_fetcher(port, lookup=loopback), port)
    assert found is not None
    assert found.state == "not_measured"
    assert found.error is not None


async def test_the_guard_stands_before_it_too(open_fetcher: OpenFetcher) -> None:
    async def inside(_host: str, _port: int) -> list[str]:
        return ["10.0.0.1"]

    found = await probed(await open_fetcher(lookup=inside), 80)
    assert found is not None
    assert found.error is not None
    assert (found.state, found.error.code) == ("not_measured", "blocked_address")


@pytest.mark.parametrize("url", ["http://named.example/", "https://named.example:8443/"])
async def test_a_page_without_an_http_form_is_not_asked(open_fetcher: OpenFetcher, url: str) -> None:
    assert await probed(await open_fetcher(), 80, url) is None


async def test_what_the_fetch_has_shown_is_not_asked_again(open_fetcher: OpenFetcher) -> None:
    before = Hop("http://named.example/", 301, PAGE)
    assert await probed(await open_fetcher(), 80, hops=(before,)) == PlainHTTP(before.url, "redirects", 301, PAGE)


async def gathered(certificate: Path, http_port: int, pool: ParserPool, limits: GatherLimits) -> SiteEvidence:
    tls = ssl.create_default_context(cafile=str(certificate))
    async with secure_site(certificate, "<title>x</title>", []) as port:
        allowed = tuple(AllowedTarget(IPv4Network("127.0.0.1/32"), p) for p in (port, http_port))
        limits = GatherLimits(
            http_form_s=limits.http_form_s,
            more_for_http_form_s=limits.more_for_http_form_s,
            doors=Doors(http=http_port, https=port),
        )
        async with Fetcher(AddressPolicy(allowed), lookup=loopback, tls=tls) as fetcher:
            return await gather(Subject(f"https://named.example:{port}/"), fetcher, pool, as_of=AS_OF, limits=limits)


async def test_an_audit_asks_for_it_and_t06_judges_it(serve: Serve, certificate: Path, pool: ParserPool) -> None:
    async def open_page(_request: web.Request) -> web.Response:
        return web.Response(text="<title>x</title>", content_type="text/html")

    for handler, score in ((open_page, 0.6), (leading("https://named.example/"), 1.0)):
        port = await serve(handler)
        found = checked(await gathered(certificate, port, pool, GatherLimits()))["T06"]
        assert float(found.score or 0) == score
        assert f"http://named.example:{port}/" in found.evidence[1]


async def test_a_silent_http_port_does_not_hold_the_page_up(
    serve_raw: Callable[..., Awaitable[int]], certificate: Path, pool: ParserPool
) -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port = await serve_raw(silent)
    seen = await gathered(certificate, port, pool, GatherLimits(http_form_s=60, more_for_http_form_s=0.05))
    assert seen.plain_http is not None
    assert seen.plain_http.state == "not_measured"
    found = checked(seen)["T06"]
    assert (found.status, found.confidence) == ("ok", "medium")

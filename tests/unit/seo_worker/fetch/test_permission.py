"""What robots.txt lets our crawler do, and what it is said to tell others, over real requests."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from seo_sites import OpenFetcher, Serve
from seo_worker.evidence import RobotsDecision
from seo_worker.fetch.client import PAGE_LIMITS
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.permission import RobotsBook
from seo_worker.fetch.urls import WebURL, parse_web_url


async def site(serve: Serve, open_fetcher: OpenFetcher, status: int, text: str) -> tuple[RobotsBook, WebURL, list[str]]:
    served: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        served.append(request.path)
        if request.path == "/robots.txt":
            return web.Response(status=status, text=text)
        return web.Response(text="page", content_type="text/html")

    port = await serve(answer)
    book = RobotsBook(await open_fetcher(port))
    return book, parse_web_url(f"http://127.0.0.1:{port}/private/page?x=1"), served


async def test_the_file_is_read_once_for_all_questions(serve: Serve, open_fetcher: OpenFetcher) -> None:
    text = "User-agent: Googlebot\nDisallow: /private\nSitemap: https://e.com/s.xml\nnonsense\n"
    book, url, served = await site(serve, open_fetcher, 200, text)
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(book.permit(url))
    robots = await book.evidence(url)
    assert served == ["/robots.txt"]
    assert robots.state == "parsed"
    assert robots.status == 200
    assert robots.decision("googlebot") == RobotsDecision("Googlebot", False, 2, "Disallow: /private")
    assert robots.decision("*") == RobotsDecision("*", True)
    assert robots.decision("ConvexBot") == RobotsDecision("ConvexBot", True)
    assert robots.sitemaps == ("https://e.com/s.xml",)
    assert [e.line for e in robots.errors] == [4]


async def test_a_page_barred_for_our_crawler_is_not_fetched(serve: Serve, open_fetcher: OpenFetcher) -> None:
    book, url, served = await site(serve, open_fetcher, 200, "User-agent: convexbot\nDisallow: /private/\n")
    fetcher = await open_fetcher(url.port)
    got = await fetcher.get(url.href, PAGE_LIMITS, permission=book.permit)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "robots_disallowed"
    assert served == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
async def test_a_file_that_is_not_there_allows_everything(serve: Serve, open_fetcher: OpenFetcher, status: int) -> None:
    book, url, _ = await site(serve, open_fetcher, status, "User-agent: *\nDisallow: /\n")
    await book.permit(url)
    robots = await book.evidence(url)
    assert (robots.state, robots.status) == ("absent", status)
    assert [d.allowed for d in robots.decisions] == [True, True, True]


@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_error_bars_everybody(serve: Serve, open_fetcher: OpenFetcher, status: int) -> None:
    book, url, _ = await site(serve, open_fetcher, status, "User-agent: *\nAllow: /\n")
    with pytest.raises(FetchFailureError, match="robots_unavailable"):
        await book.permit(url)
    robots = await book.evidence(url)
    assert (robots.state, robots.status) == ("unavailable", status)
    assert [d.allowed for d in robots.decisions] == [False, False, False]


async def test_a_garbled_answer_is_not_measured_and_bars_nothing(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher
) -> None:
    async def garbage(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"nothing like HTTP\r\n\r\n")
        await writer.drain()

    port = await serve_raw(garbage)
    book = RobotsBook(await open_fetcher(port))
    url = parse_web_url(f"http://127.0.0.1:{port}/")
    await book.permit(url)
    robots = await book.evidence(url)
    assert robots.state == "not_measured"
    assert robots.decisions == ()
    assert robots.error is not None
    assert robots.error.code == "bad_response"


async def test_a_host_that_is_away_is_dialled_once(open_fetcher: OpenFetcher, unused_tcp_port: int) -> None:
    book = RobotsBook(await open_fetcher(unused_tcp_port))
    with pytest.raises(FetchFailureError, match="connect_failed"):
        await book.permit(parse_web_url(f"http://127.0.0.1:{unused_tcp_port}/"))


async def test_an_over_long_file_is_used_up_to_the_cap(serve: Serve, open_fetcher: OpenFetcher) -> None:
    filler = "# " + "x" * 98 + "\n"
    text = "User-agent: *\nDisallow: /private\n" + filler * 6000 + "Allow: /private\n"
    book, url, _ = await site(serve, open_fetcher, 200, text)
    robots = await book.evidence(url)
    assert robots.truncated
    assert robots.size_bytes == 512_000
    decision = robots.decision("*")
    assert decision is not None
    assert not decision.allowed


async def test_a_redirected_file_counts_for_the_first_host(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=301, headers={"Location": "/moved.txt"})
        return web.Response(text="User-agent: *\nDisallow: /\n")

    port = await serve(answer)
    book = RobotsBook(await open_fetcher(port))
    with pytest.raises(FetchFailureError, match="robots_disallowed"):
        await book.permit(parse_web_url(f"http://127.0.0.1:{port}/page"))

"""The search for a page through the sitemaps of its site, over real requests."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from seo_sites import OpenFetcher, Serve
from seo_worker.evidence import RobotsEvidence, SitemapEvidence
from seo_worker.fetch.client import Fetcher
from seo_worker.fetch.sitemap import search_sitemaps
from seo_worker.fetch.urls import WebURL, parse_web_url


def urlset(*locs: str) -> str:
    urls = "".join(f"<url><loc>{loc}</loc></url>" for loc in locs)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def robots_with(*sitemaps: str) -> RobotsEvidence:
    return RobotsEvidence("http://x/robots.txt", "parsed", 200, sitemaps=sitemaps)


async def search(
    port: int, fetcher: Fetcher, *sitemaps: str, page: str = "/page", deadline_s: float = 5
) -> SitemapEvidence:
    async def permit(_url: WebURL) -> None:
        return

    url = parse_web_url(f"http://127.0.0.1:{port}{page}")
    return await search_sitemaps(url, robots_with(*sitemaps), fetcher, permission=permit, deadline_s=deadline_s)


def files(contents: dict[str, str], asked: list[str]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        if request.path not in contents:
            return web.Response(status=404, text="none")
        base = f"http://{request.host}"
        return web.Response(text=contents[request.path].replace("BASE", base), content_type="application/xml")

    return answer


async def test_the_usual_place_is_tried_when_robots_names_none(serve: Serve, open_fetcher: OpenFetcher) -> None:
    asked: list[str] = []
    port = await serve(files({"/sitemap.xml": urlset("BASE/page")}, asked))
    found = await search(port, await open_fetcher(port))
    assert asked == ["/sitemap.xml"]
    assert (found.state, found.source, found.lists_page, found.files_read) == ("read", "default", True, 1)


async def test_named_sitemaps_are_read_until_the_page_is_found(serve: Serve, open_fetcher: OpenFetcher) -> None:
    asked: list[str] = []
    contents = {"/1.xml": urlset("BASE/a", "BASE/b"), "/2.xml": urlset("BASE/page"), "/3.xml": urlset("BASE/c")}
    port = await serve(files(contents, asked))
    names = [f"http://127.0.0.1:{port}/{n}.xml" for n in (1, 2, 3)]
    found = await search(port, await open_fetcher(port), *names)
    assert asked == ["/1.xml", "/2.xml"]
    assert (found.source, found.lists_page, found.url_count, found.complete) == ("robots", True, 3, False)


async def test_an_index_is_followed_and_may_name_itself(serve: Serve, open_fetcher: OpenFetcher) -> None:
    asked: list[str] = []
    index = "<sitemapindex>" + "".join(f"<sitemap><loc>BASE/{n}</loc></sitemap>" for n in ("sitemap.xml", "1.xml"))
    contents = {"/sitemap.xml": index + "</sitemapindex>", "/1.xml": urlset("BASE/a")}
    port = await serve(files(contents, asked))
    found = await search(port, await open_fetcher(port))
    assert asked == ["/sitemap.xml", "/1.xml"]
    assert (found.is_index, found.files_read, found.complete, found.lists_page) == (True, 2, True, False)


async def test_an_endless_index_stops_at_eight_files_and_then_knows_nothing(
    serve: Serve, open_fetcher: OpenFetcher
) -> None:
    asked: list[str] = []

    async def endless(request: web.Request) -> web.Response:
        asked.append(request.path)
        child = f"http://{request.host}/{len(asked)}.xml"
        return web.Response(text=f"<sitemapindex><sitemap><loc>{child}</loc></sitemap></sitemapindex>")

    port = await serve(endless)
    found = await search(port, await open_fetcher(port))
    assert len(asked) == 8
    assert (found.complete, found.lists_page) == (False, None)


async def test_two_files_together_may_list_more_than_one_may(serve: Serve, open_fetcher: OpenFetcher) -> None:
    many = "\n".join(f"http://e.example/{n}" for n in range(30_000))
    port = await serve(files({"/1.txt": many, "/2.txt": many}, []))
    found = await search(port, await open_fetcher(port), *(f"http://127.0.0.1:{port}/{n}.txt" for n in (1, 2)))
    assert (found.url_count, found.too_large) == (60_000, None)


async def test_a_file_beyond_the_limits_is_told(serve: Serve, open_fetcher: OpenFetcher) -> None:
    many = "\n".join(f"http://e.example/{n}" for n in range(50_001))
    port = await serve(files({"/sitemap.xml": many}, []))
    found = await search(port, await open_fetcher(port))
    assert found.too_large == (
        f"http://127.0.0.1:{port}/sitemap.xml lists more than 50,000 addresses, the most that a sitemap may have."
    )


async def test_a_size_beyond_the_limit_is_known_without_reading_all(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher
) -> None:
    async def huge(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 52428801\r\n\r\nhttp://e.example/a\n" + b" " * 11_000_000)
        await writer.drain()

    port = await serve_raw(huge)
    found = await search(port, await open_fetcher(port))
    assert found.too_large == (
        f"http://127.0.0.1:{port}/sitemap.xml has 52,428,801 bytes, and a sitemap may have 52,428,800."
    )


async def test_another_form_of_the_address_in_a_sitemap_is_told(serve: Serve, open_fetcher: OpenFetcher) -> None:
    port = await serve(files({"/sitemap.xml": urlset("BASE/page/")}, []))
    found = await search(port, await open_fetcher(port))
    assert (found.lists_page, found.variant) == (False, f"http://127.0.0.1:{port}/page/")


async def test_a_missing_child_leaves_the_answer_open(serve: Serve, open_fetcher: OpenFetcher) -> None:
    index = "<sitemapindex><sitemap><loc>BASE/gone.xml</loc></sitemap></sitemapindex>"
    port = await serve(files({"/sitemap.xml": index}, []))
    found = await search(port, await open_fetcher(port))
    assert (found.state, found.complete, found.lists_page) == ("read", False, None)


async def test_no_sitemap_is_absent(serve: Serve, open_fetcher: OpenFetcher) -> None:
    port = await serve(files({}, []))
    found = await search(port, await open_fetcher(port))
    assert (found.state, found.status, found.lists_page, found.error) == ("absent", 404, None, None)


async def test_an_html_page_in_its_place_is_invalid(serve: Serve, open_fetcher: OpenFetcher) -> None:
    port = await serve(files({"/sitemap.xml": "<html><p>Welcome</p></html>"}, []))
    found = await search(port, await open_fetcher(port))
    assert (found.state, found.lists_page) == ("invalid", None)
    assert found.problem == "It is an HTML page, not a sitemap"


async def test_a_server_error_is_not_measured(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def broken(_request: web.Request) -> web.Response:
        return web.Response(status=503)

    port = await serve(broken)
    found = await search(port, await open_fetcher(port))
    assert (found.state, found.status) == ("not_measured", 503)


async def test_a_silent_server_ends_at_the_deadline(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher
) -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port = await serve_raw(silent)
    found = await search(port, await open_fetcher(port), deadline_s=0.2)
    assert found.state == "not_measured"
    assert found.error is not None
    assert found.error.code == "timeout"


async def test_a_sitemap_elsewhere_goes_through_the_guard(open_fetcher: OpenFetcher) -> None:
    found = await search(9, await open_fetcher(), "http://169.254.169.254/sitemap.xml")
    assert found.error is not None
    assert found.error.code == "blocked_address"
    assert found.state == "not_measured"

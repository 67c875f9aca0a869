"""A whole look at a site over real sockets and parser processes; nothing the web does comes out as an exception."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import web
from pydantic import TypeAdapter

from seo_worker.evidence import DateClaim, RobotsDecision, SiteEvidence
from seo_worker.fetch.client import USER_AGENT, Fetcher
from seo_worker.gather import GatherLimits, Subject, gather
from seo_worker.page.pool import ParserPool, PoolLimits

Answer = tuple[int, str, str]
Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[int]]
OpenFetcher = Callable[..., Awaitable[Fetcher]]
AS_OF = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PAGE = "<!doctype html><html lang=en><title>Bread</title><h1>Bread</h1><p>Words about bread.</p></html>"


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(1, PoolLimits(normal_s=10, strict_s=0.5)) as opened:
        yield opened


class Site:
    """Answers by path and remembers what was asked; BASE in a text is where it lives."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        status, content_type, text = self.answers.get(request.path, (404, "text/plain", "none"))
        base = f"http://{request.host}"
        if 300 <= status < 400:
            return web.Response(status=status, headers={"Location": text})
        return web.Response(status=status, content_type=content_type, text=text.replace("BASE", base))


def site(page: str = PAGE, *, robots: Answer = (404, "text/plain", ""), **more: Answer) -> Site:
    answers = {"/page": (200, "text/html", page), "/robots.txt": robots}
    return Site(answers | {f"/{name}": answer for name, answer in more.items()})


async def test_everything_about_a_healthy_page_is_gathered(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    served = site(robots=(200, "text/plain", "User-agent: Googlebot\nDisallow: /page\nSitemap: BASE/map\n"))
    served.answers["/map"] = (
        200,
        "application/xml",
        "<urlset><url><loc>BASE/page</loc><lastmod>2026-05-06</lastmod></url></urlset>",
    )
    port = await serve(served.answer)
    subject = Subject(f"http://127.0.0.1:{port}/page", vantage="Leeds")
    seen = await gather(subject, await open_fetcher(port), pool, as_of=AS_OF)
    assert seen.fetch.status == 200
    assert seen.fetch.error is None
    assert not seen.fetch.scheme_assumed
    assert len(seen.fetch.response_ms) == 3
    assert seen.parse.status == "parsed"
    assert seen.page is not None
    assert seen.page.titles[0].text == "Bread"
    assert seen.page.dates == (DateClaim("sitemap", "modified", "2026-05-06", "2026-05-06"),)
    assert seen.robots.decisions == (
        RobotsDecision("Googlebot", False, 2, "Disallow: /page"),
        RobotsDecision("*", True),
        RobotsDecision("ConvexBot", True),
    )
    assert (seen.sitemap.state, seen.sitemap.source, seen.sitemap.lists_page) == ("read", "robots", True)
    assert (seen.vantage, seen.user_agent, seen.gathered_at) == ("Leeds", USER_AGENT, AS_OF)
    assert served.asked[:2] == ["/robots.txt", "/page"]
    assert served.asked.count("/robots.txt") == 1
    assert served.asked.count("/page") == 3
    assert TypeAdapter(SiteEvidence).validate_json(TypeAdapter(SiteEvidence).dump_json(seen)) == seen


async def test_a_bare_host_is_tried_with_https_and_then_with_http(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    port = await serve(site().answer)
    seen = await gather(Subject(f"127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert seen.fetch.final_url == f"http://127.0.0.1:{port}/page"
    assert seen.fetch.scheme_assumed
    assert seen.fetch.error is None
    assert seen.target.requested == f"127.0.0.1:{port}/page"


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("nowhere.example", "dns_failed"),
        ("http://10.0.0.1/", "blocked_address"),
        ("169.254.169.254", "blocked_address"),
        ("[::1]", "blocked_address"),
        ("http://nowhere.example:8080/", "blocked_port"),
        ("nowhere.example:22", "blocked_port"),
        ("http://user:pass@nowhere.example/", "invalid_url"),
        ("ftp://nowhere.example/", "invalid_url"),
        ("not a host", "invalid_url"),
        ("", "invalid_url"),
    ],
)
async def test_a_target_that_cannot_be_fetched_is_evidence(
    open_fetcher: OpenFetcher, pool: ParserPool, domain: str, code: str
) -> None:
    seen = await gather(Subject(domain, (domain,), 3), await open_fetcher(), pool, as_of=AS_OF)
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == code
    assert seen.fetch.error.message
    assert (seen.parse.status, seen.parse.reason, seen.page) == ("skipped", "fetch_failed", None)
    assert seen.robots.state == "not_measured"
    assert (seen.sitemap.state, seen.sitemap.lists_page) == ("not_measured", None)
    assert [c.fetch.error and c.fetch.error.code for c in seen.competitors] == [code]
    assert seen.pages == ()


async def test_a_page_that_robots_txt_bars_to_us_is_not_fetched(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    served = site(robots=(200, "text/plain", "User-agent: *\nDisallow: /\n"))
    port = await serve(served.answer)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert served.asked == ["/robots.txt"]
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == "robots_disallowed"
    assert seen.robots.decision("ConvexBot") == RobotsDecision("ConvexBot", False, 2, "Disallow: /")


async def test_a_server_error_on_robots_txt_bars_the_page(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    served = site(robots=(503, "text/plain", ""))
    port = await serve(served.answer)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert served.asked == ["/robots.txt"]
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == "robots_unavailable"
    assert (seen.robots.state, seen.robots.status) == ("unavailable", 503)


@pytest.mark.parametrize("status", [404, 410, 500])
async def test_a_page_with_a_bad_status_is_not_parsed_and_not_asked_again(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool, status: int
) -> None:
    served = site()
    served.answers["/page"] = (status, "text/html", PAGE)
    port = await serve(served.answer)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert served.asked == ["/robots.txt", "/page"]
    assert (seen.fetch.status, seen.fetch.error) == (status, None)
    assert seen.parse.message == f"The server answered with status {status}."
    assert seen.page is None


@pytest.mark.parametrize(
    ("content_type", "text", "error", "reason"),
    [
        ("application/pdf", "%PDF-1.4", "not_html", "fetch_failed"),
        ("text/html", "  \n", None, "no_body"),
    ],
)
async def test_what_is_no_page_says_so(
    serve: Serve,
    open_fetcher: OpenFetcher,
    pool: ParserPool,
    content_type: str,
    text: str,
    error: str | None,
    reason: str,
) -> None:
    served = site()
    served.answers["/page"] = (200, content_type, text)
    port = await serve(served.answer)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert (seen.fetch.error and seen.fetch.error.code) == error
    assert (seen.parse.status, seen.parse.reason) == ("skipped", reason)


async def test_a_redirect_to_another_host_is_judged_by_that_hosts_robots_txt(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    second = site(robots=(200, "text/plain", "User-agent: ConvexBot\nDisallow: /page\n"))
    second_port = await serve(second.answer)
    first = site()
    first.answers["/page"] = (301, "", f"http://127.0.0.1:{second_port}/page")
    port = await serve(first.answer)
    fetcher = await open_fetcher(port, second_port)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), fetcher, pool, as_of=AS_OF)
    assert second.asked == ["/robots.txt"]
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == "robots_disallowed"
    assert seen.robots.url == f"http://127.0.0.1:{second_port}/robots.txt"
    assert [(hop.status, hop.location) for hop in seen.fetch.hops] == [(301, f"http://127.0.0.1:{second_port}/page")]


async def test_hostile_html_is_degraded_and_the_rest_is_still_gathered(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    port = await serve(site("<div>" * 40_000).answer)
    seen = await gather(Subject(f"http://127.0.0.1:{port}/page"), await open_fetcher(port), pool, as_of=AS_OF)
    assert (seen.parse.status, seen.parse.reason, seen.parse.tripped) == ("degraded", "deadline", "depth")
    assert seen.page is None
    assert seen.fetch.status == 200
    assert seen.sitemap.state == "absent"


async def test_competitors_come_in_the_order_they_were_asked_for_and_five_at_most(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    served = site(one=(200, "text/html", "<title>One</title>"), two=(404, "text/html", ""))
    port = await serve(served.answer)
    base = f"http://127.0.0.1:{port}"
    asked = (f"{base}/one", f"{base}/two", "nowhere.example", f"{base}/page", f"{base}/one", f"{base}/page")
    seen = await gather(Subject(f"{base}/page", asked), await open_fetcher(port), pool, as_of=AS_OF)
    assert [c.requested for c in seen.competitors] == list(asked[:5])
    assert [c.page.titles[0].text if c.page else None for c in seen.competitors] == ["One", None, None, "Bread", "One"]
    assert served.asked.count("/robots.txt") == 1


async def test_further_pages_are_found_by_links_and_each_looked_at_once(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    links = "".join(
        f"<a href='{href}'>x</a>"
        for href in ("/page#top", "/a", "/a?", "/file.pdf", "http://nowhere.example/", "/b", "mailto:x@y.z", "/a#part")
    )
    served = site(
        f"<p>{links}<a href='/secret' rel=nofollow>n</a></p>",
        a=(200, "text/html", "<title>A</title><a href=/c>c</a><a href=/page>p</a>"),
        b=(200, "text/html", "<title>B</title>"),
        c=(200, "text/html", "<title>C</title>"),
    )
    port = await serve(served.answer)
    base = f"http://127.0.0.1:{port}"
    seen = await gather(Subject(f"{base}/page", max_pages=10), await open_fetcher(port), pool, as_of=AS_OF)
    assert [p.requested.removeprefix(base) for p in seen.pages] == ["/a", "/a?", "/b", "/c"]
    assert [p.page.titles[0].text if p.page else None for p in seen.pages] == ["A", "A", "B", "C"]
    few = await gather(Subject(f"{base}/page", max_pages=2), await open_fetcher(port), pool, as_of=AS_OF)
    assert [p.requested.removeprefix(base) for p in few.pages] == ["/a"]


async def test_samples_beyond_their_time_are_not_taken(
    serve: Serve, open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    port = await serve(site().answer)
    limits = GatherLimits(samples_s=0)
    subject = Subject(f"http://127.0.0.1:{port}/page")
    seen = await gather(subject, await open_fetcher(port), pool, as_of=AS_OF, limits=limits)
    assert len(seen.fetch.response_ms) == 1


async def test_a_silent_server_ends_the_look_at_its_deadline(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port = await serve_raw(silent)
    subject = Subject(f"http://127.0.0.1:{port}/", (f"http://127.0.0.1:{port}/x",), 3)
    async with asyncio.timeout(2.8):
        seen = await gather(
            subject, await open_fetcher(port), pool, as_of=AS_OF, limits=GatherLimits(total_s=0.3, sitemap_s=0.3)
        )
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == "timeout"
    assert seen.competitors[0].fetch.error is not None
    assert seen.competitors[0].fetch.error.code == "timeout"


async def test_a_cancelled_look_stays_cancelled(
    serve_raw: Callable[..., Awaitable[int]], open_fetcher: OpenFetcher, pool: ParserPool
) -> None:
    reached = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()

    port = await serve_raw(silent)
    looking = asyncio.create_task(
        gather(Subject(f"http://127.0.0.1:{port}/"), await open_fetcher(port), pool, as_of=AS_OF)
    )
    await reached.wait()
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking

"""A look at one page over real sockets and parser processes; nothing the web does comes out as an exception."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter

from seo_sites import PAGE, OpenFetcher, Serve, site
from seo_worker.evidence import DateClaim, RobotsDecision, SiteEvidence
from seo_worker.fetch.client import USER_AGENT
from seo_worker.gather import Subject, gather
from seo_worker.page.pool import ParserPool

AS_OF = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


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
    seen = await gather(Subject(domain, (domain,)), await open_fetcher(), pool, as_of=AS_OF)
    assert seen.fetch.error is not None
    assert seen.fetch.error.code == code
    assert seen.fetch.error.message
    assert (seen.parse.status, seen.parse.reason, seen.page) == ("skipped", "fetch_failed", None)
    assert seen.robots.state == "not_measured"
    assert (seen.sitemap.state, seen.sitemap.lists_page) == ("not_measured", None)
    assert [c.fetch.error and c.fetch.error.code for c in seen.competitors] == [code]


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

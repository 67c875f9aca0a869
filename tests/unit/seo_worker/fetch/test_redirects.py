"""Redirects are followed by hand, over real requests: each hop is judged, counted and listed."""

import pytest
from aiohttp import web

from seo_sites import OpenFetcher, Serve
from seo_worker.fetch.client import PAGE_LIMITS
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import WebURL


async def test_redirects_are_followed_by_hand_and_listed(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def hop(request: web.Request) -> web.Response:
        following = {"/a": "b", "/b": "//127.0.0.1:" + str(request.url.port) + "/c"}.get(request.path)
        if following is None:
            return web.Response(text="end", content_type="text/html")
        return web.Response(status=301, headers={"Location": following})

    port = await serve(hop)
    base = f"http://127.0.0.1:{port}"
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"{base}/a", PAGE_LIMITS)
    assert got.body == b"end"
    assert [(h.url, h.status, h.location) for h in got.fetch.hops] == [
        (f"{base}/a", 301, f"{base}/b"),
        (f"{base}/b", 301, f"{base}/c"),
        (f"{base}/c", 200, None),
    ]


async def test_five_redirects_are_followed_and_a_sixth_is_not(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def count_down(request: web.Request) -> web.Response:
        left = int(request.path.strip("/"))
        if left == 0:
            return web.Response(text="end", content_type="text/html")
        return web.Response(status=302, headers={"Location": f"/{left - 1}"})

    port = await serve(count_down)
    fetcher = await open_fetcher(port)
    five = await fetcher.get(f"http://127.0.0.1:{port}/5", PAGE_LIMITS)
    assert five.body == b"end"
    six = await fetcher.get(f"http://127.0.0.1:{port}/6", PAGE_LIMITS)
    assert six.fetch.error is not None
    assert six.fetch.error.code == "too_many_redirects"
    assert len(six.fetch.hops) == 6
    assert six.fetch.status is None


async def test_a_redirect_loop_ends_where_it_closes(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def loop(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": "/b" if request.path == "/a" else "/a#again"})

    port = await serve(loop)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/a", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "redirect_loop"
    assert len(got.fetch.hops) == 2


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "blocked_address"),
        ("http://127.0.0.1/", "blocked_address"),
        ("http://[::ffff:7f00:1]/", "blocked_address"),
        ("http://0x7f.1/", "blocked_address"),
        ("http://127.0.0.1:22/", "blocked_port"),
        ("file:///etc/passwd", "invalid_url"),
        ("ftp://example.com/", "invalid_url"),
        ("http://user:password@example.com/", "invalid_url"),
        ("javascript:alert(1)", "invalid_url"),
        ("http://", "invalid_url"),
    ],
)
async def test_a_redirect_is_judged_like_a_first_address(
    serve: Serve, open_fetcher: OpenFetcher, location: str, code: str
) -> None:
    async def away(_request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location, "X-Secret": "of the first hop"})

    port = await serve(away)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == code
    assert got.body == b""
    assert got.fetch.status is None
    assert len(got.fetch.hops) == 1


async def test_permission_is_asked_before_every_hop(serve: Serve, open_fetcher: OpenFetcher) -> None:
    asked: list[str] = []
    served: list[str] = []

    async def hop(request: web.Request) -> web.Response:
        served.append(request.path)
        return web.Response(status=302, headers={"Location": "/secret"})

    async def permit(url: WebURL) -> None:
        asked.append(url.path)
        if url.path == "/secret":
            raise FetchFailureError("robots_disallowed")

    port = await serve(hop)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/open", PAGE_LIMITS, permission=permit)
    assert asked == ["/open", "/secret"]
    assert served == ["/open"]
    assert got.fetch.error is not None
    assert got.fetch.error.code == "robots_disallowed"

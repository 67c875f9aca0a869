"""Real requests over loopback: redirects, caps, deadlines and every way a server can misbehave."""

import asyncio
import gzip
import json
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, replace

import pytest
from aiohttp import web

from seo_worker.fetch.client import PAGE_LIMITS, USER_AGENT, Fetcher, FetchLimits
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import WebURL

Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[int]]
ServeRaw = Callable[[Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]], Awaitable[int]]
OpenFetcher = Callable[..., Awaitable[Fetcher]]
SMALL = FetchLimits(max_wire_bytes=2000, max_inflated_bytes=5000, deadline_s=5)


def raw_answer(head: bytes, body: bytes) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
        await writer.drain()

    return answer


async def test_a_page_comes_with_its_headers_sizes_and_time(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def page(request: web.Request) -> web.Response:
        assert request.headers["User-Agent"] == USER_AGENT
        assert request.headers["Accept-Encoding"] == "gzip, deflate"
        return web.Response(text="<p>hello</p>", content_type="text/html", headers={"X-Robots-Tag": "noindex"})

    port = await serve(page)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/a?b=c#d", PAGE_LIMITS)
    assert got.body == b"<p>hello</p>"
    assert got.fetch.error is None
    assert got.fetch.status == 200
    assert got.fetch.final_url == f"http://127.0.0.1:{port}/a?b=c"
    assert [(hop.status, hop.location) for hop in got.fetch.hops] == [(200, None)]
    assert got.fetch.content_type == "text/html; charset=utf-8"
    assert got.fetch.header("x-robots-tag") == "noindex"
    assert (got.fetch.wire_bytes, got.fetch.inflated_bytes, got.fetch.truncated) == (12, 12, None)
    assert len(got.fetch.response_ms) == 1
    assert got.fetch.response_ms[0] > 0


async def test_no_cookie_and_no_proxy_of_the_environment_is_used(
    serve: Serve, open_fetcher: OpenFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    cookies: list[str | None] = []

    async def page(request: web.Request) -> web.Response:
        cookies.append(request.headers.get("Cookie"))
        return web.Response(text="x", content_type="text/html", headers={"Set-Cookie": "a=b"})

    port = await serve(page)
    fetcher = await open_fetcher(port)
    for _ in range(2):
        got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
        assert got.fetch.status == 200
    assert cookies == [None, None]


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


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
async def test_a_compressed_page_is_inflated(serve: Serve, open_fetcher: OpenFetcher, encoding: str) -> None:
    plain = b"<p>" + b"word " * 2000 + b"</p>"
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(plain),
        "deflate": zlib.compress(plain),
        "raw deflate": raw.compress(plain) + raw.flush(),
    }[encoding]

    async def page(_request: web.Request) -> web.Response:
        headers = {"Content-Encoding": encoding.removeprefix("raw "), "Content-Type": "text/html"}
        return web.Response(body=packed, headers=headers)

    port = await serve(page)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.body == plain
    assert (got.fetch.wire_bytes, got.fetch.inflated_bytes) == (len(packed), 10_007)


async def test_several_gzip_members_are_one_page(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two")
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nContent-Length: %d" % len(body)
    port = await serve_raw(raw_answer(head, body))
    fetcher = await open_fetcher(port)
    assert (await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)).body == b"one two"


async def test_thousands_of_empty_gzip_members_are_refused(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    body = gzip.compress(b"") * 5000
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nContent-Length: %d" % len(body)
    port = await serve_raw(raw_answer(head, body))
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "bad_response"


async def test_a_gzip_bomb_stops_at_the_inflated_cap(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nContent-Length: %d" % len(bomb)
    port = await serve_raw(raw_answer(head, bomb))
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.truncated == "inflated"
    assert got.fetch.inflated_bytes == len(got.body) == 5_000_000
    assert got.fetch.wire_bytes < 300_000


async def test_an_endless_body_stops_at_the_wire_cap(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    async def endless(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(bytes(65_536))
            await writer.drain()

    port = await serve_raw(endless)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", replace(PAGE_LIMITS, max_inflated_bytes=50_000_000))
    assert got.fetch.truncated == "wire"
    assert got.fetch.error is None
    assert 2_000_000 < got.fetch.wire_bytes < 2_200_000


async def test_a_small_body_of_exactly_the_cap_is_not_truncated(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * int(request.path.strip("/")), content_type="text/html")

    port = await serve(page)
    fetcher = await open_fetcher(port)
    limits = replace(SMALL, max_wire_bytes=9000)
    assert (await fetcher.get(f"http://127.0.0.1:{port}/5000", limits)).fetch.truncated is None
    assert (await fetcher.get(f"http://127.0.0.1:{port}/5001", limits)).fetch.truncated == "inflated"


@pytest.mark.parametrize("where", ["headers", "body"])
async def test_a_server_that_drips_ends_at_the_deadline(
    serve_raw: ServeRaw, open_fetcher: OpenFetcher, where: str
) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"X-Slow: "))
        while not reader.at_eof():
            writer.write(b"x")
            await writer.drain()
            with suppress(TimeoutError):
                async with asyncio.timeout(0.02):
                    await reader.read()

    port = await serve_raw(drip)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", replace(PAGE_LIMITS, deadline_s=0.3))
    assert got.fetch.error is not None
    assert got.fetch.error.code == "timeout"
    assert got.fetch.total_ms is not None
    assert 290 <= got.fetch.total_ms < 3000


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"HTTP/1.1 200 OK\n" + b"X: y\n" * 60_000 + b"Z: z", "bad_response"),
        (b"HTTP/1.1 200 OK\nX: " + b"y" * 200_000, "bad_response"),
        (b"HTTP/1.1 banana", "bad_response"),
        (b"SSH-2.0-OpenSSH_9.2", "bad_response"),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: br", "unsupported_encoding"),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip, gzip", "unsupported_encoding"),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip", "bad_response"),
        (b"HTTP/1.1 200 OK\nContent-Type: application/pdf", "not_html"),
        (b"HTTP/1.1 200 OK\nContent-Type: image/png", "not_html"),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked", "bad_response"),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 1000", "bad_response"),
    ],
    ids=[
        "header count",
        "header size",
        "status",
        "not http",
        "br",
        "stacked",
        "not gzip",
        "pdf",
        "png",
        "chunk",
        "short",
    ],
)
async def test_an_unusable_answer_is_a_value(
    serve_raw: ServeRaw, open_fetcher: OpenFetcher, head: bytes, code: str
) -> None:
    port = await serve_raw(raw_answer(head, b"not what was promised"))
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == code
    assert got.body == b""


async def test_a_server_that_hangs_up_is_a_value(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    async def hang_up(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    port = await serve_raw(hang_up)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "bad_response"


async def test_a_closed_port_is_a_failed_connection(
    serve_raw: ServeRaw, open_fetcher: OpenFetcher, unused_tcp_port: int
) -> None:
    fetcher = await open_fetcher(unused_tcp_port)
    got = await fetcher.get(f"http://127.0.0.1:{unused_tcp_port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "connect_failed"


async def test_https_to_a_plain_server_is_a_failed_secure_connection(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="plain")

    port = await serve(page)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"https://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "tls_failed"


async def test_an_error_page_is_read_whatever_its_type(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def missing(_request: web.Request) -> web.Response:
        return web.json_response({"error": "no"}, status=404)

    port = await serve(missing)
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.status == 404
    assert got.fetch.error is None


async def test_headers_that_are_no_text_still_survive_json(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\nX-Name: caf\xe9 \xff\nContent-Length: 2"
    port = await serve_raw(raw_answer(head, b"ok"))
    fetcher = await open_fetcher(port)
    got = await fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS)
    assert got.fetch.header("x-name") == "caf\ufffd \ufffd"
    assert json.dumps(asdict(got.fetch)).encode()


async def test_a_sample_of_the_response_time_reads_no_body(serve: Serve, open_fetcher: OpenFetcher) -> None:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="x" * 100, content_type="text/html")

    port = await serve(page)
    fetcher = await open_fetcher(port)
    sample = await fetcher.response_time(f"http://127.0.0.1:{port}/", deadline_s=2)
    assert sample is not None
    assert 0 < sample < 2000


async def test_a_sample_that_takes_too_long_is_not_measured(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    port = await serve_raw(silent)
    fetcher = await open_fetcher(port)
    assert await fetcher.response_time(f"http://127.0.0.1:{port}/", deadline_s=0.1) is None


async def test_no_more_than_two_requests_reach_a_host_at_once(serve: Serve, open_fetcher: OpenFetcher) -> None:
    running, most = 0, 0
    both, gate = asyncio.Event(), asyncio.Event()

    async def page(_request: web.Request) -> web.Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        if running == 2:
            both.set()
        await gate.wait()
        running -= 1
        return web.Response(text="x", content_type="text/html")

    port = await serve(page)
    fetcher = await open_fetcher(port)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        for number in range(8):
            group.create_task(fetcher.get(f"http://127.0.0.1:{port}/{number}", PAGE_LIMITS))
        await both.wait()
        for _ in range(100):
            await asyncio.sleep(0)
        gate.set()
    assert most == 2


async def test_a_cancelled_fetch_stays_cancelled(serve_raw: ServeRaw, open_fetcher: OpenFetcher) -> None:
    reached = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()

    port = await serve_raw(silent)
    fetcher = await open_fetcher(port)
    task = asyncio.create_task(fetcher.get(f"http://127.0.0.1:{port}/", PAGE_LIMITS))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

"""Every way in which a server can misbehave or stay silent ends as a value, and in time."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest
from aiohttp import web

from seo_sites import OpenFetcher, Serve, ServeRaw, raw_answer
from seo_worker.fetch.client import PAGE_LIMITS


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


async def test_a_host_with_umlauts_is_fetched_by_its_ascii_name(serve: Serve, open_fetcher: OpenFetcher) -> None:
    asked: list[str] = []

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=f"<title>{request.host}</title>", content_type="text/html")

    async def lookup(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    port = await serve(page)
    fetcher = await open_fetcher(port, lookup=lookup)
    download = await fetcher.get(f"http://münchen.example:{port}/", PAGE_LIMITS)
    assert download.fetch.error is None
    assert download.body == f"<title>xn--mnchen-3ya.example:{port}</title>".encode()
    assert asked == ["xn--mnchen-3ya.example"]

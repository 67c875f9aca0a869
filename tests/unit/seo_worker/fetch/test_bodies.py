"""Bodies over real requests: inflated, capped, described; bombs and endless ones end at the cap."""

import asyncio
import gzip
import json
import zlib
from dataclasses import asdict, replace

import pytest
from aiohttp import web

from seo_sites import OpenFetcher, Serve, ServeRaw, raw_answer
from seo_worker.fetch.client import PAGE_LIMITS, USER_AGENT, FetchLimits

SMALL = FetchLimits(max_wire_bytes=2000, max_inflated_bytes=5000, deadline_s=5)


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

"""No way of writing an address, resolving a name or connecting again leads to a socket that was not permitted."""

import socket

import pytest
from aiohttp import web

from seo_sites import OpenFetcher, Serve
from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.client import PAGE_LIMITS, Fetcher
from seo_worker.fetch.guard import AddressInfo

_LITERALS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2e/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1/",
    "http:/\\127.0.0.1/",
    "http:127.0.0.1/",
    " \thttp://127.0.0.1/",
    "ht\ntp://127.0.0.1/",
]
_UNUSABLE = [
    "",
    "http://",
    "http:///",
    "//127.0.0.1/",
    "127.0.0.1",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "ftp://127.0.0.1/",
    "data:text/html,x",
    "javascript:alert(1)",
    "http://user@127.0.0.1/",
    "http://user:password@127.0.0.1/",
    "http://:password@127.0.0.1/",
    "http://1.1.1.1:80@127.0.0.1/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://999.1.1.1/",
    "http://1.2.3.4.5/",
    "http://exa mple.com/",
    "http://a" + "b" * 300 + ".com/",
    "http://127.0.0.1:99999/",
    "http://example.com/" + "a" * 5000,
]


class NoSocket:
    """Stands where sockets are opened and only notes what would have been dialled."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    def __call__(self, info: AddressInfo) -> socket.socket:
        self.dialled.append(str(info[4][0]))
        raise ConnectionRefusedError("tests dial nothing")


@pytest.mark.parametrize("url", _LITERALS)
async def test_no_spelling_of_a_private_address_opens_a_socket(url: str) -> None:
    opener = NoSocket()
    async with Fetcher(AddressPolicy(), lookup=_unexpected_lookup, opener=opener) as fetcher:
        got = await fetcher.get(url, PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "blocked_address"
    assert opener.dialled == []


@pytest.mark.parametrize("url", _UNUSABLE)
async def test_what_is_no_web_address_is_refused_before_any_lookup(url: str) -> None:
    opener = NoSocket()
    async with Fetcher(AddressPolicy(), lookup=_unexpected_lookup, opener=opener) as fetcher:
        got = await fetcher.get(url, PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "invalid_url"
    assert opener.dialled == []


@pytest.mark.parametrize("port", [0, 22, 25, 5432, 6379, 8080, 65535])
async def test_other_ports_are_refused_before_any_lookup(port: int) -> None:
    opener = NoSocket()
    async with Fetcher(AddressPolicy(), lookup=_unexpected_lookup, opener=opener) as fetcher:
        got = await fetcher.get(f"http://example.com:{port}/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "blocked_port"
    assert opener.dialled == []


async def test_a_public_address_would_be_dialled() -> None:
    opener = NoSocket()
    async with Fetcher(AddressPolicy(), lookup=_unexpected_lookup, opener=opener) as fetcher:
        got = await fetcher.get("http://93.184.216.34/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "connect_failed"
    assert opener.dialled == ["93.184.216.34"]


@pytest.mark.parametrize(
    "answers",
    [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["127.0.0.1", "93.184.216.34"], ["93.184.216.34", "::1"]],
)
async def test_one_bad_answer_among_good_ones_refuses_the_name(answers: list[str]) -> None:
    async def lookup(_host: str, _port: int) -> list[str]:
        return answers

    opener = NoSocket()
    async with Fetcher(AddressPolicy(), lookup=lookup, opener=opener) as fetcher:
        got = await fetcher.get("http://mixed.example/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "blocked_address"
    assert "10.0.0.1" not in got.fetch.error.message
    assert opener.dialled == []


async def test_an_unknown_name_is_told_apart_from_a_blocked_one(open_fetcher: OpenFetcher) -> None:
    fetcher = await open_fetcher()
    got = await fetcher.get("http://nowhere.example/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "dns_failed"


async def test_a_name_without_addresses_is_not_found() -> None:
    async def lookup(_host: str, _port: int) -> list[str]:
        return []

    opener = NoSocket()
    async with Fetcher(AddressPolicy(), lookup=lookup, opener=opener) as fetcher:
        got = await fetcher.get("http://empty.example/", PAGE_LIMITS)
    assert got.fetch.error is not None
    assert got.fetch.error.code == "dns_failed"


async def test_a_name_that_is_rebound_is_refused_at_the_next_connection(
    serve: Serve, open_fetcher: OpenFetcher
) -> None:
    answers = ["127.0.0.1", "127.0.0.9"]
    looked_up: list[str] = []

    async def rebinding(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return [answers[min(len(looked_up), 2) - 1]]

    async def page(_request: web.Request) -> web.Response:
        response = web.Response(text="x", content_type="text/html")
        response.force_close()
        return response

    port = await serve(page)
    fetcher = await open_fetcher(port, lookup=rebinding)
    first = await fetcher.get(f"http://rebind.example:{port}/", PAGE_LIMITS)
    second = await fetcher.get(f"http://rebind.example:{port}/", PAGE_LIMITS)
    assert first.fetch.status == 200
    assert second.fetch.error is not None
    assert second.fetch.error.code == "blocked_address"
    assert looked_up == ["rebind.example", "rebind.example"]


async def test_a_name_is_looked_up_once_for_a_connection_that_is_used_again(
    serve: Serve, open_fetcher: OpenFetcher
) -> None:
    looked_up: list[str] = []

    async def lookup(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="x", content_type="text/html")

    port = await serve(page)
    fetcher = await open_fetcher(port, lookup=lookup)
    for _ in range(3):
        got = await fetcher.get(f"http://named.example:{port}/", PAGE_LIMITS)
        assert got.fetch.status == 200
    assert looked_up == ["named.example"]


async def _unexpected_lookup(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host}:{port} was looked up")

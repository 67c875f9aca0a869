"""What one audit makes slow does not hold up the others: names, parsers that are all busy, rules by the thousand."""

import asyncio
import socket
import threading
import time
from ipaddress import IPv4Network
from typing import Any, Final

import pytest

from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import Fetcher
from seo_worker.fetch.guard import PinnedResolver
from seo_worker.fetch.permission import RobotsBook
from seo_worker.fetch.urls import parse_web_url
from seo_worker.page.child import Child
from seo_worker.page.document import Document
from seo_worker.page.pool import ParserPool, PoolLimits
from seo_worker.page.wire import dump_job
from support.hostile_server import ok, serving_hostile

_EVIL: Final = Document(b"<div>" * 40_000, "https://evil.example/")
_PAGE: Final = Document(b"<title>x</title>", "https://e.com/")


async def test_names_that_never_resolve_do_not_hold_up_another(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        if host != "quick.test":
            answered.wait(10)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    resolver = PinnedResolver(AddressPolicy())
    slow = [asyncio.create_task(resolver.resolve(f"{n}.slow.test", 80)) for n in range(12)]
    try:
        async with asyncio.timeout(2):
            found = await resolver.resolve("quick.test", 80)
        assert [answer["host"] for answer in found] == ["93.184.216.34"]
    finally:
        answered.set()
        await asyncio.gather(*slow)
        await resolver.close()


async def test_a_page_does_not_wait_for_a_free_process_for_ever() -> None:
    async with ParserPool(1, PoolLimits(normal_s=5, strict_s=3, idle_wait_s=0.2)) as pool:
        evil = asyncio.create_task(pool.parse(_EVIL))
        # It has the only process from its first step on, and keeps it until the strict lane kills it.
        await asyncio.sleep(0)
        async with asyncio.timeout(1.5):
            state, page = await pool.parse(_PAGE)
        evil.cancel()
        await asyncio.gather(evil, return_exceptions=True)
    assert page is None
    assert (state.status, state.reason) == ("degraded", "failed")
    assert state.message == "The page's HTML could not be analysed, so its content was not measured."


async def test_tens_of_thousands_of_rules_are_not_weighed_on_the_loop_of_all_audits() -> None:
    robots = ok(b"user-agent:*\n" + b"disallow:/*ab\n" * 30_000, "text/plain")
    async with serving_hostile({"127.0.0.1": {"/robots.txt": robots}}) as server:
        policy = AddressPolicy((AllowedTarget(IPv4Network("127.0.0.1/32"), server.port),))
        async with Fetcher(policy) as fetcher:
            book = RobotsBook(fetcher)
            page = parse_web_url(f"http://127.0.0.1:{server.port}/" + "a" * 4000)
            began = time.thread_time()
            await book.permit(page)
            evidence = await book.evidence(page)
            spent_s = time.thread_time() - began
    assert [decision.allowed for decision in evidence.decisions] == [True] * 3
    assert spent_s < 0.2


async def test_a_process_left_in_the_middle_of_a_large_answer_can_be_ended() -> None:
    child = await Child.spawn()
    page = Document(b"<base href='/" + b"x" * 2000 + b"/'>" + b"<a href=y>z</a>" * 2000, "https://evil.example/")
    asking = asyncio.create_task(child.ask(dump_job(page, "normal", cpu_s=20)))
    await asyncio.sleep(0.01)
    asking.cancel()
    # Nobody reads the answer now: the process fills the pipe and our side of it, and stands still.
    await asyncio.sleep(1.5)
    async with asyncio.timeout(5):
        await child.close()
    assert not child.alive

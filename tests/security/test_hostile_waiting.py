"""What one audit makes slow does not hold up the others: names that never resolve, parsers that are all busy."""

import asyncio
import socket
import threading
from typing import Any, Final

import pytest

from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.guard import PinnedResolver
from seo_worker.page.document import Document
from seo_worker.page.pool import ParserPool, PoolLimits

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

"""Tries in every way to leave loopback, with our own guard switched off, and prints how each try ended.

Run as a program: the bar that it tries can't be taken out of its process again.
"""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.client import PAGE_LIMITS, Fetcher
from support.hostile_sockets import LeftLoopbackError, confine_to_loopback

# Reserved for documentation, so that even a bar with a hole reaches nobody.
_ELSEWHERE: Final = ("203.0.113.7", 80)
_ELSEWHERE_V6: Final = ("2001:db8::7", 80)


class _OpenPolicy(AddressPolicy):
    """What our guard would be if all of it were wrong."""

    def permits_port(self, port: int) -> bool:
        del port
        return True

    def permits(self, address: str, port: int) -> bool:
        del address, port
        return True


async def _connect() -> None:
    with socket.socket() as plain:
        plain.connect(_ELSEWHERE)


async def _connect_ex() -> None:
    with socket.socket(socket.AF_INET6) as plain:
        plain.connect_ex(_ELSEWHERE_V6)


async def _datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as plain:
        plain.sendto(b"x", _ELSEWHERE)


async def _loop() -> None:
    with socket.socket() as plain:
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, _ELSEWHERE)


async def _stream() -> None:
    await asyncio.open_connection(*_ELSEWHERE)


async def _lookup() -> None:
    await asyncio.get_running_loop().getaddrinfo("example.com", 80)


async def _fetch(url: str) -> None:
    async with Fetcher(_OpenPolicy()) as fetcher:
        await fetcher.get(url, PAGE_LIMITS)


async def _loopback() -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()
    server.close()


_TRIES: Final[dict[str, Callable[[], Awaitable[None]]]] = {
    "connect": _connect,
    "connect_ex": _connect_ex,
    "datagram": _datagram,
    "loop": _loop,
    "stream": _stream,
    "lookup": _lookup,
    "fetch of an address": lambda: _fetch("http://203.0.113.7/"),
    "fetch of metadata": lambda: _fetch("http://169.254.169.254/latest/"),
    "fetch of a name": lambda: _fetch("http://example.com/"),
    "loopback": _loopback,
}


async def main() -> dict[str, int]:
    """Return how many connections or lookups were barred in each try."""
    tried = confine_to_loopback()
    barred: dict[str, int] = {}
    for name, attempt in _TRIES.items():
        before = len(tried)
        with suppress(LeftLoopbackError):
            await attempt()
        barred[name] = len(tried) - before
    return barred


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))

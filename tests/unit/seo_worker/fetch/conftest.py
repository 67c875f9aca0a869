"""Servers on loopback, and a fetcher whose sockets and lookups can't leave it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from ipaddress import IPv4Network, ip_address
from pathlib import Path

import pytest
from aiohttp import web

from seo_sites import Handler, RawHandler
from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import Fetcher
from seo_worker.fetch.guard import AddressInfo, Lookup, open_socket
from seo_worker.page.pool import ParserPool, PoolLimits
from support.tls import write_certificate

LOOPBACK = IPv4Network("127.0.0.1/32")


def loopback_socket(info: AddressInfo) -> socket.socket:
    assert ip_address(info[4][0]).is_loopback, f"a test would have dialled {info[4]}"
    return open_socket(info)


async def no_such_name(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"{host}:{port} is unknown in tests")


@pytest.fixture
async def exits() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
def serve(exits: AsyncExitStack) -> Callable[[Handler], Awaitable[int]]:
    """Return a function that serves every path with a handler and tells the port."""

    async def start(handler: Handler) -> int:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        exits.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner.addresses[0][1]

    return start


@pytest.fixture
def serve_raw(exits: AsyncExitStack) -> Callable[[RawHandler], Awaitable[int]]:
    """Return a function that answers connections byte by byte and tells the port."""

    async def start(handler: RawHandler) -> int:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await reader.readuntil(b"\r\n\r\n")
                await handler(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        exits.callback(server.close)
        return server.sockets[0].getsockname()[1]

    return start


@pytest.fixture
def open_fetcher(exits: AsyncExitStack) -> Callable[..., Awaitable[Fetcher]]:
    """Return a function that opens a fetcher which may reach the named ports of 127.0.0.1 and nothing else."""

    async def opened(*ports: int, lookup: Lookup = no_such_name) -> Fetcher:
        policy = AddressPolicy(tuple(AllowedTarget(LOOPBACK, port) for port in ports))
        return await exits.enter_async_context(Fetcher(policy, lookup=lookup, opener=loopback_socket))

    return opened


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[ParserPool]:
    """Return one parser process with little patience in the strict lane."""
    async with ParserPool(1, PoolLimits(normal_s=10, strict_s=0.5)) as opened:
        yield opened


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a certificate for named.example and its key."""
    return write_certificate(tmp_path_factory.mktemp("tls"))

"""Connections whose request never begins, goes on and on, or has a head no request needs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from gateway.http_protocol import MAX_HEAD_BYTES, BoundedProtocol
from shared.worker.health import QuietServer

_REQUEST: Final = b"GET / HTTP/1.1\r\nHost: gateway\r\n"


class HastyProtocol(BoundedProtocol):
    """One that waits a moment only."""

    head_timeout_s = 0.1


@asynccontextmanager
async def listening(protocol: type[BoundedProtocol]) -> AsyncGenerator[int]:
    """Serve an answer of two letters, and give the port."""
    config = uvicorn.Config(
        PlainTextResponse("ok"), port=0, http=protocol, lifespan="off", log_config=None, access_log=False
    )
    server = QuietServer(config)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    try:
        yield port
    finally:
        server.should_exit = True
        await running


async def send(port: int, *parts: bytes) -> bytes:
    """Send bytes on a connection and return all that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    async with asyncio.timeout(10):
        for part in parts:
            writer.write(part)
            await writer.drain()
        found = await reader.read()
    writer.close()
    return found


async def test_a_request_is_answered() -> None:
    async with listening(BoundedProtocol) as port:
        answer = await send(port, _REQUEST, b"X-Long: " + b"a" * 30_000, b"\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK")


async def test_a_head_without_end_is_refused() -> None:
    async with listening(BoundedProtocol) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_REQUEST + b"X-Long: ")
        answering = asyncio.create_task(reader.read())
        async with asyncio.timeout(10):
            # One by one, as a connection that is closed with bytes unread loses its answer.
            while not answering.done():
                writer.write(b"a" * MAX_HEAD_BYTES)
                await asyncio.wait({answering}, timeout=0.2)
        answer = await answering
        writer.close()
    assert answer.startswith(b"HTTP/1.1 400 Bad Request")
    assert answer.endswith(b"The request line and headers may have at most 65536 bytes.")


@pytest.mark.parametrize("begun", [b"", b"GET /", _REQUEST])
async def test_a_head_that_does_not_come_ends_its_connection(begun: bytes) -> None:
    async with listening(HastyProtocol) as port:
        assert await send(port, begun) == b""


async def test_a_second_request_of_a_connection_has_no_longer() -> None:
    async with listening(HastyProtocol) as port, asyncio.timeout(3):
        answer = await send(port, _REQUEST + b"\r\n" + _REQUEST)
    assert answer.count(b"HTTP/1.1 200 OK") == 1


async def test_a_large_body_before_the_next_head_is_no_head() -> None:
    body = b"a" * (MAX_HEAD_BYTES * 2)
    first = b"POST / HTTP/1.1\r\nHost: gateway\r\nContent-Length: %d\r\n\r\n" % len(body)
    async with listening(BoundedProtocol) as port:
        answer = await send(port, first, body + _REQUEST, b"Connection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 200 OK") == 2

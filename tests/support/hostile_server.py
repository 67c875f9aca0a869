"""Serves hostile answers on loopback, byte by byte, to whoever names the right host."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

Sending = Callable[[asyncio.StreamWriter], Awaitable[None]]
# By path; a path that is not named answers as `OTHERWISE` does.
Paths = Mapping[str, bytes | Sending]

OTHERWISE: Final = "*"
_MISSING: Final = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(slots=True)
class HostileServer:
    """Where it listens (`port` speaks HTTP, `silent_port` never says a word) and the requests it was sent."""

    hosts: Mapping[str, Paths]
    port: int = 0
    silent_port: int = 0
    requests: list[bytes] = field(default_factory=list[bytes])

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection and close it."""
        with suppress(OSError, asyncio.IncompleteReadError):
            request = await reader.readuntil(b"\r\n\r\n")
            self.requests.append(request)
            found = self._found(request)
            if isinstance(found, bytes):
                writer.write(found.replace(b"PORT", str(self.port).encode()))
                await writer.drain()
            else:
                await found(writer)
        writer.close()

    def _found(self, request: bytes) -> bytes | Sending:
        target = request.split(b" ", 2)[1].decode()
        paths = self.hosts.get(_host_of(request), {})
        robots_only = target == "/robots.txt" and "/robots.txt" not in paths
        return _MISSING if robots_only else paths.get(target, paths.get(OTHERWISE, _MISSING))


def _host_of(request: bytes) -> str:
    hosts = [line for line in request.decode("latin-1").split("\r\n") if line.lower().startswith("host:")]
    return hosts[0].partition(":")[2].strip().partition(":")[0] if len(hosts) == 1 else ""


@asynccontextmanager
async def serving_hostile(hosts: Mapping[str, Paths]) -> AsyncGenerator[HostileServer, None]:
    """Serve on two ports of 127.0.0.1 while the block runs."""
    hostile = HostileServer(hosts)

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            await reader.read()
        writer.close()

    # A handler that still sends when the block ends is cut off with its connection.
    speaking = await asyncio.start_server(hostile.answer, "127.0.0.1", 0)
    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    hostile.port, hostile.silent_port = (s.sockets[0].getsockname()[1] for s in (speaking, silent))
    try:
        yield hostile
    finally:
        speaking.close()
        silent.close()


def answer(head: str, body: bytes = b"") -> bytes:
    """Return an answer with exactly this head (its lines end as in HTTP) and this body, and no length of its own."""
    return head.strip().replace("\n", "\r\n").encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def ok(body: bytes, content_type: str = "text/html", *, encoding: str = "") -> bytes:
    """Return a proper answer."""
    coded = f"\nContent-Encoding: {encoding}" if encoding else ""
    head = f"HTTP/1.1 200 OK\nContent-Type: {content_type}{coded}\nContent-Length: {len(body)}\nConnection: close"
    return answer(head, body)


def moved(location: str, status: int = 302) -> bytes:
    """Return a redirect; PORT in it is the server's."""
    return answer(f"HTTP/1.1 {status} Found\nLocation: {location}\nConnection: close")


def endless(head: bytes, piece: bytes, *, pause_s: float = 0.0, times: int | None = None) -> Sending:
    """Return a sender of a head and then of pieces until the other side hangs up."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        sent = 0
        while not writer.is_closing() and (times is None or sent < times):
            writer.write(piece)
            sent += 1
            await writer.drain()
            await asyncio.sleep(pause_s)

    return send


async def reset_inside_the_body(writer: asyncio.StreamWriter) -> None:
    """Send half a page and then a reset instead of an end."""
    writer.write(answer("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 5000", b"<p>" * 100))
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.transport.abort()

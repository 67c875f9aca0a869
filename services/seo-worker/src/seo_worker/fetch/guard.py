"""The only place that opens sockets: every address is judged where it is about to be dialled.

The resolver judges names (one bad answer among good ones is an attack, so all are refused), but aiohttp does not ask it
about numeric hosts. The socket factory sees the exact address of every connection, so it is the gate that counts: it
covers literals, redirects, retries and refills of the connection pool.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any, Final, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from seo_worker.fetch.addresses import AddressPolicy
from seo_worker.fetch.failures import FetchFailureError

_CONNECT_S: Final = 2.0
_READ_S: Final = 3.0
_CONNECTIONS: Final = 36
_MAX_HEADER_BYTES: Final = 16_384
# More than the names of two audits with five competitors each, so that one audit can't hold up all others.
_LOOKUP_THREADS: Final = 16

# Any: aiohttp types a socket address as a bare tuple, because its shape depends on the family.
AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]
OpenSocket = Callable[[AddressInfo], socket.socket]
Lookup = Callable[[str, int], Awaitable[list[str]]]


def open_socket(info: AddressInfo) -> socket.socket:
    """Open a non-blocking socket for an address that was judged before."""
    opened = socket.socket(info[0], info[1], info[2])
    opened.setblocking(False)  # noqa: FBT003 - the socket module offers it only like this
    return opened


class SocketGate:
    """Opens sockets for permitted addresses only; `opener` is what a test replaces so that nothing is ever dialled."""

    def __init__(self, policy: AddressPolicy, opener: OpenSocket = open_socket) -> None:
        self._policy = policy
        self._opener = opener

    def __call__(self, info: AddressInfo) -> socket.socket:
        """Open the socket, or end the whole request.

        Raises:
            FetchFailureError: `blocked_address`.
        """
        address, port = str(info[4][0]), int(info[4][1])
        if not self._policy.permits(address, port):
            raise FetchFailureError("blocked_address", f"{address} port {port}")
        return self._opener(info)


class PinnedResolver(AbstractResolver):
    """Looks a name up once per connection and hands out its addresses, or none when one of them is not permitted."""

    def __init__(self, policy: AddressPolicy, lookup: Lookup | None = None) -> None:
        self._policy = policy
        # getaddrinfo can't be cancelled, so slow name servers may hold these threads and no more.
        self._threads = ThreadPoolExecutor(_LOOKUP_THREADS, thread_name_prefix="lookup")
        self._lookup = lookup or self._system_lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the permitted addresses of a name.

        Raises:
            FetchFailureError: `dns_failed` or `blocked_address`.
        """
        try:
            answers = await self._lookup(host, port)
        except (OSError, UnicodeError) as exc:
            raise FetchFailureError("dns_failed", host) from exc
        if not answers:
            raise FetchFailureError("dns_failed", host)
        if any(not self._policy.permits(address, port) for address in answers):
            raise FetchFailureError("blocked_address", host)
        return [_pinned(host, address, port) for address in answers if family in (_family(address), socket.AF_UNSPEC)]

    async def _system_lookup(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        infos = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return list(dict.fromkeys(str(info[4][0]) for info in infos))

    async def close(self) -> None:
        """Let go of the lookup threads without waiting for a slow name server."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def guarded_session(
    policy: AddressPolicy,
    *,
    lookup: Lookup | None = None,
    opener: OpenSocket = open_socket,
    trace_configs: list[aiohttp.TraceConfig] | None = None,
    tls: SSLContext | None = None,
) -> aiohttp.ClientSession:
    """Open a session that reaches only what the policy permits, keeps no cookies and reads no environment."""
    connector = aiohttp.TCPConnector(
        resolver=PinnedResolver(policy, lookup),
        socket_factory=SocketGate(policy, opener),
        use_dns_cache=False,
        ssl=tls or True,
        limit=_CONNECTIONS,
    )
    return aiohttp.ClientSession(
        connector=connector,
        auto_decompress=False,
        trust_env=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        max_line_size=_MAX_HEADER_BYTES,
        max_field_size=_MAX_HEADER_BYTES,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_S, sock_read=_READ_S),
        trace_configs=trace_configs,
    )


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _pinned(host: str, address: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=_family(address),
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )


@dataclass(eq=False)
class GuardedClient:
    """Owns a guarded session, which is open inside `async with`."""

    policy: AddressPolicy
    lookup: Lookup | None = field(default=None, kw_only=True)
    opener: OpenSocket = field(default=open_socket, kw_only=True)
    tls: SSLContext | None = field(default=None, kw_only=True)
    _session: aiohttp.ClientSession | None = field(default=None, init=False)

    async def __aenter__(self) -> Self:
        self._session = guarded_session(
            self.policy, lookup=self.lookup, opener=self.opener, trace_configs=self._traces(), tls=self.tls
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    def _traces(self) -> list[aiohttp.TraceConfig]:
        """Return what watches the requests of the session."""
        return []

"""Fetches one document: redirects by hand, caps on size, one deadline, and every ending as a value."""

import asyncio
import time
import weakref
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Final

import aiohttp
from yarl import URL

from seo_worker.evidence import FetchedPage, FetchErrorCode, Hop
from seo_worker.fetch.body import Body, inflater_for, read_capped
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.guard import GuardedClient
from seo_worker.fetch.trail import Trail, storable
from seo_worker.fetch.urls import WebURL, parse_web_url

AGENT_TOKEN: Final = "ConvexBot"  # noqa: S105 - the name crawlers are addressed by in robots.txt
USER_AGENT: Final = f"Mozilla/5.0 (compatible; {AGENT_TOKEN}/0.1; page audit on request)"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_PER_HOST: Final = 2
# The rest of the connections is for the audited pages: two for each of the eight that a worker has in hand.
_BESIDE: Final = 20
_CHUNK: Final = 65_536
_REQUEST_HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}

Permission = Callable[[WebURL], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much of a document is read and for how long."""

    max_wire_bytes: int
    max_inflated_bytes: int
    deadline_s: float
    max_redirects: int = 5
    html_only: bool = False


PAGE_LIMITS: Final = FetchLimits(2_000_000, 5_000_000, 8.0, html_only=True)
ROBOTS_LIMITS: Final = FetchLimits(512_000, 512_000, 4.0)
SITEMAP_LIMITS: Final = FetchLimits(10_000_000, 10_000_000, 4.0)


@dataclass(frozen=True, slots=True)
class Download:
    """How a fetch went, and the decoded bytes."""

    fetch: FetchedPage
    body: bytes = b""


@dataclass(eq=False)
class Fetcher(GuardedClient):
    """Fetches documents over its session; opened once per worker.

    Pages that an audit only compares with are fetched holding `beside`, so that slow ones wait for each other.
    """

    beside: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_BESIDE), init=False)
    # Weak: a host's semaphore lives as long as somebody holds or awaits it.
    _slots: weakref.WeakValueDictionary[str, asyncio.Semaphore] = field(
        default_factory=weakref.WeakValueDictionary[str, asyncio.Semaphore], init=False
    )

    async def get(self, url: str, limits: FetchLimits, *, permission: Permission | None = None) -> Download:
        """Fetch a document; `permission` is asked before every hop and refuses by raising FetchFailureError."""
        trail = Trail(url, url)
        code: FetchErrorCode | None = None
        try:
            async with asyncio.timeout(limits.deadline_s):
                await self._follow(trail, limits, permission)
        except FetchFailureError as exc:
            code = exc.code
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as exc:
            code = _code_of(exc)
        return Download(trail.described(code), trail.body.content if trail.body and code is None else b"")

    async def response_time(self, url: str, *, deadline_s: float) -> float | None:
        """Measure once more how long the server takes to begin its answer, in ms; None when it can't be measured."""
        trail = Trail(url, url)
        try:
            async with asyncio.timeout(deadline_s):
                await self._exchange(parse_web_url(url), trail, None)
        except (FetchFailureError, TimeoutError, aiohttp.ClientError, OSError, ValueError):
            return None
        return trail.response_ms

    def _traces(self) -> list[aiohttp.TraceConfig]:
        return [_response_clock()]

    async def _follow(self, trail: Trail, limits: FetchLimits, permission: Permission | None) -> None:
        seen: set[str] = set()
        target: WebURL | None = parse_web_url(trail.requested)
        while target is not None:
            trail.depart(target.href)
            if target.href in seen:
                raise FetchFailureError("redirect_loop")
            if len(seen) > limits.max_redirects:
                raise FetchFailureError("too_many_redirects")
            seen.add(target.href)
            if not self.policy.permits_port(target.port):
                raise FetchFailureError("blocked_port")
            if permission is not None:
                await permission(target)
            target = await self._exchange(target, trail, limits)

    async def _exchange(self, target: WebURL, trail: Trail, limits: FetchLimits | None) -> WebURL | None:
        """Send one request; return where it redirects to, or None after reading the body (unless `limits` is None)."""
        assert self._session is not None, "a Fetcher is used inside `async with`"
        url = URL(target.href, encoded=True)
        if (url.raw_host or "").lower() != target.host or url.port != target.port:
            raise FetchFailureError("invalid_url", "two parsers disagree about the host")
        times = SimpleNamespace(sent=None, answered=None)
        async with (
            self._slot(target.host),
            self._session.get(
                url, allow_redirects=False, headers=_REQUEST_HEADERS, trace_request_ctx=times
            ) as response,
        ):
            trail.arrive(response, _elapsed_ms(times))
            location = _location_of(response)
            if location is not None:
                return _redirected(trail, target, response.status, location)
            trail.hops.append(Hop(target.href, response.status))
            if limits is not None:
                trail.body = await _read(response, limits)
            # What was not read to its end must not be drained into a pooled connection.
            response.close()
            return None

    def _slot(self, host: str) -> asyncio.Semaphore:
        return self._slots.setdefault(host, asyncio.Semaphore(_PER_HOST))


async def _read(response: aiohttp.ClientResponse, limits: FetchLimits) -> Body:
    content_type = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if limits.html_only and response.ok and content_type and content_type not in _HTML_TYPES:
        raise FetchFailureError("not_html")
    inflater = inflater_for(response.headers.get("Content-Encoding"))
    chunks = response.content.iter_chunked(_CHUNK)
    return await read_capped(chunks, inflater, max_wire=limits.max_wire_bytes, max_inflated=limits.max_inflated_bytes)


def _location_of(response: aiohttp.ClientResponse) -> str | None:
    return (response.headers.get("Location") or None) if response.status in _REDIRECTS else None


def _redirected(trail: Trail, here: WebURL, status: int, location: str) -> WebURL:
    try:
        target = parse_web_url(location, here.href)
    except FetchFailureError:
        trail.hops.append(Hop(here.href, status, storable(location)))
        raise
    trail.hops.append(Hop(here.href, status, target.href))
    return target


def _code_of(exc: BaseException) -> FetchErrorCode:
    match exc:
        case TimeoutError():
            return "timeout"
        case aiohttp.InvalidURL():
            # Raised before anything is sent, for hosts such as `1..` that browsers accept.
            return "invalid_url"
        case aiohttp.ClientConnectorDNSError():
            return "dns_failed"
        case aiohttp.ClientSSLError() | aiohttp.ClientConnectorCertificateError():
            return "tls_failed"
        case aiohttp.ClientConnectionError() if not isinstance(exc, aiohttp.ServerDisconnectedError):
            return "connect_failed"
        case _:
            return "bad_response"


def _elapsed_ms(times: SimpleNamespace) -> float | None:
    sent, answered = times.sent, times.answered
    return round((answered - sent) * 1000, 2) if sent is not None and answered is not None else None


def _response_clock() -> aiohttp.TraceConfig:
    """Stamp the moments a request's headers were sent and the answer's arrived, so that connecting is not counted."""

    async def sent(_session: object, context: SimpleNamespace, _params: object) -> None:
        context.trace_request_ctx.sent = time.perf_counter()

    async def answered(_session: object, context: SimpleNamespace, _params: object) -> None:
        context.trace_request_ctx.answered = time.perf_counter()

    clock = aiohttp.TraceConfig()
    clock.on_request_headers_sent.append(sent)
    clock.on_request_end.append(answered)
    return clock

"""Reads robots.txt once per origin, obeys it for our own crawler, and tells what it says to others.

A file that is not there (4xx) allows all, a server error (5xx) bars all (RFC 9309 2.3.1). One that can't be had for
another reason is not measured and bars nothing: an audit asks for single pages that a person named.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from seo_worker.evidence import FetchError, RobotsDecision, RobotsEvidence, RobotsState
from seo_worker.fetch.client import AGENT_TOKEN, ROBOTS_LIMITS, Download, Fetcher
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.robots import RobotsFile, parse_robots
from seo_worker.fetch.urls import WebURL

T = TypeVar("T")

_AGENTS: Final = ("Googlebot", "*", AGENT_TOKEN)
_NO_RULES: Final = RobotsFile({}, (), ())
# With one of these the page itself would fail in the same way, only later.
_HOST_IS_AWAY: Final = frozenset({"dns_failed", "connect_failed", "tls_failed", "blocked_address"})
# A larger file may hold tens of thousands of patterns, and all audits share one loop.
_THREAD_ABOVE_BYTES: Final = 32_768


@dataclass(frozen=True, slots=True)
class _Reading:
    url: str
    state: RobotsState
    file: RobotsFile
    status: int | None
    size_bytes: int
    truncated: bool
    error: FetchError | None
    host_is_away: bool

    def decide(self, agent: str, path: str) -> RobotsDecision:
        if self.state == "unavailable":
            return RobotsDecision(agent, allowed=False)
        return self.file.decide(agent, path)


class RobotsBook:
    """The robots.txt files met during one audit; use a new one for the next."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._readings: dict[str, _Reading] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def permit(self, url: WebURL) -> None:
        """Let a request pass that robots.txt does not deny to our crawler.

        Raises:
            FetchFailureError: `robots_disallowed`, `robots_unavailable`, or why the host can't be reached at all.
        """
        reading = await self._reading(url.origin)
        if reading.error is not None and reading.host_is_away:
            raise FetchFailureError(reading.error.code)
        if reading.state == "unavailable":
            raise FetchFailureError("robots_unavailable")
        decision = await _beside(reading.size_bytes, lambda: reading.decide(AGENT_TOKEN, url.path))
        if not decision.allowed:
            raise FetchFailureError("robots_disallowed")

    async def evidence(self, url: WebURL) -> RobotsEvidence:
        """Return what the robots.txt of this page's host says about the page."""
        reading = await self._reading(url.origin)
        return await _beside(reading.size_bytes, lambda: _evidence(reading, url))

    async def delay_s(self, url: WebURL) -> float | None:
        """Return the pause between requests that this page's host asks our crawler for, None when it asks for none."""
        return (await self._reading(url.origin)).file.delay_s(AGENT_TOKEN)

    def known(self, url: WebURL) -> RobotsEvidence | None:
        """Return the same without asking anybody: None when that robots.txt has not been read."""
        reading = self._readings.get(url.origin)
        return _evidence(reading, url) if reading is not None else None

    async def _reading(self, origin: str) -> _Reading:
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._readings:
                url = f"{origin}/robots.txt"
                self._readings[origin] = await _read(url, await self._fetcher.get(url, ROBOTS_LIMITS))
        return self._readings[origin]


def _evidence(reading: _Reading, url: WebURL) -> RobotsEvidence:
    decided = reading.state != "not_measured"
    return RobotsEvidence(
        url=reading.url,
        state=reading.state,
        status=reading.status,
        size_bytes=reading.size_bytes,
        truncated=reading.truncated,
        decisions=tuple(reading.decide(agent, url.path) for agent in _AGENTS) if decided else (),
        errors=reading.file.errors,
        sitemaps=reading.file.sitemaps,
        error=reading.error,
    )


async def _read(url: str, download: Download) -> _Reading:
    fetch = download.fetch
    state = _state(fetch.status, failed=fetch.error is not None)
    return _Reading(
        url=url,
        state=state,
        file=await _beside(len(download.body), lambda: parse_robots(download.body)) if state == "parsed" else _NO_RULES,
        status=fetch.status,
        size_bytes=fetch.inflated_bytes,
        truncated=fetch.truncated is not None,
        error=fetch.error,
        host_is_away=fetch.error is not None and fetch.error.code in _HOST_IS_AWAY and not fetch.hops,
    )


async def _beside(size_bytes: int, work: Callable[[], T]) -> T:
    """Do work on a file of this size, in a thread when it may be long."""
    if size_bytes <= _THREAD_ABOVE_BYTES:
        return work()
    return await asyncio.to_thread(work)


def _state(status: int | None, *, failed: bool) -> RobotsState:
    if failed or status is None:
        return "not_measured"
    if status >= 500:
        return "unavailable"
    return "parsed" if status < 300 else "absent"

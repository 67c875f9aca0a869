"""What is known of a fetch at any moment, so that one which fails in the middle still tells how far it came."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import aiohttp

from seo_worker.evidence import FetchedPage, FetchErrorCode, Hop
from seo_worker.fetch.body import Body
from seo_worker.fetch.failures import error

_MAX_HEADERS: Final = 100
_MAX_VALUE: Final = 4096


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(slots=True)
class Trail:
    """The way of one fetch; `headers` and `response_ms` belong to the latest response only."""

    requested: str
    url: str
    began: float = field(default_factory=time.perf_counter)
    began_at: str = field(default_factory=_now)
    hops: list[Hop] = field(default_factory=list[Hop])
    headers: tuple[tuple[str, str], ...] = ()
    response_ms: float | None = None
    body: Body | None = None

    def depart(self, url: str) -> None:
        """Forget the response before, because the next request begins."""
        self.url, self.headers, self.response_ms = url, (), None

    def arrive(self, response: aiohttp.ClientResponse, response_ms: float | None) -> None:
        """Keep the headers of the response that has just begun."""
        self.headers = _headers_of(response)
        self.response_ms = response_ms

    def described(self, code: FetchErrorCode | None) -> FetchedPage:
        """Return what may be told of this fetch."""
        final = self.hops[-1] if self.hops and self.hops[-1].location is None else None
        values = dict(reversed(self.headers))
        return FetchedPage(
            requested_url=self.requested,
            final_url=self.url,
            status=final.status if final else None,
            hops=tuple(self.hops),
            headers=self.headers,
            content_type=values.get("content-type"),
            encoding=values.get("content-encoding"),
            wire_bytes=self.body.wire_bytes if self.body else 0,
            inflated_bytes=len(self.body.content) if self.body else 0,
            truncated=self.body.truncated if self.body else None,
            response_ms=(self.response_ms,) if final and self.response_ms is not None else (),
            total_ms=round((time.perf_counter() - self.began) * 1000, 2),
            error=error(code) if code else None,
            fetched_at=self.began_at,
        )


def _headers_of(response: aiohttp.ClientResponse) -> tuple[tuple[str, str], ...]:
    pairs = list(response.headers.items())[:_MAX_HEADERS]
    return tuple((name.lower(), storable(value)) for name, value in pairs)


def storable(value: str) -> str:
    """Return a header value without the lone surrogates that stand for undecodable bytes: JSON can't carry them."""
    return value[:_MAX_VALUE].encode("utf-8", "surrogateescape").decode("utf-8", "replace")

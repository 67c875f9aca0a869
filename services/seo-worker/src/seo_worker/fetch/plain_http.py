"""Asks whether the http form of an https page leads to https; the page itself is not asked for again."""

from dataclasses import dataclass, replace
from typing import Final

from seo_worker.evidence import FetchedPage, PlainHTTP
from seo_worker.fetch.client import Fetcher, FetchLimits, Permission
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import WebURL, parse_web_url

_HTTP: Final = 80
_HTTPS: Final = 443
# What the http form says is of no interest, only that it says something.
_FEW_BYTES: Final = 1


@dataclass(frozen=True, slots=True)
class Doors:
    """The ports on which a site is expected to speak http and https."""

    http: int = _HTTP
    https: int = _HTTPS


async def probe_http(
    fetch: FetchedPage, fetcher: Fetcher, *, permission: Permission, deadline_s: float, doors: Doors
) -> PlainHTTP | None:
    """Follow the page's http form up to its first https address; None for a page that has no such form.

    A page on a port of its own has none: nobody can tell on which port it would be. The page must have been fetched.
    """
    page = parse_web_url(fetch.final_url)
    if page.scheme != "https" or page.port != doors.https:
        return None
    known = _on_the_way(fetch, page)
    if known is not None:
        return known
    limits = FetchLimits(_FEW_BYTES, _FEW_BYTES, deadline_s)
    return _told((await fetcher.get(_http_form(page, doors), limits, permission=_up_to_https(page, permission))).fetch)


def _on_the_way(fetch: FetchedPage, page: WebURL) -> PlainHTTP | None:
    """Return what the fetch of the page has shown already, when it began at an http address of the same host."""
    first = fetch.hops[0] if fetch.hops else None
    if first is None or first.location is None or parse_web_url(first.url).host != page.host:
        return None
    return PlainHTTP(first.url, "redirects", first.status, first.location) if first.url.startswith("http:") else None


def _http_form(page: WebURL, doors: Doors) -> str:
    host = f"[{page.host}]" if ":" in page.host else page.host
    return f"http://{host}:{doors.http}{page.path}"


def _up_to_https(page: WebURL, permission: Permission) -> Permission:
    async def permitted(hop: WebURL) -> None:
        if hop.scheme == "https":
            raise FetchFailureError("too_many_redirects", "the redirect to https is all that was to be seen")
        # The robots.txt of the page's own host was asked for this path before.
        if hop.host != page.host:
            await permission(hop)

    return permitted


def _told(fetch: FetchedPage) -> PlainHTTP:
    last = fetch.hops[-1] if fetch.hops else None
    if last is None:
        state = "closed" if fetch.error is not None and fetch.error.code == "connect_failed" else "not_measured"
        return PlainHTTP(fetch.requested_url, state, error=fetch.error)
    if last.location is not None:
        found = PlainHTTP(fetch.requested_url, "not_measured", last.status, last.location, fetch.error)
        return replace(found, state="redirects", error=None) if last.location.startswith("https:") else found
    return PlainHTTP(fetch.requested_url, "open" if 200 <= last.status < 300 else "closed", last.status)

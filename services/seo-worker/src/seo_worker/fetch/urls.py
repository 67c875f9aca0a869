"""Reads addresses the way browsers do (WHATWG), so that no two parsers can disagree about the host."""

from dataclasses import dataclass
from typing import Final

import ada_url

from seo_worker.fetch.failures import FetchFailureError

_DEFAULT_PORTS: Final = {"http:": 80, "https:": 443}
_MAX_URL: Final = 4096
_MAX_HOST: Final = 253


@dataclass(frozen=True, slots=True)
class WebURL:
    """A normalised http(s) URL without fragment; `host` has no brackets and is ASCII."""

    href: str
    origin: str
    scheme: str
    host: str
    port: int
    path: str


def parse_web_url(text: str, base: str | None = None) -> WebURL:
    """Normalise a URL that may be fetched; numeric forms such as 0x7f.1 come out as the address they mean.

    Raises:
        FetchFailureError: `invalid_url` for what isn't http(s), has user info, no host, or is too long.
    """
    if len(text) > _MAX_URL:
        raise FetchFailureError("invalid_url", "too long")
    try:
        url = ada_url.URL(text, base=base) if base else ada_url.URL(text)
    except (ValueError, UnicodeError) as exc:
        raise FetchFailureError("invalid_url", "unparsable") from exc
    if url.protocol not in _DEFAULT_PORTS or url.username or url.password:
        raise FetchFailureError("invalid_url", "scheme or user info")
    host = url.hostname.removeprefix("[").removesuffix("]")
    if not host or len(host) > _MAX_HOST:
        raise FetchFailureError("invalid_url", "host")
    url.hash = ""
    port = int(url.port) if url.port else _DEFAULT_PORTS[url.protocol]
    return WebURL(url.href, url.origin, url.protocol.removesuffix(":"), host, port, url.pathname + url.search)


def resolve_http(href: str, base: str) -> str | None:
    """Return the http(s) URL a reference leads to, with its fragment, or None when it leads elsewhere."""
    if len(href) > _MAX_URL:
        return None
    try:
        url = ada_url.URL(href.strip(), base=base)
    except (ValueError, UnicodeError):
        return None
    return url.href if url.protocol in _DEFAULT_PORTS and url.hostname else None


def parts_of(href: str) -> tuple[str, str]:
    """Return the host with its port, and the path with its query, of an absolute URL; both empty when it is none."""
    try:
        url = ada_url.URL(href)
    except (ValueError, UnicodeError):
        return "", ""
    return url.host, url.pathname + url.search


def has_scheme(text: str) -> bool:
    """Tell whether the text names its scheme, in contrast to a bare host such as `example.com:8080/page`."""
    scheme, separator, _ = text.partition("://")
    return bool(separator) and scheme.isalnum()

"""Takes addresses apart that a browser-grade parser has already put into one form."""

from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from seo_worker.text.words import fold


def split(url: str) -> SplitResult:
    """Return the parts of an address; one that can't be read has none."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return urlsplit("")
    return parts


def without_fragment(url: str) -> str:
    """Return the address without what stands behind `#`."""
    return url.partition("#")[0]


def same_document(one: str, other: str) -> bool:
    """Tell whether two addresses differ in nothing that reaches the server."""
    return without_fragment(one) == without_fragment(other)


def variants(one: str, other: str) -> bool:
    """Tell whether two addresses differ only in scheme, www, a final slash, letter case of the path or the query."""
    return _plain(one) == _plain(other)


def is_root(url: str) -> bool:
    """Tell whether the address is the start page of its host."""
    parts = split(url)
    return parts.path in {"", "/"} and not parts.query


def path_segments(url: str) -> tuple[str, ...]:
    """Return the readable pieces of the path, without a file ending."""
    segments = [unquote(segment) for segment in split(url).path.split("/") if segment]
    if segments:
        segments[-1] = segments[-1].rsplit(".", 1)[0] if segments[-1].lower().endswith(_ENDINGS) else segments[-1]
    return tuple(segments)


def is_private_host(url: str) -> bool:
    """Tell whether the host is a development machine or lies in a private network."""
    host = (split(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".test")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


_ENDINGS = (".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".xhtml")


def _plain(url: str) -> tuple[str, int | None, str]:
    parts = split(url)
    port = parts.port if parts.port not in {80, 443} else None
    return (parts.hostname or "").removeprefix("www."), port, fold(unquote(parts.path)).rstrip("/")

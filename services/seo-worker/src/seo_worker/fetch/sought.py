"""Recognises one page among the many addresses of a sitemap, however its address is spelt there."""

from typing import Final, Literal

from seo_worker.fetch.robots import normalised
from seo_worker.fetch.urls import parts_of, resolve_http

Likeness = Literal["same", "variant", "other"]

# Browsers drop these before they read an address.
_SPACE: Final = " \t\r\n"


class Sought:
    """The page that is looked for; a variant differs in scheme, `www.` or a final slash, so it is another address."""

    def __init__(self, href: str) -> None:
        self._href = href
        self._segment = _last_segment(href)
        self._form = _form(href)
        self._loose = _loose(href)

    def likeness(self, loc: str) -> Likeness:
        """Compare an absolute address as it is written in a file; a relative one is none that a sitemap may hold."""
        if loc == self._href:
            return "same"
        if not self._may_be(loc):
            return "other"
        url = resolve_http(loc, self._href) or ""
        if _form(url) == self._form:
            return "same"
        return "variant" if url and _loose(url) == self._loose else "other"

    def _may_be(self, loc: str) -> bool:
        """Rule out other addresses by their last piece: normalising every entry would take most of the time."""
        if loc[:4].lower() != "http":
            return False
        spelt = not loc.isascii() or "%" in loc or "/." in loc or "%" in self._segment
        # Most entries of a large file don't hold the piece at all, which is found out at once.
        return spelt or (self._segment in loc.lower() and _last_segment(loc) == self._segment)


def _form(href: str) -> str:
    """Return a normalised address without fragment, percent-encoding in one form."""
    start = href.partition("#")[0]
    return normalised(start) if "%" in start else start


def _loose(href: str) -> tuple[str, str]:
    host, path = parts_of(_form(href))
    file, query_mark, query = path.partition("?")
    return host.removeprefix("www."), file.rstrip("/") + query_mark + query


def _last_segment(url: str) -> str:
    start = url.partition("#")[0].partition("?")[0].strip(_SPACE).rstrip("/").lower()
    # A host may be followed by its port.
    return start.rpartition("/")[2] if start.count("/") > 2 else ""

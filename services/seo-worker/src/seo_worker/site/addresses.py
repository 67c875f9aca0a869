"""Gives every address of a site one spelling, so that no page is asked for twice under two names."""

import re
from dataclasses import dataclass
from typing import Final, Self

from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import WebURL, parse_web_url

_DEFAULT_PORTS: Final = frozenset({80, 443})
# What says where a visitor came from or who it is, and never which page is meant.
_NO_MEANING: Final = re.compile(
    r"(?i)utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|mkt_tok"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|sess(?:ion)?_?id"
)
# Thousands of links are kept, and only broken templates and attacks write longer ones.
_MAX_LENGTH: Final = 500
_SESSION_IN_PATH: Final = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/;]*")
_NO_PAGES: Final = (
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".gz", ".xml", ".json", ".txt", ".csv"),
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".mp3", ".mp4", ".webm", ".css", ".js"),
)


@dataclass(frozen=True, slots=True)
class Home:
    """The one host that a crawl stays on; http and https of it are the same site, another port is another one."""

    host: str
    port: int | None

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the site that a page lies on.

        Raises:
            FetchFailureError: when the address isn't one that can be fetched.
        """
        page = parse_web_url(url)
        return cls(page.host, _port(page))

    def address(self, text: str) -> str | None:
        """Return the one spelling of an address of this site, or None when it lies elsewhere or is none to visit."""
        if len(text) > _MAX_LENGTH:
            return None
        try:
            url = parse_web_url(text)
        except FetchFailureError:
            return None
        return spelled(url) if (url.host, _port(url)) == (self.host, self.port) else None


def spelled(url: WebURL) -> str:
    """Return the address without fragment, tracking and session parameters; the others keep their order."""
    path, _, query = url.path.partition("?")
    kept = [piece for piece in query.split("&") if piece and not _NO_MEANING.fullmatch(piece.partition("=")[0])]
    return url.origin + _SESSION_IN_PATH.sub("", path) + ("?" + "&".join(kept) if kept else "")


def may_be_page(url: str) -> bool:
    """Tell whether the address may hold HTML, judged by the ending of its path."""
    return not url.partition("?")[0].lower().endswith(_NO_PAGES)


def _port(url: WebURL) -> int | None:
    return None if url.port in _DEFAULT_PORTS else url.port

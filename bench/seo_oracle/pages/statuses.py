"""Pages that differ in how the server answers: statuses and redirects."""

from typing import Final

from bench.seo_oracle.pages.model import PATH, OraclePage, html

_STATUSES: Final = (200, 203, 300, 400, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504)
_REDIRECTS: Final = (301, 302, 303, 307, 308)


def pages() -> list[OraclePage]:
    """Return one page per status, and redirects that end well or badly."""
    plain = [OraclePage(f"status-{status}", html(), status=status) for status in _STATUSES]
    redirected = [OraclePage(f"redirect-{status}", html(), via=(("/old", status),)) for status in _REDIRECTS]
    chain = (("/a", 301), ("/b", 302), ("/c", 308))
    return [
        *plain,
        *redirected,
        OraclePage("redirect-chain", html(), via=chain),
        OraclePage("redirect-to-missing", html(), status=404, via=(("/old", 301),)),
        OraclePage("redirect-to-root", html(), path="/", via=((PATH, 301),)),
    ]

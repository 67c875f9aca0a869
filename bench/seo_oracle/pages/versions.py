"""Pages that differ in their language versions and their canonical address."""

from typing import Final

from bench.seo_oracle.pages.model import PATH, Headers, OraclePage, answers, bodies, heads, html

_HERE: Final = f"ORIGIN{PATH}"
_OTHER: Final = "https://example.org/brot"


def _version(lang: str, href: str = _OTHER) -> str:
    return f'<link rel="alternate" hreflang="{lang}" href="{href}">'


def _canonical(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


_VERSIONS: Final = {
    "sound": _version("en", _HERE) + _version("de"),
    "without-self": _version("de"),
    "default": _version("x-default", _HERE),
    "default-capitals": _version("X-Default", _HERE),
    "region": _version("en-GB", _HERE) + _version("de-AT"),
    "script": _version("zh-Hant") + _version("zh-Hans-CN"),
    "world-region": _version("es-419"),
    "three-letters": _version("fil") + _version("gsw-CH"),
    "three-letters-rare": _version("yue"),
    "bad-region": _version("en-UK"),
    "unknown": _version("xx"),
    "country-only": _version("uk-UA") + _version("jp"),
    "word": _version("english"),
    "underscore": _version("en_US"),
    "region-first": _version("gb-en"),
    "trailing-hyphen": _version("en-"),
    "extended": _version("de-1996"),
    "empty": _version(""),
    "relative": _version("de", "/brot"),
    "relative-to-scheme": _version("de", "//example.org/brot"),
    "no-address": '<link rel="alternate" hreflang="de">',
    "empty-address": _version("de", ""),
    "capital-scheme": _version("de", "HTTPS://example.org/brot"),
    "other-scheme": _version("de", "ftp://example.org/brot"),
    "one-of-three": _version("en", _HERE) + _version("de") + _version("q1"),
    "not-alternate": '<link rel="next" hreflang="q1" href="/brot">',
    "feed": '<link rel="alternate" type="application/rss+xml" href="/feed">',
    "two-relations": '<link rel="alternate nofollow" hreflang="q1" href="https://example.org/brot">',
}
_VERSION_HEADERS: Final[dict[str, Headers]] = {
    "sound": (("Link", f'<{_OTHER}>; rel="alternate"; hreflang="de"'),),
    "several": (("Link", f'<{_OTHER}>; rel="alternate"; hreflang="de", <{_HERE}>; rel="alternate"; hreflang="en"'),),
    "bad-code": (("Link", f'<{_OTHER}>; rel="alternate"; hreflang="q1"'),),
    "relative": (("Link", '</brot>; rel="alternate"; hreflang="de"'),),
    "other-relation": (("Link", '</style.css>; rel="preload"; as="style"'),),
}
_CANONICALS: Final = {
    "self": _canonical(_HERE),
    "relative": _canonical(PATH),
    "relative-to-scheme": _canonical("//example.org/bread"),
    "unreadable": _canonical("https://["),
    "bare-host": _canonical("example.org/bread"),
    "empty": _canonical(""),
    "no-address": '<link rel="canonical">',
    "same-twice": _canonical(_HERE) * 2,
    "contradictory": _canonical(_HERE) + _canonical("https://example.org/bread"),
    "root": _canonical("ORIGIN/"),
    "other-page": _canonical("ORIGIN/guides/rolls"),
    "other-host": _canonical("https://example.org/bread"),
    "other-root": _canonical("https://example.org/"),
    "other-version": _canonical(_OTHER) + _version("de") + _version("en", _HERE),
    "self-and-versions": _canonical(_HERE) + _version("de") + _version("en", _HERE),
    "query": _canonical(f"{_HERE}?page=1"),
    "slash": _canonical(f"{_HERE}/"),
    "fragment": _canonical(f"{_HERE}#flour"),
    "fragments": _canonical(f"{_HERE}#flour") + _canonical(_HERE),
    "other-scheme": _canonical("mailto:baker@example.org"),
    "two-relations": '<link rel="canonical nofollow" href="https://example.org/bread">',
    "capitals": f'<link rel="CANONICAL" href="{_HERE}">',
}
_CANONICAL_HEADERS: Final[dict[str, Headers]] = {
    "self": (("Link", f'<{_HERE}>; rel="canonical"'),),
    "relative": (("Link", f'<{PATH}>; rel="canonical"'),),
    "root": (("Link", '<ORIGIN/>; rel="canonical"'),),
    "contradictory": (("Link", f'<{_HERE}>; rel="canonical", <https://example.org/>; rel="canonical"'),),
    "bare-relation": (("Link", f"<{_HERE}>; rel=canonical"),),
}


def pages() -> list[OraclePage]:
    """Return a page per set of versions and canonicals."""
    against = (("Link", '<https://example.org/bread>; rel="canonical"'),)
    return [
        *heads("hreflang", _VERSIONS),
        *answers("hreflang-header", _VERSION_HEADERS),
        *bodies("hreflang", {"in-body": _version("q1")}),
        *heads("canonical", _CANONICALS),
        *answers("canonical-header", _CANONICAL_HEADERS),
        *bodies("canonical", {"in-body": _canonical(_HERE)}),
        OraclePage("canonical-header-agrees", html(head=_canonical(_HERE)), headers=_CANONICAL_HEADERS["self"]),
        OraclePage("canonical-header-against-html", html(head=_canonical(_HERE)), headers=against),
        OraclePage("canonical-root-at-root", html(head=_canonical("ORIGIN/")), path="/"),
    ]

"""Pages that differ in what they tell crawlers about indexing, by meta elements and by headers."""

from typing import Final

from bench.seo_oracle.pages.model import Headers, OraclePage, answers, bodies, heads, html

_METAS: Final = {
    "index": '<meta name="robots" content="index, follow">',
    "all": '<meta name="robots" content="all">',
    "noindex": '<meta name="robots" content="noindex">',
    "capitals": '<meta name="ROBOTS" content="NOINDEX, NOFOLLOW">',
    "none": '<meta name="robots" content="none">',
    "last-of-several": '<meta name="robots" content="nofollow , noarchive , noindex">',
    "nofollow": '<meta name="robots" content="nofollow">',
    "noimageindex": '<meta name="robots" content="noimageindex, max-snippet:20">',
    "expired": '<meta name="robots" content="unavailable_after: 2020-01-01">',
    "expired-rfc": '<meta name="robots" content="unavailable_after: 25 Jun 2020 15:00:00 GMT">',
    "expires-later": '<meta name="robots" content="unavailable_after: 2099-01-01">',
    "expires-never": '<meta name="robots" content="unavailable_after: soon">',
    "empty": '<meta name="robots" content="">',
    "other-crawler": '<meta name="otherbot" content="noindex">',
    "googlebot": '<meta name="googlebot" content="noindex">',
    "google-let-in": '<meta name="robots" content="noindex"><meta name="googlebot" content="index">',
    "bing-let-in": '<meta name="robots" content="noindex"><meta name="bingbot" content="index">',
    "bing-kept-out": '<meta name="bingbot" content="noindex">',
    "second-of-two": '<meta name="robots" content="follow"><meta name="robots" content="noindex">',
    "as-property": '<meta property="robots" content="noindex">',
}
_HEADERS: Final[dict[str, Headers]] = {
    "noindex": (("X-Robots-Tag", "noindex"),),
    "none": (("X-Robots-Tag", "none"),),
    "several": (("X-Robots-Tag", "noarchive, noindex"),),
    "capitals": (("X-Robots-Tag", "NoIndex"),),
    "nofollow": (("X-Robots-Tag", "nofollow"),),
    "twice": (("X-Robots-Tag", "nofollow"), ("X-Robots-Tag", "noindex")),
    "expired": (("X-Robots-Tag", "unavailable_after: 25 Jun 2020 15:00:00 GMT"),),
    "expires-later": (("X-Robots-Tag", "unavailable_after: 25 Jun 2099 15:00:00 GMT"),),
    "other-crawler": (("X-Robots-Tag", "otherbot: noindex"),),
    "googlebot": (("X-Robots-Tag", "googlebot: noindex"),),
    "snippet-first": (("X-Robots-Tag", "max-snippet: 50, noindex"),),
    "snippet-only": (("X-Robots-Tag", "max-snippet: 50"),),
}
_SCRIPT: Final = (
    "<script>const m = document.createElement('meta'); m.name = 'robots'; m.content = 'noindex';"
    "document.head.append(m)</script>"
)


def pages() -> list[OraclePage]:
    """Return a page per directive, and one that contradicts itself."""
    allowed = '<meta name="robots" content="index">'
    return [
        *heads("meta", _METAS),
        *answers("header", _HEADERS),
        *bodies("meta", {"in-body": '<meta name="robots" content="noindex">', "by-script": _SCRIPT}),
        OraclePage("header-against-meta", html(head=allowed), headers=(("X-Robots-Tag", "noindex"),)),
    ]

"""A01-A10: whom one deals with, and what only an outside source could tell."""

from dataclasses import replace
from typing import Final

from seo_fixtures.case import Case, bad, flawed, good, inapplicable, unmeasured
from seo_fixtures.site import HEADERS, SOUND, URL, Served, swapped

_BYLINE: Final = '<p class="byline">By Ada Byron</p>'
_AUTHOR: Final = '"author": {"@type": "Person", "name": "Ada Byron"}, '
_SHOWN: Final = '<p><time class="published" datetime="2026-10-01">1 October 2026</time></p>'
_STATED: Final = '"datePublished": "2026-10-01", '
_PRODUCT: Final = swapped('"@type": "Article"', '"@type": "Product", "name": "Shoes"')


def _published_by(publisher: str) -> Served:
    start, end = SOUND.html.index('"publisher": ') + len('"publisher": '), SOUND.html.index("}</script>")
    return replace(SOUND, html=SOUND.html[:start] + publisher + SOUND.html[end:])


def _citing(*urls: str) -> Served:
    html = SOUND.html
    for before, after in zip(("https://journal.example/grip", "https://rubber.example/soft"), urls, strict=False):
        html = html.replace(before, after)
    return replace(SOUND, html=html)


CASES: Final[tuple[Case, ...]] = (
    good("A01", "on the page and in its data", SOUND),
    flawed("A01", "on the page only", swapped(_AUTHOR), "0.5"),
    flawed("A01", "in its data only", swapped(_BYLINE), "0.5"),
    bad("A01", "nowhere", swapped(_AUTHOR, of=swapped(_BYLINE))),
    inapplicable("A01", "a product", _PRODUCT),
    good("A02", "name, logo and profiles", SOUND),
    flawed("A02", "a name", _published_by('{"@type": "Organization", "name": "Example"}'), "0.5"),
    flawed("A02", "a name and a logo", _published_by('{"@type": "WebSite", "name": "E", "logo": "/l.png"}'), "0.75"),
    flawed("A02", "a kind of local business", _published_by('{"@type": "Plumber", "name": "Example"}'), "0.5"),
    bad("A02", "nobody", _published_by('"Example"')),
    good("A03", "all three", SOUND),
    flawed("A03", "no privacy policy", swapped('<a href="/privacy">Privacy policy</a>'), "0.6667"),
    bad(
        "A03",
        "none",
        swapped('<a href="/about">About us</a> <a href="/contact">Contact</a> <a href="/privacy">Privacy policy</a>'),
    ),
    good("A04", "the same day", SOUND),
    flawed("A04", "on the page only", swapped(_STATED), "0.5"),
    bad("A04", "two days", swapped(_STATED, '"datePublished": "2024-02-03", ')),
    inapplicable("A04", "no date", swapped(_SHOWN, of=swapped(_STATED))),
    inapplicable("A04", "a product", _PRODUCT),
    good("A05", "three sites", SOUND),
    flawed("A05", "two sites", _citing("https://www.example.net/grip", "https://rubber.example.net/soft"), "0.6667"),
    flawed("A05", "one site", _citing("https://feet.example/grip", "https://feet.example/soft"), "0.3333"),
    bad("A05", "none", replace(SOUND, html=SOUND.html.replace('<a href="https:', '<a rel="nofollow" href="https:'))),
    inapplicable("A05", "a product", _PRODUCT),
    good("A06", "https, and only https", SOUND),
    flawed("A06", "without Strict-Transport-Security", replace(SOUND, headers=HEADERS[1:]), "0.5"),
    bad("A06", "http", replace(SOUND, url=URL.replace("https:", "http:"))),
    inapplicable("A06", "a development machine", replace(SOUND, url="http://localhost:8000/guides/shoes")),
    unmeasured("A07", "no source is connected", SOUND),
    unmeasured("A08", "no source is connected", SOUND),
    unmeasured("A09", "no source is connected", SOUND),
    unmeasured("A10", "no source is connected", SOUND),
)

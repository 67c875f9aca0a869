"""T10-T21 and T30-T32: what stands in the head, the links, the images and the headings."""

from dataclasses import replace
from typing import Final

from seo_fixtures.case import Case, bad, flawed, good, inapplicable
from seo_fixtures.site import SOUND, Served, adding, heading_up, swapped, telling

_TITLE: Final = "<title>Trail running shoes: how to choose a pair</title>"
_DESCRIPTION: Final = "How to choose trail running shoes: grip, fit and care, explained by people who run."
_VIEWPORT: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_STYLESHEET: Final = '<link rel="stylesheet" href="/site.css">'
_CHARSET: Final = '<meta charset="utf-8">'
_H1: Final = "<h1>Trail running shoes: a guide</h1>"
_NO_CHARSET: Final = replace(swapped(_CHARSET), content_type="text/html")
_LINKS: Final = '<p><a href="/a">Grip in winter</a> <a href="/b">Grip in summer</a></p>'
_SHELL: Final = '<div id="root"></div><script src="/app.js"></script>'
_BREADCRUMBS: Final = (
    '{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"position": 1}]}'
)
_MICRODATA: Final = '<div itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ada</span></div>'


def _titled(*titles: str) -> Served:
    return swapped(_TITLE, "".join(f"<title>{title}</title>" for title in titles))


def _described(text: str) -> Served:
    return swapped(_DESCRIPTION, text)


def _json_ld(text: str) -> Served:
    return heading_up(f'<script type="application/ld+json">{text}</script>')


def _without_json_ld() -> Served:
    start, end = SOUND.html.index("<script"), SOUND.html.index("</script>") + len("</script>")
    return replace(SOUND, html=SOUND.html[:start] + SOUND.html[end:])


def _only_shell() -> Served:
    start, end = SOUND.html.index("<body>"), SOUND.html.index("</body>")
    return replace(SOUND, html=SOUND.html[:start] + "<body>" + _SHELL + SOUND.html[end:])


def _late_charset(padding: int) -> Served:
    """Return the site with the declaration at the end of a head of about 980 bytes and the padding."""
    return replace(_NO_CHARSET, html=_NO_CHARSET.html.replace("</head>", f"<!--{' ' * padding}-->{_CHARSET}</head>"))


def _thin(words: int, script: int, root: str = "none") -> Served:
    """Return a page with a few ten-letter words and a script of some length."""
    text = f"<div id={root}></div><p>{'everywhere ' * words}</p><script>{'x' * script}</script>"
    return replace(SOUND, html=f"<html lang=en><title>A page</title><body>{text}</body></html>")


HEAD: Final[tuple[Case, ...]] = (
    good("T10", "one title", SOUND),
    good("T10", "a drawing's title is no title", adding("<svg><title>Icon</title></svg>")),
    bad("T10", "none", _titled()),
    bad("T10", "an empty one", _titled("  ")),
    bad("T10", "two", _titled("Trail running shoes", "Shoes")),
    good("T11", "fits", SOUND),
    # An m is 16.66 px wide: six of them are 100 px, 45 of them 750.
    flawed("T11", "half of 200 px", _titled("m" * 6), "0.5"),
    flawed("T11", "half way from 600 to 900 px", _titled("m" * 45), "0.5"),
    bad("T11", "ninety wide letters", _titled("m" * 90)),
    inapplicable("T11", "no title", _titled()),
    good("T12", "83 characters", SOUND),
    # 24 of the 49 steps from one to fifty.
    flawed("T12", "25 characters", _described("x" * 25), "0.7449"),
    flawed("T12", "240 characters", _described("x" * 240), "0.75"),
    flawed("T12", "400 characters", _described("x" * 400), "0.5"),
    bad("T12", "empty", _described(" ")),
    good("T13", "as wide as the device", SOUND),
    good("T13", "zooming up to 2.5", swapped("initial-scale=1", "maximum-scale=2.5")),
    flawed("T13", "zooming up to 1.5", swapped("initial-scale=1", "maximum-scale=1.5"), "0.5"),
    flawed("T13", "zoom is locked", swapped("initial-scale=1", "user-scalable=no"), "0.5"),
    flawed("T13", "a fixed width", swapped("width=device-width, initial-scale=1", "width=1024"), "0.5"),
    bad("T13", "none", swapped(_VIEWPORT)),
    good("T14", "English, and says so", SOUND),
    good("T14", "with a region", swapped('<html lang="en">', '<html lang="en-GB">')),
    flawed("T14", "English, and says German", swapped('<html lang="en">', '<html lang="de">'), "0.5"),
    bad("T14", "no language", swapped('<html lang="en">', "<html>")),
    bad("T14", "no such language", swapped('<html lang="en">', '<html lang="english">')),
    good("T15", "header and meta agree", SOUND),
    good("T15", "the header is enough", swapped(_CHARSET)),
    good("T15", "late, but in time", _late_charset(0)),
    flawed("T15", "they disagree", swapped(_CHARSET, '<meta charset="windows-1252">'), "0.3"),
    flawed("T15", "too far down", _late_charset(1024), "0.5"),
    flawed("T15", "just too far down", _late_charset(100), "0.5"),
    bad("T15", "nobody says", _NO_CHARSET),
    good("T20", "a whole Article", SOUND),
    good("T20", "microdata too", adding(_MICRODATA)),
    good("T20", "breadcrumbs too", _json_ld(_BREADCRUMBS)),
    flawed("T20", "one of two is broken", _json_ld('{"@type": "Article", '), "0.5"),
    flawed(
        "T20", "one of two lacks its name", _json_ld('{"@context": "https://schema.org", "@type": "Person"}'), "0.5"
    ),
    flawed("T20", "none", _without_json_ld(), "0.3"),
    bad("T20", "a Product without offers", swapped('"@type": "Article"', '"@type": "Product"')),
    good("T21", "all three", SOUND),
    flawed(
        "T21", "no image", swapped('<meta property="og:image" content="https://shop.example.org/shoes.jpg">'), "0.6667"
    ),
    bad("T21", "none", replace(SOUND, html=SOUND.html.replace('property="og:', 'property="x:'))),
)
# The sound page has ten links and two images.
BODY: Final[tuple[Case, ...]] = (
    good("T16", "addresses", SOUND),
    good("T16", "mail is no page", adding('<a href="mailto:ada@shop.example.org">Write to Ada</a>')),
    good("T16", "a button is no link", adding('<a href="javascript:void(0)" role="button">Menu</a>')),
    # One of twenty is half of the ten per cent.
    flawed(
        "T16", "one of twenty", adding(_LINKS * 4 + '<a href="/c">C</a> <a href="javascript:void(0)">Menu</a>'), "0.5"
    ),
    bad("T16", "one of ten", swapped('href="/stores"', 'href="javascript:open()"')),
    inapplicable("T16", "no links", replace(SOUND, html=SOUND.html.replace("<a href=", "<i title="))),
    good("T17", "each names its target", SOUND),
    flawed("T17", "one of ten says nothing", swapped("Our stores", "Click here!"), "0.5"),
    bad("T17", "two of ten", swapped("Our stores", "more", of=swapped("Shop by sport", "Read more »"))),
    good("T18", "both described", SOUND),
    good("T18", "an empty alt is for decoration", swapped('alt="A wet sole"', 'alt=""')),
    flawed("T18", "three of four", adding('<img src="/a.jpg" alt="A"><img src="/b.jpg">'), "0.5"),
    bad("T18", "one of two", swapped(' alt="A wet sole"')),
    inapplicable("T18", "no images", replace(SOUND, html=SOUND.html.replace("<img ", "<i "))),
    good("T19", "both have a size", SOUND),
    flawed("T19", "one of two", swapped('alt="A wet sole" width="640"', 'alt="A wet sole"'), "0.5"),
    bad("T19", "neither", replace(SOUND, html=SOUND.html.replace(' width="640" height="480"', ""))),
    inapplicable("T19", "no images", replace(SOUND, html=SOUND.html.replace("<img ", "<i "))),
    good("T30", "one", SOUND),
    good("T30", "an empty and a hidden one don't count", swapped(_H1, f"<h1> </h1><h1 hidden>Logo</h1>{_H1}")),
    flawed("T30", "two", adding("<h1>Another</h1>"), "0.7"),
    bad("T30", "none", swapped(_H1)),
    good("T31", "in order", SOUND),
    flawed("T31", "one level is skipped", adding("<h4>Aside</h4>"), "0.8"),
    bad("T31", "five times", adding("<h2>A</h2><h4>B</h4>" * 5)),
    inapplicable("T31", "no headings", telling("<p>Trail running shoes.</p>")),
    good("T32", "the text is in the HTML", SOUND),
    good("T32", "a root element with text in it", swapped("<main>", '<main id="root">')),
    good("T32", "55 words beside a root element", _thin(55, 100, "root")),
    bad("T32", "45 words beside a root element", _thin(45, 100, "root")),
    # 40 words are 439 characters.
    good("T32", "text is 2.5 per cent", _thin(40, 17_000)),
    bad("T32", "text is 1.7 per cent", _thin(40, 25_500)),
    bad("T32", "a script builds the page", _only_shell()),
)

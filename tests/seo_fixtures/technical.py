"""T01-T09 and T22-T29: how crawlers get to the page, what it says of itself to them, and how it arrives."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from seo_fixtures.case import Case, bad, flawed, good, inapplicable, unmeasured
from seo_fixtures.site import HEADERS, ORIGIN, SOUND, URL, Served, adding, heading_up, swapped
from seo_worker.evidence import FetchError, Hop

_CANONICAL: Final = f'<link rel="canonical" href="{URL}">'
_PLAIN_HTTP: Final = replace(SOUND, url=URL.replace("https:", "http:"))
_AT_HOME: Final = replace(SOUND, url="http://localhost:8000/guides/trail-running-shoes")
_TIMED_OUT: Final = FetchError("timeout", "The server did not answer in time.")
_LOOP: Final = FetchError("redirect_loop", "The address redirects in a circle.")


def _answering(*more: tuple[str, str]) -> Served:
    return replace(SOUND, headers=(*HEADERS, *more))


def _after(redirects: int) -> Served:
    steps = [f"{ORIGIN}/old/{n}" for n in range(redirects)] + [URL]
    hops = [Hop(here, 301, there) for here, there in pairwise(steps)]
    return replace(SOUND, hops=(*hops, Hop(URL, 200)))


def _robots(text: str, status: int | None = 200) -> Served:
    return replace(SOUND, robots=text, robots_status=status)


def _canonical(*links: str) -> Served:
    return swapped(_CANONICAL, "".join(f'<link rel="canonical" href="{link}">' for link in links))


def _languages(*links: tuple[str, str]) -> Served:
    return heading_up("".join(f'<link rel="alternate" hreflang="{lang}" href="{url}">' for lang, url in links))


def _sitemap(text: str, status: int | None = 200) -> Served:
    return replace(SOUND, sitemap=text, sitemap_status=status)


def _at(path: str) -> Served:
    return replace(SOUND, url=f"{ORIGIN}{path}")


CRAWLING: Final[tuple[Case, ...]] = (
    good("T01", "answers 200", SOUND),
    bad("T01", "answers 404", replace(SOUND, status=404)),
    bad("T01", "answers 500", replace(SOUND, status=500)),
    bad("T01", "never answers", replace(SOUND, status=None, error=_TIMED_OUT)),
    good("T02", "says nothing about indexing", SOUND),
    good("T02", "nofollow is no noindex", heading_up('<meta name="robots" content="nofollow, max-snippet:50">')),
    good("T02", "another crawler is kept out", _answering(("x-robots-tag", "otherbot: noindex"))),
    bad("T02", "meta noindex", heading_up('<meta name="ROBOTS" content="NoIndex, follow">')),
    bad("T02", "meta none for Google", heading_up('<meta name="googlebot" content="none">')),
    bad("T02", "noindex in a header", _answering(("x-robots-tag", "noindex"))),
    bad("T02", "expired", _answering(("x-robots-tag", "unavailable_after: 2026-01-01"))),
    unmeasured("T02", "there is no page to read", replace(SOUND, status=500)),
    good("T03", "other paths are barred", SOUND),
    good("T03", "no robots.txt bars nothing", _robots("", 404)),
    good("T03", "the longer rule allows", _robots("User-agent: *\nDisallow: /guides\nAllow: /guides/trail\n")),
    bad("T03", "barred for all", _robots("User-agent: *\nDisallow: /guides\n")),
    bad("T03", "barred for Google", _robots("User-agent: googlebot\nDisallow: /\n\nUser-agent: *\nAllow: /\n")),
    bad("T03", "robots.txt answers 503", _robots("", 503)),
    flawed(
        "T03", "Google alone may", _robots("User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\nAllow: /\n"), "0.5"
    ),
    unmeasured("T03", "robots.txt never came", _robots("", None)),
    good("T04", "every line is understood", SOUND),
    # Two lines of five that would make it worthless.
    flawed(
        "T04", "two lines are not", _robots("User-agent: *\nFrobnicate: 1\nDisallow /x\nDisallow: /basket\n"), "0.6"
    ),
    bad("T04", "five lines are not", _robots("User-agent: *\n" + "Frobnicate: 1\n" * 5)),
    inapplicable("T04", "no robots.txt", _robots("", 404)),
    good("T05", "no redirect", SOUND),
    good("T05", "one redirect", _after(1)),
    flawed("T05", "two redirects", _after(2), "0.6667"),
    bad("T05", "four redirects", _after(4)),
    bad("T05", "a circle", replace(SOUND, status=None, error=_LOOP, hops=(Hop(URL, 301, URL),))),
    good("T06", "https", SOUND),
    bad("T06", "http", _PLAIN_HTTP),
    inapplicable("T06", "a development machine", _AT_HOME),
    good("T07", "names itself", SOUND),
    good("T07", "names itself in the header", replace(_canonical(), headers=(("link", f'<{URL}>; rel="canonical"'),))),
    bad("T07", "names two addresses", _canonical(URL, f"{ORIGIN}/other")),
    bad("T07", "header and page disagree", _answering(("link", f'<{ORIGIN}/other>; rel="canonical"'))),
    bad("T07", "names the start page", _canonical(f"{ORIGIN}/")),
    bad("T07", "is no address", _canonical("http://")),
    flawed("T07", "stands in the body", swapped("</main>", f"</main>{_CANONICAL}", of=_canonical()), "0.3"),
    flawed("T07", "is relative", _canonical("/guides/trail-running-shoes"), "0.5"),
    flawed("T07", "names the page under http", _canonical(URL.replace("https:", "http:")), "0.8"),
    inapplicable("T07", "there is none", _canonical()),
    good("T08", "two versions and itself", _languages(("en", URL), ("de-AT", "https://e.example/de"))),
    good("T08", "with x-default", _languages(("en", URL), ("x-default", f"{ORIGIN}/"))),
    flawed("T08", "does not list itself", _languages(("de", "https://e.example/de")), "0.7"),
    flawed("T08", "one of two has no language", _languages(("en", URL), ("zz-QQ9", "https://e.example/z")), "0.5"),
    bad("T08", "none is valid", _languages(("english", "en.html"))),
    inapplicable("T08", "there are none", SOUND),
    good("T09", "lists the page", SOUND),
    flawed("T09", "lists another page", _sitemap(f"<urlset><url><loc>{ORIGIN}/a</loc></url></urlset>"), "0.5"),
    flawed("T09", "lists it with a final slash", _sitemap(f"<urlset><url><loc>{URL}/</loc></url></urlset>"), "0.7"),
    flawed("T09", "breaks off", _sitemap(f"<urlset><url><loc>{ORIGIN}/a</loc></url><url>"), "0.2"),
    flawed("T09", "is no sitemap", _sitemap("<html><body>Not here</body></html>"), "0.2"),
    bad("T09", "there is none", _sitemap("", 404)),
    unmeasured("T09", "it never came", _sitemap("", None)),
)
DELIVERY: Final[tuple[Case, ...]] = (
    good("T22", "a tenth of a second", SOUND),
    # The median of 1,300 counts as 1,400: 400 of the 1,000 ms are left.
    flawed("T22", "a second and more", replace(SOUND, response_ms=(1250.0, 1300.0, 5000.0)), "0.4"),
    flawed("T22", "a step begins", replace(SOUND, response_ms=(801.0,)), "0.8"),
    bad("T22", "two seconds", replace(SOUND, response_ms=(2000.0,))),
    unmeasured("T22", "no sample", replace(SOUND, response_ms=())),
    good("T23", "9 kB", SOUND),
    flawed("T23", "1.25 MB", replace(SOUND, html_bytes=1_250_000), "0.5"),
    bad("T23", "3 MB", replace(SOUND, html_bytes=3_000_000)),
    good("T24", "gzip", SOUND),
    bad("T24", "plain", replace(SOUND, encoding=None)),
    bad("T24", "3 kB, plain", replace(SOUND, encoding=None, html_bytes=3000)),
    inapplicable("T24", "2 kB are not worth it", replace(SOUND, encoding=None, html_bytes=2048)),
    good("T25", "a small tree", SOUND),
    # The sound page has 42 elements, and its paragraphs lie five deep.
    good("T25", "1,500 elements", adding("<br>" * 1458)),
    flawed("T25", "3,750 elements, half way to 6,000", adding("<br>" * 3708), "0.5"),
    good("T25", "thirty deep", adding("<div>" * 26 + "</div>" * 26)),
    flawed("T25", "65 deep, half way to a hundred", adding("<div>" * 61 + "</div>" * 61), "0.5"),
    bad("T25", "six thousand elements", adding("<br>" * 6000)),
    bad("T25", "a hundred deep", adding("<div>" * 100 + "</div>" * 100)),
    good("T26", "one stylesheet", SOUND),
    good("T26", "deferred scripts don't block", heading_up('<script defer src="/a.js"></script>' * 30)),
    # 18 files with the stylesheet, half way from 6 to 30.
    flawed("T26", "seventeen scripts", heading_up('<script src="/a.js"></script>' * 17), "0.5"),
    bad("T26", "thirty scripts", heading_up('<script src="/a.js"></script>' * 30)),
    good("T27", "nothing over http", SOUND),
    flawed("T27", "two images over http", adding('<img src="http://e.example/a.png" alt="">' * 2), "0.6"),
    flawed("T27", "four links over http", adding('<a href="http://e.example/">Here</a>' * 4), "0.8"),
    bad("T27", "five images over http", adding('<img src="http://e.example/a.png" alt="">' * 5)),
    inapplicable("T27", "the page is on http", _PLAIN_HTTP),
    good("T28", "all three headers", SOUND),
    flawed("T28", "one is missing", replace(SOUND, headers=HEADERS[:2]), "0.6667"),
    bad("T28", "none", replace(SOUND, headers=())),
    flawed("T28", "http needs two", replace(_PLAIN_HTTP, headers=HEADERS[1:2]), "0.5"),
    good("T29", "words and hyphens", SOUND),
    good("T29", "75 characters and four parameters", _at("/guides/trail?one=1&two=2&three=3&four=" + "4" * 12)),
    flawed("T29", "76 characters", _at("/guides/trail?one=1&two=2&three=3&four=" + "4" * 13), "0.8"),
    flawed("T29", "five parameters", _at("/guides?a=1&b=2&c=3&d=4&e=5"), "0.8"),
    flawed("T29", "underscores", _at("/guides/trail_running_shoes"), "0.8"),
    flawed("T29", "space and double slash", _at("/guides//trail%20shoes"), "0.6"),
    bad(
        "T29",
        "everything at once",
        _at("/a//b_c%20d?one=1&two=2&three=3&four=4&five=5&six=a-rather-long-value-to-boot"),
    ),
)

"""Pages that differ in the robots.txt beside them: what it allows, how it answers, how it is written."""

from typing import Final

from bench.seo_oracle.pages.model import FOR_US, OraclePage, html

_ANSWERS: Final = {
    "empty": (200, ""),
    "blank-line": (200, "\n"),
    "comment": (200, "# nothing to say\n"),
    "unauthorised": (401, "no"),
    "forbidden": (403, "no"),
    "gone": (410, "gone"),
    "server-error": (500, "oops"),
    "unavailable": (503, "later"),
    "html": (200, "<!doctype html>\n<title>Home</title>\n<p>Welcome</p>\n"),
}
_RULES: Final = {
    "allow-all": "User-agent: *\nAllow: /\n",
    "empty-disallow": "User-agent: *\nDisallow:\n",
    "elsewhere": "User-agent: *\nDisallow: /basket\n",
    "all-barred": f"{FOR_US}User-agent: *\nDisallow: /\n",
    "path-barred": f"{FOR_US}User-agent: *\nDisallow: /guides/\n",
    "star": f"{FOR_US}User-agent: *\nDisallow: /*bread\n",
    "exact-end": f"{FOR_US}User-agent: *\nDisallow: /guides/bread$\n",
    "other-end": "User-agent: *\nDisallow: /guides$\n",
    "longer-allow": "User-agent: *\nDisallow: /guides/\nAllow: /guides/bread\n",
    "longer-disallow": f"{FOR_US}User-agent: *\nAllow: /guides/\nDisallow: /guides/bread\n",
    "tie": "User-agent: *\nDisallow: /guides/\nAllow: /guides/\n",
    "shared-group": f"{FOR_US}User-agent: Googlebot\nUser-agent: *\nDisallow: /guides\n",
    "google-barred": "User-agent: Googlebot\nDisallow: /\n",
    "bing-barred": "User-agent: bingbot\nDisallow: /\n",
    "only-google": f"{FOR_US}User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\nAllow: /\n",
    "only-bing": f"{FOR_US}User-agent: *\nDisallow: /\n\nUser-agent: bingbot\nAllow: /\n",
    "capitals": f"{FOR_US}USER-AGENT: *\nDISALLOW: /guides\n",
    "we-are-barred": "User-agent: *\nDisallow: /\n",
    "only-we-barred": "User-agent: ConvexBot\nDisallow: /\n",
}
_LINES: Final = {
    "no-colon": "User-agent: *\nDisallow /basket\n",
    "unknown": "User-agent: *\nDisalow: /basket\n",
    "no-agent": "Disallow: /basket\n",
    "nameless-agent": "User-agent:\nDisallow: /basket\n",
    "relative-path": "User-agent: *\nDisallow: basket\n",
    "dollar-inside": "User-agent: *\nDisallow: /a$b\n",
    "sitemap": "User-agent: *\nDisallow:\nSitemap: ORIGIN/sitemap.xml\n",
    "sitemap-relative": "User-agent: *\nDisallow:\nSitemap: /sitemap.xml\n",
    "sitemap-scheme": "User-agent: *\nDisallow:\nSitemap: file:///sitemap.xml\n",
    "crawl-delay": "User-agent: *\nCrawl-delay: 0.1\nDisallow: /basket\n",
    "yandex": "User-agent: *\nDisallow: /basket\nClean-param: ref /guides/\nHost: example.org\n",
    "content-signal": "User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n",
    "comment-behind": "User-agent: * # all\nDisallow: /basket # the basket\n",
    "carriage-returns": "User-agent: *\r\nDisallow: /basket\r\n",
    "byte-order-mark": "\ufeffUser-agent: *\nDisallow: /basket\n",
    "several-faults": "Disallow: /a\nfoo\nUser-agent: *\nDisallow: b\n",
}


def pages() -> list[OraclePage]:
    """Return a page per robots.txt."""
    texts = {name: (200, text) for name, text in {**_RULES, **{f"line-{n}": t for n, t in _LINES.items()}}.items()}
    files = {**_ANSWERS, **texts}
    return [OraclePage(f"robots-{name}", html(), robots=file) for name, file in files.items()]

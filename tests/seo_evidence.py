"""Builds what an audit reads, by hand: a sound article page, of which a test spoils the one thing it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import JsonValue

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.evidence import (
    Anchor,
    Block,
    Byline,
    Canonical,
    Charset,
    DateClaim,
    FetchedPage,
    FetchError,
    Heading,
    Hop,
    Image,
    MainText,
    Meta,
    Page,
    PageEvidence,
    ParseState,
    RobotsDecision,
    RobotsEvidence,
    SiteEvidence,
    SitemapEvidence,
    StructuredItem,
    Title,
)

KEYWORD = "trail running shoes"
URL = "https://shop.example.org/guides/trail-running-shoes"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

_OPENING = "Good trail running shoes keep your feet steady on wet ground. They grip where road shoes slip."
_SENTENCES = (
    "The sole is made of soft rubber.",
    "Deep lugs bite into mud.",
    "A rock plate guards the foot from sharp stones.",
    "Most runners need half a size more than in town.",
    "Trail running shoes dry faster when the mesh is open.",
    "The heel should not move when you walk down a slope.",
    "Laces that lock stay tied all day.",
    "Weight matters less than fit.",
    "Try both shoes on in the evening.",
    "Walk up and down a ramp in the shop.",
    "Good shops let you bring them back.",
    "Clean your trail running shoes with cold water.",
    "Never dry them on a heater.",
    "Replace them when the lugs are flat.",
)


def meta(name: str, content: str, *, kind: str = "name") -> Meta:
    """A meta element in the head."""
    return Meta(name, content, kind, True)  # type: ignore[arg-type]


def anchor(url: str | None, text: str, **changes: Any) -> Anchor:
    """A followed link of the main text; its site is told from the address."""
    host = (url or "").partition("://")[2].partition("/")[0]
    domain = ".".join(host.split(".")[-2:]) if host else None
    return replace(
        Anchor(url, url, text, (), None, None, False, False, domain == "example.org", domain, "main", True, False),
        **changes,
    )


def image(alt: str | None = "Trail running shoes on a rock", **changes: Any) -> Image:
    """An image of the main text with its size."""
    return replace(Image("/a.jpg", alt, "640", "480", None, False, False, True), **changes)


def heading(level: int, text: str, **changes: Any) -> Heading:
    """A visible heading of the main text."""
    return replace(Heading(level, text, False, True), **changes)


def text_of(paragraphs: Sequence[Sequence[str]], headings: Sequence[str] = ()) -> MainText:
    """A main text of paragraphs given as sentences; the nth heading stands before the nth paragraph."""
    blocks: list[Block] = []
    for number, sentences in enumerate(paragraphs):
        if number < len(headings):
            blocks.append(Block("heading", headings[number], len(headings[number].split()), 2))
        text = " ".join(sentences)
        blocks.append(Block("paragraph", text, len(text.split())))
    everything = "\n".join(b.text for b in blocks)
    sentences = tuple(s for p in paragraphs for s in p)
    return MainText(tuple(blocks), sentences, everything, sum(b.words for b in blocks), len(everything))


def article_text() -> MainText:
    """Sixteen sentences in four paragraphs, the keyword in four of them."""
    opening = tuple(f"{s}." for s in _OPENING.rstrip(".").split(". "))
    return text_of((opening, _SENTENCES[:5], _SENTENCES[5:10], _SENTENCES[10:]))


def article_items() -> tuple[StructuredItem, ...]:
    """An Article with its author and publisher."""
    publisher: dict[str, JsonValue] = {
        "@type": "Organization",
        "name": "Example",
        "logo": "/l.png",
        "sameAs": ["https://social.example.net/e"],
    }
    return (
        StructuredItem(
            "json-ld",
            ("Article",),
            {"headline": "Trail running shoes", "author": {"@type": "Person", "name": "Ada"}, "publisher": publisher},
        ),
    )


def page(**changes: Any) -> Page:
    """A sound article about trail running shoes."""
    text = article_text()
    sound = Page(
        url=URL,
        base_url=URL,
        registrable_domain="example.org",
        titles=(Title("Trail running shoes: how to choose a pair", True),),
        metas=(
            meta("description", "How to choose trail running shoes: grip, fit and care, explained by people who run."),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("og:title", "Trail running shoes", kind="property"),
            meta("og:description", "How to choose", kind="property"),
            meta("og:image", "https://shop.example.org/a.jpg", kind="property"),
        ),
        canonicals=(Canonical(URL, URL, "html"),),
        hreflangs=(),
        html_lang="en",
        detected_lang="en",
        detected_lang_rank=300,
        charset=Charset("utf-8", None, "utf-8", 40, "utf-8", False),
        headings=(
            heading(1, "Trail running shoes: a guide"),
            heading(2, "What makes trail running shoes grip"),
            heading(2, "Finding your size"),
            heading(2, "Care"),
        ),
        anchors=(
            anchor("https://shop.example.org/guides/socks", "Socks for long runs"),
            anchor("https://www.journal.test/grip", "A study of grip"),
            anchor("https://rubber.test/soft", "How soft rubber is made"),
            anchor("https://feet.test/size", "Feet swell during the day"),
            anchor("https://shop.example.org/about", "About us", in_main=False, region="footer"),
            anchor("https://shop.example.org/contact", "Contact", in_main=False, region="footer"),
            anchor("https://shop.example.org/privacy", "Privacy policy", in_main=False, region="footer"),
        ),
        images=(image(), image("A wet sole")),
        structured=article_items(),
        structured_errors=(),
        head_resources=(),
        mixed=(),
        dates=(
            DateClaim("json-ld", "published", "2026-10-01", "2026-10-01"),
            DateClaim("time", "published", "1 October 2026", "2026-10-01"),
        ),
        bylines=(Byline("Ada", "class", True), Byline("Ada", "json-ld", True)),
        main=text,
        total_text_chars=text.chars + 200,
        total_words=text.word_count + 40,
        html_chars=9000,
        dom_nodes=220,
        dom_depth=12,
        script_count=1,
        framework_root=None,
    )
    return replace(sound, **changes)


def fetched(**changes: Any) -> FetchedPage:
    """A quick, compressed answer with the security headers."""
    sound = FetchedPage(
        requested_url=URL,
        final_url=URL,
        status=200,
        hops=(Hop(URL, 200),),
        headers=(
            ("content-type", "text/html; charset=utf-8"),
            ("strict-transport-security", "max-age=31536000"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'self'"),
        ),
        content_type="text/html; charset=utf-8",
        encoding="gzip",
        wire_bytes=3000,
        inflated_bytes=9000,
        response_ms=(120.0, 90.0, 100.0),
        total_ms=150.0,
    )
    return replace(sound, **changes)


def robots(**changes: Any) -> RobotsEvidence:
    """A robots.txt that allows the page."""
    allowed = tuple(RobotsDecision(agent, allowed=True) for agent in ("Googlebot", "*", "ConvexBot"))
    sound = RobotsEvidence("https://shop.example.org/robots.txt", "parsed", 200, 60, decisions=allowed)
    return replace(sound, **changes)


def sitemap(**changes: Any) -> SitemapEvidence:
    """A sitemap that lists the page."""
    sound = SitemapEvidence(
        "https://shop.example.org/sitemap.xml",
        "read",
        "robots",
        200,
        files_read=1,
        url_count=9,
        complete=True,
        lists_page=True,
    )
    return replace(sound, **changes)


def evidence_of(
    *,
    the_page: Page | None = None,
    fetch: FetchedPage | None = None,
    robots_txt: RobotsEvidence | None = None,
    site_map: SitemapEvidence | None = None,
    competitors: tuple[PageEvidence, ...] = (),
) -> SiteEvidence:
    """What was gathered of the sound site, with the parts that a test replaces."""
    target = PageEvidence(URL, robots_txt or robots(), fetch or fetched(), ParseState("parsed"), the_page or page())
    return SiteEvidence(target, site_map or sitemap(), competitors, "this server", "ConvexBot/0.1", NOW)


def unread(error: FetchError | None = None, status: int | None = None) -> SiteEvidence:
    """What was gathered of a page that could not be had."""
    hops = (Hop(URL, status),) if status else ()
    fetch = fetched(status=status, error=error, hops=hops, headers=(), encoding=None, response_ms=())
    parse = ParseState("skipped", "fetch_failed", "The page could not be fetched.")
    return SiteEvidence(
        PageEvidence(URL, robots(), fetch, parse, None), sitemap(), (), "this server", "ConvexBot/0.1", NOW
    )


def competitor(name: str, main: MainText, *sections: str) -> PageEvidence:
    """A competitor's page with its text and H2 headings."""
    url = f"https://{name}.test/page"
    rival = page(
        url=url,
        base_url=url,
        canonicals=(),
        main=main,
        headings=(heading(1, "Trail shoes"), *(heading(2, s) for s in sections)),
    )
    return PageEvidence(url, robots(), fetched(final_url=url, requested_url=url), ParseState("parsed"), rival)


def checked(site: SiteEvidence, keyword: str = KEYWORD) -> dict[str, CheckResult]:
    """Answer every check, by id."""
    return {result.id: result for result in judge(site, keyword, load_ruleset()).results}


def on_page(**changes: Any) -> SiteEvidence:
    """The sound site with another page."""
    return evidence_of(the_page=page(**changes))


def on_fetch(**changes: Any) -> SiteEvidence:
    """The sound site with another answer of the server."""
    return evidence_of(fetch=fetched(**changes))

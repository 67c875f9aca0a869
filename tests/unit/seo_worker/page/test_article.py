"""A realistic article: every expectation is counted by hand."""

from collections.abc import Callable

import pytest

from seo_worker.evidence import Block, Byline, Canonical, DateClaim, Heading, Hreflang, Image, Page, Title

ARTICLE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>How to bake   sourdough
 bread</title>
<meta name="description" content="A slow loaf in 36 hours.">
<meta property="og:title" content="Sourdough">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="Jane Miller">
<meta property="article:published_time" content="2026-03-01T08:00:00+00:00">
<link rel="canonical" href="/blog/bread">
<link rel="alternate" hreflang="de" href="https://www.example.co.uk/de/brot">
<link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/print.css" media="print">
<script src="/app.js"></script><script src="/late.js" defer></script><script src="/m.js" type="module"></script>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"Article","headline":"How to bake","datePublished":"2026-03-01","dateModified":"2026-04-02T10:00:00Z",
  "author":{"@type":"Person","name":"Jane Miller"}},
 {"@type":["Organization","Brand"],"@id":"#org","name":"Acme"}]}</script>
</head>
<body>
<header><a href="/"><img src="/logo.svg" alt="Acme home"></a>
<nav><ul><li><a href="/menu">Menu</a></li>
<li><a href="/about">About</a></li><li><a href="/shop">Shop</a></li></ul></nav>
</header>
<main><article>
<h1>How to bake sourdough bread</h1>
<p class="byline">By <a rel="author" href="/jane">Jane Miller</a>, <time datetime="2026-03-01">1 March 2026</time></p>
<p>Sourdough bread needs flour, water, salt and time. Dr. Smith says that 36 hours are enough! Are they?</p>
<h2>The starter</h2>
<p>Feed it every day, as the <a href="https://bakers.org.uk/guide" rel="nofollow noopener">guild's guide</a> says.
 Our <a href="/flour">flour</a> comes from Yorkshire.</p>
<ul><li>500 g of flour</li><li>350 g of water</li></ul>
<figure><img src="/loaf.jpg" alt="" width="800" height="600"><figcaption>A loaf after baking.</figcaption></figure>
<h3>Hidden tip</h3>
<p hidden>Nobody sees this line.</p>
<p style="display: none">Nor this one.</p>
</article>
<aside><h2>Related</h2><p>Read about rye bread as well.</p></aside></main>
<footer><p>© 2026 Acme Bakery Ltd, all rights reserved.</p>
<a href="http://partner.example.com/">Partner</a> <a href="mailto:hi@example.co.uk">Mail</a> <a name="end"></a></footer>
</body></html>"""


@pytest.fixture(scope="module")
def page(parse: Callable[..., Page]) -> Page:
    return parse(ARTICLE, last_modified="Thu, 02 Apr 2026 10:00:00 GMT", links=('</blog/bread>; rel="canonical"',))


def test_title_metas_and_language(page: Page) -> None:
    assert page.titles == (Title("How to bake sourdough bread", in_head=True),)
    assert page.meta("description") == "A slow loaf in 36 hours."
    assert page.meta("og:title") == "Sourdough"
    assert page.meta("viewport") == "width=device-width, initial-scale=1"
    assert page.meta("keywords") is None
    assert page.html_lang == "en-GB"
    assert page.detected_lang == "en"
    assert page.registrable_domain == "example.co.uk"


def test_canonicals_of_html_and_header_are_resolved(page: Page) -> None:
    url = "https://www.example.co.uk/blog/bread"
    assert page.canonicals == (
        Canonical("/blog/bread", url, "html", in_head=True),
        Canonical("/blog/bread", url, "header"),
    )
    german = "https://www.example.co.uk/de/brot"
    assert page.hreflangs == (Hreflang("de", german, german, "html"),)


def test_headings_in_order_with_their_place(page: Page) -> None:
    assert page.headings == (
        Heading(1, "How to bake sourdough bread", hidden=False, in_main=True),
        Heading(2, "The starter", hidden=False, in_main=True),
        Heading(3, "Hidden tip", hidden=False, in_main=True),
        Heading(2, "Related", hidden=False, in_main=False),
    )


def test_the_main_text_has_its_blocks_and_nothing_else(page: Page) -> None:
    assert page.main.blocks == (
        Block("heading", "How to bake sourdough bread", 5, 1),
        Block("paragraph", "By Jane Miller, 1 March 2026", 6),
        Block(
            "paragraph",
            "Sourdough bread needs flour, water, salt and time. Dr. Smith says that 36 hours are enough! Are they?",
            18,
        ),
        Block("heading", "The starter", 2, 2),
        Block(
            "paragraph",
            "Feed it every day, as the guild's guide says. Our flour comes from Yorkshire.",
            14,
        ),
        Block("list_item", "500 g of flour", 4),
        Block("list_item", "350 g of water", 4),
        Block("paragraph", "A loaf after baking.", 4),
        Block("heading", "Hidden tip", 2, 3),
    )
    assert page.main.word_count == 59
    assert page.main.sentences == (
        "By Jane Miller, 1 March 2026",
        "Sourdough bread needs flour, water, salt and time.",
        "Dr. Smith says that 36 hours are enough!",
        "Are they?",
        "Feed it every day, as the guild's guide says.",
        "Our flour comes from Yorkshire.",
        "500 g of flour",
        "350 g of water",
        "A loaf after baking.",
    )
    assert "Nobody sees" not in page.main.text
    # Menu, About, Shop; Related; rye: 6; footer: 7 and Partner, Mail. The logo's alt is no text.
    assert page.total_words == 59 + 3 + 1 + 6 + 7 + 2


def test_links_know_where_they_stand_and_lead(page: Page) -> None:
    by_href = {anchor.href: anchor for anchor in page.anchors}
    assert len(page.anchors) == 10
    assert by_href["/"].text == "Acme home"
    assert by_href["/menu"].region == "nav"
    assert not by_href["/menu"].in_main
    flour = by_href["/flour"]
    assert (flour.url, flour.internal, flour.in_main, flour.region, flour.rel) == (
        "https://www.example.co.uk/flour",
        True,
        True,
        "main",
        (),
    )
    guide = by_href["https://bakers.org.uk/guide"]
    assert (guide.registrable_domain, guide.internal, guide.rel, guide.in_main) == (
        "bakers.org.uk",
        False,
        ("nofollow", "noopener"),
        True,
    )
    mail = by_href["mailto:hi@example.co.uk"]
    assert (mail.url, mail.internal, mail.registrable_domain) == (None, None, None)
    named = by_href[None]
    assert (named.name, named.text, named.region) == ("end", "", "footer")


def test_images_keep_an_empty_alt_apart_from_none(page: Page) -> None:
    assert page.images == (
        Image("/logo.svg", "Acme home", None, None, None, labelled=False, hidden=False, in_main=False),
        Image("/loaf.jpg", "", "800", "600", None, labelled=False, hidden=False, in_main=True),
    )


def test_the_graph_is_unfolded_into_items(page: Page) -> None:
    assert [(item.syntax, item.types) for item in page.structured] == [
        ("json-ld", ("Article",)),
        ("json-ld", ("Organization", "Brand")),
    ]
    assert page.structured[1].properties == {"@id": "#org", "name": "Acme"}
    assert page.structured_errors == ()


def test_every_claimed_date_is_listed_with_its_source(page: Page) -> None:
    assert page.dates == (
        DateClaim("json-ld", "published", "2026-03-01", "2026-03-01"),
        DateClaim("json-ld", "modified", "2026-04-02T10:00:00Z", "2026-04-02T10:00:00+00:00"),
        DateClaim("meta", "published", "2026-03-01T08:00:00+00:00", "2026-03-01T08:00:00+00:00"),
        DateClaim("time", "unknown", "2026-03-01", "2026-03-01"),
        DateClaim("last-modified", "modified", "Thu, 02 Apr 2026 10:00:00 GMT", "2026-04-02T10:00:00+00:00"),
    )


def test_the_author_is_found_in_every_place(page: Page) -> None:
    assert page.bylines == (
        Byline("Jane Miller", "json-ld", is_person=True),
        Byline("Jane Miller, 1 March 2026", "class", is_person=False),
        Byline("Jane Miller", "rel", is_person=True),
        Byline("Jane Miller", "meta", is_person=True),
    )


def test_what_blocks_rendering_and_what_mixes_schemes(page: Page) -> None:
    assert [(r.kind, r.url) for r in page.head_resources] == [
        ("stylesheet", "https://www.example.co.uk/site.css"),
        ("script", "https://www.example.co.uk/app.js"),
    ]
    assert [(m.kind, m.element, m.url) for m in page.mixed] == [("link", "a", "http://partner.example.com/")]
    assert page.script_count == 4
    assert page.framework_root is None
    assert page.capped == ()

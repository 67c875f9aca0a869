"""Pages of other shapes: landing pages, shells, tag soup, and the traps that checkers fall into."""

from collections.abc import Callable

import pytest

from seo_worker.evidence import Page
from seo_worker.page_references import MixedReference

Parse = Callable[..., Page]


def test_a_landing_page_keeps_its_lists_cards_and_call_to_action(parse: Parse) -> None:
    page = parse(
        """<html lang=en><body><header><nav><a href=/a>One</a><a href=/b>Two</a><a href=/c>Three</a></nav></header>
        <div class=hero><h1>Bread delivered in Leeds</h1><p>Baked at four, at your door by seven.</p>
        <a href=/order>Order now</a></div>
        <div class=cards><h2>Why us</h2><div><h3>Slow</h3><p>We ferment for 36 hours.</p></div>
        <div><h3>Local</h3><p>Flour from Yorkshire mills.</p></div></div>
        <div class=pricing><h2>Prices</h2><ul><li>Small loaf: 3.50</li><li>Large loaf: 5.00</li></ul></div>
        <form><label>Mail</label><button>Sign up</button></form>
        <footer><p>Acme Ltd</p></footer></body></html>"""
    )
    assert [block.text for block in page.main.blocks] == [
        "Bread delivered in Leeds",
        "Baked at four, at your door by seven.",
        "Order now",
        "Why us",
        "Slow",
        "We ferment for 36 hours.",
        "Local",
        "Flour from Yorkshire mills.",
        "Prices",
        "Small loaf: 3.50",
        "Large loaf: 5.00",
    ]
    assert [a.href for a in page.anchors if a.in_main] == ["/order"]


def test_a_client_rendered_shell_names_its_root_and_has_no_text(parse: Parse) -> None:
    page = parse(
        '<html><head><title>App</title></head><body><div id="root"></div><script src=/b.js></script></body></html>'
    )
    assert page.framework_root == "root"
    assert page.main.word_count == 0
    assert page.main.blocks == ()
    assert page.total_words == 0
    assert (page.detected_lang, page.detected_lang_rank) == (None, None)


def test_text_of_scripts_styles_templates_and_noscript_is_not_counted(parse: Parse) -> None:
    page = parse(
        "<body><script>one</script><style>two{}</style><template><p>three</p></template>"
        "<noscript><p>four</p></noscript><textarea>five</textarea><p>six</p></body>"
    )
    assert page.total_words == 1


def test_an_empty_and_a_hidden_first_heading_are_marked(parse: Parse) -> None:
    page = parse(
        "<h1> </h1><div style='visibility:hidden'><h1>Ghost</h1></div><h1><img src=x alt='Logo text'></h1><h1>Real</h1>"
    )
    assert [(h.text, h.hidden) for h in page.headings] == [
        ("", False),
        ("Ghost", True),
        ("Logo text", False),
        ("Real", False),
    ]


def test_a_title_inside_a_drawing_is_no_title(parse: Parse) -> None:
    page = parse("<head><title>Real</title></head><body><svg><title>Icon</title></svg><title>Late</title></body>")
    assert [(t.text, t.in_head) for t in page.titles] == [("Real", True), ("Late", False)]


def test_language_versions_count_in_the_head_only_and_also_without_an_address(parse: Parse) -> None:
    page = parse(
        "<head><link rel=alternate hreflang=de></head><body><link rel=alternate hreflang=fr href=https://f.test/></body>"
    )
    assert [(version.lang, version.href) for version in page.hreflangs] == [("de", "")]


def test_a_link_that_lost_its_address_is_told_from_a_place(parse: Parse) -> None:
    page = parse("<a target=_blank>Shop</a><a id=top>Top</a><a>Soon</a><a rel=next href=/2>Next</a>")
    assert [anchor.lacks_address for anchor in page.anchors] == [True, False, False, False]


def test_an_image_that_only_browsers_without_scripts_show_is_hidden(parse: Parse) -> None:
    page = parse("<img src=a.png><noscript><img src=b.png></noscript><p hidden><img src=c.png></p>")
    assert [image.hidden for image in page.images] == [False, True, True]


@pytest.mark.parametrize(
    ("attributes", "alt", "labelled"),
    [
        ("", None, False),
        ("alt", "", False),
        ("alt=' \n'", " ", False),
        ("aria-labelledby=loaf", None, True),
        ("aria-labelledby='none nowhere'", None, False),
        ("title=' '", None, False),
    ],
)
def test_what_names_an_image(parse: Parse, attributes: str, alt: str | None, labelled: bool) -> None:
    image = parse(f"<p id=loaf>A loaf</p><img src=a.png {attributes}>").images[0]
    assert (image.alt, image.labelled) == (alt, labelled)


def test_words_of_blocks_stay_apart_and_inline_ones_together(parse: Parse) -> None:
    page = parse("<h1>Fresh<br>bread <b>D</b>aily</h1><ul><li>One</li><li>Two</li></ul>")
    assert page.headings[0].text == "Fresh bread Daily"
    assert [block.text for block in page.main.blocks] == ["Fresh bread Daily", "One", "Two"]


def test_a_menu_of_bare_links_without_nav_is_left_out(parse: Parse) -> None:
    links = "".join(f"<li><a href=/{n}>Topic number {n}</a></li>" for n in range(6))
    text = "".join(
        f"<p>This is paragraph {n} of a text about baking bread at home every single day.</p>" for n in range(6)
    )
    page = parse(f"<body><div><ul>{links}</ul><div><h1>Bread</h1>{text}</div></div></body>")
    assert [block.kind for block in page.main.blocks] == ["heading"] + ["paragraph"] * 6


def test_bare_links_in_a_row_inside_the_text_are_left_out_and_single_ones_kept(parse: Parse) -> None:
    menu = "".join(f"<li><a href=/{n}>Topic number {n}</a></li>" for n in range(4))
    text = "<p>Paragraph of a text about baking bread at home every single day.</p>"
    single = "<p><a href=/order>Order now</a></p>"
    page = parse(f"<main>{text}<ul class=menu>{menu}</ul>{text}{single}{text}</main>")
    assert [block.words for block in page.main.blocks] == [12, 12, 2, 12]


def test_a_header_belongs_to_its_article_and_an_article_to_its_sidebar(parse: Parse) -> None:
    page = parse(
        "<header><a href=/1>1</a></header><article><header><a href=/2>2</a></header><footer><a href=/3>3</a></footer>"
        "<aside><article><a href=/4>4</a></article></aside></article><div role=navigation><a href=/5>5</a></div>"
        "<section><a href=/6>6</a></section><footer><a href=/7>7</a></footer>"
    )
    assert [a.region for a in page.anchors] == ["header", "main", "main", "aside", "nav", "body", "footer"]


def test_relative_links_follow_the_base_element(parse: Parse) -> None:
    page = parse(
        '<head><base href="/en/"><link rel=canonical href=x></head><a href="page">P</a><a href="//cdn.com/y">C</a>'
    )
    assert page.base_url == "https://www.example.co.uk/en/"
    assert [a.url for a in page.anchors] == ["https://www.example.co.uk/en/page", "https://cdn.com/y"]
    assert page.canonicals[0].url == "https://www.example.co.uk/en/x"


def test_unusable_references_are_kept_as_written(parse: Parse) -> None:
    page = parse(
        '<head><link rel=canonical href="http://"></head><a href="javascript:void(0)" onclick=x role=button>J</a>'
    )
    assert (page.canonicals[0].href, page.canonicals[0].url) == ("http://", None)
    anchor = page.anchors[0]
    assert (anchor.href, anchor.url, anchor.has_listener, anchor.role) == ("javascript:void(0)", None, True, "button")


@pytest.mark.parametrize(
    ("url", "href", "internal"),
    [
        ("https://www.example.co.uk/", "https://shop.example.co.uk/", True),
        ("https://www.example.co.uk/", "https://other.co.uk/", False),
        ("https://one.github.io/", "https://two.github.io/", False),
        ("http://127.0.0.1:8099/", "http://127.0.0.1:9000/x", True),
        ("http://127.0.0.1:8099/", "http://127.0.0.2/", False),
        ("http://localhost/", "/x", True),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/a", True),
    ],
)
def test_internal_means_the_same_registrable_domain(parse: Parse, url: str, href: str, internal: bool) -> None:
    assert parse(f'<a href="{href}">x</a>', url).anchors[0].internal is internal


def test_a_page_on_https_lists_what_it_loads_and_sends_in_the_clear(parse: Parse) -> None:
    html = (
        '<link rel=stylesheet href="http://e.com/a.css"><link rel=author href="http://e.com/me">'
        '<img src="http://e.com/a.png"><form action="http://e.com/send"></form><img src="/ok.png">'
    )
    assert parse(html).mixed == (
        MixedReference("resource", "link", "http://e.com/a.css"),
        MixedReference("resource", "img", "http://e.com/a.png"),
        MixedReference("form", "form", "http://e.com/send"),
    )
    assert parse(html, "http://www.example.co.uk/").mixed == ()


def test_link_headers_carry_canonicals_and_languages(parse: Parse) -> None:
    header = (
        '<https://e.com/a>; rel="canonical", <https://e.com/de>; rel=alternate; hreflang="de-AT", </x.css>; rel=preload'
    )
    page = parse("<p>x</p>", links=(header,))
    assert [(c.url, c.source) for c in page.canonicals] == [("https://e.com/a", "header")]
    assert [(h.lang, h.url, h.source) for h in page.hreflangs] == [("de-AT", "https://e.com/de", "header")]


def test_a_german_page_is_told_from_an_english_one(parse: Parse) -> None:
    text = "Wir liefern jeden Morgen frisches Brot an Ihre Tür, und zwar vor sieben Uhr, auch am Sonntag."
    page = parse(f"<html lang=en><body><p>{text}</p></body></html>")
    assert (page.html_lang, page.detected_lang) == ("en", "de")


def test_same_bytes_give_the_same_page(parse: Parse) -> None:
    html = "<h1>A</h1>" + "".join(f"<p>Line {n} <a href=/{n}>link {n}</a></p>" for n in range(50))
    assert parse(html) == parse(html)


def test_sizes_are_capped_and_say_so(parse: Parse) -> None:
    page = parse("<a href=/x>x</a>" * 5001 + "<img src=x>" * 2001)
    assert len(page.anchors) == 5000
    assert len(page.images) == 2000
    assert page.capped == ("anchors", "images")
    assert page.dom_nodes == 7005


def test_depth_and_nodes_are_counted(parse: Parse) -> None:
    page = parse("<!doctype html><html><head></head><body><div><p>x</p></div></body></html>")
    assert (page.dom_nodes, page.dom_depth) == (5, 4)


def test_a_text_beyond_the_cap_is_cut_and_says_so(parse: Parse) -> None:
    page = parse("<p>" + "word. " * 100_000)
    assert page.main.chars == 500_000
    assert page.capped == ("main_text",)

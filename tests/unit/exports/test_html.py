"""HTML files, read by the parser that audits pages."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from exports.building import build
from exports.html import policy, render
from exports.strategy import Strategy
from unit.exports.samples import HOSTILE, strategy, with_body, with_text_everywhere

# What a document is made of; anything else in one came from a text.
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "h5", "div", "dl",
    "dt", "dd", "aside", "strong", "br", "nav", "ol", "ul", "li", "main", "section", "table", "thead", "tbody", "tr",
    "th", "td", "blockquote", "footer", "em", "code", "pre", "hr", "wbr",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-labelledby", "role", "scope",
    "data-label", "start", "rel",
}  # fmt: skip


def _read(given: Strategy) -> LexborHTMLParser:
    return LexborHTMLParser(render(build(given)).decode())


def _check(tree: LexborHTMLParser) -> None:
    assert tree.root is not None
    for node in tree.root.traverse():
        assert node.tag in TAGS, node.tag
        assert set(node.attributes) <= ATTRIBUTES, node.attributes
        href = node.attributes.get("href")
        assert href is None or href.startswith(("#", "https://", "http://", "mailto:"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_makes_no_element(text: str) -> None:
    _check(_read(with_text_everywhere(text)))


def test_a_document_has_only_elements_of_a_document() -> None:
    _check(_read(strategy()))


def test_nothing_is_loaded_and_no_script_could_run() -> None:
    data = render(build(strategy())).decode()
    tree = LexborHTMLParser(data)
    assert "src=" not in data
    style = tree.css_first("style")
    assert style is not None
    assert "url(" not in style.text()
    assert "@import" not in style.text()
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    found = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert found is not None
    assert found.attributes["content"] == policy()
    assert policy().startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_language_title_and_headings_in_order() -> None:
    given = strategy()
    tree = _read(given)
    assert tree.root is not None
    assert tree.root.attributes["lang"] == "en-GB"
    title = tree.css_first("title")
    assert title is not None
    assert title.text() == given.title
    levels = [int(tag[1]) for node in tree.root.traverse() if (tag := node.tag) and re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))


def test_contents_name_and_reach_each_section() -> None:
    given = strategy()
    tree = _read(given)
    links = tree.css("nav a")
    assert [link.text() for link in links] == [section.title for section in given.sections]
    for link in links:
        target = tree.css_first(str(link.attributes["href"]))
        assert target is not None
        assert target.text() == link.text()


def test_cells_belong_to_headers_on_paper_and_on_a_phone() -> None:
    tables = _read(strategy()).css("table")
    assert len(tables) > 5
    for table in tables:
        headers = table.css("thead th")
        assert headers
        assert all(header.attributes["scope"] == "col" for header in headers)
        for row in table.css("tbody tr"):
            assert [cell.attributes["data-label"] for cell in row.css("td")] == [header.text() for header in headers]


def test_a_long_word_in_a_table_can_be_divided_and_is_copied_whole() -> None:
    name = "reached_calls_and_messages"
    (cell,) = _read(with_body(f"| Event |\n| --- |\n| {name} |")).css("td")
    assert cell.text() == name
    assert len(cell.css("wbr")) == 3


def test_the_same_version_gives_the_same_bytes() -> None:
    assert render(build(strategy())) == render(build(strategy()))

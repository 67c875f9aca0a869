"""An audit in four formats: the same words in the same order, and whatever a page says stays text."""

import io
import re
from functools import cache
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from exports.audit import Audit
from exports.audits.document import build
from exports.model import Facts, Heading, Listing, Paragraph, Runs, plain
from exports.model import Table as Figures
from exports.order import Order
from exports.process import render
from exports.strategy import Format
from unit.exports.audit_samples import audit, given, with_text_everywhere
from unit.exports.samples import HOSTILE, is_within, words
from unit.exports.test_html import ATTRIBUTES, TAGS
from unit.exports.test_word import OUR_FIELDS

LONG = "<b>" + "Donaudampfschifffahrt" * 500
TEXTS = (*HOSTILE, "\u202eevil\u2066 \u200f\x00<script>alert(1)</script> *a* _b_ | c | # d", LONG, "many words " * 2000)


def _made(subject: Audit, kind: Format) -> bytes:
    return render(Order(kind, subject))


@cache
def _text(kind: Format) -> str:
    return _read(audit(), kind)


def _read(subject: Audit, kind: Format) -> str:
    data = _made(subject, kind)
    match kind:
        case "html":
            body = LexborHTMLParser(data.decode().replace("<wbr>", "")).body
            assert body is not None
            return body.text(separator=" ")
        case "docx":
            return "\n".join(_text_of_block(block) for block in Document(io.BytesIO(data)).iter_inner_content())
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        case _:
            tree = LexborHTMLParser(MarkdownIt("commonmark").enable("table").render(data.decode()))
            assert tree.body is not None
            return tree.body.text(separator=" ")


def _text_of_block(block: object) -> str:
    if isinstance(block, Table):
        return "\n".join(cell.text for row in block.rows for cell in row.cells)
    return str(getattr(block, "text", ""))


def _said(subject: Audit) -> list[str]:
    texts: list[str] = []
    for part in build(subject).parts:
        texts.append(part.title)
        for block in part.blocks:
            texts += map(plain, _runs_of(block))
    return texts


def _runs_of(block: object) -> list[Runs]:
    match block:
        case Heading(runs=runs) | Paragraph(runs=runs):
            return [runs]
        case Facts(items=items):
            return [runs for item in items for runs in (item.label, item.value)]
        case Listing(items=items):
            return [runs for item in items for inner in item for runs in _runs_of(inner)]
        case Figures():
            return [*(column.header for column in block.columns), *(cell for row in block.rows for cell in row)]
        case _:
            raise AssertionError(block)


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_the_words_are_in_every_format_in_order(kind: Format) -> None:
    said = words(" ".join(_said(audit())))
    assert len(said) > 1500
    assert is_within(said, words(_text(kind)))


def test_every_text_is_on_paper_wherever_its_lines_are_broken() -> None:
    paper = "".join(words(_text("pdf")))
    # A longer one may go on behind the header of the next page.
    lost = [text for text in _said(audit()) if len(text) <= 300 and "".join(words(text)) not in paper]
    assert lost == []


@pytest.mark.parametrize("kind", ["md", "html", "docx", "pdf"])
def test_the_same_audit_gives_the_same_bytes(kind: Format) -> None:
    assert _made(audit(), kind) == _made(audit(), kind)


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_makes_no_element_of_a_page(text: str) -> None:
    tree = LexborHTMLParser(_made(with_text_everywhere(text), "html").decode())
    assert tree.root is not None
    for node in tree.root.traverse():
        assert node.tag in TAGS, node.tag
        assert set(node.attributes) <= ATTRIBUTES, node.attributes
        href = node.attributes.get("href")
        assert href is None or href.startswith(("#", "https://", "http://"))


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_no_mark_of_markdown(text: str) -> None:
    made = _made(with_text_everywhere(text), "md").decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", made)
    tokens = MarkdownIt("commonmark").enable("table").parse(made)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert not kinds & {"html_block", "html_inline", "image", "link_open", "fence", "code_block", "blockquote_open"}
    # Every level of heading is ours, and so is every heading.
    own = [
        token for token in MarkdownIt("commonmark").parse(_made(audit(), "md").decode()) if token.type == "heading_open"
    ]
    assert [t.tag for t in tokens if t.type == "heading_open"] == [token.tag for token in own]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_no_field_of_a_word_file(text: str) -> None:
    document = Document(io.BytesIO(_made(with_text_everywhere(text), "docx")))
    codes = {str(code.text).strip() for code in document.element.iter(qn("w:instrText"))}
    assert {code for code in codes if not code.startswith('TOC \\o "1-')} <= OUR_FIELDS
    assert not [rel for rel in document.part.rels.values() if rel.is_external]
    body = document.element.find(qn("w:body"))
    assert body is not None
    tags = [etree.QName(child).localname for child in body]
    assert ("tbl", "tbl") not in set(pairwise(tags))


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_set_as_text(text: str) -> None:
    repair = {"id": "T01", "title": text, "why": text, "evidence": [text, text], "action": text}
    check = {"id": text, "title": text, "status": "warning", "value": text, "unit": text, "threshold": text}
    subject = given(domain=text, primaryKeyword=text, recommendations=[repair], technical={"metrics": [check]})
    assert words(text)[0][:10] in " ".join(words(_read(subject, "pdf")))


def test_an_address_can_be_followed_and_nothing_else_can() -> None:
    tree = LexborHTMLParser(_made(audit(), "html").decode())
    links = {str(link.attributes["href"]) for link in tree.css("main a")}
    assert links == {
        "https://www.hartley-plumbing.example/boiler-repair.php",
        "https://aire-heating.example/boiler-repair-leeds",
        "https://kirkstall-gas.example/",
    }

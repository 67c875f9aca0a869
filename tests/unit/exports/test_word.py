"""Word files, read back by the library and as the archive they are."""

import io
import re
import zipfile
from datetime import timedelta
from itertools import pairwise
from typing import Any, cast

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from exports.building import build
from exports.strategy import Strategy
from exports.word.file import render
from unit.exports.samples import HOSTILE, MADE_AT, strategy, with_body, with_text_everywhere, words

TEXT_WIDTH = 9298
OUR_FIELDS = {'TOC \\o "1-2" \\h \\z \\u', "PAGE", "NUMPAGES"}


def _data(given: Strategy) -> bytes:
    return render(build(given), given.version, given.made_at)


def _read(given: Strategy) -> WordDocument:
    return Document(io.BytesIO(_data(given)))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _fields(parts: dict[str, bytes]) -> set[str]:
    found = (re.findall(rb"<w:instrText[^>]*>([^<]*)<", part) for part in parts.values())
    return {code.decode().strip() for codes in found for code in codes}


def test_properties_are_those_of_the_version() -> None:
    given = strategy()
    properties = _read(given).core_properties
    assert properties.title == given.title
    assert properties.subject == "Competitor model"
    assert properties.revision == 3
    assert properties.language == "en-GB"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=MADE_AT.tzinfo) == MADE_AT


def test_headings_are_headings_and_contents_lead_to_them() -> None:
    given = strategy()
    document = _read(given)
    headings = [each for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert [heading.text for heading in headings] == [section.title for section in given.sections]
    entries = [each for each in document.paragraphs if each.style is not None and each.style.name == "toc 1"]
    assert [entry.text for entry in entries] == [section.title for section in given.sections]
    names = {name.get(qn("w:name")) for name in document.element.iter(qn("w:bookmarkStart"))}
    targets = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert targets
    assert targets <= names


def test_tables_fit_the_page_and_repeat_their_headers() -> None:
    document = _read(strategy())
    with_header = 0
    for table in document.element.iter(qn("w:tbl")):
        widths = [int(cast("str", column.get(qn("w:w")))) for column in table.iter(qn("w:gridCol"))]
        assert sum(widths) == TEXT_WIDTH
        with_header += len(list(table.iter(qn("w:tblHeader"))))
    for table in document.tables:
        assert len({len(row.cells) for row in table.rows}) == 1
    assert with_header > 5


def test_two_tables_never_touch() -> None:
    rows = "| A | B |\n| --- | --- |\n| 1 | 2 |"
    body = _read(with_body(f"{rows}\n\n{rows}\n\n- **A:** b")).element.find(qn("w:body"))
    assert body is not None
    tags = [etree.QName(child).localname for child in body]
    assert tags.count("tbl") == 5
    assert ("tbl", "tbl") not in set(pairwise(tags))


def test_header_and_footer_run_on_every_page_but_the_first() -> None:
    section = _read(strategy()).sections[0]
    assert section.different_first_page_header_footer
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert section.header.paragraphs[0].text.endswith("\tVersion 3")
    assert section.footer.paragraphs[0].text.startswith("9 March 2026\tPage ")
    assert _fields(_parts(_data(strategy()))) == OUR_FIELDS


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    data = _data(with_text_everywhere(text))
    parts = _parts(data)
    assert _fields(parts) == OUR_FIELDS
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    relations = b"".join(part for name, part in parts.items() if name.endswith(".rels"))
    assert b"javascript" not in relations
    assert b"elsewhere.example" not in relations
    wanted = words(re.sub("[\x00\x07\x1b\x7f\u202e\u2066\u200f\ufffe]", "", text))
    assert wanted[0] in words("\n".join(each.text for each in Document(io.BytesIO(data)).paragraphs))


def test_a_link_leads_outside_by_a_relation() -> None:
    document = _read(with_body("see [the page](https://a.example/?a=1&b=2)"))
    links = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert links == ["https://a.example/?a=1&b=2"]


def test_each_numbered_list_begins_anew() -> None:
    document = _read(with_body("1. one\n2. two\n\ntext\n\n7. seven\n8. eight\n   - below"))
    numbered = [style for style in document.element.iter(qn("w:pStyle")) if style.get(qn("w:val")) == "ListNumber"]
    ids = [
        cast("Any", style.getparent()).find(f"{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val")) for style in numbered
    ]
    assert len(set(ids)) == 2
    starts = {
        num.get(qn("w:numId")): start.get(qn("w:val"))
        for num in document.part.numbering_part.element.iter(qn("w:num"))
        for start in num.iter(qn("w:startOverride"))
    }
    assert [starts[ids[0]], starts[ids[-1]]] == ["1", "7"]


def test_every_style_that_is_used_is_defined() -> None:
    document = _read(
        with_body("- a\n  1. b\n\n> c\n\n```\nd\n```\n\n---\n\n### e\n\n**f**\n\n- **g:** h\n\n[i](https://a.example)")
    )
    used = {style.get(qn("w:val")) for name in ("pStyle", "rStyle") for style in document.element.iter(qn(f"w:{name}"))}
    assert used
    assert used <= {style.style_id for style in document.styles}


def test_the_archive_does_not_know_when_it_was_packed() -> None:
    with zipfile.ZipFile(io.BytesIO(_data(strategy()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert _data(strategy()) == _data(strategy())
    assert _data(strategy()) != _data(strategy(made_at=MADE_AT + timedelta(days=1)))

"""Every format says the same, in the same order."""

import io
from functools import cache

import pytest
from docx import Document
from docx.table import Table
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from documents.markup import quote
from exports import markdown
from exports.building import build
from exports.order import Order
from exports.process import render
from exports.strategy import Strategy
from shared.contracts.requests import Framework
from unit.exports.samples import is_within, strategy, words, words_of_markdown

FRAMEWORKS: tuple[Framework, ...] = (
    "brand_positioning",
    "funnel_design",
    "seo_patterns",
    "competitor_model",
    "offer_architecture",
)


def _wanted(given: Strategy) -> list[str]:
    found = words(given.title) + words(given.business_name) + words(given.engine_note)
    for section in given.sections:
        found += words(section.title)
        found += words_of_markdown(section.body.removeprefix(quote(given.engine_note)))
    return found


def _text_of_docx(data: bytes) -> str:
    texts: list[str] = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return "\n".join(texts)


def _text_of_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _text_of_html(data: bytes) -> str:
    body = LexborHTMLParser(data.decode()).body
    assert body is not None
    return body.text(separator=" ")


@cache
def _texts(framework: Framework) -> tuple[str, str, str]:
    given = strategy(framework)
    return (
        _text_of_html(render(Order("html", given))),
        _text_of_docx(render(Order("docx", given))),
        _text_of_pdf(render(Order("pdf", given))),
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_words_of_every_section_are_in_every_format_in_order(framework: Framework) -> None:
    given = strategy(framework)
    wanted = _wanted(given)
    assert len(wanted) > 1000
    assert is_within(wanted, words_of_markdown(markdown.render(given).decode()))
    for text in _texts(framework):
        assert is_within(wanted, words(text))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_nothing_of_markdown_or_of_the_model_is_left_in_a_document(framework: Framework) -> None:
    for text in _texts(framework):
        for mark in ("**", "| ---", "\\_", "&amp;", "## ", framework, "executiveSummary", "doneWhen"):
            assert mark not in text


def test_quotation_marks_and_apostrophes_are_typographic() -> None:
    given = strategy()
    assert any("'" in section.body for section in given.sections)
    for text in _texts("competitor_model"):
        assert "'" not in text
        assert '"' not in text


def test_the_first_page_says_what_the_document_is() -> None:
    export = build(strategy(version=3, score=81, compliance="needs_revision"))
    assert export.facts == (
        ("Business", "Hafen Books"),
        ("Framework", "Competitor model"),
        ("Version", "3, 9 March 2026"),
        ("Score", "81 of 100"),
        ("Claims check", "needs revision"),
    )
    assert export.note == strategy().engine_note

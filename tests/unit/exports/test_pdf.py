"""PDF files, opened by a reader that had no part in making them."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import orjson
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from exports import fonts
from exports.building import build
from exports.paper import sheet
from exports.pdf import render
from exports.strategy import Strategy
from unit.exports.samples import HOSTILE, MADE_AT, strategy, with_body, words

A4 = (595, 842)
# In points: 23 mm, less what a round letter may stick out.
MARGIN = 64
PLAN = "| No. | Action | Owner | Effort | After | Done when | Because |\n|" + " --- |" * 7


def _read(given: Strategy) -> PdfReader:
    return PdfReader(io.BytesIO(render(build(given), given.made_at)))


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages).replace("\u200b", "")


def _titles(outline: list[Any]) -> list[str]:
    return [cast("str", each.title) for each in outline if isinstance(each, Destination)]


def test_pages_outline_and_metadata() -> None:
    given = strategy()
    reader = _read(given)
    assert 8 <= len(reader.pages) <= 30
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == A4 for page in reader.pages)
    assert _titles(cast("list[Any]", reader.outline)) == [section.title for section in given.sections]
    assert reader.metadata is not None
    assert reader.metadata.title == given.title
    assert reader.metadata.creation_date == reader.metadata.modification_date == MADE_AT
    root = cast("DictionaryObject", reader.trailer["/Root"])
    assert root["/Lang"] == "en-GB"
    assert cast("DictionaryObject", root["/MarkInfo"])["/Marked"]
    assert "pdfuaid:part>1<" in cast("Any", root["/Metadata"]).get_object().get_data().decode()


def test_contents_lead_to_the_pages_where_the_sections_are() -> None:
    given = strategy()
    reader = _read(given)
    contents = reader.pages[1].extract_text()
    for section in given.sections:
        found = re.search(rf"{re.escape(section.title)}[ .\u2060]*(\d+)", contents)
        assert found, section.title
        assert section.title in reader.pages[int(found[1]) - 1].extract_text()


def test_every_page_but_the_first_has_header_and_number() -> None:
    reader = _read(strategy())
    count = len(reader.pages)
    assert "Page 1 of" not in reader.pages[0].extract_text()
    for number, page in enumerate(reader.pages[1:], start=2):
        text = page.extract_text()
        assert f"Page {number} of {count}" in text
        assert "Version 3" in text
        assert "9 March 2026" in text


def test_all_fonts_are_inside_and_nothing_acts() -> None:
    data = render(build(strategy()), MADE_AT)
    reader = PdfReader(io.BytesIO(data))
    for mark in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/URI"):
        assert mark not in data
    found: set[str] = set()
    for page in reader.pages:
        for font in cast("DictionaryObject", cast("DictionaryObject", page["/Resources"])["/Font"]).values():
            for descendant in cast("list[Any]", cast("DictionaryObject", font.get_object())["/DescendantFonts"]):
                descriptor = cast("DictionaryObject", descendant.get_object()["/FontDescriptor"])
                assert {"/FontFile2", "/FontFile3"} & set(descriptor)
                found.add(str(descriptor["/FontName"]))
    assert any("IBMPlexSans" in name for name in found)


def test_a_long_table_repeats_its_header_on_each_page() -> None:
    cell = "A sentence that goes on for a while, so that the row needs several lines."
    rows = "\n".join(f"| {n} | {cell} | Owner | small | {n} | {cell} | {cell} |" for n in range(60))
    reader = _read(with_body(f"{PLAN}\n{rows}"))
    pages = [page.extract_text() for page in reader.pages[2:]]
    assert len(pages) > 3
    assert all("Done when" in page for page in pages)


def _plan_with(word: str) -> str:
    return f"{PLAN}\n| 1 | {word} | Owner | small | – | {word} | {word} |"


WORDS = ["W" * 10_000, "reached_calls_" * 40, "https://a.example/" + "path/" * 60]


@pytest.mark.parametrize("word", WORDS)
def test_a_very_long_word_stays_on_the_page(word: str) -> None:
    reader = _read(with_body(word, f"- **Label:** {word}\n- **{word}:** x", f"{PLAN}\n| 1 |" + f" {word} |" * 6))
    places: list[float] = []

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            places.append(inner[4] * outer[0] + inner[5] * outer[2] + outer[4])

    for page in reader.pages[2:4]:
        page.extract_text(visitor_text=note)
    assert len(places) > 50
    assert min(places) >= MARGIN
    assert max(places) <= A4[0] - MARGIN
    assert word in "".join(_text(reader).split())


@pytest.mark.parametrize("word", WORDS)
def test_a_very_long_word_has_places_to_break_it(word: str) -> None:
    given = with_body(word, _plan_with(word))
    shown = orjson.loads(sheet(build(given), MADE_AT, frozenset()))["document"]["parts"]
    running = shown[0]["blocks"][0]["runs"][0]["text"]
    cell = shown[1]["blocks"][0]["rows"][0][1][0]["text"]
    assert running.replace("\u200b", "") == cell.replace("\u200b", "") == word
    assert max(map(len, running.split("\u200b"))) <= 24
    assert max(map(len, cell.split("\u200b"))) <= 12


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_not_obeyed(text: str) -> None:
    plain = re.sub(r"([\\`*_\[\]|~<>#&!=()+-])", r"\\\1", text.replace("\n", " "))
    given = replace(with_body(plain, f"- **{plain}:** {plain}", f"| {plain} |\n| --- |\n| {plain} |"), title=text)
    found = words(_text(_read(replace(given, business_name=text, engine_note=text))))
    wanted = words(re.sub("[\x00\x07\x1b\x7f\u202e\u2066\u200f\ufffe]", "", text))
    assert found.count(wanted[0]) >= 5
    assert set(wanted) <= set(found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łódź, Ærøskøbing, Þingvellir, Ñuñoa, Ngũgĩ wa Thiong’o, Ọ̀yọ́", "Łódź"),
        ("Чайковский и Єва", "Чайковский"),
        ("Ελληνικά και ἀρχαῖα", "Ελληνικά"),
        ("Việt Nam", "Việt"),
        ("दिल्ली", "ल"),
        ("ภาษาไทย", "ภ"),
        ("עברית", "ע"),
        ("العربية", "ع"),
        ("€ £ ₦ ₹ → × − ≥ ½ ‰", "₦"),
    ],
)
def test_other_scripts_have_their_letters(text: str, shown: str) -> None:
    found = _text(_read(replace(with_body(text), business_name=text)))
    assert shown in found
    assert "no shape" not in found
    assert "\ufffd" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [("東京", "CJK"), ("ひらがな", "Hiragana"), ("rocket 🚀\ufe0f", "symbols"), ("\u06d7\u060c\u0351", "Arabic")],
)
def test_what_no_font_has_is_marked_and_named(text: str, name: str) -> None:
    found = _text(_read(with_body(f"before {text} after")))
    assert "before" in found
    assert "after" in found
    assert "\ufffd" in found
    assert "no shape for some characters" in found
    assert name in found


def test_the_first_font_has_the_common_characters() -> None:
    folder = fonts.folders()[0]
    regular = next(path for path in folder.glob("*.ttf") if "Italic" not in path.name)
    assert fonts.COMMON - {"\n"} <= fonts.characters(regular)


def test_the_version_decides_the_dates() -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    one, other = (render(build(strategy(made_at=moment)), moment) for moment in (MADE_AT, later))
    assert one != other
    assert one == render(build(strategy()), MADE_AT)

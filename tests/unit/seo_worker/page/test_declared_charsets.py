"""Declarations of encodings: every label of the standard, the prescan of the first bytes, and which one wins."""

from pathlib import Path

import pytest

from seo_worker.page.charset import decode
from seo_worker.page.declared import Declared, declared_in
from seo_worker.page.encodings import encoding_of

LABELS = Path(__file__).parent / "encoding_labels.txt"
UTF_8 = "text/html; charset=utf-8"


def labels() -> list[tuple[str, str]]:
    lines = (line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [(label, name) for name, _, rest in (line.partition(": ") for line in lines) for label in rest.split()]


def meta_of(html: bytes) -> str | None:
    found = declared_in(html)
    return found.label if found else None


def test_every_label_of_the_standard_names_its_encoding() -> None:
    assert len(labels()) == 228
    wrong = {label: encoding_of(label) for label, name in labels() if getattr(encoding_of(label), "name", None) != name}
    assert wrong == {}


@pytest.mark.parametrize("label", [" UTF-8\t", "\nutf8\x0c", "Utf-8"])
def test_space_and_capitals_around_a_label_do_not_matter(label: str) -> None:
    found = encoding_of(label)
    assert found is not None
    assert found.name == "utf-8"


@pytest.mark.parametrize(
    "label", ["utf-7", "utf-32", "ebcdic", "", None, "utf 8", "\u212aoi8-r", "\xa0utf-8", "'utf-8'"]
)
def test_what_browsers_do_not_know_is_no_encoding(label: str | None) -> None:
    assert encoding_of(label) is None


@pytest.mark.parametrize(
    ("html", "label"),
    [
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b"<META CHARSET='koi8-r'/>", "koi8-r"),
        (b'<meta  x=1 charset = "koi8-r" >', "koi8-r"),
        (b"<meta/charset=koi8-r>", "koi8-r"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=koi8-r">', "koi8-r"),
        (b"<meta content='text/html;charset = \"koi8-r\"' http-equiv='CONTENT-TYPE'>", "koi8-r"),
        (b"<meta charset=koi8-r charset=big5>", "koi8-r"),
        # Not without saying that it stands for the header, and never in a description.
        (b'<meta content="text/html; charset=koi8-r">', None),
        (b'<meta name=description content="charset=koi8-r">', None),
        (b"<meta data-charset=koi8-r>", None),
        (b"<metadata charset=koi8-r>", None),
        (b"<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r"),
        (b"<!--><meta charset=koi8-r>-->", "koi8-r"),
        (b"<!-- <meta charset=koi8-r>", None),
        (b'<div title="<meta charset=big5>"><meta charset=koi8-r>', "koi8-r"),
        (b"<div title='a>b' x=<meta charset=big5><meta charset=koi8-r>", "koi8-r"),
        (b"</p title='<meta charset=big5>'><meta charset=koi8-r>", "koi8-r"),
        (b"<?x <meta charset=big5><meta charset=koi8-r>", "koi8-r"),
        (b"<!doctype html><meta charset=koi8-r>", "koi8-r"),
        (b"a < b <meta charset=koi8-r>", "koi8-r"),
        (b"<meta charset=no-such-thing><meta charset=koi8-r>", "koi8-r"),
        (b"<meta charset=no-such-thing>", "no-such-thing"),
        (b"<meta charset><meta charset=''><meta charset=koi8-r>", "koi8-r"),
        (b"<meta charset=koi8-r", None),
        (b'<meta charset="koi8-r>', None),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><meta charset=big5>', "big5"),
        (b' <?xml version="1.0" encoding="koi8-r"?>', None),
        (b"", None),
    ],
)
def test_a_declaration_is_read_as_browsers_read_it(html: bytes, label: str | None) -> None:
    assert meta_of(html) == label


def test_the_place_of_a_declaration_is_where_its_element_begins() -> None:
    assert declared_in(b"<head>\n<meta charset=koi8-r>") == Declared("koi8-r", 7)


@pytest.mark.parametrize(
    ("body", "content_type", "used"),
    [
        # A byte order mark beats the header, the header beats the element, and what nobody knows says nothing.
        (b"\xef\xbb\xbf<meta charset=koi8-r>", "text/html; charset=big5", "utf-8"),
        (b"\xff\xfe<\0", UTF_8, "utf-16le"),
        (b"<meta charset=koi8-r>", "text/html; charset=big5", "big5"),
        (b"<meta charset=koi8-r>", "text/html; charset=no-such-thing", "koi8-r"),
        (b"<meta charset=koi8-r>", "text/html", "koi8-r"),
        (b"<meta charset=koi8-r>", "text/html; charset", "koi8-r"),
        (b"<meta charset=koi8-r>", "text/html charset=big5", "koi8-r"),
        (b"<meta charset=koi8-r>", "text/html; x-charset=big5", "koi8-r"),
        (b"", 'text/html;charset="big5"', "big5"),
        (b"", "text/html; charset=big5; charset=koi8-r", "big5"),
        (b"", "TEXT/HTML; x=y; CharSet=BIG5", "big5"),
        # A header may name UTF-16; an element that could be read as ASCII can't mean it.
        (b"", "text/html; charset=utf-16", "utf-16le"),
        (b"<meta charset=utf-16>", None, "utf-8"),
        (b"<meta charset=utf-16be>", None, "utf-8"),
        (b"", "text/html; charset=x-user-defined", "x-user-defined"),
        (b"<meta charset=x-user-defined>", None, "windows-1252"),
        (b"", "text/html; charset=iso-2022-kr", "replacement"),
        # Without any, valid UTF-8 is UTF-8, and a byte that can't be is taken for the web's usual encoding.
        ("é".encode(), None, "utf-8"),
        ("한국어".encode("euc_kr"), None, "windows-1252"),
        (b" " * 1003 + b"<meta charset=koi8-r>", None, "koi8-r"),
        (b" " * 1004 + b"<meta charset=koi8-r>", None, "utf-8"),
    ],
)
def test_the_order_of_the_standard_decides(body: bytes, content_type: str | None, used: str) -> None:
    assert decode(body, content_type).charset.used == used


def test_a_declaration_that_crosses_the_first_kilobyte_is_seen_and_too_late() -> None:
    charset = decode(b" " * 1004 + b"<meta charset=koi8-r>", None).charset
    assert (charset.meta, charset.meta_offset, charset.meta_in_time) == ("koi8-r", 1004, False)
    assert decode(b" " * 1003 + b"<meta charset=koi8-r>", None).charset.meta_in_time


@pytest.mark.parametrize(
    ("label", "raw", "text"),
    [
        ("windows-1252", b"\x80\x81\x9f", "€\x81Ÿ"),
        ("shift_jis", b"\x87\x40\xfb\xfc", "①髙"),
        ("euc-kr", b"\x8c\x63", "똠"),
        ("gb2312", b"\x80\x81\x30\x81\x30"[1:], "\x80"),
        ("tis-620", b"\xa1\x85", "ก…"),
        ("iso-8859-9", b"\xd0", "Ğ"),
        ("x-mac-cyrillic", b"\x80", "А"),
        ("x-user-defined", b"a\x80\xff", "a\uf780\uf7ff"),
        ("iso-2022-kr", b"<script>", "\ufffd"),
    ],
)
def test_an_encoding_is_as_wide_as_the_standard_makes_it(label: str, raw: bytes, text: str) -> None:
    assert decode(raw, f"text/html; charset={label}").text == text

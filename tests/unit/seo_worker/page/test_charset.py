"""Which encoding a page is in, in the order browsers decide."""

import codecs

import pytest

from seo_worker.page.charset import decode
from seo_worker.page.encodings import CODECS


@pytest.mark.parametrize(
    ("body", "content_type", "used", "text"),
    [
        ("é".encode(), "text/html; charset=utf-8", "utf-8", "é"),
        (b"\xe9", "text/html; charset=ISO-8859-1", "windows-1252", "é"),
        (b"\x80", 'text/html; charset="latin1"', "windows-1252", "€"),
        (b"\xef\xbb\xbf" + "é".encode(), "text/html; charset=iso-8859-1", "utf-8", "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), None, "utf-16le", "é"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), None, "utf-16be", "é"),
        (b"<meta charset=windows-1251>\xcf", None, "windows-1251", "<meta charset=windows-1251>П"),
        (b"<meta charset='shift_jis'>\x82\xa0", "text/html", "shift_jis", "<meta charset='shift_jis'>あ"),
        (b"<meta charset=utf-16>x", None, "utf-8", "<meta charset=utf-16>x"),
        ("plain é".encode(), None, "utf-8", "plain é"),
        ("é".encode(), "text/html; charset=no-such-thing", "utf-8", "é"),
    ],
)
def test_mark_then_header_then_meta_then_bytes(body: bytes, content_type: str | None, used: str, text: str) -> None:
    decoded = decode(body, content_type)
    assert decoded.charset.used == used
    assert decoded.text == text
    assert not decoded.charset.had_errors


def test_every_declaration_is_reported_even_when_they_disagree() -> None:
    body = b"\xef\xbb\xbf<!-- <meta charset=big5> --><meta http-equiv=Content-Type content='text/html; charset=koi8-r'>"
    charset = decode(body, "text/html; charset=iso-8859-15").charset
    assert (charset.header, charset.bom, charset.meta, charset.used) == ("iso-8859-15", "utf-8", "koi8-r", "utf-8")
    assert charset.meta_offset == 31


def test_a_declaration_beyond_the_first_kilobyte_is_seen_but_not_used() -> None:
    charset = decode(b" " * 2000 + b"<meta charset=koi8-r>", None).charset
    assert (charset.meta, charset.meta_offset, charset.used) == ("koi8-r", 2000, "utf-8")


def test_undecodable_bytes_are_replaced_and_reported() -> None:
    decoded = decode(b"a\xffb\0c", "text/html; charset=utf-8")
    assert decoded.text == "a\ufffdb\ufffdc"
    assert decoded.charset.had_errors


def test_a_page_cut_inside_a_character_has_no_error() -> None:
    assert not decode("é".encode()[:1], "text/html; charset=utf-8").charset.had_errors


def test_bytes_without_any_declaration_are_guessed() -> None:
    body = "Привет, это обычный русский текст о хлебе и муке, который нужно распознать.".encode("cp1251") * 5
    assert decode(body, None).text.startswith("Привет")


@pytest.mark.parametrize("name", CODECS)
def test_every_codec_that_is_loaded_ahead_exists_and_decodes_garbage(name: str) -> None:
    codecs.lookup(name)
    assert decode(bytes(range(256)), f"text/html; charset={name}").text is not None

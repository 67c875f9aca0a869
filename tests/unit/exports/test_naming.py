"""Names of downloads."""

import re
from datetime import date
from typing import get_args
from urllib.parse import unquote

import pytest

from exports.naming import MEDIA_TYPES, disposition, file_name, of_audit, of_strategy
from exports.roadmaps.files import TextFormat
from exports.strategy import Format

RFC_6266 = re.compile(r"attachment; filename=\"([A-Za-z0-9._-]+)\"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)")


@pytest.mark.parametrize(
    ("title", "ascii_name", "name"),
    [
        ("Funnel for Ada & Co", "Funnel-for-Ada-Co-v2.pdf", "Funnel for Ada & Co v2.pdf"),
        ("Crème brûlée “Łódź”", "Creme-brulee-odz-v2.pdf", "Crème brûlée “Łódź” v2.pdf"),
        ("東京", "v2.pdf", "東京 v2.pdf"),
        ('a/b\\c:d*e?"f"<g>|h', "a-b-c-d-e-f-g-h-v2.pdf", "a b c d e f g h v2.pdf"),
        ("../../etc/passwd", "etc-passwd-v2.pdf", "etc passwd v2.pdf"),
        ("a\r\nSet-Cookie: x=1", "a-Set-Cookie-x-1-v2.pdf", "a Set-Cookie x=1 v2.pdf"),
        ("\u202efdp.exe\x00 .", "fdp.exe-v2.pdf", "fdp.exe v2.pdf"),
        ("", "Strategy-v2.pdf", "Strategy v2.pdf"),
    ],
)
def test_a_name_is_safe_and_says_what_it_can(title: str, ascii_name: str, name: str) -> None:
    found = RFC_6266.fullmatch(disposition(of_strategy(title, 2), "pdf"))
    assert found
    assert found[1] == ascii_name
    assert unquote(found[2]) == name == file_name(of_strategy(title, 2), "pdf")


def test_a_long_name_is_cut_between_characters() -> None:
    name = file_name(of_strategy("é" * 500, 12), "docx")
    assert name == "é" * 60 + " v12.docx"
    assert len(disposition(of_strategy("é" * 500, 12), "docx")) < 1000


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("https://shop.example/a/b?c=1", "SEO audit of shop.example a b c=1 2026-11-26.pdf"),
        ("bücher.example", "SEO audit of bücher.example 2026-11-26.pdf"),
        ("", "SEO audit of 2026-11-26.pdf"),
    ],
)
def test_an_audit_is_called_after_its_page_and_its_day(page: str, name: str) -> None:
    given = of_audit(page, date(2026, 11, 26))
    assert file_name(given, "pdf") == name
    assert RFC_6266.fullmatch(disposition(given, "pdf"))


def test_every_format_has_its_type() -> None:
    assert set(MEDIA_TYPES) == {*get_args(Format), *get_args(TextFormat), "zip"}

"""Words, sentences, storable text and dates."""

import pytest

from seo_worker.page.moments import read_moment
from seo_worker.page.text import clean, count_words, sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two", 2),
        ("state-of-the-art guild's", 2),
        ("3.50 € — 36 hours", 4),
        ("Größe café naïve", 3),
        ("!!! ... ---", 0),
        ("a_b", 2),
        ("हिन्दी समाचार", 2),
        # At two characters to a word, and what is Latin counts as it does elsewhere.
        ("東京旅行のガイド", 4),
        ("東京 SEO対策とは、", 4),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It costs 3.50 today. Buy.", ["It costs 3.50 today.", "Buy."]),
        ("Dr. Smith met Mr. J. Doe. They ate.", ["Dr. Smith met Mr. J. Doe.", "They ate."]),
        ("Visit example.com now. Bye.", ["Visit example.com now.", "Bye."]),
        ("Wir backen, z. B. Brot. Gut.", ["Wir backen, z. B. Brot.", "Gut."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("パンです。おいしい。", ["パンです。", "おいしい。"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_sentences_end_where_readers_see_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_text_is_made_storable() -> None:
    assert clean(" a\0b\ud800\n\t c\u200b ") == "ab c"
    assert clean("x" * 50, 10) == "x" * 10


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-01", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00+00:00"),
        ("2026-03-01 08:00", "2026-03-01T08:00:00"),
        ("2026/3/1", "2026-03-01"),
        ("Sun, 01 Mar 2026 08:00:00 GMT", "2026-03-01T08:00:00+00:00"),
        ("1 March 2026", "2026-03-01"),
        ("March 1st, 2026", "2026-03-01"),
        ("Published on Mar 1, 2026 by Jo", "2026-03-01"),
        ("1. März 2026", "2026-03-01"),
        ("01.03.2026", "2026-03-01"),
        ("1 de marzo de 2026", "2026-03-01"),
        ("1er mars 2026", "2026-03-01"),
        ("03/01/2026", None),
        ("31.02.2026", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("yesterday", None),
        ("", None),
        ("Mon, 99 Foo 2026 99:99", None),
        ("2026-13-01T00:00:00", None),
    ],
)
def test_only_dates_that_mean_one_day_are_read(text: str, iso: str | None) -> None:
    assert read_moment(text) == iso


def test_soft_hyphens_are_no_part_of_a_text() -> None:
    assert clean("Steuer\u00adberatung") == "Steuerberatung"

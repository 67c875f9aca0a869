"""Keywords in seven languages and, as far as it goes, in others: uses and non-uses written by hand."""

import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from seo_worker.text.keywords import read_keyword
from seo_worker.text.words import Lexicon

CASES = Path(__file__).parent / "keyword_cases"
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(language)


def rows(name: str) -> Iterator[list[str]]:
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [cell.strip(" ") for cell in line.split(" | ")]


def all_rows() -> Iterator[tuple[str, str, str, int]]:
    for language in LANGUAGES:
        for uses, keyword, text in rows(language):
            yield language, keyword, text, int(uses)
    for uses, language, keyword, text in rows("other"):
        yield language, keyword, text, int(uses)


@pytest.mark.parametrize(("language", "keyword", "text", "uses"), list(all_rows()))
def test_a_keyword_is_found_in_its_forms_and_nowhere_else(language: str, keyword: str, text: str, uses: int) -> None:
    words = lexicon(language)
    found = read_keyword(keyword, words)
    assert found is not None
    assert found.mention(words.tokens(text)).uses == uses


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_enough_uses_and_non_uses(language: str) -> None:
    wanted = [row[0] != "0" for row in rows(language)]
    assert wanted.count(True) >= 15
    assert wanted.count(False) >= 4


@pytest.mark.parametrize(
    ("language", "keyword", "text"),
    [("ja", "東", "東 "), ("ja", "日aa", "日 aa "), ("de", "aaaaaaaa b", "aa aa "), ("en", "aaaa", "a ")],
)
def test_a_text_of_one_endless_sentence_is_searched_in_time(language: str, keyword: str, text: str) -> None:
    words = lexicon(language)
    found = read_keyword(keyword, words)
    assert found is not None
    tokens = words.tokens(text * 20_000)
    began = time.process_time()
    found.mention(tokens)
    assert time.process_time() - began < 2

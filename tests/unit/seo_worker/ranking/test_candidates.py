"""Passing over most queries by their vocabulary finds what reading each of them closely finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seo_worker.ranking.candidates import candidates
from seo_worker.ranking.found import of_keyword
from seo_worker.text.keywords import read_keyword
from seo_worker.text.words import Lexicon
from support_search.answers import row

_SPOKEN = {
    "en": "run runs running runner runner's shoe shoes trail e-mail email E mail health healthcare care the who",
    "de": "Haus Häuser Haustür Haus-Tür Tür Türen lauf Laufschuh Laufschuhe Schuhe für die Straße Strasse",
    "fr": "l'école écoles aujourd'hui chaussure chaussures de du running rénovée rénovés",
    None: "кот коты σοφός ΣΟΦΌΣ 靴 ランニング ランニングシューズ c++ c# 2024",
}
_WORDS = {language: words.split() for language, words in _SPOKEN.items()}


@pytest.mark.parametrize("language", _WORDS, ids=str)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_query_that_says_the_keyword_is_passed_over(language: str | None, data: st.DataObject) -> None:
    phrases = st.lists(st.sampled_from(_WORDS[language]), min_size=1, max_size=4).map(" ".join)
    lexicon = Lexicon(language)
    keyword = read_keyword(data.draw(phrases), lexicon)
    assert keyword is not None
    rows = [row(name, 1, 10) for name in data.draw(st.lists(phrases, max_size=12, unique=True))]
    saying = [each for each in rows if keyword.share(lexicon.tokens(each.name)) == 1]
    kept = candidates(rows, keyword, lexicon)
    assert [each for each in saying if each not in kept] == []


def test_words_are_compared_and_not_letters() -> None:
    lexicon = Lexicon("en")
    keyword = read_keyword("car", lexicon)
    assert keyword is not None
    found = of_keyword([row("care home", 1, 90), row("Cars", 4, 30), row("the car", 2, 10)], keyword, lexicon)
    assert found is not None
    assert (found.match, [each.name for each in found.rows], float(found.position)) == (
        "same_words",
        ["Cars", "the car"],
        3.5,
    )


@pytest.mark.parametrize(
    ("language", "wanted", "query"),
    [
        ("en", "email", "E mail"),
        ("en", "email", "e-mail"),
        ("en", "health care", "healthcare"),
        ("en", "runner", "runner’s"),
        ("de", "Haustür", "Haus-Tür"),
        ("de", "Haus Tür", "Haustür"),
        ("de", "Laufschuhe", "lauf Schuhe"),
    ],
)
def test_compounds_are_found_together_and_apart(language: str, wanted: str, query: str) -> None:
    lexicon = Lexicon(language)
    keyword = read_keyword(wanted, lexicon)
    assert keyword is not None
    assert keyword.share(lexicon.tokens(query)) == 1
    assert candidates([row(query, 1, 10)], keyword, lexicon)

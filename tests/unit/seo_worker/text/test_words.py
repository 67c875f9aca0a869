"""Tokens, keywords, terms and the other readings of text."""

import pytest

from seo_worker.text.clusters import cluster_terms
from seo_worker.text.keywords import read_keyword
from seo_worker.text.languages import primary
from seo_worker.text.latin import latin_forms
from seo_worker.text.readability import reading_ease
from seo_worker.text.terms import frequent_phrases, leading_terms
from seo_worker.text.width import display_px
from seo_worker.text.words import Lexicon


def uses(keyword: str, text: str, language: str = "en") -> int:
    lexicon = Lexicon(language)
    found = read_keyword(keyword, lexicon)
    assert found is not None
    return found.mention(lexicon.tokens(text)).uses


def words(text: str, language: str = "en") -> list[str]:
    return [token.word for token in Lexicon(language).tokens(text)]


def test_words_are_folded_and_possessives_dropped() -> None:
    assert words("Men’s SHOES, C# and node.js: 2.5 €") == ["men", "shoes", "c#", "and", "node", "js", "2", "5"]


def test_words_keep_their_combining_marks() -> None:
    assert words("हिन्दी समाचार", "hi") == ["हिन्दी", "समाचार"]


def test_an_empty_text_has_no_words() -> None:
    assert words("") == words("?! …") == []


@pytest.mark.parametrize(
    ("keyword", "text", "language", "count"),
    [
        ("running shoe", "Men's RUNNING shoes", "en", 1),
        ("e-mail marketing", "Email marketing, e mail marketing and e-mail-marketing", "en", 3),
        ("email marketing", "Our e-mail marketing", "en", 1),
        ("mænd i krise", "Mænd I Krise", "da", 1),
        ("a plan", "A banana planet", "en", 0),
        ("schuhe", "Schuhladen", "de", 0),
        ("schuhe", "Der Schuh, die Schuhe", "de", 2),
        ("größe", "GRÖSSE", "de", 1),
        ("日本語", "これは日本語です。日本語。", "ja", 2),
        ("running shoes", "Shoes made for running", "en", 1),
        ("running shoes", "Running. Socks.", "en", 0),
    ],
)
def test_keywords_are_whole_words_in_any_spelling(keyword: str, text: str, language: str, count: int) -> None:
    assert uses(keyword, text, language) == count


def test_a_keyword_of_stop_words_keeps_them() -> None:
    assert uses("the who", "We saw The Who") == 1


def test_terms_are_phrases_and_their_parts_only_when_they_stand_alone() -> None:
    lexicon = Lexicon("en")
    sentences = [
        lexicon.tokens(s) for s in ("Rock plates help.", "A rock plate, and socks.", "Socks help rock plates.")
    ]
    found = [(t.text, t.count) for t in leading_terms(frequent_phrases(sentences, lexicon))]
    assert found == [("rock plates", 3), ("help", 2), ("socks", 2)]


def test_phrases_do_not_cross_punctuation() -> None:
    lexicon = Lexicon("en")
    phrases = frequent_phrases([lexicon.tokens("shoes, socks; shoes, socks")], lexicon)
    assert {" ".join(key) for key in phrases} == {"shoe", "sock"}


def test_a_small_word_links_two_others_in_romance_languages() -> None:
    lexicon = Lexicon("fr")
    phrases = frequent_phrases([lexicon.tokens("Frais de déplacement. De déplacement, frais de.")], lexicon, least=1)
    assert {t.text for t in phrases.values()} == {"frais", "frais de déplacement", "déplacement"}
    english = Lexicon("en")
    assert len(frequent_phrases([english.tokens("Sole of rubber")], english, least=1)) == 2


def test_what_hyphens_join_stays_one_phrase() -> None:
    lexicon = Lexicon("en")
    phrases = frequent_phrases([lexicon.tokens("The break-in period. A break-in period.")], lexicon)
    assert {t.text for t in phrases.values()} == {"break-in", "break-in period", "period"}


def test_clusters_gather_what_shares_words_or_sentences() -> None:
    lexicon = Lexicon("en")
    texts = ("Rock plates guard feet.", "Lugs bite mud.", "Plates weigh little.", "Lugs wear out.", "Wool warms.") * 2
    sentences = [lexicon.tokens(t) for t in texts]
    clusters = cluster_terms(leading_terms(frequent_phrases(sentences, lexicon)), len(sentences))
    assert [{t.text for t in c.terms} for c in clusters] == [
        {"lugs bite mud", "lugs wear", "lugs"},
        {"plates guard feet", "plates weigh little", "rock plates guard", "plates"},
    ]


@pytest.mark.parametrize(
    ("tag", "language"), [("de-AT", "de"), ("EN_us", "en"), ("english", None), ("", None), ("gsw", "gsw")]
)
def test_language_tags_are_read_to_their_language(tag: str, language: str | None) -> None:
    assert primary(tag) == language


def test_plain_letters_of_accented_words() -> None:
    assert latin_forms("größe") == {"groesse", "grosse"}
    assert latin_forms("мир") == frozenset()


def test_titles_are_as_wide_as_arial_draws_them() -> None:
    # At 20 px: W 18.88, i 4.44; accents add nothing; a Chinese character fills the square.
    assert display_px("Wi") == 23
    assert display_px("é") == display_px("e") == 11
    assert display_px("日本") == 40


def test_reading_ease_counts_syllables_of_the_language() -> None:
    # "I like shoes" has 3 words of one syllable: 206.835 - 1.015 * 3 - 84.6
    easy = reading_ease("en", [["i", "like", "shoes"]])
    assert easy is not None
    assert (easy.value, easy.formula) == (119.2, "Flesch")
    assert reading_ease("xx", [["i"]]) is None
    assert reading_ease("en", []) is None

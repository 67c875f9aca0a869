"""What reviewed words decide, in each language, and that nothing is decided without them."""

import pytest

from seo_worker.text.intent import Read, decide, marks_in
from seo_worker.text.markers import INTENTS, load_markers
from seo_worker.text.spelling import Use, usual_spelling
from seo_worker.text.words import Lexicon

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
HEADINGS = {
    "en": ("How to bleed a radiator", "Best boilers compared", "Boiler prices and quotes", "Customer portal login"),
    "de": (
        "Anleitung: so wird gebucht",
        "Die beste Software im Vergleich",
        "Preise und Angebot",
        "Anfahrt und Kontakt",
    ),
    "fr": ("Comment purger un radiateur", "Les meilleurs avis", "Demander un devis", "Espace client"),
    "es": ("Cómo purgar un radiador", "Opiniones y comparativa", "Precios y presupuesto", "Área de clientes"),
    "pt": ("Como purgar um radiador", "Os melhores e as opiniões", "Preços e orçamento", "Área de cliente"),
    "it": ("Come spurgare un radiatore", "Recensioni e confronto", "Prezzi e preventivo", "Area clienti"),
    "nl": ("Hoe ontlucht je een radiator", "Beste ketels vergelijken", "Prijzen en offerte", "Inloggen klantportaal"),
}


def read(text: str, language: str | None) -> str:
    marks = marks_in([Read(text, Lexicon(language).tokens(text), "https://a.test/")], load_markers(language))
    return decide(marks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_told_apart_by_what_searchers_want(language: str) -> None:
    assert tuple(read(text, language) for text in HEADINGS[language]) == INTENTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_of_every_kind(language: str) -> None:
    markers = load_markers(language)
    assert set(markers.intents.whole.values()) == set(INTENTS)
    assert set(markers.asks.whole.values()) == {"price", "speed", "duration"}
    assert min(len(markers.fillers), len(markers.weak), len(markers.boilerplate.whole)) > 30


def test_no_marker_decides_nothing() -> None:
    assert read("Boiler maintenance in Leeds", "en") == "unclear"


def test_as_many_markers_of_two_kinds_decide_nothing() -> None:
    assert read("How to read a price", "en") == "unclear"


def test_a_language_without_reviewed_words_decides_nothing() -> None:
    assert read("How to buy: best price", "fi") == "unclear"
    assert load_markers(None).is_telling(("anything",))


def test_a_marker_is_found_in_any_form_and_shown_as_it_stands() -> None:
    text = "Our Pricing, and hiring plumbers"
    marks = marks_in([Read(text, Lexicon("en").tokens(text), "https://a.test/")], load_markers("en"))
    assert [(mark.words, mark.intent) for mark in marks] == [("Pricing", "transactional"), ("hiring", "transactional")]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is it safe?", True),
        ("How to bleed a radiator", True),
        ("How much does it cost", True),
        ("What customers say", False),
        ("Where we work", False),
        ("How", False),
    ],
)
def test_a_question_is_told_by_its_mark_or_its_first_words(text: str, asks: bool) -> None:
    assert load_markers("en").is_question(text, Lexicon("en").tokens(text)) is asks


def usual(language: str, *texts: str) -> str:
    lexicon = Lexicon(language)
    tokens = [lexicon.tokens(text) for text in texts]
    wanted = tokens[0][-1].stem
    found = (
        Use(text, line, place, place)
        for text, line in zip(texts, tokens, strict=True)
        for place, token in enumerate(line)
        if token.stem == wanted
    )
    return usual_spelling(found, language)


def test_words_come_back_as_people_write_them() -> None:
    assert usual("de", "In dieser Straße", "Eine Straße weiter", "straße") == "Straße"
    assert usual("en", "We file your VAT", "VAT is due", "Send the VAT today") == "VAT"


def test_a_capital_that_only_begins_a_sentence_is_none_of_the_word() -> None:
    assert usual("en", "Guarantee") == "guarantee"
    assert usual("de", "Garantie") == "Garantie"

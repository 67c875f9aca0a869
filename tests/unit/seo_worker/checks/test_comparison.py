"""What counts as said, as a name, and as the same section, when a page stands beside its competitors."""

from dataclasses import replace

import pytest

from seo_evidence import article_text, competitor, evidence_of, meta, page, text_of
from seo_worker.checks.facts import read_page
from seo_worker.checks.topical.brands import brand_of
from seo_worker.checks.topical.comparison import GAP_LEVELS, Comparison
from seo_worker.checks.topical.said import Said
from seo_worker.evidence import PageEvidence, StructuredItem
from seo_worker.text.words import Lexicon

EN = Lexicon("en")
SUBJECT = frozenset({"trail", "run", "shoe"})


def compared(*rivals: PageEvidence, keyword: str = "trail running shoes") -> Comparison:
    found = read_page(evidence_of(competitors=rivals), keyword)
    assert found is not None
    return found.comparison


def rival(name: str, *headings: str, says: str = "It is as it is.") -> PageEvidence:
    made = competitor(name, text_of([(says,) * 3, article_text().sentences]), *headings)
    assert made.page is not None
    return replace(made, page=replace(made.page, registrable_domain=f"{name}.test"))


@pytest.mark.parametrize(
    ("text", "term", "says"),
    [
        ("Plumbers here in Leeds", "Leeds plumber", True),
        ("A callout costs nothing", "call-out", True),
        ("A call-out costs nothing", "callout", True),
        ("Mit Umsatzsteuervoranmeldung", "Umsatzsteuer", True),
        ("We rent boats", "current", False),
        ("Open invoices", "e-invoice", False),
        ("Boilers. And repairs.", "boiler service", False),
    ],
)
def test_a_page_says_a_term_in_any_order_form_or_spelling(text: str, term: str, says: bool) -> None:
    lexicon = Lexicon("de" if "steuer" in text else "en")
    said, tokens = Said([lexicon.tokens(text)]), lexicon.tokens(term)
    assert (said.says(tuple(token.stem for token in tokens)) or said.spells(tokens)) is says


def test_a_site_is_known_by_its_domain_its_names_and_the_end_of_its_title() -> None:
    named = page(
        registrable_domain="rockfoot.test",
        metas=(meta("og:site_name", "Rock Foot Outfitters", kind="property"),),
        structured=(StructuredItem("json-ld", ("Organization",), {"name": "RF Trading"}),),
    )
    brand = brand_of(named, EN, SUBJECT)
    for name in ("rockfoot", "Rock Foot Outfitters", "RF Trading"):
        assert brand.is_named(tuple(token.stem for token in EN.tokens(f"the {name} shop")))
    assert brand.holds(("rock", "foot"))
    assert not brand.holds(("rock", "plate"))


def test_a_site_named_by_what_is_searched_for_has_no_name() -> None:
    described = page(registrable_domain="trailshoes.test", metas=(), structured=(), titles=())
    plain = replace(described, metas=(meta("og:site_name", "Trail Running Shoes", kind="property"),))
    assert not brand_of(plain, EN, SUBJECT).is_named(("trail", "run", "shoe"))


def test_a_competitors_name_is_no_term_even_beside_other_words() -> None:
    two = (rival("rockfoot", says="Rockfoot glue holds."), rival("b", says="Rockfoot glue holds, they say."))
    assert [term.text for term in compared(*two).terms if "rockfoot" in term.text.casefold()] == []


def test_a_piece_of_a_name_makes_no_term_with_the_words_beside_it() -> None:
    made = rival("rockfoot", says="Rock Foot brings gaiters.")
    assert made.page is not None
    named = replace(made, page=replace(made.page, metas=(meta("og:site_name", "Rock Foot", kind="property"),)))
    assert not any("foot" in term.stems for term in compared(named).terms)
    assert any("foot" in term.stems for term in compared(made).terms)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("How much do they cost?", "Prices", True),
        ("How much do they cost?", "How long do they last?", False),
        ("Rock plates", "Rock plate", True),
        ("Grip: what matters", "Grip", True),
        ("Rock plates", "Lacing systems", False),
        ("Contact us", "Contact us", False),
        ("Our services", "Our services", False),
    ],
)
def test_headings_about_the_same_are_one_section(one: str, other: str, alike: bool) -> None:
    groups = compared(rival("a", one), rival("b", other)).sections(GAP_LEVELS)
    assert bool(groups) is alike


def test_a_question_is_a_gap_of_its_own_kind_only_when_most_ask_it() -> None:
    asked = compared(rival("a", "How much do they cost?"), rival("b", "What is the price?")).sections(GAP_LEVELS)
    told = compared(rival("a", "How much do they cost?"), rival("b", "Prices")).sections(GAP_LEVELS)
    assert [group.kind for group in asked] == ["question"]
    assert [(group.kind, group.label) for group in told] == [("section", "Prices")]


def test_what_a_single_competitor_says_once_is_only_its_wording() -> None:
    once = compared(rival("a", says="Gaiters.")).terms
    assert "gaiters" in {term.text.casefold() for term in once}
    assert all(term.uses > 1 for term in once)


def test_endless_text_is_compared_up_to_a_bound() -> None:
    one_line = rival("a", says=" ".join(f"word{n}" for n in range(20_000)))
    assert one_line.page is not None
    read = compared(one_line).rivals[0].text
    assert sum(len(line.tokens) for line in read.lines) < 1_000
    many = rival("b", *(f"Heading {n}" for n in range(1_000)))
    assert len(compared(many).rivals[0].text.sections) == 200

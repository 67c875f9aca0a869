"""What clusters and gaps say of whole sites: nothing that is on the page, nothing that no competitor wrote."""

import json
import re
from dataclasses import replace
from functools import cache
from itertools import permutations
from typing import Any

import pytest

from seo_fixtures.site import gathered
from seo_fixtures.written import SITES, Written, served
from seo_worker.checks.facts import PageFacts, read_page
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import SiteEvidence
from seo_worker.result.gaps import content_gaps
from seo_worker.result.topic_notes import about_clusters, about_comparison
from seo_worker.result.topics import semantic_clusters
from seo_worker.text.words import Lexicon, stopwords
from shared.json import dumps

RULES = load_ruleset()
ALL = ("a", "b", "c")
EVERYWHERE = ("cookie", "privacy", "read more", "add to cart", "newsletter", "subscribe", "related posts", "log in")
UEBERALL = ("cookie", "datenschutz", "impressum", "mehr lesen", "mehr erfahren", "newsletter", "anmelden", "warenkorb")
NAMES = ("aire valley", "rapidflow", "white rose", "gantry", "loftwork", "plankton", "dreisam", "bächle", "steuerwerk")

each_site = pytest.mark.parametrize("site", SITES, ids=lambda site: site.folder)


@cache
def facts(site: Written, *rivals: str) -> PageFacts:
    found = read_page(gathered(served(site, *rivals)), site.keyword)
    assert found is not None
    return found


@cache
def gaps(site: Written, *rivals: str) -> list[dict[str, Any]]:
    return json.loads(dumps([*content_gaps(facts(site, *rivals), RULES)]))


@cache
def clusters(site: Written, *rivals: str) -> list[dict[str, Any]]:
    return json.loads(dumps([*semantic_clusters(facts(site, *rivals))]))


def terms_of(site: Written) -> list[str]:
    in_gaps = [term["term"] for gap in gaps(site, *ALL) for term in gap["terms"]]
    return [*in_gaps, *(k["term"] for c in clusters(site, *ALL) for k in c["keywords"])]


def all_text(site: Written) -> dict[str, str]:
    page_of = {c.fetch.final_url: c.page for c in facts(site, *ALL).evidence.competitors}
    return {url: page.main.text for url, page in page_of.items() if page is not None}


@each_site
def test_there_is_something_to_say_and_not_too_much(site: Written) -> None:
    assert 4 <= len(clusters(site, *ALL)) <= 8
    assert 10 <= len(gaps(site, *ALL)) <= 30
    assert {gap["kind"] for gap in gaps(site, *ALL)} == {"section", "question", "term"}


@each_site
def test_no_term_begins_or_ends_with_a_word_that_says_nothing(site: Written) -> None:
    empty = stopwords(site.language)
    for term in terms_of(site):
        words = term.casefold().split()
        assert words[0] not in empty, term
        assert words[-1] not in empty, term


@each_site
def test_terms_are_spelt_as_pages_spell_them(site: Written) -> None:
    own = facts(site, *ALL).page
    written = " ".join([own.main.text, *(t.text for t in own.titles), *all_text(site).values()])
    titles = (c.page.titles[0].text for c in facts(site, *ALL).evidence.competitors if c.page)
    written = f"{written} {' '.join(titles)}".casefold()
    for term in terms_of(site):
        assert term.casefold() in written, term


@each_site
def test_what_every_website_has_is_no_topic(site: Written) -> None:
    told = dumps([clusters(site, *ALL), gaps(site, *ALL)]).casefold()
    for phrase in UEBERALL if site.language == "de" else EVERYWHERE:
        assert phrase not in told


@each_site
def test_nobody_is_advised_to_write_about_a_competitor(site: Written) -> None:
    told = [gap["term"] for gap in gaps(site, *ALL)] + terms_of(site)
    assert [t for t in told if any(name in t.casefold() for name in NAMES)] == []


@each_site
def test_every_missing_term_is_really_absent(site: Written) -> None:
    page = facts(site, *ALL).page
    lexicon = Lexicon(site.language)
    lines = [*page.main.sentences, *(h.text for h in page.headings), *(t.text for t in page.titles)]
    stems = [{token.stem for token in lexicon.tokens(line)} for line in lines]
    for gap in gaps(site, *ALL):
        for term in gap["terms"]:
            wanted = {token.stem for token in lexicon.tokens(term["term"])}
            assert not any(wanted <= line for line in stems), term["term"]


@each_site
def test_every_example_stands_word_for_word_on_the_page_it_names(site: Written) -> None:
    texts = all_text(site)
    quoted = [example for gap in gaps(site, *ALL) for example in gap["examples"]]
    assert len(quoted) > 10
    for example in quoted:
        assert len(example["quote"]) <= 120
        assert example["quote"].strip("…") in texts[example["competitor"]]
        assert example["heading"] is None or example["heading"].strip("…") in texts[example["competitor"]]


@each_site
def test_gaps_come_in_the_order_of_how_many_competitors_share_them(site: Written) -> None:
    shared = [gap["competitors"] for gap in gaps(site, *ALL)]
    assert shared == sorted(shared, reverse=True)
    assert set(shared) == {2, 3}


@each_site
def test_no_term_is_told_in_two_gaps(site: Written) -> None:
    told = [term["term"].casefold() for gap in gaps(site, *ALL) for term in gap["terms"]]
    assert len(told) == len(set(told))


@each_site
def test_an_intent_has_its_markers_and_no_marker_means_unclear(site: Written) -> None:
    decided = [c for c in clusters(site, *ALL) if c["intent"] != "unclear"]
    assert decided, "some cluster has a marker"
    for cluster in clusters(site, *ALL):
        spoken = [marker["intent"] for marker in cluster["intentMarkers"]]
        assert (cluster["intent"] in spoken) if cluster["intent"] != "unclear" else len(set(spoken)) != 1
        for marker in cluster["intentMarkers"]:
            assert marker["marker"].casefold() in marker["foundIn"].casefold()


@each_site
def test_counts_and_sources_agree(site: Written) -> None:
    for term in (k for c in clusters(site, *ALL) for k in c["keywords"]):
        known = {"page": (True, False), "competitors": (False, True), "both": (True, True)}[term["source"]]
        assert (term["count"] > 0, term["competitors"] > 0) == known
        assert term["competitors"] <= 3


@each_site
def test_the_order_of_competitors_changes_nothing(site: Written) -> None:
    told = {dumps([clusters(site, *order), gaps(site, *order)]) for order in permutations(ALL)}
    assert len(told) == 1


@each_site
def test_one_competitor_gives_gaps_of_low_confidence(site: Written) -> None:
    assert {gap["confidence"] for gap in gaps(site, "b")} == {"low"}
    assert {gap["competitorsRead"] for gap in gaps(site, "b")} == {1}
    assert not any(name in gap["term"].casefold() for gap in gaps(site, "b") for name in NAMES)


@each_site
def test_without_competitors_there_are_no_gaps_and_clusters_are_the_pages_own(site: Written) -> None:
    assert gaps(site) == []
    assert {k["source"] for c in clusters(site) for k in c["keywords"]} == {"page"}


@each_site
def test_the_page_as_its_own_competitor_lacks_nothing(site: Written) -> None:
    evidence = gathered(served(site))
    found = read_page(replace(evidence, competitors=(evidence.target, evidence.target)), site.keyword)
    assert found is not None
    assert content_gaps(found, RULES) == ()


LEEDS, PLANNING, STEUER = SITES


def gap_named(site: Written, term: str) -> dict[str, Any]:
    return next(gap for gap in gaps(site, *ALL) if gap["term"] == term)


def test_a_question_that_competitors_answer_is_a_gap_of_its_own() -> None:
    gap = gap_named(LEEDS, "How much does an emergency plumber cost in Leeds?")
    assert (gap["kind"], gap["competitors"], gap["intent"]) == ("question", 3, "transactional")
    assert {"call-out charge", "hourly rate", "fixed price"} <= {term["term"] for term in gap["terms"]}
    assert re.match(r"Answer “How much .* all 3 competitors do, usually in about 100 words", gap["action"])


def test_a_section_owns_its_terms() -> None:
    assert {term["term"] for term in gap_named(PLANNING, "Gantt charts")["terms"]} >= {"Gantt chart", "critical path"}
    founding = gap_named(STEUER, "Existenzgründung")
    assert {"Kleinunternehmerregelung", "Gründungszuschuss"} <= {term["term"] for term in founding["terms"]}


def test_terms_of_a_section_that_the_page_has_belong_there() -> None:
    gap = gap_named(STEUER, "Fristverlängerung")
    assert "in your section “Steuererklärung für Freiberufler”" in gap["action"]


def test_a_name_that_is_written_with_capitals_keeps_them() -> None:
    assert {"Gas Safe registered", "CCTV drain survey"} <= set(terms_of(LEEDS))
    assert {"GmbH", "DATEV", "E-Rechnung"} <= set(terms_of(STEUER))


def notes(site: SiteEvidence) -> str:
    found = read_page(site, LEEDS.keyword)
    return " ".join((*about_comparison(site, found), *about_clusters(found)))


def test_it_is_said_why_there_are_no_gaps_or_weak_ones() -> None:
    three = gathered(served(LEEDS, *ALL))
    first, *others = three.competitors
    unread = [replace(other, page=None) for other in others]
    assert "No competitors were named" in notes(replace(three, competitors=()))
    assert "With a single competitor" in notes(replace(three, competitors=(first,)))
    assert "Only one of 3" in notes(replace(three, competitors=(first, *unread)))
    assert "None of the competitors" in notes(replace(three, competitors=tuple(unread)))
    assert "competitors' pages" not in notes(three)


def test_a_language_without_reviewed_words_is_named_as_the_reason_for_unclear_intents() -> None:
    finnish = replace(facts(LEEDS).page, detected_lang="fi", html_lang="fi")
    site = gathered(served(LEEDS))
    assert "every intent is unclear" in notes(replace(site, target=replace(site.target, page=finnish)))
    assert "every intent is unclear" not in notes(site)

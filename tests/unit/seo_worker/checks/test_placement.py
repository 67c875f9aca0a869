"""C01-C05: where the keyword stands."""

import pytest

from seo_evidence import checked, evidence_of, heading, meta, on_fetch, on_page, text_of
from seo_worker.evidence import SiteEvidence, Title


def titled(text: str) -> SiteEvidence:
    return on_page(titles=(Title(text, True),))


def at_path(path: str) -> SiteEvidence:
    return on_fetch(final_url=f"https://shop.example.org/{path}")


@pytest.mark.parametrize(
    ("title", "score"),
    [
        ("Trail running shoes: how to choose", 1.0),
        ("TRAIL-RUNNING SHOE", 1.0),
        ("How to choose a pair of trail running shoes", 0.8),
        ("Trail shoes: how to choose a pair", 0.5333),
        ("Trails for runners", 0.2667),
        ("Hiking boots", 0.0),
        ("", 0.0),
    ],
)
def test_c01_the_title_counts_by_words_and_place(title: str, score: float) -> None:
    assert float(checked(titled(title))["C01"].score or 0) == score


def test_c01_names_the_words_that_are_missing() -> None:
    assert checked(titled("Trail shoes"))["C01"].evidence == ("Title: “Trail shoes”", "Missing: running")


def test_c02_the_best_visible_heading_counts() -> None:
    headings = (heading(1, "Welcome"), heading(1, "Trail running shoes"), heading(1, "Trail", hidden=True))
    assert checked(evidence_of())["C02"].status == "ok"
    assert checked(on_page(headings=headings))["C02"].score == 1
    assert checked(on_page(headings=()))["C02"].status == "fail"


@pytest.mark.parametrize(
    ("sentences", "score"),
    [
        (("Good trail running shoes grip.", "They last."), 1.0),
        (("Shoes for running.", "A trail is rough."), 0.6),
        (("Shoes are nice.", "A trail is rough."), 0.4),
        (("Boots are nice.", "They last."), 0.0),
    ],
)
def test_c03_the_introduction_counts_most_in_one_sentence(sentences: tuple[str, ...], score: float) -> None:
    later = tuple(f"Trail running shoes number {n}." for n in range(8))
    assert float(checked(on_page(main=text_of([sentences, later])))["C03"].score or 0) == score


def test_c03_a_page_without_text_has_no_introduction() -> None:
    assert checked(on_page(main=text_of([]), script_count=0))["C03"].status == "fail"


@pytest.mark.parametrize(
    ("path", "score"),
    [("trail-running-shoes", 1.0), ("Trail_Shoes.html", 1.0), ("trail", 0.3333), ("p/123", 0.0)],
)
def test_c04_more_than_half_of_a_long_keyword_is_enough_in_the_address(path: str, score: float) -> None:
    assert float(checked(at_path(path))["C04"].score or 0) == score


def test_c04_a_short_keyword_has_to_be_there_whole() -> None:
    assert float(checked(at_path("shoes"), "running shoes")["C04"].score or 0) == 0.5


def test_c04_does_not_apply_to_the_start_page() -> None:
    assert checked(at_path(""))["C04"].status == "not_applicable"


def test_c04_reads_accents_as_addresses_spell_them() -> None:
    assert checked(at_path("groesse-aendern"), "Größe ändern")["C04"].status == "ok"
    assert checked(at_path("maend-i-krise"), "mænd i krise")["C04"].status == "ok"


def test_c04_does_not_guess_transliterations() -> None:
    assert checked(at_path("begovye-krossovki"), "беговые кроссовки")["C04"].status == "not_measured"
    assert checked(at_path("беговые-кроссовки"), "беговые кроссовки")["C04"].status == "ok"


@pytest.mark.parametrize(
    ("text", "uses", "score"),
    [
        ("Choose trail running shoes.", 1, 1.0),
        ("Trail running shoes. More trail running shoes.", 2, 1.0),
        ("Trail running shoes, trail running shoes, trail running shoes", 3, 0.4),
        ("Shoes for running on a trail", 1, 1.0),
        ("Boots", 0, 0.0),
    ],
)
def test_c05_one_or_two_uses_in_the_description(text: str, uses: int, score: float) -> None:
    found = checked(on_page(metas=(meta("description", text),)))["C05"]
    assert (found.value, float(found.score or 0)) == (uses, score)


def test_c05_leaves_a_missing_description_to_the_check_of_descriptions() -> None:
    found = checked(on_page(metas=()))
    assert (found["C05"].status, found["T12"].status) == ("not_applicable", "fail")


def test_a_keyword_without_words_is_not_measured() -> None:
    found = checked(evidence_of(), "?!")
    assert {found[f"C{n:02}"].status for n in range(1, 11)} == {"not_measured"}
    assert found["C13"].status != "not_measured"

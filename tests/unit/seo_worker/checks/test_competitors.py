"""C11-C13: the page against pages that were really read."""

from dataclasses import replace

import pytest

from seo_evidence import checked, competitor, evidence_of, fetched, heading, page, text_of
from seo_worker.evidence import FetchError, Page, PageEvidence, SiteEvidence

PLATE = "The rock plate protects feet."
DROP = "Heel drop changes stride."
FILLER = "It is as it is and so we go on to do it."


def rival(name: str, *sentences: str, sections: tuple[str, ...] = ()) -> PageEvidence:
    return competitor(name, text_of([sentences * 2, (FILLER,) * 5]), *sections)


def site(*rivals: PageEvidence, the_page: Page | None = None) -> SiteEvidence:
    return evidence_of(competitors=rivals, the_page=the_page)


def own(*sentences: str, words: int = 0) -> Page:
    return page(main=text_of([sentences, ("word " * words,)]), images=(), headings=())


@pytest.mark.parametrize(("count", "said"), [(0, "No competitors were named; name at least 2"), (1, "; 1 could.")])
def test_c11_and_c12_need_two_competitors(count: int, said: str) -> None:
    found = checked(site(*(rival(f"a{n}", PLATE) for n in range(count))))
    assert (found["C11"].status, found["C12"].status) == ("not_measured", "not_measured")
    assert said in found["C11"].evidence[0]


def test_c11_names_the_terms_that_competitors_share() -> None:
    found = checked(site(rival("a", PLATE), rival("b", PLATE, DROP), the_page=own("Nothing in common here.")))["C11"]
    missing = [e for e in found.evidence if e.startswith("Missing")]
    assert found.status == "fail"
    assert missing == [
        "Missing: “plate protects feet”, on 2 of 2 competing pages",
        "Missing: “rock plate protects”, on 2 of 2 competing pages",
    ]


def test_c11_terms_of_the_page_count_in_any_form() -> None:
    found = checked(site(rival("a", PLATE), rival("b", PLATE), the_page=own("Rock plates protect feet.", FILLER)))[
        "C11"
    ]
    assert not any("plate" in e for e in found.evidence)


def test_c11_a_competitor_that_could_not_be_read_does_not_count() -> None:
    failed = PageEvidence(
        "https://c.test/",
        rival("c").robots,
        fetched(status=None, error=FetchError("timeout", "Too slow.")),
        rival("c").parse,
        None,
    )
    missing = replace(rival("d", PLATE), fetch=fetched(status=404))
    assert checked(site(rival("a", PLATE), failed, missing))["C11"].status == "not_measured"


def test_c11_the_order_of_competitors_changes_nothing() -> None:
    three = (rival("a", PLATE), rival("b", PLATE, DROP), rival("c", DROP))
    assert checked(site(*three)) == checked(site(*reversed(three)))


def test_c12_sections_that_competitors_share_are_wanted() -> None:
    two = (
        rival("a", PLATE, sections=("How to clean shoes", "Prices")),
        rival("b", PLATE, sections=("Cleaning your shoes", "History")),
    )
    found = checked(site(*two, the_page=own(PLATE)))["C12"]
    assert (found.status, found.value) == ("fail", 0.0)
    covered = replace(own(PLATE), headings=(heading(2, "Clean shoes"),))
    assert checked(site(*two, the_page=covered))["C12"].status == "ok"


def test_c12_does_not_apply_when_they_share_none() -> None:
    two = (rival("a", PLATE, sections=("Prices",)), rival("b", PLATE, sections=("History",)))
    assert checked(site(*two))["C12"].status == "not_applicable"


@pytest.mark.parametrize(("words", "score"), [(0, 0.0), (150, 0.5), (300, 1.0), (5000, 1.0)])
def test_c13_without_competitors_some_depth_is_enough(words: int, score: float) -> None:
    the_page = page(main=text_of([(" ".join(["word"] * words),)] if words else []), script_count=0)
    assert float(checked(evidence_of(the_page=the_page))["C13"].score or 0) == score


@pytest.mark.parametrize(("words", "score"), [(30, 0.5), (60, 1.0), (200, 1.0), (300, 0.75), (900, 0.5)])
def test_c13_with_competitors_their_median_is_the_measure(words: int, score: float) -> None:
    rivals = tuple(competitor(f"r{n}", text_of([(" ".join(["word"] * n),)])) for n in (90, 100, 900))
    the_page = page(main=text_of([(" ".join(["word"] * words),)]), script_count=0)
    assert float(checked(evidence_of(the_page=the_page, competitors=rivals))["C13"].score or 0) == score


def test_c13_asks_half_as_much_of_a_start_page() -> None:
    start = page(url="https://shop.example.org/", main=text_of([(" ".join(["word"] * 75),)]))
    assert float(checked(evidence_of(the_page=start))["C13"].score or 0) == 0.5


def test_c13_asks_no_contact_page_for_depth() -> None:
    contact = page(url="https://shop.example.org/contact", structured=(), bylines=(), dates=())
    assert checked(evidence_of(the_page=contact))["C13"].status == "not_applicable"

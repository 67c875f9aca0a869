"""C18-C22."""

from dataclasses import replace

import pytest

from seo_evidence import URL, anchor, checked, evidence_of, on_page, page, text_of
from seo_worker.evidence import DateClaim, Page, SiteEvidence

INSIDE = anchor("https://shop.example.org/socks", "Socks")
OUTSIDE = anchor("https://journal.test/", "Study")


def dated(source: str, iso: str | None) -> SiteEvidence:
    return on_page(dates=(DateClaim(source, "published", iso or "soon", iso),))  # type: ignore[arg-type]


def of_kind(kind: str) -> Page:
    address = {"home": "https://shop.example.org/", "contact": "https://shop.example.org/contact"}.get(kind, URL)
    item = replace(
        page().structured[0], types=("Product",) if kind == "product" else ("WebPage",), properties={"name": "x"}
    )
    return page(url=address, structured=(item,), bylines=(), dates=(), anchors=())


@pytest.mark.parametrize(
    ("source", "iso", "score"),
    [
        ("json-ld", "2019-01-02", 1.0),
        ("time", "2026-11-25T08:00:00+00:00", 1.0),
        ("last-modified", "2026-01-01T00:00:00", 0.5),
        ("sitemap", "2026-01-01", 0.5),
        ("meta", "2027-06-01", 0.0),
        ("meta", "1970-01-01", 0.0),
        ("time", None, 0.0),
    ],
)
def test_c18_asks_for_a_plausible_date_and_never_for_a_young_one(source: str, iso: str | None, score: float) -> None:
    assert float(checked(dated(source, iso))["C18"].score or 0) == score


def test_c18_says_where_a_date_stands_in_words() -> None:
    (told,) = checked(dated("last-modified", "2026-01-01T00:00:00"))["C18"].evidence
    assert told == "Published on 2026-01-01, says the Last-Modified header"
    assert checked(dated("time", None))["C18"].evidence[1] == "Not a plausible date: “soon”, in a time element"


@pytest.mark.parametrize("kind", ["home", "contact", "product"])
def test_c18_and_c20_are_asked_of_articles_not_of_other_pages(kind: str) -> None:
    found = checked(evidence_of(the_page=of_kind(kind)))
    assert (found["C18"].status, found["C20"].status) == ("not_applicable", "not_applicable")


def test_c19_and_c20_count_followed_links_in_the_text() -> None:
    found = checked(on_page(anchors=(INSIDE, OUTSIDE)))
    assert (found["C19"].value, found["C20"].value) == (1, 1)
    assert (found["C19"].status, found["C20"].status) == ("ok", "ok")


@pytest.mark.parametrize(
    "useless",
    [
        replace(INSIDE, in_main=False),
        replace(INSIDE, rel=("nofollow",)),
        replace(INSIDE, hidden=True),
        replace(INSIDE, url=f"{URL}#a"),
    ],
)
def test_c19_other_links_do_not_count(useless: object) -> None:
    assert checked(on_page(anchors=(useless,)))["C19"].status == "fail"


def test_c20_fails_without_references() -> None:
    assert checked(on_page(anchors=(INSIDE,)))["C20"].status == "fail"


@pytest.mark.parametrize(("main", "total", "score"), [(400, 1000, 1.0), (250, 1000, 0.5), (100, 1000, 0.0)])
def test_c21_compares_the_content_with_its_frame(main: int, total: int, score: float) -> None:
    text = replace(page().main, chars=main)
    assert float(checked(on_page(main=text, total_text_chars=total))["C21"].score or 0) == score


def test_c21_is_not_measured_without_text_and_not_asked_of_a_start_page() -> None:
    assert checked(on_page(total_text_chars=0))["C21"].status == "not_measured"
    assert checked(evidence_of(the_page=of_kind("home")))["C21"].status == "not_applicable"


def test_c22_finds_repeated_paragraphs_whatever_their_case() -> None:
    long = "This paragraph has more than eight words in it."
    text = text_of(
        [(long,), (long.upper(),), *((f"Paragraph number {n} says something else about this one.",) for n in range(8))]
    )
    found = checked(on_page(main=text))["C22"]
    assert (found.value, float(found.score or 0)) == (0.1, 0.5)


def test_c22_short_lines_may_repeat() -> None:
    assert checked(evidence_of())["C22"].status == "ok"
    assert (
        checked(on_page(main=text_of([("Buy now.",), ("Buy now.",)]), script_count=0))["C22"].status == "not_applicable"
    )

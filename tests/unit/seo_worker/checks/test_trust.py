"""A01-A10."""

from dataclasses import replace

import pytest

from seo_evidence import anchor, checked, evidence_of, on_fetch, on_page, page, unread
from seo_worker.evidence import Byline, DateClaim, StructuredItem

PLAIN = page(structured=(), bylines=(), dates=())
SHOWN = DateClaim("time", "published", "1 October 2026", "2026-10-01")
STATED = DateClaim("json-ld", "published", "2026-10-01", "2026-10-01")


def test_a_sound_article_passes_all_that_can_be_measured() -> None:
    found = checked(evidence_of())
    assert [i for i in ("A01", "A02", "A03", "A04", "A05", "A06") if found[i].status != "ok"] == []


@pytest.mark.parametrize(
    ("bylines", "score"),
    [
        ((), 0.0),
        ((Byline("Ada", "class", True),), 0.5),
        ((Byline("Ada", "json-ld", True),), 0.5),
        ((Byline("Acme", "json-ld", False),), 0.0),
    ],
)
def test_a01_wants_a_byline_and_a_person(bylines: tuple[Byline, ...], score: float) -> None:
    assert float(checked(on_page(bylines=bylines))["A01"].score or 0) == score


def test_a01_a04_and_a05_are_asked_of_articles_only() -> None:
    found = checked(evidence_of(the_page=PLAIN))
    assert {found[i].status for i in ("A01", "A04", "A05")} == {"not_applicable"}


def test_a02_counts_what_is_said_of_the_organisation_wherever_it_stands() -> None:
    site = StructuredItem("json-ld", ("WebSite",), {"name": "Shop", "url": "https://shop.example.org"})
    assert float(checked(on_page(structured=(site,)))["A02"].score or 0) == 0.5
    assert checked(on_page(structured=()))["A02"].status == "fail"
    assert checked(evidence_of())["A02"].value == 4


def test_a03_finds_the_pages_by_text_or_address_in_several_languages() -> None:
    links = (
        anchor("https://shop.example.org/ueber-uns", "Mehr"),
        anchor("https://shop.example.org/x", "Kontakt"),
        anchor("https://shop.example.org/legal", "Datenschutzerklärung"),
    )
    assert checked(on_page(anchors=links))["A03"].status == "ok"
    found = checked(on_page(anchors=(links[1], anchor("https://other.test/privacy", "Privacy"))))["A03"]
    assert (found.value, found.evidence[2]) == (1, "No link to a privacy policy was found.")


def test_a03_the_contact_page_need_not_link_itself() -> None:
    contact = on_page(anchors=())
    itself = replace(
        contact,
        target=replace(contact.target, fetch=replace(contact.fetch, final_url="https://shop.example.org/contact")),
    )
    assert checked(itself)["A03"].value == 1


@pytest.mark.parametrize(
    ("dates", "score"),
    [
        ((SHOWN, STATED), 1.0),
        ((SHOWN,), 0.5),
        ((STATED,), 0.5),
        ((SHOWN, replace(STATED, iso="2026-11-02T10:00:00")), 0.0),
    ],
)
def test_a04_visible_and_stated_dates_have_to_agree(dates: tuple[DateClaim, ...], score: float) -> None:
    assert float(checked(on_page(dates=dates))["A04"].score or 0) == score


def test_a04_leaves_a_missing_date_to_the_check_of_dates() -> None:
    assert checked(on_page(dates=()))["A04"].status == "not_applicable"


@pytest.mark.parametrize(("sites", "score"), [(0, 0.0), (1, 0.3333), (3, 1.0), (5, 1.0)])
def test_a05_counts_different_sites(sites: int, score: float) -> None:
    links = [anchor(f"https://s{n}.test/{page_of}", "Source") for n in range(sites) for page_of in "ab"]
    links = [replace(a, registrable_domain=(a.url or "").split("/")[2]) for a in links]
    assert float(checked(on_page(anchors=tuple(links)))["A05"].score or 0) == score


def test_a06_https_counts_half_and_hsts_the_rest() -> None:
    assert float(checked(on_fetch(headers=()))["A06"].score or 0) == 0.5
    assert checked(on_fetch(final_url="http://shop.example.org/"))["A06"].status == "fail"
    assert checked(on_fetch(final_url="http://127.0.0.1:8099/"))["A06"].status == "not_applicable"
    assert checked(unread(status=500))["A06"].status == "not_measured"


def test_a07_to_a10_are_not_measured_without_a_source() -> None:
    found = checked(evidence_of())
    assert {found[i].status for i in ("A07", "A08", "A09", "A10")} == {"not_measured"}
    assert found["A07"].evidence == ("Needs the links export of Search Console; none is imported.",)

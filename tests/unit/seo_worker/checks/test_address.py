"""T06-T08 and T29."""

from dataclasses import replace

import pytest

from seo_evidence import URL, checked, evidence_of, on_fetch, on_page
from seo_worker.evidence import Canonical, Hreflang, SiteEvidence

LOCAL = "http://127.0.0.1:8099/guide"


def canonical(href: str, **changes: object) -> Canonical:
    return replace(Canonical(href, href, "html"), **changes)


def at_address(url: str) -> SiteEvidence:
    return on_fetch(final_url=url)


def hreflang(lang: str, href: str = URL) -> Hreflang:
    return Hreflang(lang, href, href if href.startswith("http") else f"https://shop.example.org{href}", "html")


def test_t06_https_is_sound_and_http_is_not() -> None:
    assert checked(evidence_of())["T06"].status == "ok"
    assert checked(at_address("http://shop.example.org/"))["T06"].status == "fail"


@pytest.mark.parametrize(
    "url", [LOCAL, "http://localhost:3000/", "http://10.1.2.3/", "http://[::1]/", "http://shop.local/"]
)
def test_t06_a_development_host_loses_nothing(url: str) -> None:
    assert checked(at_address(url))["T06"].status == "not_applicable"


def test_t07_a_canonical_that_names_the_page_is_sound() -> None:
    assert checked(evidence_of())["T07"].status == "ok"


def test_t07_no_canonical_means_the_question_does_not_arise() -> None:
    assert checked(on_page(canonicals=()))["T07"].status == "not_applicable"


@pytest.mark.parametrize(
    "target",
    ["https://shop.example.org/", "https://shop.example.org/other", "https://other.test/guides/trail-running-shoes"],
)
def test_t07_a_canonical_that_names_another_page_shuts_the_gate(target: str) -> None:
    found = checked(on_page(canonicals=(canonical(target),)))["T07"]
    assert (found.status, found.value, found.gate) == ("fail", target, "canonical_elsewhere")


@pytest.mark.parametrize(
    "variant", [f"{URL}/", URL.replace("https", "http"), URL.replace("shop.", "www.shop."), f"{URL}?page=1"]
)
def test_t07_another_spelling_of_the_same_page_is_no_gate(variant: str) -> None:
    found = checked(on_page(canonicals=(canonical(variant),)))["T07"]
    assert (found.status, float(found.score or 0), found.gate) == ("partial", 0.8, None)


def test_t07_two_different_canonicals_or_an_invalid_one_score_nothing() -> None:
    two = (canonical(URL), canonical("https://shop.example.org/b", source="header"))
    assert checked(on_page(canonicals=two))["T07"].value == "contradictory"
    assert checked(on_page(canonicals=(canonical("http://", url=None),)))["T07"].value == "invalid"


def test_t07_the_same_canonical_twice_is_one() -> None:
    assert checked(on_page(canonicals=(canonical(URL), canonical(URL, source="header"))))["T07"].status == "ok"


def test_t07_a_relative_canonical_scores_half_and_one_in_the_body_less() -> None:
    relative = Canonical("/guides/trail-running-shoes", URL, "html")
    assert float(checked(on_page(canonicals=(relative,)))["T07"].score or 0) == 0.5
    assert float(checked(on_page(canonicals=(canonical(URL, in_head=False),)))["T07"].score or 0) == 0.3


def test_t08_does_not_apply_without_language_versions() -> None:
    assert checked(evidence_of())["T08"].status == "not_applicable"


def test_t08_valid_links_with_the_page_itself_are_sound() -> None:
    links = (
        hreflang("en"),
        hreflang("de-AT", "https://shop.example.org/at"),
        hreflang("x-default", "https://shop.example.org/x"),
    )
    assert checked(on_page(hreflangs=links))["T08"].status == "ok"


def test_t08_each_bad_link_is_named() -> None:
    links = (hreflang("en"), hreflang("english", "https://shop.example.org/e"), hreflang("xx"), hreflang("fr", "/fr"))
    found = checked(on_page(hreflangs=links))["T08"]
    assert (found.status, float(found.score or 0)) == ("partial", 0.25)
    assert len([e for e in found.evidence if e.startswith("hreflang")]) == 3


def test_t08_a_link_header_needs_whole_addresses_too() -> None:
    links = (hreflang("en"), Hreflang("de", "/de", "https://shop.example.org/de", "header"))
    assert checked(on_page(hreflangs=links))["T08"].value == 0.5


def test_t08_a_page_that_leaves_itself_out_loses_a_part() -> None:
    assert float(checked(on_page(hreflangs=(hreflang("de", "https://shop.example.org/de"),)))["T08"].score or 0) == 0.7


@pytest.mark.parametrize(
    ("url", "passed"),
    [
        ("https://shop.example.org/guides/trail-shoes", 5),
        ("https://shop.example.org/trail_shoes", 4),
        ("https://shop.example.org/a%20b//c_d", 2),
        (f"https://shop.example.org/{'a' * 60}?a=1&b=2&c=3&d=4&e=5", 3),
    ],
)
def test_t29_counts_what_makes_an_address_untidy(url: str, passed: int) -> None:
    found = checked(at_address(url))["T29"]
    assert (found.value, float(found.score or 0)) == (passed, passed / 5)

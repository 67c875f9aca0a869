"""T22-T28, T30 and T31."""

import pytest

from seo_evidence import checked, evidence_of, heading, on_fetch, on_page, unread
from seo_worker.page_references import MixedReference, Resource

HTTP = "http://shop.example.org/"


@pytest.mark.parametrize(
    ("samples", "value", "score"),
    [
        ((90.0, 100.0, 5000.0), 100, 1.0),
        ((800.0,), 800, 1.0),
        ((810.0,), 810, 0.8),
        ((990.0,), 990, 0.8),
        ((2000.0,), 2000, 0.0),
    ],
)
def test_t22_the_median_counts_in_steps(samples: tuple[float, ...], value: int, score: float) -> None:
    found = checked(on_fetch(response_ms=samples))["T22"]
    assert (found.value, float(found.score or 0)) == (value, score)
    assert "this server" in found.evidence[0]


def test_t22_to_t28_are_not_measured_without_a_page() -> None:
    found = checked(unread(status=500))
    assert {found[i].status for i in ("T22", "T23", "T24", "T25", "T26", "T27", "T28")} == {"not_measured"}
    assert checked(on_fetch(response_ms=()))["T22"].status == "not_measured"


@pytest.mark.parametrize(("size", "score"), [(500_000, 1.0), (1_250_000, 0.5), (3_000_000, 0.0)])
def test_t23_large_documents_lose(size: int, score: float) -> None:
    assert float(checked(on_fetch(inflated_bytes=size))["T23"].score or 0) == score


def test_t24_asks_for_compression_of_all_but_small_documents() -> None:
    assert checked(evidence_of())["T24"].status == "ok"
    assert checked(on_fetch(encoding=None))["T24"].status == "fail"
    assert checked(on_fetch(encoding=None, inflated_bytes=2048))["T24"].status == "not_applicable"


@pytest.mark.parametrize(
    ("nodes", "depth", "score"), [(1500, 30, 1.0), (3750, 30, 0.5), (100, 65, 0.5), (9000, 10, 0.0)]
)
def test_t25_the_worse_of_size_and_depth_counts(nodes: int, depth: int, score: float) -> None:
    assert float(checked(on_page(dom_nodes=nodes, dom_depth=depth))["T25"].score or 0) == score


@pytest.mark.parametrize(("count", "score"), [(0, 1.0), (6, 1.0), (18, 0.5), (40, 0.0)])
def test_t26_many_blocking_files_lose(count: int, score: float) -> None:
    files = (Resource("script", "/a.js"),) * count
    assert float(checked(on_page(head_resources=files))["T26"].score or 0) == score


def test_t27_resources_count_in_full_and_links_a_quarter() -> None:
    loaded = MixedReference("resource", "img", "http://a.test/i.png")
    link = MixedReference("link", "a", "http://a.test/")
    assert checked(evidence_of())["T27"].status == "ok"
    assert float(checked(on_page(mixed=(loaded,)))["T27"].score or 0) == 0.8
    assert float(checked(on_page(mixed=(link,)))["T27"].score or 0) == 0.95
    assert checked(on_page(mixed=(loaded,) * 5))["T27"].status == "fail"
    assert checked(on_fetch(final_url=HTTP))["T27"].status == "not_applicable"


def test_t28_counts_the_headers_that_apply() -> None:
    assert checked(evidence_of())["T28"].status == "ok"
    assert checked(on_fetch(headers=()))["T28"].status == "fail"
    nosniff = (("x-content-type-options", "nosniff"),)
    assert float(checked(on_fetch(headers=nosniff))["T28"].score or 0) == 0.3333
    assert float(checked(on_fetch(headers=nosniff, final_url=HTTP))["T28"].score or 0) == 0.5


def test_t30_one_visible_heading_is_sound_and_hidden_or_empty_ones_do_not_count() -> None:
    headings = (heading(1, ""), heading(1, "Hidden", hidden=True), heading(1, "Trail running shoes"))
    found = checked(on_page(headings=headings))["T30"]
    assert (found.status, found.value) == ("ok", 1)
    assert "2 empty or hidden H1 left out." in found.evidence


def test_t30_several_lose_a_part_and_none_everything() -> None:
    assert float(checked(on_page(headings=(heading(1, "A"), heading(1, "B"))))["T30"].score or 0) == 0.7
    assert checked(on_page(headings=(heading(2, "A"),)))["T30"].status == "fail"


def test_t31_counts_skipped_levels() -> None:
    assert checked(evidence_of())["T31"].status == "ok"
    skipping = (heading(1, "A"), heading(3, "B"), heading(2, "C"), heading(4, "D"))
    found = checked(on_page(headings=skipping))["T31"]
    assert (found.value, float(found.score or 0)) == (2, 0.6)
    assert checked(on_page(headings=()))["T31"].status == "not_applicable"

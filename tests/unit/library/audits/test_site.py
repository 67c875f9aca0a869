"""What became of the findings about a site, as far as both audits looked for them."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from library.audits.compare import compare
from library.audits.model import Change, SiteChange, SiteFindingChange
from library.audits.site import ORPHANS_UNKNOWN, visited
from library.audits.stored import StoredAudit, Subject
from seo_evidence import KEYWORD, on_page
from seo_worker.checks.rules import load_ruleset
from seo_worker.result.audit import Order, audit
from seo_worker.site.model import Crawl, Visit
from unit.library.audits.subjects import finding, head, subjects

_NO_ORPHANS = f"{ORPHANS_UNKNOWN}, because no sitemap could be read."
_MIRRORED: dict[Change, Change] = {"new": "fixed", "fixed": "new", "worse": "better", "better": "worse"}


def _crawled(*findings: dict[str, Any], urls: tuple[str, ...] = ("/", "/a"), notes: tuple[str, ...] = ()) -> Subject:
    pages = [{"url": url, "inlinks": 0} for url in urls]
    stored = {"pages": pages, "recommendations": [{"id": "T10"}, *findings], "notes": notes}
    return Subject(head(), StoredAudit.model_validate(stored))


def _alone() -> Subject:
    return Subject(head(), StoredAudit.model_validate({"pages": [{"url": "/"}], "recommendations": [{"id": "T10"}]}))


def _site(before: Subject, after: Subject) -> SiteChange:
    found = compare(before, after).site
    assert found is not None
    return found


def _only(before: Subject, after: Subject) -> SiteFindingChange:
    (found,) = _site(before, after).findings
    return found


def _caveat(before: Subject, after: Subject) -> str | None:
    return next((c.message for c in compare(before, after).caveats if c.code == "crawl_changed"), None)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(0, 2, "new"), (2, 0, "fixed"), (1, 3, "worse"), (3, 1, "better"), (2, 2, "unchanged")],
)
def test_the_number_of_cases_decides(before: int, after: int, change: str) -> None:
    audits = [_crawled(*([finding("S03", cases, f"{cases} links")] if cases else [])) for cases in (before, after)]
    found = _only(*audits)
    assert (found.change, found.cases_before, found.cases_after) == (change, before, after)
    assert (found.evidence is None) == (before == after)


def test_an_audit_of_the_page_alone_says_nothing_about_the_site() -> None:
    assert compare(_alone(), _alone()).site is None
    found = _site(_alone(), _crawled(finding("S01", 1)))
    assert [f.change for f in found.findings] == ["not_comparable"]
    assert (found.pages_before, found.pages_after, found.pages_in_both) == (None, 2, 0)
    assert _caveat(_alone(), _crawled()) == (
        "Only the second audit visited other pages of the site, so findings about it can't be compared."
    )


def test_orphans_that_were_not_looked_for_are_neither_new_nor_fixed() -> None:
    unknown, known = _crawled(notes=(_NO_ORPHANS,)), _crawled(finding("S05", 2))
    assert _only(known, unknown).change == "not_comparable"
    assert _only(unknown, known).cases_before is None
    assert _only(_crawled(), known).change == "new"


def test_crawls_of_other_pages_are_said() -> None:
    small, large = _crawled(urls=("/", "/a")), _crawled(urls=("/", "/b", "/c"))
    assert _caveat(small, small) is None
    assert _caveat(small, large) == (
        "The first audit visited 2 addresses of the site and the second 3, 1 of them in both; a finding may have come"
        " or gone because other pages were seen."
    )


def test_what_needs_attention_comes_first() -> None:
    before = _crawled(finding("S01", 1), finding("S02", 1), finding("S08", 2))
    after = _crawled(finding("S01", 1), finding("S04", 1), finding("S08", 3))
    changes = [(f.id, f.change) for f in _site(before, after).findings]
    assert changes == [("S04", "new"), ("S08", "worse"), ("S02", "fixed"), ("S01", "unchanged")]


@settings(max_examples=50, deadline=None)
@given(subjects(), subjects())
def test_audits_that_change_places_give_the_mirror(one: Subject, other: Subject) -> None:
    there, back = compare(one, other).site, compare(other, one).site
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        changes = {f.id: f.change for f in back.findings}
        assert {f.id: _MIRRORED.get(f.change, f.change) for f in there.findings} == changes
        assert (there.pages_before, there.pages_after) == (back.pages_after, back.pages_before)


def test_a_crawl_as_the_worker_stores_it_is_read() -> None:
    order = Order(UUID(int=1), "shop.example.org", KEYWORD, max_pages=5)
    visits = (Visit(on_page().fetch.final_url, 200, "parsed"), Visit("https://shop.example.org/x", 200, "parsed"))
    crawl = Crawl(visits[0].url, visits, sitemap=None)
    audits = [audit(order, on_page(), load_ruleset(), crawled) for crawled in (crawl, None)]
    found = [StoredAudit.model_validate_json(one.result.model_dump_json(by_alias=True)) for one in audits]
    assert [one.crawled for one in found] == [True, False]
    assert visited(found[0]) == {visit.url for visit in visits}
    assert visited(found[1]) == frozenset()
    assert any(note.startswith(ORPHANS_UNKNOWN) for note in found[0].notes)

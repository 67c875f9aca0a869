"""Our checks still say what Lighthouse said of the same pages in the last recorded run, which needs no browser."""

from collections import Counter
from collections.abc import Mapping

import pytest
from bench.seo_oracle import report
from bench.seo_oracle.comparison import Comparison, compare, load_differences
from bench.seo_oracle.ours import our_verdicts
from bench.seo_oracle.pages.every import every_page
from bench.seo_oracle.record import fingerprint, load_record
from bench.seo_oracle.site import serving
from bench.seo_oracle.verdicts import AUDITS, CHECKS, Verdict

RECORD = load_record()
DECLARED = load_differences()
PAGES = every_page()
LIGHTHOUSES_AUDITS = {
    *("is-crawlable", "document-title", "meta-description", "http-status-code", "link-text", "crawlable-anchors"),
    *("robots-txt", "image-alt", "hreflang", "canonical"),
}


@pytest.fixture(scope="module")
async def ours() -> Mapping[str, Mapping[str, Verdict]]:
    async with serving(PAGES) as served:
        return await our_verdicts(PAGES, served)


@pytest.fixture(scope="module")
def found(ours: Mapping[str, Mapping[str, Verdict]]) -> Comparison:
    return compare(ours, RECORD.verdicts(), DECLARED)


def test_the_pages_are_the_same_every_time_and_those_that_lighthouse_saw() -> None:
    assert every_page() == PAGES
    assert len(PAGES) >= 100
    assert len({page.name for page in PAGES}) == len(PAGES)
    assert fingerprint(PAGES) == RECORD.fingerprint, "run `make seo-oracle ARGS=--record`, and commit what it writes"


def test_every_audit_of_lighthouse_is_answered_by_our_checks() -> None:
    assert set(AUDITS) == set(CHECKS) == LIGHTHOUSES_AUDITS
    assert set(RECORD.audits) == LIGHTHOUSES_AUDITS
    assert set(RECORD.pages) == {page.name for page in PAGES}


def test_every_audit_passes_and_fails_on_some_page() -> None:
    seen = Counter((audit, said) for verdicts in RECORD.verdicts().values() for audit, said in verdicts.items())
    assert [audit for audit in AUDITS if min(seen[audit, "pass"], seen[audit, "fail"]) < 10] == []


def test_differences_are_declared_once_for_pages_and_audits_that_there_are() -> None:
    pairs = Counter(pair for difference in DECLARED for pair in difference.pairs())
    assert [pair for pair, times in pairs.items() if times > 1] == []
    assert {page for page, _ in pairs} <= set(RECORD.pages)
    assert {audit for _, audit in pairs} <= LIGHTHOUSES_AUDITS
    assert not [page for page, _ in pairs if page.startswith("mixture")], "the guide says that none is declared there"


def test_our_checks_say_what_lighthouse_said_unless_the_difference_is_declared(found: Comparison) -> None:
    assert (found.disagreements, found.unused) == ((), ()), report.as_text(found, RECORD, pages=len(PAGES))


def test_the_guide_shows_the_figures_of_now(found: Comparison) -> None:
    shown = report.GUIDE.read_text(encoding="utf-8")
    assert report.as_guide(found, RECORD, DECLARED) == shown, "run `make seo-oracle ARGS='--recorded --record'`"

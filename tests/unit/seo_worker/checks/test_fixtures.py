"""Every check on sites that show it sound and spoilt, against results worked out by hand."""

import pytest

from seo_fixtures import authority, on_page, technical, topical
from seo_fixtures.case import Case
from seo_fixtures.site import KEYWORD, SOUND, Served, gathered
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.registry import CHECK_IDS
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge

CASES = (
    *technical.CRAWLING,
    *technical.DELIVERY,
    *on_page.HEAD,
    *on_page.BODY,
    *topical.KEYWORD,
    *topical.COMPETITORS,
    *topical.TEXT,
    *authority.CASES,
)
# Nothing on a page tells them, so no page can be good or bad at them.
FROM_OUTSIDE = {"A07", "A08", "A09", "A10"}


def results(served: Served) -> dict[str, CheckResult]:
    return {r.id: r for r in judge(gathered(served), KEYWORD, load_ruleset()).results}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check} {case.shows}")
def test_a_check_says_what_the_site_shows(case: Case) -> None:
    found = results(case.served)[case.check]
    assert (found.status, found.score) == (case.state, case.score), found.evidence
    assert found.evidence or case.is_good, "nothing is held against a page without evidence"


def test_every_check_has_a_site_that_is_good_and_one_that_is_not() -> None:
    shown = {case.check for case in CASES}
    sound = {case.check for case in CASES if case.is_good}
    spoilt = {case.check for case in CASES if case.state in {"partial", "fail"}}
    assert shown == CHECK_IDS
    assert sound == spoilt == CHECK_IDS - FROM_OUTSIDE


def test_nothing_is_wrong_with_the_sound_site() -> None:
    states = {name: found.status for name, found in results(SOUND).items()}
    assert {name for name, state in states.items() if state == "not_applicable"} == {"T08"}
    assert {name for name, state in states.items() if state == "not_measured"} == {"C11", "C12", *FROM_OUTSIDE}
    assert {name for name, state in states.items() if state in {"partial", "fail", "error"}} == set()

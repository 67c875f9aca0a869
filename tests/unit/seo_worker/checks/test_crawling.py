"""T01-T05 and T09, each sound, spoilt, and where it can't be asked or answered."""

import pytest

from seo_evidence import NOW, URL, checked, evidence_of, fetched, on_fetch, on_page, page, robots, sitemap, unread
from seo_worker.evidence import (
    FetchError,
    Hop,
    Meta,
    ParseState,
    RobotsDecision,
    RobotsEvidence,
    RobotsSyntaxError,
    SiteEvidence,
    SitemapEvidence,
)

BLOCKED = RobotsDecision("Googlebot", allowed=False, line=4, rule="Disallow: /guides")


def robots_site(**changes: object) -> SiteEvidence:
    return evidence_of(robots_txt=robots(**changes))


def sitemap_site(**changes: object) -> SiteEvidence:
    return evidence_of(site_map=sitemap(**changes))


def test_t01_a_page_with_status_200_is_sound() -> None:
    found = checked(evidence_of())["T01"]
    assert (found.status, found.value, found.gate) == ("ok", 200, None)


@pytest.mark.parametrize("status", [404, 500, 304])
def test_t01_any_other_status_makes_the_page_unreachable(status: int) -> None:
    found = checked(unread(status=status))["T01"]
    assert (found.status, found.value, found.gate) == ("fail", status, "unreachable")
    assert found.evidence == (f"{status} {URL}",)


def test_t01_says_why_there_was_no_answer() -> None:
    found = checked(unread(FetchError("timeout", "The server did not answer.")))["T01"]
    assert (found.gate, found.evidence) == ("unreachable", ("The server did not answer.",))


def test_t02_a_page_without_directives_may_be_indexed() -> None:
    assert checked(evidence_of())["T02"].status == "ok"


@pytest.mark.parametrize("content", ["noindex", "NOINDEX, follow", "none", "nofollow,noindex"])
@pytest.mark.parametrize("name", ["robots", "googlebot"])
def test_t02_meta_robots_can_shut_google_out(name: str, content: str) -> None:
    found = checked(on_page(metas=(Meta(name, content, "name", True),)))["T02"]
    assert (found.status, found.gate) == ("fail", "noindex")
    assert found.evidence == (f"meta {name}: “{content}”",)


@pytest.mark.parametrize(
    "value",
    [
        "noindex",
        "googlebot: noindex",
        "max-snippet: 50, noindex",
        "unavailable_after: 25 Jun 2010 15:00:00 GMT",
        "unavailable_after: Friday, 25-Jun-2010 15:00:00 GMT",
        "unavailable_after: 2010-06-25, nofollow",
    ],
)
def test_t02_the_header_can_shut_google_out(value: str) -> None:
    found = checked(on_fetch(headers=(("x-robots-tag", value),)))["T02"]
    assert (found.status, found.gate) == ("fail", "noindex")


@pytest.mark.parametrize(
    "value", ["otherbot: noindex", "nofollow", "unavailable_after: 25 Jun 2090 15:00:00 GMT", "unavailable_after: soon"]
)
def test_t02_a_header_for_another_crawler_or_purpose_does_not(value: str) -> None:
    assert checked(on_fetch(headers=(("x-robots-tag", value),)))["T02"].status == "ok"


def test_t02_is_not_measured_when_the_html_could_not_be_read() -> None:
    site = evidence_of()
    target = type(site.target)(URL, robots(), fetched(), ParseState("degraded", "deadline", "Too slow."), None)
    unparsed = type(site)(target, sitemap(), (), "here", "bot", NOW)
    assert checked(unparsed)["T02"].status == "not_measured"
    assert checked(unparsed)["T10"].evidence == ("Too slow.",)


def test_t03_an_allowed_page_is_sound_and_so_is_a_missing_file() -> None:
    assert checked(evidence_of())["T03"].status == "ok"
    assert checked(robots_site(state="absent", status=404, decisions=()))["T03"].status == "ok"


def test_t03_a_rule_against_google_shuts_the_gate_and_is_named() -> None:
    found = checked(robots_site(decisions=(BLOCKED,)))["T03"]
    assert (found.status, found.gate) == ("fail", "robots_blocked")
    assert found.evidence == ("robots.txt: Googlebot blocked by line 4: “Disallow: /guides”",)


def test_t03_a_rule_for_everyone_but_google_costs_half() -> None:
    others = RobotsDecision("*", allowed=False, line=2, rule="Disallow: /")
    found = checked(robots_site(decisions=(RobotsDecision("Googlebot", allowed=True), others)))["T03"]
    assert (found.status, found.score, found.gate) == ("partial", 0.5, None)


def test_t03_a_rule_against_our_crawler_alone_is_nobody_elses_business() -> None:
    ours = RobotsDecision("ConvexBot", allowed=False, line=9, rule="Disallow: /")
    assert checked(robots_site(decisions=(RobotsDecision("Googlebot", allowed=True), ours)))["T03"].status == "ok"


def test_t03_a_server_error_counts_as_blocked_with_a_gate_of_its_own() -> None:
    found = checked(robots_site(state="unavailable", status=503, decisions=()))["T03"]
    assert (found.status, found.gate) == ("fail", "robots_unavailable")


def test_t03_and_t04_are_not_measured_without_an_answer() -> None:
    found = checked(evidence_of(robots_txt=RobotsEvidence("https://x.test/robots.txt", "not_measured")))
    assert (found["T03"].status, found["T04"].status) == ("not_measured", "not_measured")


def test_t04_counts_broken_lines() -> None:
    faults = tuple(RobotsSyntaxError(n, "Dissalow /", "No colon between directive and value") for n in (2, 3))
    assert checked(evidence_of())["T04"].score == 1
    found = checked(robots_site(errors=faults))["T04"]
    assert (float(found.score or 0), found.value) == (0.6, 2)
    assert found.evidence[0] == "Line 2: No colon between directive and value in “Dissalow /”"
    assert checked(robots_site(errors=faults * 3))["T04"].status == "fail"


def test_t04_does_not_apply_without_a_file() -> None:
    assert checked(robots_site(state="absent", decisions=()))["T04"].status == "not_applicable"
    assert checked(robots_site(size_bytes=0))["T04"].status == "not_applicable"


@pytest.mark.parametrize(("count", "score"), [(0, 1.0), (1, 1.0), (2, 0.6667), (3, 0.3333), (4, 0.0)])
def test_t05_the_score_falls_with_each_redirect_after_the_first(count: int, score: float) -> None:
    steps = tuple(Hop(f"https://x.test/{n}", 301, f"https://x.test/{n + 1}") for n in range(count))
    assert float(checked(on_fetch(hops=(*steps, Hop(URL, 200))))["T05"].score or 0) == score


def test_t05_a_loop_scores_nothing_and_no_answer_is_not_measured() -> None:
    loop = FetchError("redirect_loop", "The address redirects in a circle.")
    assert checked(unread(loop))["T05"].status == "fail"
    assert checked(unread(FetchError("timeout", "Too slow.")))["T05"].status == "not_measured"


@pytest.mark.parametrize(
    ("changes", "status", "score"),
    [
        ({}, "ok", 1.0),
        ({"lists_page": None, "complete": False}, "partial", 0.7),
        ({"lists_page": False}, "partial", 0.5),
        ({"url_count": 90_000, "files_read": 2, "lists_page": True}, "ok", 1.0),
        ({"too_large": "It lists more than 50,000.", "lists_page": True}, "partial", 0.2),
        ({"lists_page": False, "variant": "http://x.test/"}, "partial", 0.7),
        ({"lists_page": None, "complete": False, "problem": "Not well-formed XML in line 9"}, "partial", 0.2),
        ({"state": "invalid", "problem": "Not XML."}, "partial", 0.2),
        ({"state": "absent"}, "fail", 0.0),
    ],
)
def test_t09_a_sitemap_counts_in_full_when_it_lists_the_page(
    changes: dict[str, object], status: str, score: float
) -> None:
    found = checked(sitemap_site(**changes))["T09"]
    assert (found.status, float(found.score or 0)) == (status, score)
    assert found.evidence


def test_t09_a_sitemap_that_was_not_read_is_not_measured() -> None:
    unread_map = SitemapEvidence("https://x.test/sitemap.xml", "not_measured", "default")
    assert checked(evidence_of(site_map=unread_map, the_page=page()))["T09"].status == "not_measured"

"""The result as the HTTP contract promises it, and that it says nothing that was not seen."""

import json
from typing import Any
from uuid import UUID

import pytest

from seo_evidence import (
    KEYWORD,
    article_text,
    competitor,
    evidence_of,
    fetched,
    heading,
    on_page,
    page,
    robots,
    text_of,
    unread,
)
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import FetchError, Meta, PageEvidence, ParseState, RobotsDecision, SiteEvidence, Title
from seo_worker.result.audit import Order, audit
from shared.json import dumps

ORDER = Order(UUID(int=7), "shop.example.org", KEYWORD)
NOINDEX = Meta("robots", "noindex", "name", True)
PLATE = "The rock plate protects feet."


def wire(site: SiteEvidence, order: Order = ORDER) -> dict[str, Any]:
    return json.loads(dumps(audit(order, site, load_ruleset()).result))


def metrics(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {m["id"]: m for pillar in ("technical", "topical", "authority") for m in result[pillar]["metrics"]}


def rival(name: str, *sections: str) -> PageEvidence:
    return competitor(name, text_of([(PLATE,) * 2, *[article_text().sentences]]), *sections)


def test_the_fields_of_the_contract_are_all_there() -> None:
    result = wire(evidence_of())
    promised = (
        "auditId domain finalUrl primaryKeyword overallScore coverage technical topical authority semanticClusters"
        " contentGaps competitorBenchmarks recommendations rankingPrediction pages fetch scoredAt"
    )
    assert set(promised.split()) <= set(result)
    assert {"id", "title", "score", "weight", "status", "value", "unit", "threshold", "evidence", "fix"} <= set(
        result["technical"]["metrics"][0]
    )
    assert {"id", "title", "why", "impact", "effort", "points", "evidence"} <= set(result["recommendations"][0])


def test_the_sound_page_scores_well_and_says_how_little_is_known() -> None:
    result = wire(evidence_of())
    assert result["overallScore"] == 98
    assert result["coverage"] == 0.75
    assert result["range"] == {"low": 73.0, "high": 98.4}
    assert result["rankingPrediction"] is None
    assert result["scoredAt"] == "2026-11-25T12:00:00Z"


def test_every_metric_has_one_of_four_states_and_what_does_not_apply_is_listed_apart() -> None:
    result = wire(evidence_of())
    assert {m["status"] for m in metrics(result).values()} <= {"good", "warning", "critical", "not_measured"}
    assert [n["id"] for n in result["technical"]["notApplicable"]] == ["T08"]
    listed = sum(
        len(result[p]["metrics"]) + len(result[p]["notApplicable"]) for p in ("technical", "topical", "authority")
    )
    assert listed == 64


def test_a_small_thing_that_fails_is_a_warning_and_a_large_one_critical() -> None:
    found = metrics(wire(on_page(metas=(NOINDEX,))))
    assert found["T02"]["status"] == "critical"
    assert found["T21"]["status"] == "warning"


def test_contributions_add_up_to_the_uncapped_score() -> None:
    result = wire(on_page(metas=(NOINDEX,)))
    total = sum(m["contribution"] or 0 for m in metrics(result).values())
    assert abs(total - result["uncappedScore"]) < 0.01
    assert result["overallScore"] == 30
    assert result["cappedBy"] == [
        {"gate": "noindex", "checkId": "T02", "cap": 30, "title": "Search engines are told not to index this page"}
    ]


def test_the_gates_fix_comes_first_with_the_points_it_frees() -> None:
    first = wire(on_page(metas=(*page().metas, NOINDEX)))["recommendations"][0]
    assert (first["id"], first["impact"]) == ("T02", "high")
    assert first["points"] == 67.9
    assert first["evidence"] == ["meta robots: “noindex”"]


def test_recommendations_come_in_the_order_of_their_priority() -> None:
    result = wire(on_page(titles=(), headings=(), anchors=(), bylines=()))
    told = result["recommendations"]
    assert [r["priority"] for r in told] == list(range(1, len(told) + 1))
    assert result["firstSteps"]["recommendations"] == [r["id"] for r in told[:3]]
    assert len(told) > 5


def test_the_same_evidence_gives_the_same_bytes() -> None:
    site = evidence_of(competitors=(rival("a", "Grip"), rival("b", "Grip")))
    assert dumps(audit(ORDER, site, load_ruleset()).result) == dumps(audit(ORDER, site, load_ruleset()).result)


def test_an_error_status_gives_an_audit_without_score() -> None:
    result = wire(unread(status=404))
    assert (result["overallScore"], result["range"], result["uncappedScore"]) == (None, None, None)
    assert [result[p]["score"] for p in ("technical", "topical", "authority")] == [None, None, None]
    assert metrics(result)["T01"]["status"] == "critical"
    assert result["recommendations"][0] == {
        **result["recommendations"][0],
        "id": "T01",
        "points": None,
        "impact": "high",
    }
    assert "404" in result["notes"][0]


def test_a_page_that_could_not_be_parsed_gets_no_score_from_its_headers() -> None:
    site = evidence_of()
    target = PageEvidence("x", robots(), fetched(), ParseState("degraded", "deadline", "Parsing took too long."), None)
    result = wire(type(site)(target, site.sitemap, (), "here", "bot", site.gathered_at))
    assert result["overallScore"] is None
    assert any("Parsing took too long." in note for note in result["notes"])


def test_without_competitors_nothing_is_compared() -> None:
    result = wire(evidence_of())
    assert (result["contentGaps"], result["competitorBenchmarks"]) == ([], [])
    assert any("No competitors were named" in note for note in result["notes"])


def test_competitors_are_judged_by_the_checks_the_page_is_compared_by() -> None:
    rows = wire(evidence_of(competitors=(rival("a", "Grip"), rival("b", "Grip"))))["competitorBenchmarks"]
    assert [row["competitor"] for row in rows] == ["https://a.test/page", "https://b.test/page"]
    assert all(0 < row["overallScore"] <= 100 and row["yourScore"] == 98 for row in rows)


def test_the_page_as_its_own_competitor_scores_the_same() -> None:
    twin = evidence_of().target
    row = wire(evidence_of(competitors=(twin,)))["competitorBenchmarks"][0]
    assert row["overallScore"] == row["yourScore"]


def test_a_competitor_that_could_not_be_read_is_named_with_the_reason() -> None:
    error = FetchError("timeout", "The server did not answer in time.")
    dead = PageEvidence("dead.test", robots(), fetched(status=None, error=error), ParseState("skipped"), None)
    result = wire(evidence_of(competitors=(dead,)))
    assert result["competitorBenchmarks"] == []
    assert "Competitor dead.test is left out: The server did not answer in time." in result["notes"]


def test_content_gaps_name_what_competitors_share() -> None:
    gaps = wire(evidence_of(competitors=(rival("a", "Rock plates"), rival("b", "Rock plate"))))["contentGaps"]
    assert (gaps[0]["kind"], gaps[0]["competitors"], gaps[0]["competitorsRead"]) == ("section", 2, 2)
    assert any(g["kind"] == "term" and "plate" in g["term"] for g in gaps)


def test_a_single_competitor_gives_gaps_of_low_confidence() -> None:
    gaps = wire(evidence_of(competitors=(rival("a", "Rock plates"),)))["contentGaps"]
    assert {g["confidence"] for g in gaps} == {"low"}


def test_clusters_are_made_of_words_on_the_page_and_say_so() -> None:
    clusters = wire(evidence_of())["semanticClusters"]
    text = " ".join(article_text().sentences).lower()
    assert all(k["term"] in text for c in clusters for k in c["keywords"])
    assert {c["method"] for c in clusters} == {"lexical"}


@pytest.mark.parametrize(("asked", "said"), [(1, False), (5, True)])
def test_more_pages_than_one_are_not_pretended(asked: int, said: bool) -> None:
    result = wire(evidence_of(), Order(UUID(int=7), "shop.example.org", KEYWORD, asked))
    assert len(result["pages"]) == 1
    assert any(f"{asked} pages were asked for" in note for note in result["notes"]) is said


def test_a_pillar_without_score_is_explained() -> None:
    plain = on_page(structured=(), bylines=(), dates=(), headings=(heading(1, KEYWORD),))
    result = wire(plain)
    assert result["authority"]["score"] is None
    assert any("authority pillar has no score" in note for note in result["notes"])
    assert result["overallScore"] is not None


def test_blocked_for_google_is_capped_and_says_where() -> None:
    rule = RobotsDecision("Googlebot", allowed=False, line=3, rule="Disallow: /")
    result = wire(evidence_of(robots_txt=robots(decisions=(rule,))))
    assert result["overallScore"] == 30
    assert "line 3" in metrics(result)["T03"]["evidence"][0]


def test_text_that_json_can_not_hold_does_not_break_the_result() -> None:
    result = wire(on_page(titles=(Title("Shoes\ud800\x00", True),)))
    assert result["pages"][0]["title"] == "Shoes\ufffd\ufffd"


def test_the_rule_set_is_stamped() -> None:
    assert wire(evidence_of())["rulesetVersion"] == load_ruleset().stamp

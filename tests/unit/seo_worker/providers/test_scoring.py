"""A08, A09 and the notes: what sources said, with source and time; without any, what was said before."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from seo_evidence import KEYWORD, NOW, article_text, competitor, evidence_of
from seo_worker.checks.connected import with_sources
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.evidence import SiteEvidence
from seo_worker.providers.answers import (
    Answer,
    DomainRank,
    FieldVitals,
    LabRun,
    Measured,
    NotMeasured,
    Registration,
    SourceName,
)
from seo_worker.result.audit import Order, audit
from seo_worker.result.wire import AuditResult

RULES = load_ruleset()
AT = datetime(2026, 11, 25, 12, 3, tzinfo=UTC)
ORDER = Order(UUID(int=1), "shop.example.org", KEYWORD)
ALL: frozenset[SourceName] = frozenset({"pagespeed", "crux", "open_pagerank", "rdap"})


def _site(*answers: Answer) -> SiteEvidence:
    return replace(evidence_of(), sources=answers)


def _checked(*answers: Answer) -> dict[str, CheckResult]:
    rules = with_sources(RULES, {answer.source for answer in answers})
    return {result.id: result for result in judge(_site(*answers), KEYWORD, rules).results}


def _audited(*answers: Answer) -> AuditResult:
    return audit(ORDER, _site(*answers), with_sources(RULES, {answer.source for answer in answers})).result


def _rank(position: int) -> Answer:
    return Measured("open_pagerank", AT, DomainRank(position, Decimal("4.68"), "26th October 2026"))


def _registered(when: datetime) -> Answer:
    return Measured("rdap", AT, Registration(when, "rdap.register.example"))


VITALS = Measured("crux", AT, FieldVitals("page", Decimal(2190), Decimal(230), Decimal("0.31"), date(2026, 11, 23)))
FAILED = NotMeasured("open_pagerank", AT, "Open PageRank failed (status 500).")


@pytest.mark.parametrize(
    ("position", "score", "status"),
    [(1, "1", "ok"), (1_000_001, "0.9", "ok"), (2_500_001, "0.75", "partial"), (30_000_000, "0", "fail")],
)
def test_a08_is_the_percentile_of_the_rank(position: int, score: str, status: str) -> None:
    found = _checked(_rank(position))["A08"]
    assert (found.score, found.status, found.weight) == (Decimal(score), status, 20)


def test_a08_names_its_source_and_the_time_of_the_question() -> None:
    found = _checked(_rank(2_500_001))["A08"]
    assert (found.value, found.unit, found.source, found.confidence) == (75.0, "percentile", "Open PageRank", "medium")
    assert found.evidence == (
        "Position 2,500,001, PageRank 4.68 of 10.",
        "Compared with the first 10,000,000 domains.",
        "Open PageRank, asked on 2026-11-25 at 12:03 UTC, data of 26th October 2026.",
    )


@pytest.mark.parametrize(
    ("registered", "score"),
    [
        (datetime(2026, 11, 25, tzinfo=UTC), "0"),
        (datetime(2025, 11, 25, 6, tzinfo=UTC), "0.3869"),
        (datetime(2024, 11, 25, tzinfo=UTC), "0.6131"),
        (datetime(2021, 11, 20, tzinfo=UTC), "1"),
        (datetime(1995, 8, 14, tzinfo=UTC), "1"),
    ],
)
def test_a09_grows_with_the_logarithm_of_the_years(registered: datetime, score: str) -> None:
    assert _checked(_registered(registered))["A09"].score == Decimal(score)


def test_a09_counts_up_to_the_moment_the_audit_was_asked_for() -> None:
    later = replace(_site(_registered(datetime(2024, 11, 25, tzinfo=UTC))), gathered_at=NOW.replace(year=2027))
    rules = with_sources(RULES, {"rdap"})
    found = next(r for r in judge(later, KEYWORD, rules).results if r.id == "A09")
    assert (found.value, found.evidence[0]) == (3.0, "Registered on 2024-11-25, 3 full years ago.")
    assert (
        found.evidence[1] == "The domain register (RDAP), asked on 2026-11-25 at 12:03 UTC, at rdap.register.example."
    )


def test_a_source_that_failed_lowers_coverage_and_guesses_nothing() -> None:
    found, without, known = _audited(FAILED), _audited(), _audited(_rank(1))
    metric = next(m for m in found.authority.metrics if m.id == "A08")
    assert (metric.score, metric.status) == (None, "not_measured")
    assert metric.evidence == ("Open PageRank failed (status 500). (Open PageRank, asked on 2026-11-25 at 12:03 UTC.)",)
    assert (found.overall_score, found.coverage) == (without.overall_score, without.coverage)
    assert found.authority.coverage < known.authority.coverage


def test_without_a_source_the_rules_and_the_words_are_the_old_ones() -> None:
    assert with_sources(RULES, frozenset()) is RULES
    assert with_sources(RULES, {"crux", "pagespeed"}) is RULES
    found = _audited()
    assert found.ruleset_version == RULES.stamp
    assert found.notes[-3:-1] == (
        "Not measured, because no source is connected: backlinks, domain rank, domain age, search performance and Core"
        " Web Vitals. No ranking is predicted from what a page alone can show.",
        "Authority means on-page trust signals here. Weights are expert defaults, not a model of any search engine.",
    )
    checks = {m.id: m for m in found.authority.metrics}
    assert [(checks[i].source, checks[i].evidence) for i in ("A08", "A09")] == [
        ("none connected", ("Needs a domain rank data source; none is connected.",)),
        ("none connected", ("Needs registration data; none is connected.",)),
    ]


def test_rules_of_a_connected_source_have_a_stamp_of_their_own() -> None:
    sets: tuple[frozenset[SourceName], ...] = (frozenset({"rdap"}), frozenset({"open_pagerank"}), ALL, frozenset())
    stamps = {with_sources(RULES, names).stamp for names in sets}
    assert len(stamps) == 4
    weights = {name: rule.weight for name, rule in with_sources(RULES, ALL).rules.items()}
    assert weights == {name: rule.weight for name, rule in RULES.rules.items()}


def test_no_source_fills_backlinks_or_search_performance() -> None:
    found = _checked(_rank(1), _registered(AT), VITALS)
    assert {found[i].status for i in ("A07", "A10")} == {"not_measured"}


def test_vitals_are_told_with_source_and_time_and_not_scored() -> None:
    found, without = _audited(VITALS), _audited()
    assert (
        "Three of four visits to this page by phone in the 28 days up to 2026-11-23 were at least this good:"
        " LCP 2,190 ms (good), INP 230 ms (needs work), CLS 0.31 (poor). (The Chrome UX Report, asked on 2026-11-25 at"
        " 12:03 UTC; not part of the score.)"
    ) in found.notes
    assert any("search performance. No ranking" in note for note in found.notes)
    assert (found.overall_score, found.coverage) == (without.overall_score, without.coverage)


def test_a_laboratory_run_is_told_as_one_run() -> None:
    vitals = FieldVitals("site", Decimal(2310), None, None)
    run = LabRun(Decimal("0.72"), Decimal("3150.4"), Decimal(120), Decimal("0.02"), "13.4.1", vitals)
    notes = _audited(Measured("pagespeed", AT, run)).notes
    assert (
        "One laboratory run (Lighthouse 13.4.1), which varies from run to run: performance 72 of 100, LCP 3,150 ms,"
        " blocking time 120 ms, CLS 0.02. (PageSpeed Insights, asked on 2026-11-25 at 12:03 UTC; not part of the"
        " score.)"
    ) in notes
    assert any(n.startswith("Three of four visits to the whole site by phone were") for n in notes)


def test_a_speed_source_that_failed_is_named() -> None:
    reason = "The Chrome UX Report failed (status 500)."
    assert (
        f"{reason} (The Chrome UX Report, asked on 2026-11-25 at 12:03 UTC.)"
        in _audited(NotMeasured("crux", AT, reason)).notes
    )


def test_competitors_get_none_of_the_pages_own_measurements() -> None:
    rivals = (competitor("a", article_text()), competitor("b", article_text()))
    site = replace(evidence_of(competitors=rivals), sources=(_rank(1), _registered(NOW)))
    rows = audit(ORDER, site, with_sources(RULES, ALL)).result.competitor_benchmarks
    plain = audit(ORDER, replace(site, sources=()), RULES).result.competitor_benchmarks
    assert rows == plain


def test_a_better_answer_never_lowers_the_score() -> None:
    scores = [_audited(_rank(position)).authority.score or 0 for position in (9_000_000, 5_000_000, 1_000_000, 1)]
    assert scores == sorted(scores)

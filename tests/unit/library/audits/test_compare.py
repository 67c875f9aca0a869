"""The comparison of two audits: its laws for any pair, and its words for chosen ones."""

from typing import Any, Final

import pytest
from hypothesis import given, settings

from library.audits.compare import compare, same_page
from library.audits.model import AuditComparison, Change, CheckChange, ScoreChange
from library.audits.stored import StoredAudit, Subject
from unit.library.audits.subjects import head, metric, subject, subjects

_MIRRORED: Final[dict[Change, Change]] = {
    "new": "fixed",
    "fixed": "new",
    "worse": "better",
    "better": "worse",
    "unchanged": "unchanged",
    "not_comparable": "not_comparable",
}


def _only(before: Subject, after: Subject) -> CheckChange:
    (check,) = compare(before, after).checks
    return check


def _codes(found: AuditComparison) -> list[str]:
    return [caveat.code for caveat in found.caveats]


def _scores(found: AuditComparison) -> list[ScoreChange]:
    change = found.score_change
    return [change.overall, change.technical, change.topical, change.authority]


@settings(max_examples=50, deadline=None)
@given(subjects())
def test_an_audit_compared_with_itself_has_not_changed(one: Subject) -> None:
    found = compare(one, one)
    assert {check.change for check in found.checks} <= {"unchanged"}
    assert all(check.evidence is None and not check.points for check in found.checks)
    assert all(not score.change for score in _scores(found))
    assert found.parts is None or found.parts.model_dump() == {"checks": 0, "caps": 0, "rounding": 0}
    assert set(_codes(found)) <= {"no_score"}


@settings(max_examples=50, deadline=None)
@given(subjects(), subjects())
def test_two_audits_that_change_places_give_the_mirror(one: Subject, other: Subject) -> None:
    there, back = compare(one, other), compare(other, one)
    mirrored = {check.id: check for check in back.checks}
    assert sorted(mirrored) == sorted(check.id for check in there.checks)
    for check in there.checks:
        twin = mirrored[check.id]
        assert twin.change == _MIRRORED[check.change]
        assert (twin.state_before, twin.state_after) == (check.state_after, check.state_before)
        assert (twin.score_before, twin.score_after) == (check.score_after, check.score_before)
        assert (twin.value_before, twin.value_after) == (check.value_after, check.value_before)
        assert twin.points == (None if check.points is None else -check.points)
    assert [(s.before, s.after) for s in _scores(back)] == [(s.after, s.before) for s in _scores(there)]
    assert [s.change for s in _scores(back)] == [None if s.change is None else -s.change for s in _scores(there)]
    assert {*_codes(back)} - {"order_reversed"} == {*_codes(there)} - {"order_reversed"}


@settings(max_examples=50, deadline=None)
@given(subjects(), subjects())
def test_the_parts_add_up_to_the_change(one: Subject, other: Subject) -> None:
    found = compare(one, other)
    has_scores = one.head.overall_score is not None and other.head.overall_score is not None
    assert (found.parts is not None) == has_scores
    if found.parts is None:
        assert all(check.points is None for check in found.checks)
        return
    parts, change = found.parts, found.score_change.overall.change
    assert sum(check.points or 0 for check in found.checks) == pytest.approx(parts.checks, abs=1e-9)
    assert parts.checks + parts.caps + parts.rounding == pytest.approx(change, abs=1e-9)
    assert abs(parts.rounding) <= 1


@settings(max_examples=25, deadline=None)
@given(subjects(), subjects())
def test_every_check_is_counted_once_and_trouble_comes_first(one: Subject, other: Subject) -> None:
    found = compare(one, other)
    counts = found.counts.model_dump()
    assert sum(counts.values()) == len(found.checks) == len({check.id for check in found.checks})
    order = ["new", "worse", "fixed", "better", "not_comparable", "unchanged"]
    assert [check.change for check in found.checks] == sorted((c.change for c in found.checks), key=order.index)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("good", "warning", "new"),
        ("good", "critical", "new"),
        ("warning", "good", "fixed"),
        ("not_measured", "critical", "not_comparable"),
        ("critical", "not_measured", "not_comparable"),
        ("good", "not_measured", "not_comparable"),
        ("good", "good", "unchanged"),
        ("not_measured", "not_measured", "unchanged"),
    ],
)
def test_a_change_of_state_has_its_word(before: str, after: str, change: str) -> None:
    assert _only(subject(metric("T10", before)), subject(metric("T10", after))).change == change


@pytest.mark.parametrize(
    ("status", "change"), [("critical", "fixed"), ("good", "not_comparable"), ("not_measured", "not_comparable")]
)
def test_a_check_that_no_longer_applies_was_a_problem_or_is_not_comparable(status: str, change: str) -> None:
    check = _only(subject(metric("T18", status)), subject(absent=("T18",)))
    assert (check.change, check.state_after, check.score_after) == (change, "not_applicable", None)
    assert check.evidence is not None
    assert check.evidence.after == ("None.",)


@pytest.mark.parametrize(("score", "change"), [(40.0, "better"), (20.0, "worse"), (30.0, "unchanged")])
def test_a_problem_that_stays_is_judged_by_its_score(score: float, change: str) -> None:
    before = subject(metric("T11", "warning", score=30.0))
    assert _only(before, subject(metric("T11", "warning", score=score))).change == change


def test_a_check_of_newer_rules_is_neither_new_nor_fixed() -> None:
    check = _only(subject(), subject(metric("T32", "critical")))
    assert (check.change, check.state_before, check.state_after) == ("not_comparable", None, "problem")


def test_points_evidence_and_scores_are_those_of_the_two_audits() -> None:
    before = subject(metric("T10", "critical", score=0.0, contribution=0.0, value=0, evidence=["  no title "]))
    after = subject(metric("T10", score=100.0, contribution=12.3456, value=1, evidence=["“A title”"]))
    found = compare(before, after)
    assert found.checks[0].model_dump() == {
        "id": "T10",
        "pillar": "technical",
        "title": "T10",
        "change": "fixed",
        "state_before": "problem",
        "state_after": "ok",
        "score_before": 0,
        "score_after": 100,
        "value_before": 0,
        "value_after": 1,
        "points": 12.3456,
        "evidence": {"before": ("  no title ",), "after": ("“A title”",)},
    }
    assert found.parts is not None
    assert found.parts.model_dump() == {"checks": 12.3456, "caps": 0, "rounding": -0.3456}
    assert found.score_change.overall.model_dump() == {"before": 0, "after": 12, "change": 12}


def test_what_a_gate_takes_stands_apart_from_the_checks() -> None:
    many = [metric(f"C{n:02}") for n in range(8)]
    found = compare(subject(*many), subject(*many, caps=(60, 30)))
    assert found.parts is not None
    assert found.parts.model_dump() == {"checks": 0, "caps": -50, "rounding": 0}
    assert found.score_change.overall.change == -50


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"ruleset_version": "2"}, "ruleset_changed", "1 and 2"),
        ({"primary_keyword": "erp"}, "keyword_changed", "“crm” and “erp”"),
        ({"final_url": "https://www.example.com/"}, "page_moved", "https://www.example.com/"),
        ({"coverage": 0.7}, "coverage_changed", "80 % of the weights was measured in the first audit and 70 %"),
        ({"scored_at": "2026-11-24T09:00:00Z"}, "order_reversed", "later"),
        ({"overall_score": None}, "no_score", "The second audit has no overall score"),
    ],
)
def test_what_else_made_the_difference_is_said(changes: dict[str, Any], code: str, words: str) -> None:
    (caveat,) = compare(subject(metric("T10")), subject(metric("T10"), **changes)).caveats
    assert caveat.code == code
    assert words in caveat.message


def test_capitals_of_a_keyword_make_no_difference() -> None:
    assert compare(subject(), subject(primary_keyword="CRM")).caveats == ()


def test_points_of_checks_that_stayed_the_same_are_explained() -> None:
    before = subject(metric("T10"), metric("T11", "not_measured", contribution=None, score=None))
    after = subject(metric("T10", contribution=8.0), metric("T11", contribution=2.0))
    found = compare(before, after)
    assert _codes(found) == ["reweighted"]
    assert {check.id: check.points for check in found.checks} == {"T10": -2.0, "T11": 2.0}


def test_an_audit_that_does_not_add_up_gives_no_points() -> None:
    bare = Subject(head(), StoredAudit.model_validate({"auditId": "old", "technical": {"metrics": []}}))
    found = compare(bare, subject(metric("T10")))
    assert (found.parts, found.checks[0].points) == (None, None)
    assert _codes(found) == ["points_unknown"]
    assert found.score_change.overall.change == -40


def test_other_competitors_are_said() -> None:
    rival = StoredAudit.model_validate({"uncappedScore": 50, "competitorBenchmarks": [{"competitor": "a.test"}]})
    assert "competitors_changed" in _codes(compare(subject(), Subject(head(), rival)))


def test_a_page_is_the_same_by_what_was_asked_for_or_where_it_was_found() -> None:
    page = head()
    assert same_page(page, head(domain="https://example.com"))
    assert same_page(page, head(final_url="https://www.example.com/"))
    assert not same_page(page, head(domain="example.com/b", final_url="https://example.com/b"))
    assert not same_page(head(final_url=None), head(domain="other.test", final_url=None))

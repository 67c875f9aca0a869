import pytest

from scoring.assess import assess
from scoring.model import Assessment
from scoring.report import UnknownFindingError
from support_documents import common, rewritten, strong

_BRIEF = common.brief()


def _weak() -> Assessment:
    return assess(rewritten.fluent("brand_positioning"), _BRIEF)


def test_a_repair_brings_what_its_finding_says() -> None:
    brief = _BRIEF.model_copy(update={"baselines": {}})
    before = assess(strong.positioning(), brief)
    finding = next(item for item in before.findings if item.rule == "proof.user-evidence")
    after = assess(strong.positioning(), brief, frozenset({finding.id}))
    assert after.score.overall - before.score.overall == pytest.approx(finding.points, abs=1)
    assert after.score.proof > before.score.proof
    assert finding.id not in {item.id for item in after.findings}


def test_all_repairs_together_bring_everything_that_findings_name() -> None:
    before = _weak()
    after = assess(rewritten.fluent("brand_positioning"), _BRIEF, frozenset(item.id for item in before.findings))
    assert before.score.overall < 20
    # What stays is weak by less than a finding reports.
    assert after.score.overall >= 95
    assert after.compliance == "pass"
    assert not after.findings


def test_one_of_two_failures_repaired_leaves_the_document_failed() -> None:
    text = "Studies show that 90% of customers prefer a price in writing. Experts agree that price wins."
    document = strong.positioning().model_copy(update={"executive_summary": text})
    before = assess(document, _BRIEF)
    fatal = [item for item in before.findings if item.severity == "critical"]
    assert len(fatal) == 2
    assert [item.points for item in fatal] == [0.0, 0.0]
    assert assess(document, _BRIEF, frozenset({fatal[0].id})).compliance == "fail"
    assert assess(document, _BRIEF, frozenset(item.id for item in fatal)).compliance != "fail"


def test_no_repair_makes_the_score_worse() -> None:
    before = _weak()
    for finding in before.findings:
        after = assess(rewritten.fluent("brand_positioning"), _BRIEF, frozenset({finding.id}))
        assert after.score.overall >= before.score.overall, finding.id


def test_findings_have_different_ids() -> None:
    ids = [finding.id for finding in _weak().findings]
    assert len(ids) == len(set(ids))


def test_an_unknown_finding_is_named() -> None:
    with pytest.raises(UnknownFindingError) as raised:
        assess(strong.positioning(), _BRIEF, frozenset({"clarity.nonsense"}))
    assert raised.value.ids == ["clarity.nonsense"]

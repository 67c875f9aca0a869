"""What is advised first: gates, then points for the effort; and what the first repairs bring together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from seo_evidence import checked, evidence_of, fetched, on_page, page
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import Meta, SiteEvidence
from seo_worker.result.recommendations import first_steps, recommendations
from seo_worker.scoring.impact import Impact, impacts
from seo_worker.scoring.score import score

RULES = load_ruleset()
NOINDEX = Meta("robots", "noindex", "name", True)
# A missing title and description are quick to mend, a slow answer is not.
POOR = evidence_of(
    the_page=page(titles=(), metas=(), images=(), structured=(), anchors=()), fetch=fetched(response_ms=(1500.0,))
)
HIDDEN = on_page(titles=(), metas=(NOINDEX,), anchors=())
UNREACHABLE = evidence_of(fetch=fetched(status=503))
SITES = {"poor": POOR, "hidden": HIDDEN, "unreachable": UNREACHABLE}


def judged(site: SiteEvidence) -> tuple[CheckResult, ...]:
    return tuple(checked(site).values())


def ranked(results: tuple[CheckResult, ...]) -> tuple[Impact, ...]:
    return impacts(results, score(results, RULES), RULES)


def weight(impact: Impact) -> Decimal:
    return RULES.efforts[RULES.rules[impact.result.id].effort].weight


def mended(results: tuple[CheckResult, ...], ids: set[str]) -> tuple[CheckResult, ...]:
    return tuple(replace(r, score=Decimal(1), status="ok", gate=None) if r.id in ids else r for r in results)


def overall(results: tuple[CheckResult, ...]) -> Decimal:
    found = score(results, RULES).overall
    assert found is not None
    return found


def test_work_is_ordered_by_points_for_the_effort() -> None:
    rates = [(impact.points or Decimal(0)) / weight(impact) for impact in ranked(judged(POOR))]
    assert len(rates) > 10
    assert rates == sorted(rates, reverse=True)


def test_a_quick_repair_comes_before_a_long_one_that_brings_a_little_more() -> None:
    two = {"C01": "0.7", "C11": "0.82"}
    results = tuple(
        replace(r, score=Decimal(two.get(r.id, "1")), status="partial" if r.id in two else "ok", gate=None)
        for r in judged(evidence_of())
    )
    first, second = ranked(results)
    assert (first.result.id, second.result.id) == ("C01", "C11")
    assert (first.points or 0) < (second.points or 0)


def test_a_gate_comes_first_whatever_its_effort() -> None:
    assert ranked(judged(HIDDEN))[0].result.gate == "noindex"


@pytest.mark.parametrize("name", SITES)
def test_the_order_of_the_checks_changes_no_recommendation(name: str) -> None:
    results = judged(SITES[name])
    forth, back = ranked(results), ranked(results[::-1])
    assert [i.result.id for i in forth] == [i.result.id for i in back]


@pytest.mark.parametrize("name", ["poor", "hidden"])
def test_mending_what_is_advised_first_brings_its_points(name: str) -> None:
    results = judged(SITES[name])
    first = ranked(results)[0]
    assert overall(mended(results, {first.result.id})) - overall(results) >= (first.points or 0) > 0


def test_what_could_not_be_measured_is_no_repair() -> None:
    results = judged(POOR)
    unknown = {r.id for r in results if r.status in {"not_measured", "not_applicable", "error"}}
    assert {"A07", "A08", "C11"} <= unknown
    assert not unknown & {i.result.id for i in ranked(results)}


def test_the_first_steps_are_worked_out_together() -> None:
    results = judged(HIDDEN)
    now, order = score(results, RULES), ranked(results)
    steps = first_steps(order, results, now, RULES)
    then = overall(mended(results, {i.result.id for i in order[:3]}))
    assert steps is not None
    assert list(steps.recommendations) == [i.result.id for i in order[:3]]
    assert steps.points == round(float(then - overall(results)), 1)
    # The gate hides what the others bring, so their sum says too little.
    assert steps.points > sum(float(i.points or 0) for i in order[:3])


def test_without_a_score_or_anything_to_mend_there_are_no_first_steps() -> None:
    dead = judged(UNREACHABLE)
    assert first_steps(ranked(dead), dead, score(dead, RULES), RULES) is None
    well = mended(dead, {r.id for r in dead if r.score is not None})
    assert first_steps(ranked(well), well, score(well, RULES), RULES) is None


def test_each_recommendation_has_its_rank_and_the_hours_that_are_assumed() -> None:
    told = recommendations(ranked(judged(POOR)), RULES)
    assert [r.priority for r in told] == list(range(1, len(told) + 1))
    assert {(r.effort, r.effort_hours.least, r.effort_hours.most) for r in told} <= {
        ("low", 0, 1),
        ("medium", 1, 8),
        ("high", 8, 40),
    }
    assert {r.effort_hours.basis for r in told} == {"assumption"}

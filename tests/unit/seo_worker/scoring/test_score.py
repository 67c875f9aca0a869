"""The arithmetic of the score, by hand on small sets of checks."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from seo_worker.checks.outcome import CheckResult, CheckStatus
from seo_worker.checks.rules import Gate, Pillar, load_ruleset
from seo_worker.scoring.impact import impacts
from seo_worker.scoring.score import rounded, score

RULES = load_ruleset()


def check(
    id_: str, points: str | None, *, weight: int = 10, status: CheckStatus = "ok", gate: Gate | None = None
) -> CheckResult:
    pillars: dict[str, Pillar] = {"T": "technical", "C": "topical", "A": "authority"}
    known = None if points is None else Decimal(points)
    return CheckResult(
        id_, pillars[id_[0]], id_, status, known, Decimal(weight), None, None, "", (), "", "high", None, gate
    )


def unknown(id_: str, weight: int = 10) -> CheckResult:
    return check(id_, None, weight=weight, status="not_measured")


def inapplicable(id_: str, weight: int = 10) -> CheckResult:
    return check(id_, None, weight=weight, status="not_applicable")


def three(letter: str, *points: str) -> tuple[CheckResult, ...]:
    return tuple(
        check(f"{letter}0{n}", p, status="ok" if p == "1" else "partial") for n, p in enumerate(points, start=1)
    )


ALL = (*three("T", "1", "1", "0.4"), *three("C", "1", "0.5", "0"), *three("A", "0.2", "0.2", "0.2"))


def test_pillars_are_weighted_means_and_the_score_a_mean_of_35_40_25() -> None:
    found = score(ALL, RULES)
    # technical 80, topical 50, authority 20: 0.35 * 80 + 0.40 * 50 + 0.25 * 20
    assert found.overall == 53
    assert {name: p.score for name, p in found.pillars.items()} == {"technical": 80, "topical": 50, "authority": 20}
    assert (found.coverage, found.low, found.high) == (1, 53, 53)


def test_heavier_checks_count_more() -> None:
    checks = (check("T01", "1", weight=30), check("T02", "0", weight=10), check("T03", "0", weight=10))
    assert score(checks, RULES).pillars["technical"].score == 60


def test_what_does_not_apply_leaves_without_a_trace() -> None:
    assert score((*ALL, inapplicable("T09", 90)), RULES) == score(ALL, RULES)


def test_what_is_unknown_lowers_coverage_and_widens_the_range_only() -> None:
    found = score((*ALL, unknown("A09", 30)), RULES)
    authority = found.pillars["authority"]
    assert found.overall == 53
    # authority: 6 of 60 points known to be there, 30 more possible; 30 of 60 measured
    assert (authority.coverage, authority.low, authority.high) == (Decimal("0.5"), 10, 60)
    assert (found.coverage, found.low, found.high) == (Decimal("0.875"), Decimal("50.5"), 63)


def test_an_error_counts_as_unknown() -> None:
    broken = check("A09", None, weight=30, status="error")
    assert score((*ALL, broken), RULES).coverage == Decimal("0.875")


def test_a_pillar_known_too_little_has_no_score_and_the_rest_decide() -> None:
    found = score((*ALL, unknown("A09", 60)), RULES)
    # 30 of 90 is below 35 %: (0.35 * 80 + 0.40 * 50) / 0.75
    assert found.pillars["authority"].score is None
    assert found.overall == 64
    assert found.coverage == (35 + 40 + Decimal(25) / 3) / 100


def test_two_checks_are_too_few_for_a_pillar() -> None:
    found = score((*three("T", "1", "1"), *three("C", "1", "1", "1"), *three("A", "1", "1", "1")), RULES)
    assert found.pillars["technical"].score is None


def test_no_score_at_all_when_too_little_is_known() -> None:
    found = score((*three("T", "1", "1", "1"), unknown("C01", 90), unknown("A01", 90)), RULES)
    assert found.coverage == Decimal("0.35")
    assert (found.overall, found.uncapped, found.low) == (None, None, None)
    assert found.contributions == {}


def test_the_range_always_holds_the_score() -> None:
    found = score(
        (*three("T", "0", "0", "0"), *three("C", "0", "0", "0"), *three("A", "1", "1", "1"), unknown("A09", 60)), RULES
    )
    assert (found.overall, found.low) == (0, 0)


def test_what_comes_to_be_known_later_stays_in_the_range_while_a_pillar_has_no_score() -> None:
    now = (*three("T", "1", "1", "1"), *three("C", "1", "1", "0.5"), *three("A", "0", "0", "0"), unknown("A07", 60))
    found = score((*now, unknown("C11")), RULES)
    # Topical 2.5 of 4 at worst and 3.5 of 4 at best, authority 0 of 9 at worst, or without a score at all:
    # 35 + 0.40 * 62.5 + 0 and (35 * 100 + 40 * 87.5) / 75.
    assert found.low == 60
    assert rounded(found.high or Decimal(0), 4) == Decimal("93.3333")
    assert score((*now, check("C11", "1")), RULES).overall == found.high


def test_a_gate_that_nobody_could_look_at_may_be_shut() -> None:
    found = score((*ALL[:2], check("T04", "0.4", status="partial"), *ALL[3:], unknown("T03")), RULES)
    assert (found.overall, found.low) == (53, 30)


def test_a_check_without_weight_is_no_evidence_for_a_pillar() -> None:
    found = score((*ALL[:2], check("T32", "1", weight=0), *ALL[3:]), RULES)
    assert found.pillars["technical"].score is None
    assert found.contributions.get("T32", 0) == 0


@pytest.mark.parametrize(
    ("gate", "cap"), [("noindex", 30), ("robots_blocked", 30), ("robots_unavailable", 40), ("canonical_elsewhere", 53)]
)
def test_a_gate_caps_the_score_and_shows_what_it_would_be(gate: Gate, cap: int) -> None:
    shut = replace(ALL[2], gate=gate)
    found = score((*ALL[:2], shut, *ALL[3:]), RULES)
    assert found.overall == cap
    assert found.uncapped == 53
    assert [c.gate for c in found.capped_by] == [gate]


def test_the_tightest_cap_holds() -> None:
    two = (replace(ALL[0], gate="canonical_elsewhere"), replace(ALL[1], gate="noindex"), *ALL[2:])
    found = score(two, RULES)
    assert found.overall == 30
    assert [c.cap for c in found.capped_by] == [30, 60]
    assert (found.low, found.high) == (30, 30)


def test_an_unreachable_page_has_no_score() -> None:
    found = score((check("T01", "0", status="fail", gate="unreachable"), *ALL[1:]), RULES)
    assert found.unreachable
    assert (found.overall, found.uncapped, found.high) == (None, None, None)
    assert {p.score for p in found.pillars.values()} == {None}


def test_contributions_add_up_to_the_score_before_caps() -> None:
    shut = (*ALL[:2], replace(ALL[2], gate="noindex"), *ALL[3:], unknown("C09", 7))
    found = score(shut, RULES)
    assert found.uncapped is not None
    assert abs(sum(found.contributions.values()) - found.uncapped) < Decimal("0.000001")
    # T03: 35 points of the whole, a third of the pillar's weight, four tenths of the check
    assert rounded(found.contributions["T03"], 4) == Decimal("4.6667")


@pytest.mark.parametrize(("value", "shown"), [("52.5", 52), ("53.5", 54), ("52.51", 53), ("0", 0)])
def test_halves_are_rounded_to_even(value: str, shown: int) -> None:
    assert rounded(Decimal(value)) == shown


def gains(checks: Sequence[CheckResult]) -> list[tuple[str, Decimal | None]]:
    return [(i.result.id, i.points) for i in impacts(checks, score(checks, RULES), RULES)]


def test_impact_is_what_the_score_would_gain() -> None:
    # C03: 40 points, a third of the weight, nothing scored yet; C02: half of that.
    found = dict(gains(ALL))
    assert rounded(found["C03"] or Decimal(0), 4) == Decimal("13.3333")
    assert rounded(found["C02"] or Decimal(0), 4) == Decimal("6.6667")
    assert "C01" not in found


def test_a_gate_comes_first_even_when_a_second_one_hides_its_gain() -> None:
    one = (*ALL[:2], replace(ALL[2], gate="noindex"), *ALL[3:])
    # With the gate open and the check mended the score is 53 + 35 / 3 * 0.6 = 60 instead of 30.
    assert gains(one)[0] == ("T03", Decimal(30))
    two = (replace(ALL[0], status="fail", gate="robots_blocked"), *one[1:])
    assert [gains(two)[0][1], gains(two)[1][1]] == [0, 0]
    assert {gains(two)[0][0], gains(two)[1][0]} == {"T01", "T03"}


def test_under_a_cap_the_other_fixes_keep_their_order() -> None:
    # Nothing but the gate brings points, and C03 withholds the most: 40 % of the whole, a third of it, all of that.
    capped = (*ALL[:2], replace(ALL[2], gate="noindex"), *ALL[3:])
    assert gains(capped)[1] == ("C03", 0)


def test_without_a_score_there_is_nothing_to_gain() -> None:
    dead = (check("T01", "0", status="fail", gate="unreachable"), *ALL[1:])
    assert {p for _, p in gains(dead)} == {None}

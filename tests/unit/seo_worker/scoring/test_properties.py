"""Laws of the arithmetic for any set of check results: sums, ranges, and what a fix brings."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from seo_worker.checks.outcome import CheckResult, CheckStatus
from seo_worker.checks.rules import CapGate, Rule, load_ruleset
from seo_worker.scoring.impact import impacts
from seo_worker.scoring.score import score

RULES = load_ruleset()
GATES: dict[str, list[CapGate]] = {}
for _gate, _cap in RULES.caps.items():
    GATES.setdefault(_cap.check, []).append(_gate)
Results = tuple[CheckResult, ...]

examples = settings(max_examples=100, deadline=None)
# One draw says all of a check: up to 10 the tenths of its score, then does not apply, not measured, error.
_INAPPLICABLE, _UNMEASURED, _ERROR = 11, 12, 13
numbers = st.lists(st.integers(0, _ERROR), min_size=len(RULES.rules), max_size=len(RULES.rules))
# A pillar may be poor, mixed or perfect in all that is known of it.
levels = st.fixed_dictionaries(dict.fromkeys("TCA", st.sampled_from(["poor", "mixed", "perfect"])))
# What comes to be known is all bad, all good or mixed, in a part of the checks: that is where a range would be left.
answers = st.sampled_from([(0,), (10,), (0, 10), (5, _INAPPLICABLE)])
# A pillar that is hardly known has no score; a gate that is not known may be shut.
hidden = st.sets(st.sampled_from(["T", "C", "A", *GATES]), max_size=3)
_ABSENCES: dict[int, CheckStatus] = {_INAPPLICABLE: "not_applicable", _UNMEASURED: "not_measured", _ERROR: "error"}


def _result(rule: Rule, drawn: int) -> CheckResult:
    if drawn in _ABSENCES:
        return _made(rule, _ABSENCES[drawn], None)
    points = Decimal(drawn) / 10
    return _made(rule, "ok" if points >= RULES.thresholds.good else "partial" if points else "fail", points)


def _made(rule: Rule, status: CheckStatus, points: Decimal | None) -> CheckResult:
    # A check that finds a gate shut scores nothing; of its gates the tightest is taken.
    gates = sorted(GATES.get(rule.id, []), key=lambda gate: RULES.caps[gate].cap)
    gate = gates[0] if gates and status == "fail" else None
    return CheckResult(
        rule.id, rule.pillar, rule.title, status, points, rule.weight, None, None, "", (), "", "high", None, gate
    )


def _page(drawn: list[int], level: dict[str, str]) -> Results:
    return tuple(
        _result(rule, {"poor": 2, "perfect": 10}.get(level[rule.id[0]], number) if number <= 10 else number)
        for rule, number in zip(RULES.rules.values(), drawn, strict=True)
    )


def _hide(found: Results, names: set[str]) -> Results:
    """Make checks unknown: those named, and three quarters of the pillars whose letter is named."""
    return tuple(
        _result(RULES.rules[r.id], _UNMEASURED) if r.id in names or (r.id[0] in names and int(r.id[1:]) % 4) else r
        for r in found
    )


def _later(now: Results, known: set[str], answer: tuple[int, ...]) -> Results:
    """Return the same page when some or all of what was unknown has come to be known."""
    return tuple(
        _result(RULES.rules[r.id], answer[n % len(answer)]) if is_unknown(r) and known & {r.id, r.id[0]} else r
        for n, r in enumerate(now)
    )


results = st.builds(_page, numbers, levels)


def is_unknown(result: CheckResult) -> bool:
    return result.status in {"not_measured", "error"}


@examples
@given(found=results)
def test_contributions_add_up_to_the_score_before_caps(found: Results) -> None:
    made = score(found, RULES)
    assert abs(sum(made.contributions.values(), Decimal(0)) - (made.uncapped or 0)) < Decimal("1e-20")
    assert all(0 <= points <= 100 for points in made.contributions.values())


@settings(examples, max_examples=300)
@given(found=results, names=hidden, answer=answers, known=st.sets(st.sampled_from(["T", "C", "A", *GATES])))
def test_whatever_comes_to_be_known_the_score_stays_in_the_range(
    found: Results, names: set[str], answer: tuple[int, ...], known: set[str]
) -> None:
    hid = _hide(found, names)
    now, then = score(hid, RULES), score(_later(hid, known, answer), RULES)
    if now.overall is None or now.low is None or now.high is None:
        assert now.low is now.high is None
        return
    tiny = Decimal("1e-20")
    assert now.low - tiny <= now.overall <= now.high + tiny
    assert then.overall is not None
    assert now.low - tiny <= then.overall <= now.high + tiny


@settings(examples, max_examples=30)
@given(found=results)
def test_the_points_of_a_fix_are_what_the_score_gains_by_it(found: Results) -> None:
    now = score(found, RULES)
    for impact in impacts(found, now, RULES):
        mended = tuple(
            replace(r, score=Decimal(1), status="ok", gate=None) if r.id == impact.result.id else r for r in found
        )
        then = score(mended, RULES)
        assert impact.points == (None if now.overall is None else (then.overall or 0) - now.overall)
        assert impact.points is None or impact.points >= 0


@examples
@given(found=results, place=st.integers(0, len(RULES.rules) - 1))
def test_a_better_check_never_lowers_the_score(found: Results, place: int) -> None:
    better = replace(found[place], score=Decimal(1), gate=None) if found[place].score is not None else found[place]
    now, then = score(found, RULES), score((*found[:place], better, *found[place + 1 :]), RULES)
    assert (then.overall or 0) >= (now.overall or 0)


@examples
@given(found=results)
def test_the_order_of_the_checks_changes_nothing(found: Results) -> None:
    forth, back = score(found, RULES), score(tuple(reversed(found)), RULES)
    assert abs((forth.overall or 0) - (back.overall or 0)) < Decimal("1e-20")
    assert (forth.capped_by, forth.contributions.keys()) == (back.capped_by, back.contributions.keys())

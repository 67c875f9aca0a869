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
# One draw says all of a check: up to 10 the tenths of its score, then does not apply, not measured, error, as it was.
_INAPPLICABLE, _UNMEASURED, _ERROR, _AS_IT_WAS = 11, 12, 13, 14
draws = st.lists(st.integers(0, _ERROR), min_size=len(RULES.rules), max_size=len(RULES.rules))
later_draws = st.lists(
    st.sampled_from([*range(12), *[_AS_IT_WAS] * 8]), min_size=len(RULES.rules), max_size=len(RULES.rules)
)
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


def _page(drawn: list[int]) -> Results:
    return tuple(_result(rule, number) for rule, number in zip(RULES.rules.values(), drawn, strict=True))


def _later(now: Results, drawn: list[int]) -> Results:
    """Return the same page when some or all of what was unknown has come to be known."""
    return tuple(
        r if not is_unknown(r) or number == _AS_IT_WAS else _result(RULES.rules[r.id], number)
        for r, number in zip(now, drawn, strict=True)
    )


results = draws.map(_page)


def is_unknown(result: CheckResult) -> bool:
    return result.status in {"not_measured", "error"}


@examples
@given(found=results)
def test_contributions_add_up_to_the_score_before_caps(found: Results) -> None:
    made = score(found, RULES)
    assert abs(sum(made.contributions.values(), Decimal(0)) - (made.uncapped or 0)) < Decimal("1e-20")
    assert all(0 <= points <= 100 for points in made.contributions.values())


@examples
@given(found=results, drawn=later_draws)
def test_whatever_comes_to_be_known_the_score_stays_in_the_range(found: Results, drawn: list[int]) -> None:
    now, then = score(found, RULES), score(_later(found, drawn), RULES)
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

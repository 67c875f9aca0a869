"""What mending one check would bring: the overall score worked out again with it at full score, caps included."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Effort, Ruleset
from seo_worker.scoring.score import Score, score

_EFFORTS: dict[Effort, int] = {"low": 0, "medium": 1, "high": 2}


@dataclass(frozen=True, slots=True)
class Impact:
    """A check worth mending and the points the overall score would gain; None when there is no score to gain on."""

    result: CheckResult
    points: Decimal | None


def impacts(results: Sequence[CheckResult], current: Score, ruleset: Ruleset) -> tuple[Impact, ...]:
    """Return the checks that fall short, the most rewarding first; those that shut a gate come before all others."""
    short = [r for r in results if r.status in {"partial", "fail"}]
    found = [Impact(r, _gain(r, results, current, ruleset)) for r in short]
    return tuple(sorted(found, key=lambda i: _rank(i, ruleset)))


def _gain(mended: CheckResult, results: Sequence[CheckResult], current: Score, ruleset: Ruleset) -> Decimal | None:
    if current.overall is None:
        return None
    better = replace(mended, score=Decimal(1), status="ok", gate=None)
    after = score([better if r.id == mended.id else r for r in results], ruleset)
    return max((after.overall or Decimal(0)) - current.overall, Decimal(0))


def _rank(impact: Impact, ruleset: Ruleset) -> tuple[bool, Decimal, int, str]:
    rule = ruleset.rules[impact.result.id]
    return impact.result.gate is None, -(impact.points or Decimal(0)), _EFFORTS[rule.effort], rule.id

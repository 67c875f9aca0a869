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
    """A check worth mending.

    `points` is what the overall score would gain, None when there is no score. `potential` is what the check withholds
    from a page of which everything is known and nothing is capped: it orders what a cap makes look equally useless.
    """

    result: CheckResult
    points: Decimal | None
    potential: Decimal


def impacts(results: Sequence[CheckResult], current: Score, ruleset: Ruleset) -> tuple[Impact, ...]:
    """Return the checks that fall short, the most rewarding first; those that shut a gate come before all others."""
    short = [r for r in results if r.status in {"partial", "fail"}]
    found = [Impact(r, _gain(r, results, current, ruleset), _withheld(r, current, ruleset)) for r in short]
    return tuple(sorted(found, key=lambda i: _rank(i, ruleset)))


def _gain(mended: CheckResult, results: Sequence[CheckResult], current: Score, ruleset: Ruleset) -> Decimal | None:
    if current.overall is None:
        return None
    better = replace(mended, score=Decimal(1), status="ok", gate=None)
    after = score([better if r.id == mended.id else r for r in results], ruleset)
    return max((after.overall or Decimal(0)) - current.overall, Decimal(0))


def _withheld(result: CheckResult, current: Score, ruleset: Ruleset) -> Decimal:
    of_pillar = ruleset.pillars[result.pillar] / sum(ruleset.pillars[name] for name in current.pillars)
    missing = 1 - (result.score or Decimal(0))
    return 100 * of_pillar * result.weight * missing / current.pillars[result.pillar].applicable_weight


def _rank(impact: Impact, ruleset: Ruleset) -> tuple[bool, Decimal, Decimal, int, str]:
    rule = ruleset.rules[impact.result.id]
    gained = -(impact.points or Decimal(0))
    tie = -impact.potential if not impact.points else Decimal(0)
    return impact.result.gate is None, gained, tie, _EFFORTS[rule.effort], rule.id

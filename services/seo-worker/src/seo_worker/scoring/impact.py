"""What mending one check would bring: the overall score worked out again with it at full score, caps included."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Ruleset
from seo_worker.scoring.score import Score, score


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
    """Return the checks that fall short: those that shut a gate first, then by what they bring for their effort."""
    short = [r for r in results if r.status in {"partial", "fail"}]
    found = [Impact(r, _gain((r,), results, current, ruleset), _withheld(r, current, ruleset)) for r in short]
    return tuple(sorted(found, key=lambda i: _rank(i, ruleset)))


def joint_gain(
    mended: Sequence[Impact], results: Sequence[CheckResult], current: Score, ruleset: Ruleset
) -> Decimal | None:
    """Return what mending several checks at once would bring: less or more than their sum, they overlap."""
    return _gain([impact.result for impact in mended], results, current, ruleset)


def _gain(
    mended: Sequence[CheckResult], results: Sequence[CheckResult], current: Score, ruleset: Ruleset
) -> Decimal | None:
    if current.overall is None:
        return None
    better = {r.id: replace(r, score=Decimal(1), status="ok", gate=None) for r in mended}
    after = score([better.get(r.id, r) for r in results], ruleset)
    return max((after.overall or Decimal(0)) - current.overall, Decimal(0))


def _withheld(result: CheckResult, current: Score, ruleset: Ruleset) -> Decimal:
    of_pillar = ruleset.pillars[result.pillar] / sum(ruleset.pillars[name] for name in current.pillars)
    missing = 1 - (result.score or Decimal(0))
    return 100 * of_pillar * result.weight * missing / current.pillars[result.pillar].applicable_weight


def _rank(impact: Impact, ruleset: Ruleset) -> tuple[bool, Decimal, Decimal, str]:
    """Order by gate, then points for the effort; what a cap or a missing score makes worthless, by its potential."""
    rule = ruleset.rules[impact.result.id]
    weight = ruleset.efforts[rule.effort].weight
    potential = Decimal(0) if impact.points else impact.potential
    return impact.result.gate is None, -(impact.points or Decimal(0)) / weight, -potential / weight, rule.id

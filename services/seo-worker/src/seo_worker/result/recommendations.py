"""Says what to mend first: with the points it would bring, and the hours it may take."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Effort, Ruleset
from seo_worker.result.advice_wire import EffortHours, FirstSteps, ImpactLevel, Recommendation
from seo_worker.result.metrics import points
from seo_worker.scoring.impact import Impact, joint_gain
from seo_worker.scoring.score import Score, rounded

_HIGH = Decimal(3)
_MEDIUM = Decimal(1)
_FIRST: Final = 3


def recommendations(impacts: Sequence[Impact], ruleset: Ruleset) -> tuple[Recommendation, ...]:
    """Word the checks worth mending in their order."""
    return tuple(_recommendation(rank, impact, ruleset) for rank, impact in enumerate(impacts, start=1))


def first_steps(
    impacts: Sequence[Impact], results: Sequence[CheckResult], current: Score, ruleset: Ruleset
) -> FirstSteps | None:
    """Tell what the first three recommendations bring together; None without a score or with nothing to mend."""
    first = impacts[:_FIRST]
    gained = joint_gain(first, results, current, ruleset)
    if not first or gained is None or current.overall is None:
        return None
    return FirstSteps(
        recommendations=tuple(impact.result.id for impact in first),
        points=float(rounded(gained, 1)),
        overall_score=int(rounded(current.overall + gained)),
    )


def effort_hours(effort: Effort, ruleset: Ruleset) -> EffortHours:
    """Return the hours that the rules assume for a size of repair."""
    least, most = ruleset.efforts[effort].hours
    return EffortHours(least=least, most=most)


def _recommendation(rank: int, impact: Impact, ruleset: Ruleset) -> Recommendation:
    result, rule = impact.result, ruleset.rules[impact.result.id]
    return Recommendation(
        id=result.id,
        pillar=result.pillar,
        title=rule.advice,
        action=result.fix or rule.fix,
        why=rule.why,
        impact=_level(impact),
        effort=rule.effort,
        effort_hours=effort_hours(rule.effort, ruleset),
        points=points(impact.points),
        priority=rank,
        evidence=result.evidence,
    )


def _level(impact: Impact) -> ImpactLevel:
    gained = impact.points or impact.potential
    if impact.result.gate is not None or gained >= _HIGH:
        return "high"
    return "medium" if gained >= _MEDIUM else "low"

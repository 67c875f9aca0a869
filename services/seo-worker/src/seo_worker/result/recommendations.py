"""Says what to mend first, with the points it would bring."""

from collections.abc import Sequence
from decimal import Decimal

from seo_worker.checks.rules import Ruleset
from seo_worker.result.metrics import points
from seo_worker.result.wire import ImpactLevel, Recommendation
from seo_worker.scoring.impact import Impact

_HIGH = Decimal(3)
_MEDIUM = Decimal(1)


def recommendations(impacts: Sequence[Impact], ruleset: Ruleset) -> tuple[Recommendation, ...]:
    """Word the checks worth mending in their order."""
    return tuple(_recommendation(impact, ruleset) for impact in impacts)


def _recommendation(impact: Impact, ruleset: Ruleset) -> Recommendation:
    result, rule = impact.result, ruleset.rules[impact.result.id]
    return Recommendation(
        id=result.id,
        pillar=result.pillar,
        title=rule.advice,
        action=result.fix or rule.fix,
        why=rule.why,
        impact=_level(impact),
        effort=rule.effort,
        points=points(impact.points),
        evidence=result.evidence,
    )


def _level(impact: Impact) -> ImpactLevel:
    gained = impact.points or impact.potential
    if impact.result.gate is not None or gained >= _HIGH:
        return "high"
    return "medium" if gained >= _MEDIUM else "low"

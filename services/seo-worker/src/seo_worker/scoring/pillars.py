"""Weighted means over what could be measured; what does not apply leaves, what is unknown lowers the coverage.

All arithmetic is exact decimal; nothing is rounded here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Pillar, Ruleset

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PillarScore:
    """Points of 100, or None when too little was measured; `low` and `high` count the unknown as 0 and as full."""

    pillar: Pillar
    score: Decimal | None
    coverage: Decimal
    low: Decimal
    high: Decimal
    measured_weight: Decimal
    applicable_weight: Decimal
    measured_checks: int


def pillar_scores(results: Sequence[CheckResult], ruleset: Ruleset) -> Mapping[Pillar, PillarScore]:
    """Return the score of each pillar that has a check that applies."""
    scores = (_pillar([r for r in results if r.pillar == pillar], pillar, ruleset) for pillar in ruleset.pillars)
    return {score.pillar: score for score in scores if score.applicable_weight}


def _pillar(results: Sequence[CheckResult], pillar: Pillar, ruleset: Ruleset) -> PillarScore:
    applicable = sum((r.weight for r in results if r.status != "not_applicable"), Decimal(0))
    scored = [(r.weight, r.score) for r in results if r.score is not None and r.weight]
    measured = sum((weight for weight, _ in scored), Decimal(0))
    points = sum((weight * score for weight, score in scored), Decimal(0))
    coverage = measured / applicable if applicable else Decimal(0)
    limits = ruleset.thresholds
    enough = coverage >= limits.minimum_coverage and len(scored) >= limits.minimum_checks
    return PillarScore(
        pillar=pillar,
        score=_HUNDRED * points / measured if enough else None,
        coverage=coverage,
        low=_HUNDRED * points / applicable if applicable else Decimal(0),
        high=_HUNDRED * (points + applicable - measured) / applicable if applicable else Decimal(0),
        measured_weight=measured,
        applicable_weight=applicable,
        measured_checks=len(scored),
    )

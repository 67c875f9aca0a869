"""The overall score: pillars by their weights, capped by gates, with range, coverage and contributions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import CapGate, Pillar, Ruleset
from seo_worker.scoring.pillars import PillarScore, pillar_scores


@dataclass(frozen=True, slots=True)
class Capped:
    """A gate that is shut: the check that found it and the most the page can score."""

    gate: CapGate
    check_id: str
    cap: int
    title: str


@dataclass(frozen=True, slots=True)
class Score:
    """All numbers of an audit, exact; `overall` is None when the page is unreachable or too little was measured.

    `contributions` are points of `uncapped` by check id and add up to it. `low` and `high` count everything unknown as
    worthless and as perfect.
    """

    overall: Decimal | None
    uncapped: Decimal | None
    low: Decimal | None
    high: Decimal | None
    coverage: Decimal
    pillars: Mapping[Pillar, PillarScore]
    capped_by: tuple[Capped, ...]
    contributions: Mapping[str, Decimal]
    unreachable: bool


def score(results: Sequence[CheckResult], ruleset: Ruleset) -> Score:
    """Work out all numbers from the check results."""
    unreachable = any(r.gate == "unreachable" for r in results)
    pillars = _without_scores(pillar_scores(results, ruleset)) if unreachable else pillar_scores(results, ruleset)
    points: dict[Pillar, Decimal] = {p.pillar: p.score for p in pillars.values() if p.score is not None}
    coverage = _mean({p.pillar: p.coverage for p in pillars.values()}, ruleset) or Decimal(0)
    known_enough = coverage >= ruleset.thresholds.minimum_overall_coverage
    uncapped = _mean(points, ruleset) if known_enough else None
    caps = _caps(results, ruleset)
    limit = Decimal(min((c.cap for c in caps), default=100))
    overall = None if uncapped is None else min(uncapped, limit)
    low, high = _range(pillars, overall, limit, ruleset)
    return Score(
        overall=overall,
        uncapped=uncapped,
        low=low,
        high=high,
        coverage=coverage,
        pillars=pillars,
        capped_by=caps,
        contributions={} if uncapped is None else _contributions(results, pillars, ruleset),
        unreachable=unreachable,
    )


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """Round half to even, which happens once, where a number is shown."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def _mean(values: Mapping[Pillar, Decimal], ruleset: Ruleset) -> Decimal | None:
    weight = sum((ruleset.pillars[name] for name in values), Decimal(0))
    return (
        sum((ruleset.pillars[name] * value for name, value in values.items()), Decimal(0)) / weight if weight else None
    )


def _caps(results: Sequence[CheckResult], ruleset: Ruleset) -> tuple[Capped, ...]:
    shut = [
        Capped(r.gate, r.id, ruleset.caps[r.gate].cap, ruleset.caps[r.gate].title)
        for r in results
        if r.gate is not None and r.gate != "unreachable"
    ]
    return tuple(sorted(shut, key=lambda c: (c.cap, c.check_id)))


def _range(
    pillars: Mapping[Pillar, PillarScore], overall: Decimal | None, limit: Decimal, ruleset: Ruleset
) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of the range; a pillar without a score is in it, so it is widened to hold the overall score."""
    low = _mean({p.pillar: p.low for p in pillars.values()}, ruleset)
    high = _mean({p.pillar: p.high for p in pillars.values()}, ruleset)
    if overall is None or low is None or high is None:
        return None, None
    return min(low, overall, limit), min(max(high, overall), limit)


def _contributions(
    results: Sequence[CheckResult], pillars: Mapping[Pillar, PillarScore], ruleset: Ruleset
) -> Mapping[str, Decimal]:
    scored: dict[Pillar, Decimal] = {p.pillar: p.measured_weight for p in pillars.values() if p.score is not None}
    weight = sum((ruleset.pillars[name] for name in scored), Decimal(0))
    return {
        r.id: 100 * ruleset.pillars[r.pillar] / weight * r.weight * r.score / scored[r.pillar]
        for r in results
        if r.score is not None and r.pillar in scored
    }


def _without_scores(pillars: Mapping[Pillar, PillarScore]) -> Mapping[Pillar, PillarScore]:
    return {p.pillar: replace(p, score=None) for p in pillars.values()}

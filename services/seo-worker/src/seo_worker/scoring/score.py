"""The overall score: pillars by their weights, capped by gates, with range, coverage and contributions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import chain, combinations

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
    worthless and as perfect, a gate that nobody could look at as shut and as open: whatever comes to be known, the
    score stays between them.
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
    low, high = (None, None) if overall is None else _range(pillars, ruleset)
    floor = min((limit, *_unseen_caps(results, ruleset)))
    return Score(
        overall=overall,
        uncapped=uncapped,
        low=None if low is None else min(low, floor),
        high=None if high is None else min(high, limit),
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


def _unseen_caps(results: Sequence[CheckResult], ruleset: Ruleset) -> tuple[Decimal, ...]:
    """Return the caps of gates that may be shut, because their check could not be made."""
    unknown = {r.id for r in results if r.score is None and r.status != "not_applicable"}
    return tuple(Decimal(cap.cap) for cap in ruleset.caps.values() if cap.check in unknown)


def _range(pillars: Mapping[Pillar, PillarScore], ruleset: Ruleset) -> tuple[Decimal, Decimal]:
    """Return the ends over all sets of pillars that may come to have a score: one that has it keeps it."""
    known = tuple(p for p in pillars.values() if p.score is not None)
    unknown = tuple(p for p in pillars.values() if p.score is None)
    chosen = chain.from_iterable(combinations(unknown, count) for count in range(len(unknown) + 1))
    ends = [_ends((*known, *more), ruleset) for more in chosen]
    return min(low for low, _ in ends), max(high for _, high in ends)


def _ends(pillars: Sequence[PillarScore], ruleset: Ruleset) -> tuple[Decimal, Decimal]:
    weight = sum((ruleset.pillars[p.pillar] for p in pillars), Decimal(0))
    low = sum((ruleset.pillars[p.pillar] * p.low for p in pillars), Decimal(0)) / weight
    return low, sum((ruleset.pillars[p.pillar] * p.high for p in pillars), Decimal(0)) / weight


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

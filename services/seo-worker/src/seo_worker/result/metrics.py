"""Words check results as metrics of a pillar."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import Pillar, Ruleset
from seo_worker.result.wire import Metric, MetricStatus, NotApplicable, PillarResult, Range
from seo_worker.scoring.score import Score, rounded


def pillar_result(pillar: Pillar, results: Sequence[CheckResult], score: Score, ruleset: Ruleset) -> PillarResult:
    """Put a pillar's numbers and metrics together; what does not apply is listed apart."""
    own = [r for r in results if r.pillar == pillar]
    found = score.pillars.get(pillar)
    return PillarResult(
        score=None if found is None else points(found.score),
        weight=float(ruleset.pillars[pillar]),
        coverage=0.0 if found is None else share(found.coverage),
        range=None if found is None or score.unreachable else between(found.low, found.high),
        metrics=tuple(_metric(r, score.contributions, ruleset) for r in own if r.status != "not_applicable"),
        not_applicable=tuple(_not_applicable(r) for r in own if r.status == "not_applicable"),
    )


def metric_status(result: CheckResult, ruleset: Ruleset) -> MetricStatus:
    """Return how a check that applies is shown; a small thing that fails is a warning, never an alarm."""
    match result.status:
        case "ok":
            return "good"
        case "partial":
            return "warning"
        case "fail":
            return ruleset.rules[result.id].worst
        case _:
            return "not_measured"


def points(value: Decimal | None) -> float | None:
    """Show points of 100 with one place."""
    return None if value is None else float(rounded(value, 1))


def share(value: Decimal) -> float:
    """Show a share of 1 with two places."""
    return float(rounded(value, 2))


def between(low: Decimal | None, high: Decimal | None) -> Range | None:
    """Show a range with one place."""
    return None if low is None or high is None else Range(low=float(rounded(low, 1)), high=float(rounded(high, 1)))


def moment(text: str | None) -> datetime | None:
    """Read a time that the evidence holds."""
    return None if text is None else datetime.fromisoformat(text)


def _metric(result: CheckResult, contributions: Mapping[str, Decimal], ruleset: Ruleset) -> Metric:
    contribution = contributions.get(result.id)
    return Metric(
        id=result.id,
        title=result.title,
        score=None if result.score is None else points(result.score * 100),
        weight=float(result.weight),
        status=metric_status(result, ruleset),
        value=result.value,
        unit=result.unit,
        threshold=result.threshold,
        evidence=result.evidence,
        source=result.source,
        confidence=result.confidence,
        contribution=None if contribution is None else float(rounded(contribution, 4)),
        fix=result.fix,
    )


def _not_applicable(result: CheckResult) -> NotApplicable:
    return NotApplicable(
        id=result.id, title=result.title, weight=float(result.weight), reason=" ".join(result.evidence)
    )

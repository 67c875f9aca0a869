"""What an audit advises to do, as `POST /score-seo` promises it."""

from typing import Literal

from seo_worker.checks.rules import Effort, Pillar
from seo_worker.site.advice import Severity
from shared.contracts.wire import WireModel

ImpactLevel = Literal["high", "medium", "low"]


class EffortHours(WireModel):
    """How long a repair may take somebody who knows the site: an assumption of the rules, measured nowhere."""

    least: int
    most: int
    basis: Literal["assumption"] = "assumption"


class Recommendation(WireModel):
    """What to mend; `points` is what the overall score would gain, None when there is no score.

    `priority` counts from 1 in the order of points for the effort, gates first; None where no points order the work.
    """

    id: str
    pillar: Pillar
    title: str
    action: str
    why: str
    impact: ImpactLevel
    effort: Effort
    effort_hours: EffortHours
    points: float | None
    priority: int | None
    evidence: tuple[str, ...]


class SiteRecommendation(Recommendation):
    """What to mend on the site as a whole; `points` is None, because the score is that of the audited page."""

    severity: Severity
    cases: int


class FirstSteps(WireModel):
    """What the first recommendations bring when all are done: worked out together, because their gains overlap."""

    recommendations: tuple[str, ...]
    points: float
    overall_score: int

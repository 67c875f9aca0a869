"""Parts of what the workers deliver; a newer worker may add members, so readers pass over what they do not know."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from shared.contracts.wire import WireModel


class Part(WireModel):
    """A part of a result; members that are not described here may be there too."""

    model_config = ConfigDict(extra="allow")


class FindingEvidence(Part):
    """Where in the document a finding was made, as a quote with its place in the text of `path`."""

    quote: str
    start: int
    end: int


class Finding(Part):
    """What raised or lowered a score, and how to mend it; `id` names it in a what-if."""

    id: str
    rule: str
    dimension: str
    severity: Literal["critical", "warning", "info"]
    evidence: FindingEvidence
    points: float
    fix: str


class EarnedPoints(Part):
    """What a dimension brings to the overall score."""

    dimension: str
    points: float


class LostPoints(Part):
    """What a weak part takes away; `rule` is that of its finding."""

    rule: str
    dimension: str
    points: float


class Contributions(Part):
    """Where the points are: `earned` adds up to the overall score, and with `lost` to 100."""

    earned: tuple[EarnedPoints, ...]
    lost: tuple[LostPoints, ...]


class Metric(Part):
    """One check of an audit; without a score it could not be measured."""

    id: str
    title: str
    score: float | None
    weight: float
    status: Literal["good", "warning", "critical", "not_measured"]
    value: JsonValue
    unit: str | None
    threshold: str
    evidence: tuple[JsonValue, ...]
    fix: str | None


class Pillar(Part):
    """One of the three pillars of an audit; without a score too little could be measured."""

    score: float | None
    coverage: Annotated[float, Field(ge=0, le=1)]
    metrics: tuple[Metric, ...]


class EffortHours(Part):
    """How long a repair may take: an assumption of the rules, measured nowhere."""

    least: int
    most: int
    basis: Literal["assumption"]


class Recommendation(Part):
    """What to mend, with the points the overall score would gain; ranked by points for the effort, gates first."""

    id: str
    title: str
    why: str
    impact: str
    effort: str
    effort_hours: EffortHours
    points: float | None
    priority: Annotated[int | None, Field(description="From 1; null for findings about the whole site.")]
    evidence: tuple[JsonValue, ...]


class FirstSteps(Part):
    """What the first three recommendations bring together; their own points overlap and don't add up to it."""

    recommendations: tuple[str, ...]
    points: float
    overall_score: int


class TaskWait(Part):
    """Full days that pass before what follows may start."""

    days: int
    unit: Literal["working days", "calendar days"]
    reason: str


class RoadmapTask(Part):
    """A task with its dates; `dependsOn` names tasks of the same roadmap."""

    id: str
    title: str
    description: str
    start_date: date
    due_date: date
    estimated_hours: float
    assignee: str | None
    depends_on: tuple[str, ...]
    slack_days: int
    critical: bool
    status: Literal["pending", "in_progress", "completed"]
    priority: Literal["low", "medium", "high"]
    success_criteria: tuple[str, ...]
    skill: Annotated[str | None, Field(description="What the person who does it has to be able to do.")] = None
    optimistic_hours: float | None = None
    pessimistic_hours: float | None = None
    deliverable: Annotated[str | None, Field(description="What is there afterwards.")] = None
    evidence: Annotated[tuple[str, ...], Field(description="What to keep as proof that it was done.")] = ()
    wait_after: TaskWait | None = None
    source: Annotated[str | None, Field(description="Where it comes from: template, strategy or audit.")] = None


class Milestone(Part):
    """A stage of a roadmap with its tasks."""

    id: str
    week: int
    title: str
    objectives: tuple[str, ...]
    tasks: tuple[RoadmapTask, ...]
    success_metrics: tuple[str, ...]
    completion_percentage: Annotated[float, Field(ge=0, le=100)]

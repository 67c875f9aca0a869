"""What an assessment says: scores, findings with the text they rest on, and a verdict."""

from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

Dimension = Literal[
    "clarity", "specificity", "outcomeFocus", "proof", "objectionHandling", "riskRemoval", "overall", "compliance"
]
Severity = Literal["critical", "warning", "info"]
Verdict = Literal["pass", "needs_revision", "fail"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of a field: `quote` is the field's text from start to end, empty when something is missing."""

    path: str
    quote: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Signal:
    """A check of one dimension: `value` from 0 to 1, `weight` inside its dimension."""

    rule: str
    weight: float
    value: float
    evidence: Evidence
    explanation: str
    fix: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A factor from 0 to 1 on the whole score: what no strength elsewhere makes up for.

    A gate on legibility lowers every dimension too, since nothing can be read off a text that isn't language.
    """

    rule: str
    value: float
    evidence: Evidence
    explanation: str
    fix: str
    is_legibility: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A safety rule that was broken, and the best verdict that leaves open."""

    rule: str
    verdict: Literal["needs_revision", "fail"]
    evidence: Evidence
    explanation: str
    fix: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What to change, where, and how many points of the overall score that alone would bring.

    `id` is the rule, with a mark of the place where a rule can be broken in several.
    """

    id: str
    rule: str
    dimension: Dimension
    severity: Severity
    evidence: Evidence
    points: float
    explanation: str
    fix: str

    def to_wire(self) -> dict[str, JsonValue]:
        """Return the finding on the wire's names."""
        place = self.evidence
        return {
            "id": self.id,
            "rule": self.rule,
            "dimension": self.dimension,
            "severity": self.severity,
            "evidence": {"path": place.path, "quote": place.quote, "start": place.start, "end": place.end},
            "points": self.points,
            "explanation": self.explanation,
            "fix": self.fix,
        }


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a dimension brings to the overall score, in points."""

    dimension: Dimension
    points: float


@dataclass(frozen=True, slots=True)
class Loss:
    """What a weak part takes away from 100, in points, its share of what all weak parts take together."""

    rule: str
    dimension: Dimension
    points: float


@dataclass(frozen=True, slots=True)
class DimensionScores:
    """Six dimensions and the overall score, each 0 to 100."""

    overall: int
    clarity: int
    specificity: int
    outcome_focus: int
    proof: int
    objection_handling: int
    risk_removal: int

    def to_wire(self) -> dict[str, JsonValue]:
        """Return the scores on the wire's names."""
        return {
            "overall": self.overall,
            "clarity": self.clarity,
            "specificity": self.specificity,
            "outcomeFocus": self.outcome_focus,
            "proof": self.proof,
            "objectionHandling": self.objection_handling,
            "riskRemoval": self.risk_removal,
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of scoring one document against its brief.

    The points of `earned` add up to the overall score, those of `lost` to what is missing from 100.
    """

    score: DimensionScores
    compliance: Verdict
    findings: tuple[Finding, ...]
    earned: tuple[Contribution, ...]
    lost: tuple[Loss, ...]
    scorer_version: str

    def to_wire(self) -> dict[str, JsonValue]:
        """Return the assessment on the wire's names."""
        return {
            "score": self.score.to_wire(),
            "compliance": self.compliance,
            "findings": [finding.to_wire() for finding in self.findings],
            "contributions": self.contributions_to_wire(),
            "scorerVersion": self.scorer_version,
        }

    def contributions_to_wire(self) -> dict[str, JsonValue]:
        """Return on the wire's names what was earned and lost."""
        return {
            "earned": [{"dimension": part.dimension, "points": part.points} for part in self.earned],
            "lost": [{"rule": x.rule, "dimension": x.dimension, "points": x.points} for x in self.lost],
        }

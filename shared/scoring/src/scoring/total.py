"""From signals and gates to scores, and what each single repair would bring."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.model import Dimension, DimensionScores, Gate, Signal

WEIGHTS: Mapping[Dimension, float] = {
    "clarity": 15,
    "specificity": 25,
    "outcomeFocus": 20,
    "proof": 15,
    "objectionHandling": 15,
    "riskRemoval": 10,
}
CAP_AFTER_FAIL = 25.0
EXPONENT = 0.6


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the overall score is computed from; `caps` limit a dimension (0 to 1)."""

    signals: Mapping[Dimension, tuple[Signal, ...]]
    gates: tuple[Gate, ...]
    caps: Mapping[Dimension, float]

    def with_signal(self, dimension: Dimension, rule: str) -> "Parts":
        """Return the parts as if that signal were perfect."""
        repaired = tuple(replace(s, value=1.0) if s.rule == rule else s for s in self.signals[dimension])
        return replace(self, signals={**self.signals, dimension: repaired})

    def with_gate(self, rule: str) -> "Parts":
        """Return the parts as if that gate were open."""
        return replace(self, gates=tuple(replace(g, value=1.0) if g.rule == rule else g for g in self.gates))

    def without_cap(self, name: Dimension) -> "Parts":
        """Return the parts as if that dimension had no cap."""
        return replace(self, caps={key: cap for key, cap in self.caps.items() if key != name})


def dimension(parts: Parts, name: Dimension) -> float:
    """Return a dimension from 0 to 1: the weighted mean of its signals, under its cap, times legibility."""
    legibility = math.prod(gate.value for gate in parts.gates if gate.is_legibility)
    return min(weighted(parts.signals[name]), parts.caps.get(name, 1.0)) * legibility


def weighted(signals: Sequence[Signal]) -> float:
    """Return the weighted mean of signals."""
    total = math.fsum(signal.weight for signal in signals)
    return math.fsum(signal.weight * signal.value for signal in signals) / total


def overall(parts: Parts) -> float:
    """Return the overall score from 0 to 100: the power mean of the dimensions times the remaining gates.

    With an exponent below one an empty dimension costs more than a strong one brings.
    """
    total = math.fsum(WEIGHTS.values())
    mean = math.fsum(weight / total * dimension(parts, name) ** EXPONENT for name, weight in WEIGHTS.items())
    return 100 * mean ** (1 / EXPONENT) * math.prod(gate.value for gate in parts.gates if not gate.is_legibility)


def scores(parts: Parts, *, failed: bool) -> DimensionScores:
    """Return the scores in whole points; a document that failed a safety rule stays under the cap."""
    total = overall(parts)
    points = {name: rounded(100 * dimension(parts, name)) for name in WEIGHTS}
    return DimensionScores(
        overall=rounded(min(total, CAP_AFTER_FAIL) if failed else total),
        clarity=points["clarity"],
        specificity=points["specificity"],
        outcome_focus=points["outcomeFocus"],
        proof=points["proof"],
        objection_handling=points["objectionHandling"],
        risk_removal=points["riskRemoval"],
    )


def rounded(points: float) -> int:
    """Round half up, after cutting the noise of floating point."""
    return math.floor(round(points, 6) + 0.5)

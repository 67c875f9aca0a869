"""From what was found to the assessment: scores, findings with what each repair brings, and parts that add up.

Structured documents and free text are read differently and reported alike.
"""

import hashlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from scoring import contributions, total
from scoring.compliance import verdict
from scoring.model import Assessment, Breach, Dimension, Evidence, Finding, Loss, Severity
from scoring.total import Parts

# Raised whenever the same text could get another score: a stored score names the version that gave it.
SCORER_VERSION: Final = "2.0.0"
_GOOD_ENOUGH: Final = 0.95
_MATTERS: Final = 1.5
_NO_EVIDENCE: Final = (
    "Nothing in the brief or document is evidence yet: no baseline was given and no proof is in hand.",
    "Enter the current figures as baselines; without them proof stays at 60 at most.",
)
_UNCHECKED: Final = (
    "The word lists of the scorer are English; language, hype and safety wording were not checked in this language.",
    "Let a native reader check tone and claims.",
)
_SAID_ANYWAY: Final = "overall.language-unchecked"


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading found: the parts of the score, the broken safety rules, and whether the language was checked.

    `proof_place` is where evidence of the user's own would go.
    """

    parts: Parts
    breaches: tuple[Breach, ...]
    is_english: bool
    proof_place: Evidence


def report(found: Found, without: Set[str] = frozenset()) -> Assessment:
    """Assess what was found, as if the findings named in `without` had been repaired.

    Raises:
        UnknownFindingError: naming the ids in `without` that are none of this assessment's findings.
    """
    if without:
        known = {finding.id for finding in _findings(found, _lost(found))}
        if without - known:
            raise UnknownFindingError(sorted(without - known))
        found = _repaired(found, without)
    score, lost = total.scores(found.parts, failed=_failed(found)), _lost(found)
    return Assessment(
        score=score,
        compliance=verdict.verdict(score.overall, found.breaches),
        findings=tuple(_findings(found, lost)),
        earned=contributions.earned(found.parts, score.overall),
        lost=lost,
        scorer_version=SCORER_VERSION,
    )


class UnknownFindingError(ValueError):
    """A what-if names findings that the assessment doesn't have; `ids` are those."""

    def __init__(self, ids: list[str]) -> None:
        """Keep the ids."""
        super().__init__(", ".join(ids))
        self.ids = ids


def breach_id(breach: Breach) -> str:
    """Return a name for this breach that stays the same while its text does."""
    place = breach.evidence
    digest = hashlib.sha256(f"{place.path}\0{place.start}\0{place.quote}".encode()).hexdigest()
    return f"{breach.rule}~{digest[:8]}"


def _failed(found: Found) -> bool:
    return any(breach.verdict == "fail" for breach in found.breaches)


def _repaired(found: Found, without: Set[str]) -> Found:
    parts = found.parts
    for name, signals in found.parts.signals.items():
        for signal in signals:
            if signal.rule in without:
                parts = parts.with_signal(name, signal.rule)
        if f"{name}.{contributions.CAP}" in without:
            parts = parts.without_cap(name)
    for gate in found.parts.gates:
        if gate.rule in without:
            parts = parts.with_gate(gate.rule)
    kept = tuple(breach for breach in found.breaches if breach_id(breach) not in without)
    return replace(found, parts=parts, breaches=kept)


def _lost(found: Found) -> tuple[Loss, ...]:
    failed = _failed(found)
    return contributions.lost(found.parts, total.scores(found.parts, failed=failed).overall, failed=failed)


def _findings(found: Found, lost: Sequence[Loss]) -> Iterator[Finding]:
    yield from _safety(found)
    # Where several parts are at zero, none of them brings anything alone, and all have to be named.
    charged = {loss.rule: loss.points for loss in lost}
    repairs = (f for f in _repairs(found) if f.points > 0 or f.rule in charged or f.rule == _SAID_ANYWAY)
    yield from sorted(repairs, key=lambda f: (-f.points, -charged.get(f.rule, 0.0), f.rule))


def _safety(found: Found) -> Iterator[Finding]:
    fails = sum(breach.verdict == "fail" for breach in found.breaches)
    capped = max(0.0, total.overall(found.parts) - total.CAP_AFTER_FAIL)
    for breach in found.breaches:
        is_fail = breach.verdict == "fail"
        yield Finding(
            breach_id(breach),
            breach.rule,
            "compliance",
            "critical" if is_fail else "warning",
            breach.evidence,
            # With several of them no single repair lifts the cap.
            round(capped, 1) if is_fail and fails == 1 else 0.0,
            breach.explanation,
            breach.fix,
        )


def _repairs(found: Found) -> Iterator[Finding]:
    parts = found.parts
    now = total.overall(parts)
    for dimension, signals in parts.signals.items():
        for signal in signals:
            if signal.value < _GOOD_ENOUGH:
                gain = total.overall(parts.with_signal(dimension, signal.rule)) - now
                yield _finding(signal.rule, dimension, signal.evidence, gain, (signal.explanation, signal.fix))
    for gate in parts.gates:
        if gate.value < _GOOD_ENOUGH:
            gain = total.overall(parts.with_gate(gate.rule)) - now
            yield _finding(gate.rule, "overall", gate.evidence, gain, (gate.explanation, gate.fix))
    yield from _limits(found, now)


def _limits(found: Found, now: float) -> Iterator[Finding]:
    parts = found.parts
    for name in parts.caps:
        if total.weighted(parts.signals[name]) > parts.caps[name]:
            gain = total.overall(parts.without_cap(name)) - now
            yield _finding(f"{name}.{contributions.CAP}", name, found.proof_place, gain, _NO_EVIDENCE)
    if not found.is_english:
        yield _finding(_SAID_ANYWAY, "overall", Evidence("executiveSummary"), 0.0, _UNCHECKED)


def _finding(rule: str, dimension: Dimension, evidence: Evidence, gain: float, wording: tuple[str, str]) -> Finding:
    severity: Severity = "warning" if gain >= _MATTERS else "info"
    return Finding(rule, rule, dimension, severity, evidence, round(max(0.0, gain), 1), *wording)

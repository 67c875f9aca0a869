"""The scorer: a document and its brief in, scores and findings out.

It checks completeness, grounding and consistency, with the text behind each verdict; it does not judge how good an
idea is. Pure and deterministic: the same document and brief give the same bytes.
"""

from collections.abc import Iterator
from types import MappingProxyType

from documents.model import StrategyDocument
from scoring import total
from scoring.compliance import verdict
from scoring.gates import gates
from scoring.material import Material, read
from scoring.model import Assessment, Breach, Dimension, Evidence, Finding, Severity, Signal
from scoring.signals import clarity, objections, outcome, proof, risk, specificity
from scoring.total import Parts
from shared.contracts.requests import Brief

SCORER_VERSION = "1.0.0"
_GOOD_ENOUGH = 0.95
_MATTERS = 1.5
_SAID_ANYWAY = "overall.language-unchecked"


def assess(document: StrategyDocument, brief: Brief) -> Assessment:
    """Score a document against its brief and check the safety rules."""
    material = read(document, brief)
    parts = _parts(material)
    broken = verdict.breaches(material)
    failed = any(breach.verdict == "fail" for breach in broken)
    score = total.scores(parts, failed=failed)
    findings = (*_safety(broken, parts), *sorted(_repairs(material, parts), key=lambda f: (-f.points, f.rule)))
    return Assessment(score, verdict.verdict(score.overall, broken), findings, SCORER_VERSION)


def _parts(material: Material) -> Parts:
    signals: dict[Dimension, tuple[Signal, ...]] = {
        "clarity": tuple(clarity.signals(material)),
        "specificity": tuple(specificity.signals(material)),
        "outcomeFocus": tuple(outcome.signals(material)),
        "proof": tuple(proof.signals(material)),
        "objectionHandling": tuple(objections.signals(material)),
        "riskRemoval": tuple(risk.signals(material)),
    }
    caps: dict[Dimension, float] = {}
    if not proof.has_user_evidence(material):
        caps["proof"] = proof.CAP_WITHOUT_EVIDENCE
    return Parts(MappingProxyType(signals), tuple(gates(material)), MappingProxyType(caps))


def _safety(broken: tuple[Breach, ...], parts: Parts) -> Iterator[Finding]:
    fails = sum(breach.verdict == "fail" for breach in broken)
    lost = max(0.0, total.overall(parts) - total.CAP_AFTER_FAIL)
    for breach in broken:
        is_fail = breach.verdict == "fail"
        yield Finding(
            breach.rule,
            "compliance",
            "critical" if is_fail else "warning",
            breach.evidence,
            round(lost, 1) if is_fail and fails == 1 else 0.0,
            breach.explanation,
            breach.fix,
        )


def _repairs(material: Material, parts: Parts) -> Iterator[Finding]:
    return (finding for finding in _all_repairs(material, parts) if finding.points > 0 or finding.rule == _SAID_ANYWAY)


def _all_repairs(material: Material, parts: Parts) -> Iterator[Finding]:
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
    if "proof" in parts.caps and total.weighted(parts.signals["proof"]) > parts.caps["proof"]:
        gain = total.overall(parts.without_cap("proof")) - now
        yield _finding("proof.user-evidence", "proof", Evidence("measurement"), gain, _NO_EVIDENCE)
    if not material.brief.locale.startswith("en"):
        yield _finding(_SAID_ANYWAY, "overall", Evidence("executiveSummary"), 0.0, _UNCHECKED)


_NO_EVIDENCE = (
    "Nothing in the brief or document is evidence yet: no baseline was given and no proof is in hand.",
    "Enter the current figures as baselines; without them proof stays at 60 at most.",
)
_UNCHECKED = (
    "The word lists of the scorer are English; language, hype and safety wording were not checked in this language.",
    "Let a native reader check tone and claims.",
)


def _finding(rule: str, dimension: Dimension, evidence: Evidence, gain: float, wording: tuple[str, str]) -> Finding:
    severity: Severity = "warning" if gain >= _MATTERS else "info"
    return Finding(rule, dimension, severity, evidence, round(max(0.0, gain), 1), *wording)

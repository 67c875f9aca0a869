"""The scorer of documents: a document and its brief in, scores and findings out.

It checks completeness, grounding and consistency, with the text behind each verdict; it does not judge how good an
idea is. Pure and deterministic: the same document and brief give the same bytes.
"""

from collections.abc import Set
from types import MappingProxyType

from documents.model import StrategyDocument
from scoring.compliance import verdict
from scoring.gates import gates
from scoring.material import Material, read
from scoring.model import Assessment, Dimension, Evidence, Signal
from scoring.report import Found, report
from scoring.signals import clarity, objections, outcome, proof, risk, specificity
from scoring.total import Parts
from shared.contracts.requests import Brief


def assess(document: StrategyDocument, brief: Brief, without: Set[str] = frozenset()) -> Assessment:
    """Score a document against its brief and check the safety rules; `without` asks what repairs would bring.

    Raises:
        UnknownFindingError: naming the ids in `without` that are none of this assessment's findings.
    """
    return report(found_in(read(document, brief)), without)


def found_in(material: Material) -> Found:
    """Return what the signals, gates and safety rules find in a document, for one report or several."""
    return Found(
        parts=_parts(material),
        breaches=verdict.breaches(material),
        is_english=material.brief.locale.startswith("en"),
        proof_place=Evidence("measurement"),
    )


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

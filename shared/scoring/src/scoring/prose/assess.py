"""The scorer of free text: a text in any layout and its brief in, scores and findings out.

Like the scorer of documents it checks completeness, grounding and consistency and does not judge how good an idea is.
Pure and deterministic, in time linear in the length of the text.
"""

from collections.abc import Set
from types import MappingProxyType

from scoring.model import Assessment, Dimension, Signal
from scoring.prose import manuscript, safety
from scoring.prose.gates import gates
from scoring.prose.reading import Reading, reading
from scoring.prose.signals import clarity, objections, outcome, proof, risk, specificity
from scoring.report import Found, report
from scoring.total import Parts
from shared.contracts.requests import Brief


def assess_text(text: str, brief: Brief, without: Set[str] = frozenset()) -> Assessment:
    """Score a text against its brief and check the safety rules; `without` asks what repairs would bring.

    Raises:
        UnknownFindingError: naming the ids in `without` that are none of this assessment's findings.
    """
    return report(found_in(text, brief), without)


def found_in(text: str, brief: Brief, elsewhere: Set[int] = frozenset()) -> Found:
    """Return what the signals, gates and safety rules find in a text, for one report or several.

    Sentences whose marks are in `elsewhere` stand in strategies for other businesses and earn nothing.
    """
    read = reading(manuscript.read(text, brief, elsewhere))
    return Found(
        parts=_parts(read),
        breaches=safety.breaches(read),
        is_english=brief.locale.startswith("en"),
        proof_place=read.manuscript.evidence(None),
    )


def _parts(read: Reading) -> Parts:
    signals: dict[Dimension, tuple[Signal, ...]] = {
        "clarity": tuple(clarity.signals(read)),
        "specificity": tuple(specificity.signals(read)),
        "outcomeFocus": tuple(outcome.signals(read)),
        "proof": tuple(proof.signals(read)),
        "objectionHandling": tuple(objections.signals(read)),
        "riskRemoval": tuple(risk.signals(read)),
    }
    caps: dict[Dimension, float] = {} if proof.has_user_evidence(read) else {"proof": proof.CAP_WITHOUT_EVIDENCE}
    return Parts(MappingProxyType(signals), tuple(gates(read)), MappingProxyType(caps))

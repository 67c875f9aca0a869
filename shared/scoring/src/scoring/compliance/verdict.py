"""All safety rules in order, and the verdict they leave open."""

from collections.abc import Sequence
from itertools import chain

from scoring.compliance import gaps, promises, quotations, rivals, statistics
from scoring.compliance.passages import claims
from scoring.material import Material
from scoring.model import Breach, Verdict

_PASS = 80
_REVISE = 60
_ORDER: tuple[Verdict, ...] = ("pass", "needs_revision", "fail")


def breaches(material: Material) -> tuple[Breach, ...]:
    """Return every broken safety rule, those that fail the document first."""
    rules = (quotations.breaches, statistics.breaches, rivals.breaches, promises.breaches, gaps.breaches)
    said = tuple(claims(material))
    found = chain.from_iterable(rule(material, said) for rule in rules)
    return tuple(sorted(found, key=lambda breach: (breach.verdict != "fail", breach.rule)))


def verdict(overall: int, found: Sequence[Breach]) -> Verdict:
    """Return the status of the score, made worse by what the safety rules found, never better."""
    if overall >= _PASS:
        status: Verdict = "pass"
    else:
        status = "needs_revision" if overall >= _REVISE else "fail"
    verdicts: tuple[Verdict, ...] = (status, *(breach.verdict for breach in found))
    return max(verdicts, key=_ORDER.index)

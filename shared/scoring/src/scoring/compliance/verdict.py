"""All safety rules in order, and the verdict they leave open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from scoring.compliance import gaps, promises, quotations, rivals, statistics
from scoring.compliance.ground import Ground, ground
from scoring.compliance.passages import Claim, claims
from scoring.material import Material
from scoring.model import Breach, Verdict

_MOST_OF_A_RULE = 40
_PASS = 80
_REVISE = 60
_ORDER: tuple[Verdict, ...] = ("pass", "needs_revision", "fail")


def breaches(material: Material) -> tuple[Breach, ...]:
    """Return every broken safety rule, those that fail the document first."""
    said = tuple(claims(material))
    return ordered((*common(ground(material), said), *rivals.unverified(material), *gaps.breaches(material, said)))


def common(known: Ground, said: Sequence[Claim]) -> Iterator[Breach]:
    """Yield what the rules find that look at sentences, whatever form they come in."""
    rules = (quotations.breaches, statistics.breaches, rivals.breaches, promises.breaches)
    return chain.from_iterable(rule(known, said) for rule in rules)


def ordered(found: Iterable[Breach]) -> tuple[Breach, ...]:
    """Return breaches with those first that fail a document, of each rule no more than anybody would mend in one go."""
    counted = Counter[str]()
    kept: list[Breach] = []
    for breach in found:
        counted[breach.rule] += 1
        if counted[breach.rule] <= _MOST_OF_A_RULE:
            kept.append(breach)
    return tuple(sorted(kept, key=lambda breach: (breach.verdict != "fail", breach.rule)))


def verdict(overall: int, found: Sequence[Breach]) -> Verdict:
    """Return the status of the score, made worse by what the safety rules found, never better."""
    if overall >= _PASS:
        status: Verdict = "pass"
    else:
        status = "needs_revision" if overall >= _REVISE else "fail"
    verdicts: tuple[Verdict, ...] = (status, *(breach.verdict for breach in found))
    return max(verdicts, key=_ORDER.index)

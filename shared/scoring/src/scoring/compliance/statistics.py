"""Numbers about customers and results that come from nowhere, and authorities nobody can look up."""

import re
from collections.abc import Iterator, Sequence

from scoring.compliance.passages import Claim
from scoring.material import Material
from scoring.model import Breach
from scoring.numerals import is_known, numerals
from scoring.words import listed

_SUBJECTS = listed(
    """
    customers clients users buyers shoppers patients subscribers companies businesses firms teams people marketers
    members visitors consumers brands agencies owners parents students employees adults women men households readers
    """
)
_SUBJECT = "(?:" + "|".join(sorted(_SUBJECTS)) + ")"
_AUTHORITIES = listed("studies research surveys experts scientists analysts statistics")
_SHARE = (
    r"(?:\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent|per cent)|\d{1,2} (?:in|out of) (?:every )?\d{1,3}"
    r"|(?:nine|eight|seven|six|four|three) (?:in|out of) (?:every )?(?:ten|five|four))"
)
_SHARE_OF = re.compile(
    rf"(?i)\b{_SHARE}\s+(?:of\s+)?(?:(?:all|our|the|their|your|these|new|existing)\s+){{0,2}}(?:[\w-]+\s)?{_SUBJECT}\b"
)
_CROWD = re.compile(r"(?i)\b(?:over|more than|trusted by)\s\d[\d,.]{0,12}[+k]?\s(?:[\w-]+\s)?" + _SUBJECT + r"\b")
_RESULT = re.compile(
    rf"(?i)\b{_SUBJECT}\b[^.;:]{{0,30}}?\b(?:see|saw|report|reported|experience|experienced|achieve|achieved|increase|"
    r"increased|grow|grew|boost|boosted|double|doubled|save|saved|gain|gained|improve|improved|reduce|reduced|cut|lose|lost)\b"
    r"[^.;:]{0,40}?\d{1,4}(?:[.,]\d{1,2})?(?:\s?(?:%|percent)|x\b|\stimes\b)"
)
_AUTHORITY = re.compile(
    r"(?i)(?<!case )(?<!our )(?<!own )(?<!your )(?<!user )(?<!these )(?<!the )\b(?:studies|research|surveys|experts|"
    r"scientists|analysts|statistics)\s(?:have |has )?(?:show|shows|shown|prove|proves|proved|proven|suggest|suggests|"
    r"confirm|confirms|agree|agrees|say|indicate|indicates|recommend|recommends)\b"
)
_PROVEN = re.compile(
    r"(?i)\b(?:clinically|scientifically) proven\b|\bproven to (?:increase|double|boost|cure|reduce|improve)\b"
)
_CONDITION = re.compile(
    r"(?i)\b(?:if|unless|until|when|whether|once|assume|assumes|assuming|assumption|target|would|goal|aim|below|above|"
    r"fewer than|less than|at least|at most|suppose|expect|expected|measure|count)\b"
)
# Thresholds, tests and assumptions speak of what would be counted, not of what was.
_HYPOTHETICAL = listed(
    """
    threshold decision_rule early_sign response done_when test sensitivity statement success merge_rule
    condition cap numerator denominator window first_test voice worry trigger upgrade_trigger
    """
)


def breaches(material: Material, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield statistics about customers or results that rest on nothing, and unnamed authorities."""
    for claim in claims:
        if claim.sentence.role in _HYPOTHETICAL:
            continue
        for found in _hits(claim):
            if not _rests_on(found.group(), material.numbers):
                yield Breach(
                    "compliance.sourceless-statistic",
                    "fail",
                    claim.span(found),
                    "A number or finding about customers or results needs a basis; this one has none.",
                    "Put the figure into the brief as a baseline, label it as an assumption, or delete the sentence.",
                )


def _hits(claim: Claim) -> Iterator[re.Match[str]]:
    for pattern, triggers in ((_AUTHORITY, _AUTHORITIES), (_PROVEN, frozenset({"proven"}))):
        found = claim.search(pattern, triggers)
        if found and not claim.is_negated(found) and not _CONDITION.search(claim.text[: found.start()]):
            yield found
    shares = (claim.search(pattern, _SUBJECTS) for pattern in (_SHARE_OF, _CROWD, _RESULT))
    first = next((found for found in shares if found and not claim.is_negated(found)), None)
    if first and not _CONDITION.search(claim.text):
        yield first


def _rests_on(text: str, known: frozenset[float]) -> bool:
    found = list(numerals(text))
    return bool(found) and all(is_known(number, known) for number in found)

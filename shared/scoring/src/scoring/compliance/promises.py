"""Promises that may not be made: guaranteed results in regulated fields, and scarcity that isn't there."""

import re
from collections.abc import Iterator, Sequence

from documents.model import OfferArchitecture
from documents.quantities import Quantity
from scoring.compliance.passages import Claim
from scoring.material import Material
from scoring.model import Breach
from scoring.numerals import numerals
from scoring.words import listed
from shared.contracts.requests import Brief

# Health, finance and law: fields whose advertising rules forbid promised results in most countries.
_REGULATED = re.compile(
    r"(?i)\b(?:health\w*|medic\w*|clinic\w*|dental|dentist\w*|pharma\w*|therap\w*|hospital\w*|wellness|"
    r"supplements?|nutrition\w*|psycholog\w*|financ\w*|fintech|invest\w*|loans?|lending|credit|insur\w*|"
    r"(?<!food )banks?|banking|crypto\w*|trading|mortgage\w*|pensions?|"
    r"wealth|law|legal|lawyers?|attorneys?|solicitors?|tax|taxes)\b"
)
_GUARANTEE = re.compile(
    r"(?i)\bguaranteed? (?:\w+ )?(?:results?|returns?|outcomes?|success|cures?|approvals?|wins?|profits?|yields?|"
    r"weight loss|recovery|savings|relief)\b|\b(?:results?|returns?|success|approval|profits?) (?:is|are) guaranteed\b|"
    r"\bwe guarantee (?:that )?(?:you|your|a|the)\b|\brisk-free (?:returns?|investments?|profits?|treatment)\b|"
    r"\b(?:cures|heals)\b|\b100 ?% (?:safe|effective|success)\b|\bwill (?:cure|heal|win your case|double your money)\b"
)
_SCARCITY = re.compile(
    r"(?i)\bonly \d{1,4} (?:\w+ ){0,2}(?:left|remaining|spots|seats|places|available)\b|\blimited[- ]time\b|"
    r"\boffer (?:ends|expires)\b|\bwhile (?:stocks?|supplies) lasts?\b|\bact (?:now|fast)\b|\blast chance\b|"
    r"\bbefore it(?:'|’)?s too late\b|\bhurry\b|"
    r"\bselling (?:out )?fast\b|\btoday only\b|\bspots are filling\b|\bcountdown\b"
)
_URGENCY = listed(
    """
    only limited limited-time offer while act last before hurry selling today spots countdown
    """
)


def is_regulated(brief: Brief) -> bool:
    """Tell whether the brief's industry is one whose promises are regulated."""
    return _REGULATED.search(brief.industry) is not None


def breaches(material: Material, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield guaranteed results in regulated fields and scarcity without a real limit."""
    regulated = is_regulated(material.brief)
    limits = _limits(material)
    for claim in claims:
        if regulated:
            yield from _guarantee(claim)
        yield from _scarcity(claim, limits)


def _guarantee(claim: Claim) -> Iterator[Breach]:
    found = _GUARANTEE.search(claim.text)
    if found and not claim.is_negated(found):
        yield Breach(
            "compliance.guaranteed-result",
            "fail",
            claim.span(found),
            "In health, finance and law a result may not be guaranteed.",
            "Promise what the firm does (a call back, a refund under a condition), not what will happen.",
        )


def _scarcity(claim: Claim, limits: frozenset[float]) -> Iterator[Breach]:
    found = claim.search(_SCARCITY, _URGENCY)
    if found is None or claim.is_negated(found) or claim.sentence.path == "capacity.scarcity":
        return
    if any(reading in limits for number in numerals(found.group()) for reading in number.readings):
        return
    yield Breach(
        "compliance.fake-scarcity",
        "fail",
        claim.span(found),
        "Urgency without a limit that really exists misleads the buyer.",
        "Name the real limit (hours, places a month, a date in a contract) or leave the urgency out.",
    )


def _limits(material: Material) -> frozenset[float]:
    """Return the stated capacities: saying how many places there are is no trick when it is true."""
    document = material.document
    if not isinstance(document, OfferArchitecture):
        return frozenset()
    stated = (document.capacity.units_per_month, document.capacity.hours_per_unit)
    return frozenset(value for item in stated for value in _values(item))


def _values(item: Quantity) -> Iterator[float]:
    return (value for value in (item.value, item.low, item.high) if value is not None)

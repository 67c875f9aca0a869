"""Takes an overall score apart into what each check brought, what caps took and what rounding did.

Exact decimal arithmetic: the parts of one audit add up to its overall score, so those of two add up to the change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from library.audits.model import PillarName
from library.audits.stored import StoredAudit, StoredPillar, Subject

# Contributions are stored with four places and the score before caps with two.
_TOLERANCE: Final = Decimal("0.02")
_FULL: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Account:
    """The parts of one overall score, in points; `checks` by check id, `caps` is never above 0."""

    checks: Mapping[str, Decimal]
    caps: Decimal
    rounding: Decimal


def account(subject: Subject) -> Account | None:
    """Return the parts, or None when there is no score or what is stored does not add up to it."""
    overall, uncapped = subject.head.overall_score, subject.audit.uncapped_score
    checks = contributions(subject.audit)
    total = sum(checks.values(), Decimal(0))
    if overall is None or uncapped is None or abs(total - uncapped) > _TOLERANCE:
        return None
    capped = min(total, *(cap.cap for cap in subject.audit.capped_by), _FULL)
    return Account(checks, capped - total, Decimal(overall) - capped)


def contributions(audit: StoredAudit) -> Mapping[str, Decimal]:
    """Return what each check brought, before caps."""
    return {
        metric.id: metric.contribution
        for pillar in pillars_of(audit).values()
        for metric in pillar.metrics
        if metric.contribution is not None
    }


def pillars_of(audit: StoredAudit) -> Mapping[PillarName, StoredPillar]:
    """Return the pillars by name, in the order of their checks."""
    return {"technical": audit.technical, "topical": audit.topical, "authority": audit.authority}

"""What became of each check between two audits."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pydantic import JsonValue

from library.audits.model import Change, CheckChange, CheckState, EvidenceChange, PillarName
from library.audits.parts import Account, pillars_of
from library.audits.stored import StoredAbsence, StoredAudit, StoredMetric

_PROBLEMS: Final = frozenset({"warning", "critical"})
_NO_POINTS: Final = Decimal(0)
# The first needs attention most.
ORDER: Final[tuple[Change, ...]] = ("new", "worse", "fixed", "better", "not_comparable", "unchanged")


@dataclass(frozen=True, slots=True)
class Reading:
    """A check as one audit left it."""

    id: str
    pillar: PillarName
    title: str
    state: CheckState
    score: Decimal | None
    value: JsonValue
    evidence: tuple[JsonValue, ...]


def check_changes(
    before: StoredAudit, after: StoredAudit, accounts: tuple[Account, Account] | None
) -> tuple[CheckChange, ...]:
    """Return every check that one of the audits knows, what needs attention first."""
    old, new = readings(before), readings(after)
    found = [_changed(old.get(name), new.get(name), _points(name, accounts)) for name in sorted({*old, *new})]
    return tuple(sorted(found, key=lambda c: (ORDER.index(c.change), -abs(c.points or 0), c.id)))


def readings(audit: StoredAudit) -> Mapping[str, Reading]:
    """Return the checks of an audit by id."""
    found: dict[str, Reading] = {}
    for name, pillar in pillars_of(audit).items():
        found |= {m.id: _measured(name, m) for m in pillar.metrics}
        found |= {n.id: _absent(name, n) for n in pillar.not_applicable}
    return found


def change_of(before: Reading | None, after: Reading | None) -> Change:
    """Say what became of a check; whatever was not measured once is neither new nor fixed."""
    if before is None or after is None:
        return "not_comparable"
    match before.state == "problem", after.state == "problem":
        case (False, True):
            return "not_comparable" if before.state == "not_measured" else "new"
        case (True, False):
            return "not_comparable" if after.state == "not_measured" else "fixed"
        case _:
            return _moved(before, after)


def _moved(before: Reading, after: Reading) -> Change:
    if before.state != after.state:
        return "not_comparable"
    if before.score == after.score:
        return "unchanged"
    if before.score is None or after.score is None:
        return "not_comparable"
    return "better" if after.score > before.score else "worse"


def _changed(before: Reading | None, after: Reading | None, points: Decimal | None) -> CheckChange:
    named = after or before
    assert named is not None
    return CheckChange(
        id=named.id,
        pillar=named.pillar,
        title=named.title,
        change=change_of(before, after),
        state_before=before.state if before else None,
        state_after=after.state if after else None,
        score_before=_shown(before),
        score_after=_shown(after),
        value_before=before.value if before else None,
        value_after=after.value if after else None,
        points=None if points is None else float(points),
        evidence=_evidence(before, after),
    )


def _evidence(before: Reading | None, after: Reading | None) -> EvidenceChange | None:
    old, new = (reading.evidence if reading else () for reading in (before, after))
    return None if old == new else EvidenceChange(before=old, after=new)


def _points(name: str, accounts: tuple[Account, Account] | None) -> Decimal | None:
    if accounts is None:
        return None
    before, after = (each.checks.get(name, _NO_POINTS) for each in accounts)
    return after - before


def _shown(reading: Reading | None) -> float | None:
    return None if reading is None or reading.score is None else float(reading.score)


def _measured(pillar: PillarName, metric: StoredMetric) -> Reading:
    state: CheckState = "ok" if metric.status == "good" else "problem" if metric.status in _PROBLEMS else "not_measured"
    return Reading(metric.id, pillar, metric.title, state, metric.score, metric.value, metric.evidence)


def _absent(pillar: PillarName, absence: StoredAbsence) -> Reading:
    reason = (absence.reason,) if absence.reason else ()
    return Reading(absence.id, pillar, absence.title, "not_applicable", None, None, reason)

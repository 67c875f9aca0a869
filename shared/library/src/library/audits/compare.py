"""Compares two audits of one page: pure, and the mirror of itself when the two change places."""

from collections import Counter
from decimal import Decimal

from library.audits.caveats import caveats
from library.audits.checks import ORDER, check_changes
from library.audits.model import (
    AuditComparison,
    AuditHead,
    ChangeCounts,
    CheckChange,
    ScoreChange,
    ScoreChanges,
    ScoreParts,
)
from library.audits.parts import Account, account
from library.audits.site import site_change
from library.audits.stored import StoredPillar, Subject


def same_page(before: AuditHead, after: AuditHead) -> bool:
    """Tell whether two audits are about one page: asked for alike, or found at the same address.

    A page that has moved is still found by what was asked for, and one that was asked for in two ways by its address.
    """
    found_alike = before.final_url is not None and before.final_url == after.final_url
    return found_alike or before.domain == after.domain


def compare(before: Subject, after: Subject) -> AuditComparison:
    """Say what changed; the caller has seen to it that both are about one page."""
    accounts = _accounts(before, after)
    checks = check_changes(before.audit, after.audit, accounts)
    parts = None if accounts is None else _parts(*accounts)
    return AuditComparison(
        before=before.head,
        after=after.head,
        score_change=_scores(before, after),
        parts=parts,
        counts=_counts(checks),
        checks=checks,
        site=site_change(before.audit, after.audit),
        caveats=caveats(before, after, checks, parts),
    )


def _accounts(before: Subject, after: Subject) -> tuple[Account, Account] | None:
    old, new = account(before), account(after)
    return None if old is None or new is None else (old, new)


def _parts(before: Account, after: Account) -> ScoreParts:
    checks = sum(after.checks.values(), Decimal(0)) - sum(before.checks.values(), Decimal(0))
    return ScoreParts(
        checks=float(checks), caps=float(after.caps - before.caps), rounding=float(after.rounding - before.rounding)
    )


def _scores(before: Subject, after: Subject) -> ScoreChanges:
    old, new = before.audit, after.audit
    return ScoreChanges(
        overall=_change(_decimal(before.head.overall_score), _decimal(after.head.overall_score)),
        technical=_pillar(old.technical, new.technical),
        topical=_pillar(old.topical, new.topical),
        authority=_pillar(old.authority, new.authority),
    )


def _pillar(before: StoredPillar, after: StoredPillar) -> ScoreChange:
    return _change(before.score, after.score)


def _change(before: Decimal | None, after: Decimal | None) -> ScoreChange:
    moved = None if before is None or after is None else float(after - before)
    return ScoreChange(before=_float(before), after=_float(after), change=moved)


def _counts(checks: tuple[CheckChange, ...]) -> ChangeCounts:
    counted = Counter(check.change for check in checks)
    return ChangeCounts.model_validate({change: counted[change] for change in ORDER})


def _decimal(score: int | None) -> Decimal | None:
    return None if score is None else Decimal(score)


def _float(score: Decimal | None) -> float | None:
    return None if score is None else float(score)

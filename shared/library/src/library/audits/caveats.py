"""Says what else than the page may have made the difference between two audits."""

from collections.abc import Sequence
from typing import Final

from library.audits.model import AuditHead, Caveat, CheckChange, ScoreParts
from library.audits.site import visited
from library.audits.stored import StoredAudit, Subject

# What two places of a shown score can't tell from nothing.
_NO_MOVE: Final = 0.005


def caveats(
    before: Subject, after: Subject, checks: Sequence[CheckChange], parts: ScoreParts | None
) -> tuple[Caveat, ...]:
    """Return every reason to read the comparison with care, the weightiest first."""
    found = (
        _reversed(before.head, after.head),
        _ruleset(before.head, after.head),
        _keyword(before.head, after.head),
        _page(before.head, after.head),
        _competitors(before.audit, after.audit),
        _crawl(before.audit, after.audit),
        _coverage(before.head, after.head),
        _no_score(before.head, after.head),
        _points(before.head, after.head, parts),
        _reweighted(checks),
    )
    return tuple(caveat for caveat in found if caveat is not None)


def _reversed(before: AuditHead, after: AuditHead) -> Caveat | None:
    if before.scored_at <= after.scored_at:
        return None
    return Caveat(code="order_reversed", message="The first audit is the later one, so improvements look like losses.")


def _ruleset(before: AuditHead, after: AuditHead) -> Caveat | None:
    if before.ruleset_version == after.ruleset_version:
        return None
    versions = f"{before.ruleset_version} and {after.ruleset_version}"
    message = f"The audits were made with different rules ({versions}), so the rules may have made the difference."
    return Caveat(code="ruleset_changed", message=message)


def _keyword(before: AuditHead, after: AuditHead) -> Caveat | None:
    if same_keyword(before, after):
        return None
    words = f"“{before.primary_keyword}” and “{after.primary_keyword}”"
    message = f"The audits are for different keywords ({words}), so their topical checks answer different questions."
    return Caveat(code="keyword_changed", message=message)


def _page(before: AuditHead, after: AuditHead) -> Caveat | None:
    if before.final_url == after.final_url:
        return None
    message = f"{after.domain} led to {before.final_url} in the first audit and to {after.final_url} in the second."
    return Caveat(code="page_moved", message=message)


def _competitors(before: StoredAudit, after: StoredAudit) -> Caveat | None:
    old, new = ({b.competitor for b in audit.competitor_benchmarks} for audit in (before, after))
    if old == new:
        return None
    message = "The page was compared with other competitors, so its coverage and depth were judged by other pages."
    return Caveat(code="competitors_changed", message=message)


def _crawl(before: StoredAudit, after: StoredAudit) -> Caveat | None:
    """Say that another part of the site was seen, so that cases may have come or gone without any repair."""
    old, new = visited(before), visited(after)
    if old == new:
        return None
    if not old or not new:
        which = "second" if new else "first"
        message = f"Only the {which} audit visited other pages of the site, so findings about it can't be compared."
        return Caveat(code="crawl_changed", message=message)
    message = (
        f"The first audit visited {len(old)} addresses of the site and the second {len(new)}, {len(old & new)} of them"
        " in both; a finding may have come or gone because other pages were seen."
    )
    return Caveat(code="crawl_changed", message=message)


def _coverage(before: AuditHead, after: AuditHead) -> Caveat | None:
    old, new = round(before.coverage * 100), round(after.coverage * 100)
    if old == new:
        return None
    message = (
        f"{old} % of the weights was measured in the first audit and {new} % in the second; what is not measured counts"
        " in neither direction."
    )
    return Caveat(code="coverage_changed", message=message)


def _no_score(before: AuditHead, after: AuditHead) -> Caveat | None:
    without = [name for name, head in (("first", before), ("second", after)) if head.overall_score is None]
    if not without:
        return None
    which = f"The {without[0]} audit has" if len(without) == 1 else "Both audits have"
    message = f"{which} no overall score, because the page did not answer or too little could be measured."
    return Caveat(code="no_score", message=message)


def _points(before: AuditHead, after: AuditHead, parts: ScoreParts | None) -> Caveat | None:
    if parts is not None or before.overall_score is None or after.overall_score is None:
        return None
    message = "One of the audits does not say what each check brought, so the change can't be divided among them."
    return Caveat(code="points_unknown", message=message)


def _reweighted(checks: Sequence[CheckChange]) -> Caveat | None:
    if not any(check.change == "unchanged" and abs(check.points or 0) >= _NO_MOVE for check in checks):
        return None
    message = (
        "Checks that stayed the same have points too: the weight of checks that came or went was spread over them."
    )
    return Caveat(code="reweighted", message=message)


def same_keyword(before: AuditHead, after: AuditHead) -> bool:
    """Tell whether two audits are for the same keyword; capitals don't matter."""
    return before.primary_keyword.casefold() == after.primary_keyword.casefold()

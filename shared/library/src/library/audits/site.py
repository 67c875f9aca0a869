"""What became of the findings about a site between two audits that visited more than one page of it."""

from collections.abc import Mapping
from typing import Final

from library.audits.checks import ORDER
from library.audits.model import Change, EvidenceChange, SiteChange, SiteFindingChange
from library.audits.stored import StoredAudit, StoredFinding

# Begins the note of an audit that could not look for pages nothing links to.
ORPHANS_UNKNOWN: Final = "Pages that nothing links to were not looked for"
_ORPHANS: Final = "S05"
_SEVERITIES: Final = ("critical", "warning", "notice")

_Found = tuple[StoredFinding | None, StoredAudit]


def site_change(before: StoredAudit, after: StoredAudit) -> SiteChange | None:
    """Return what changed about the site, or None when neither audit visited more of it than the page."""
    if not before.crawled and not after.crawled:
        return None
    old, new = (_findings(audit) for audit in (before, after))
    found = [_changed(name, (old.get(name), before), (new.get(name), after)) for name in {*old, *new}]
    earlier, later = (visited(audit) for audit in (before, after))
    return SiteChange(
        pages_before=len(earlier) if before.crawled else None,
        pages_after=len(later) if after.crawled else None,
        pages_in_both=len(earlier & later),
        findings=tuple(sorted(found, key=lambda f: (ORDER.index(f.change), _rank(f.severity), f.id))),
    )


def visited(audit: StoredAudit) -> frozenset[str]:
    """Return the addresses that an audit's crawl visited; none without a crawl."""
    if not audit.crawled:
        return frozenset()
    # The first is told as it was asked for, which two audits of one page may do differently.
    start, *others = audit.pages
    return frozenset((start.final_url or start.url, *(page.url for page in others)))


def _findings(audit: StoredAudit) -> Mapping[str, StoredFinding]:
    return {found.id: found for found in audit.recommendations if found.cases is not None}


def _changed(name: str, before: _Found, after: _Found) -> SiteFindingChange:
    named = after[0] or before[0]
    assert named is not None
    seen = [found.evidence if found else () for found, _ in (before, after)]
    cases = [_cases(name, *found) for found in (before, after)]
    return SiteFindingChange(
        id=name,
        title=named.title,
        severity=named.severity or "notice",
        change=_change(*cases),
        cases_before=cases[0],
        cases_after=cases[1],
        evidence=None if seen[0] == seen[1] else EvidenceChange(before=seen[0], after=seen[1]),
    )


def _cases(name: str, found: StoredFinding | None, audit: StoredAudit) -> int | None:
    """Return how many cases an audit found; None when it did not look."""
    if not audit.crawled:
        return None
    if found is not None:
        return found.cases
    is_unknown = name == _ORPHANS and any(note.startswith(ORPHANS_UNKNOWN) for note in audit.notes)
    return None if is_unknown else 0


def _change(before: int | None, after: int | None) -> Change:
    if before is None or after is None:
        return "not_comparable"
    if before == after:
        return "unchanged"
    if not before or not after:
        return "new" if after else "fixed"
    return "worse" if after > before else "better"


def _rank(severity: str) -> int:
    return _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)

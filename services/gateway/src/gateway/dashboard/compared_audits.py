"""What the page of a comparison says: the scores, what may mislead, and the checks by how they changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exports.audits.wording import measured
from exports.cleaning import line
from library.audits.model import AuditComparison, AuditHead, CheckChange, ScoreChange, SiteChange, SiteFindingChange

# What needs attention first; what is as it was is only counted.
_ORDER: Final = ("new", "worse", "fixed", "better", "not_comparable")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A check in both audits."""

    id: str
    title: str
    state_before: str | None
    state_after: str | None
    before: str
    after: str
    points: float | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two audits of one page beside one another; of the site, findings that are as they were are left out."""

    before: AuditHead
    after: AuditHead
    page: str
    scores: tuple[tuple[str, ScoreChange], ...]
    caveats: tuple[str, ...]
    site: SiteChange | None
    findings: tuple[SiteFindingChange, ...]
    groups: tuple[tuple[str, tuple[ChangeView, ...]], ...]
    unchanged: int


def compared_view(found: AuditComparison) -> ComparisonView:
    """Work out what is shown."""
    scores = found.score_change
    return ComparisonView(
        before=found.before,
        after=found.after,
        page=line(found.after.final_url or found.after.domain),
        scores=(
            ("overall", scores.overall),
            ("technical", scores.technical),
            ("topical", scores.topical),
            ("authority", scores.authority),
        ),
        caveats=tuple(each.code for each in found.caveats),
        site=found.site,
        findings=tuple(each for each in found.site.findings if each.change != "unchanged") if found.site else (),
        groups=tuple(_groups(found)),
        unchanged=found.counts.unchanged,
    )


def _groups(found: AuditComparison) -> Iterator[tuple[str, tuple[ChangeView, ...]]]:
    for change in _ORDER:
        checks = tuple(_view(each) for each in found.checks if each.change == change)
        if checks:
            yield change, checks


def _view(each: CheckChange) -> ChangeView:
    before, after = measured(each.value_before, ""), measured(each.value_after, "")
    return ChangeView(line(each.id), line(each.title), each.state_before, each.state_after, before, after, each.points)

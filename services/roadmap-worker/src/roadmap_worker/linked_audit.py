"""What a linked audit adds: first what keeps the page out of search, then repairs, those of one place as one task."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import sqrt
from typing import Final

from roadmap_worker.linked import Linked, LinkedMilestone, sentences, short
from roadmap_worker.linked_documents import EffortHours, Fix
from roadmap_worker.task import Priority, Task

MAX_FIXES: Final = 8
_HIGH_PRIORITY: Final = 3
_MINUTES_AN_HOUR: Final = 60
_LEAST_MINUTES: Final = 15
# The hours of the audit's own rules, for audits stored before they told them.
_EFFORT_HOURS: Final = {
    "low": EffortHours(least=0, most=1),
    "medium": EffortHours(least=1, most=8),
    "high": EffortHours(least=8, most=40),
}
_GATES: Final = LinkedMilestone(
    "audit-gates",
    "The page can be found",
    "Let search engines in before anything else is improved",
    "What keeps the page out of search by a new audit: nothing",
)
_REPAIRS: Final = LinkedMilestone(
    "audit-fixes",
    "Findings of the audit repaired",
    "Repair what the audit found, the most points first",
    "Findings that a new audit no longer reports: all of these",
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the page that one person mends in one sitting."""

    title: str
    skill: str
    checks: tuple[str, ...]


_PLACES: Final = (
    _Place("Mend title, description and preview", "seo", ("T10", "T11", "T12", "T21", "C01", "C05", "S01", "S02")),
    _Place("Mend the headings", "copywriting", ("T30", "T31", "C02", "C06")),
    _Place("Mend the pictures", "development", ("T18", "T19", "C09")),
    _Place("Mend wording and paragraphs", "copywriting", ("C03", "C07", "C08", "C14", "C15", "C16", "C17", "C22")),
    _Place("Show who stands behind the page", "development", ("A01", "A02", "A03", "A04", "C18")),
    _Place("Deliver the page faster", "development", ("T22", "T23", "T24", "T25", "T26")),
)
_SKILLS: Final = {"C": "copywriting", "A": "copywriting", "T": "development", "S": "development"}


def audit_work(fixes: Sequence[Fix], scope: Sequence[str] = ("*",)) -> Linked:
    """Return the recommendations that would gain points and serve the plan, in the audit's own order, gates first."""
    gaining = [fix for fix in fixes if fix.points is None or fix.points > 0]
    wanted = [fix for fix in gaining if is_named(fix.id, scope)]
    gates = [fix for fix in wanted if fix.is_gate]
    groups = _by_place([fix for fix in wanted if not fix.is_gate][:MAX_FIXES])
    first = tuple(_task(f"audit-gate-{number}", [fix], (), "high") for number, fix in enumerate(gates, start=1))
    gate_ids = tuple(task.id for task in first)
    repairs = tuple(
        _task(f"audit-fix-{number}", group, gate_ids, "high" if number <= _HIGH_PRIORITY else "medium")
        for number, group in enumerate(groups, start=1)
    )
    return Linked(
        tasks=first + repairs,
        milestones=((_GATES,) if first else ()) + ((_REPAIRS,) if repairs else ()),
        fixes=tuple(task.id for task in repairs),
        gates=gate_ids,
        aside=tuple(fix.id for fix in gaining if fix not in wanted),
    )


def is_named(check_id: str, patterns: Sequence[str]) -> bool:
    """Whether one of the patterns names the check; a pattern may end in `*`."""
    return any(fnmatchcase(check_id, pattern) for pattern in patterns)


def _by_place(fixes: Sequence[Fix]) -> list[list[Fix]]:
    """Put the repairs of one place together, where the first of them stands."""
    groups: dict[str, list[Fix]] = {}
    for fix in fixes:
        place = _place(fix)
        groups.setdefault(place.title if place else fix.id, []).append(fix)
    return list(groups.values())


def _place(fix: Fix) -> _Place | None:
    return next((place for place in _PLACES if fix.id in place.checks), None)


def _task(task_id: str, fixes: Sequence[Fix], after: tuple[str, ...], priority: Priority) -> Task:
    first, place = fixes[0], _place(fixes[0])
    is_group = place is not None and len(fixes) > 1
    optimistic, likely, pessimistic = (sum(each) for each in zip(*map(_minutes, fixes), strict=True))
    return Task(
        id=task_id,
        milestone_id=(_GATES if first.is_gate else _REPAIRS).id,
        title=place.title if is_group and place else short(first.title),
        description=_description(fixes),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        pessimistic_minutes=pessimistic,
        skill=place.skill if place else _SKILLS.get(first.id[:1], "seo"),
        depends_on=after,
        wait=None,
        priority=priority,
        success_criteria=tuple(f"A new audit no longer reports {fix.id}" for fix in fixes),
        source="audit",
        source_id=first.id,
        also_from=tuple(("audit", fix.id) for fix in fixes[1:]),
        deliverable="The repaired page",
        within_days=1 if first.is_gate else None,
        evidence=("The page before and after, and the new audit", *(f"Seen: {one}" for one in first.evidence[:1])),
    )


def _description(fixes: Sequence[Fix]) -> str:
    """Say what to do and why; of several repairs each by its title."""
    known = [fix.points for fix in fixes if fix.points is not None]
    gain = f"The audit puts the gain at {sum(known):.1f} points of its score" if known else ""
    if len(fixes) > 1:
        listed = (f"{fix.title} ({fix.id}): {fix.action}" if fix.action else fix.title for fix in fixes)
        return sentences(*listed, gain)
    gate = "Until this is done, nothing that depends on being found can work" if fixes[0].is_gate else ""
    return sentences(fixes[0].action, fixes[0].why, gate, gain)


def _minutes(fix: Fix) -> tuple[int, int, int]:
    """Return the audit's hours, and between them their geometric mean, because most work lies near the lower end."""
    hours = fix.effort_hours or _EFFORT_HOURS.get(fix.effort.casefold(), _EFFORT_HOURS["medium"])
    least = max(_LEAST_MINUTES, round(hours.least * _MINUTES_AN_HOUR))
    most = max(least, round(hours.most * _MINUTES_AN_HOUR))
    return least, max(least, round(sqrt(least * most) / _LEAST_MINUTES) * _LEAST_MINUTES), most

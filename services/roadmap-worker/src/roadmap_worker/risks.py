"""What could go wrong with this very plan; each risk names the figures it was seen in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from roadmap_worker.expand import holds, worded
from roadmap_worker.people import MAX_HOURS_PER_WEEK
from roadmap_worker.plan import Plan
from roadmap_worker.schedule import Placement

Severity = Literal["low", "medium", "high"]

_MANY_WITHOUT_SLACK: Final = 0.7
_LONG_WAIT_DAYS: Final = 10
_THIN_MARGIN_DAYS: Final = 7
_SLIP: Final = 1.3
_ORDER: Final[tuple[Severity, ...]] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Risk:
    """Something to watch, where it shows in the plan, and what to do about it."""

    id: str
    severity: Severity
    risk: str
    evidence: str
    response: str


def risks(plan: Plan) -> tuple[Risk, ...]:
    """Return the risks found, the severe ones first."""
    found = (*_people(plan), *_hours(plan), *_time(plan), *_strategy(plan), *_by_facts(plan))
    return tuple(sorted(found, key=lambda risk: _ORDER.index(risk.severity)))


def _people(plan: Plan) -> Iterator[Risk]:
    critical = [one for one in plan.schedule.placements if one.task.id in plan.critical]
    holders = {one.person for one in critical}
    if len(holders) == 1:
        name = plan.people[holders.pop()].name or "one person"
        yield Risk(
            "single-person",
            "high",
            f"The end date hangs on {name}",
            f"All {len(critical)} tasks of the critical path are planned for {name}.",
            "Name a stand-in, or keep a week of reserve before any promise to others.",
        )
    missing = Counter(
        one.task.skill for one in plan.schedule.placements if not plan.people[one.person].can(one.task.skill)
    )
    for skill, count in sorted(missing.items()):
        yield Risk(
            f"missing-skill-{skill}",
            "high",
            f"Nobody in the team lists {skill}",
            f"Tasks that need it and went to whoever is free first: {count}.",
            "Find somebody for these tasks, or give the person time to learn and plan more hours.",
        )


def _hours(plan: Plan) -> Iterator[Risk]:
    for member in plan.request.team:
        if member.hours_per_week > MAX_HOURS_PER_WEEK:
            yield Risk(
                "too-many-hours",
                "medium",
                f"{member.name} is given more hours than can be worked",
                f"{member.hours_per_week:g} hours a week were given; {MAX_HOURS_PER_WEEK:g} are planned.",
                "Correct the hours, or add a person.",
            )
    idle = [one.name for index, one in enumerate(plan.people) if one.name and not _has_work(plan, index)]
    if idle:
        yield Risk(
            "idle-people",
            "low",
            "Not everybody in the team has a task",
            f"Without work here: {_listed(idle)}.",
            "Use them as stand-ins or reviewers, or leave them out.",
        )


def _time(plan: Plan) -> Iterator[Risk]:
    placements = plan.schedule.placements
    tight = sum(not slack for slack in plan.slack.values())
    if tight >= _MANY_WITHOUT_SLACK * len(placements):
        yield Risk(
            "no-slack",
            "medium",
            "Almost every delay moves the end",
            f"{tight} of {len(placements)} tasks have less than a day of slack, waiting for each other or for people.",
            "Add hours, or tell others a later date than the one computed.",
        )
    yield from _waits(placements)
    yield from _slip(plan)
    if plan.deadline and plan.deadline.met and plan.deadline.spare_days < _THIN_MARGIN_DAYS:
        yield Risk(
            "thin-margin",
            "high",
            "The deadline is met with little to spare",
            f"{_count(plan.deadline.spare_days, 'calendar day')} to spare before {plan.deadline.date.isoformat()}.",
            "Decide now which tasks of low priority would be left out.",
        )


def _waits(placements: Sequence[Placement]) -> Iterator[Risk]:
    long = [one.task for one in placements if one.task.wait and one.task.wait.days >= _LONG_WAIT_DAYS]
    if long:
        parts = [f"{task.wait.days} {task.wait.unit} after “{task.title}”" for task in long if task.wait]
        yield Risk(
            "long-waits",
            "medium",
            "Parts of the plan can't be hurried by working more",
            f"Waiting that others or the calendar decide: {_listed(parts)}.",
            "Start what comes before a wait as early as possible; plan other work for the wait.",
        )


def _slip(plan: Plan) -> Iterator[Risk]:
    end = plan.trial.with_longer_work(_SLIP).end()
    if end is not None and end > plan.schedule.end:
        days = end - plan.schedule.end
        yield Risk(
            "hours-are-estimates",
            "low",
            "The hours are estimates",
            f"If every task took 30 % longer (assumption), the plan would end on {date.fromordinal(end).isoformat()},"
            f" {_count(days, 'day')} later.",
            "Write down the actual hours of the first milestone and make the roadmap again with what you learned.",
        )


def _strategy(plan: Plan) -> Iterator[Risk]:
    start = date.fromordinal(plan.schedule.start)
    for phase in (30, 60, 90):
        last = start + timedelta(days=phase - 1)
        late = [
            one
            for one in plan.schedule.placements
            if one.task.milestone_id == f"strategy-{phase}" and one.finish > last.toordinal()
        ]
        if late:
            yield Risk(
                f"strategy-phase-{phase}",
                "medium",
                f"The strategy's first {phase} days don't hold what it plans for them",
                f"Tasks of that phase that end after {last.isoformat()} at these hours: {len(late)}.",
                "Add hours, or tell the strategy's owner which actions come later.",
            )


def _by_facts(plan: Plan) -> Iterator[Risk]:
    for spec in plan.network.risks:
        if holds(spec.when, plan.facts):
            texts = (worded(text, plan.facts) for text in (spec.risk, spec.evidence, spec.response))
            yield Risk(spec.id, spec.severity, *texts)


def _has_work(plan: Plan, person: int) -> bool:
    return any(placement.person == person for placement in plan.schedule.placements)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(parts: Sequence[str], most: int = 4) -> str:
    shown = "; ".join(parts[:most])
    return shown if len(parts) <= most else f"{shown}; and {len(parts) - most} more"

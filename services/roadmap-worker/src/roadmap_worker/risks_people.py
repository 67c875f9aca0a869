"""Risks that lie in who does the work: one person the end hangs on, one who alone can do something, too few hours."""

from collections.abc import Iterator
from typing import Final

from roadmap_worker.people import MAX_HOURS_PER_WEEK
from roadmap_worker.plan import Plan
from roadmap_worker.risk import Risk, count, listed, on
from roadmap_worker.schedule import Placement

_MINUTES_AN_HOUR: Final = 60
# Fewer tasks without slack are usual for anybody (assumption).
_MANY_WITHOUT_SLACK: Final = 3


def of_people(plan: Plan) -> Iterator[Risk]:
    """Yield what depends on single people."""
    holders = {one.person for one in _critical(plan)}
    if len(holders) == 1:
        yield _single_person(plan, holders.pop())
    else:
        yield from _without_slack(plan)
    yield from _missing_skills(plan)
    yield from _sole_skills(plan)
    yield from _days_off(plan)


def of_hours(plan: Plan) -> Iterator[Risk]:
    """Yield hours that can't be worked, and people without work."""
    for member in plan.request.team:
        if member.hours_per_week > MAX_HOURS_PER_WEEK:
            yield Risk(
                "too-many-hours",
                "medium",
                f"{member.name} is given more hours than can be worked",
                f"{member.hours_per_week:g} hours a week were given; {MAX_HOURS_PER_WEEK:g} are planned.",
                f"{member.name}'s actual hours of the first week are below {MAX_HOURS_PER_WEEK:g}.",
                "Correct the hours, or add a person.",
            )
    idle = [one.name for index, one in enumerate(plan.people) if one.name and not _tasks_of(plan, index)]
    if idle:
        yield Risk(
            "idle-people",
            "low",
            "Not everybody in the team has a task",
            f"Without work here: {listed(idle)}.",
            f"Somebody of them asks after {on(plan.schedule.start)} what there is to do.",
            "Use them as stand-ins or reviewers, or leave them out.",
        )


def _single_person(plan: Plan, person: int) -> Risk:
    name = plan.people[person].name or "one person"
    critical = _critical(plan)
    return Risk(
        "single-person",
        "high",
        f"The end date hangs on {name}",
        f"All {len(critical)} tasks of the critical path are planned for {name}.",
        f"“{critical[0].task.title}” isn't done on {on(critical[0].finish)}.",
        "Name a stand-in, or keep a week of reserve before any promise to others.",
    )


def _without_slack(plan: Plan) -> Iterator[Risk]:
    """Yield the person with the most work that may not slip."""
    tight = {
        index: [one for one in _tasks_of(plan, index) if not plan.slack[one.task.id]]
        for index in range(len(plan.people))
    }
    index, theirs = max(tight.items(), key=lambda item: sum(one.task.likely_minutes for one in item[1]))
    if plan.people[index].name and len(theirs) >= _MANY_WITHOUT_SLACK:
        hours = sum(one.task.likely_minutes for one in theirs) / _MINUTES_AN_HOUR
        yield Risk(
            "person-without-slack",
            "medium",
            f"{plan.people[index].name} has no day to lose",
            f"{count(len(theirs), 'task')} of theirs ({hours:g} h) have less than a day of slack.",
            f"“{theirs[0].task.title}” isn't done on {on(theirs[0].finish)}.",
            "Give work with slack to others first, and ask once a week what holds this person up.",
        )


def _missing_skills(plan: Plan) -> Iterator[Risk]:
    lacking: dict[str, list[Placement]] = {}
    for one in _in_time(plan):
        if not plan.people[one.person].can(one.task.skill):
            lacking.setdefault(one.task.skill, []).append(one)
    for skill, tasks in sorted(lacking.items()):
        yield Risk(
            f"missing-skill-{skill}",
            "high",
            f"Nobody in the team lists {skill}",
            f"Tasks that need it and went to whoever is free first: {len(tasks)}.",
            f"Nobody who has done it before is named when “{tasks[0].task.title}” starts on {on(tasks[0].start)}.",
            "Find somebody for these tasks, or give the person time to learn and plan more hours.",
        )


def _sole_skills(plan: Plan) -> Iterator[Risk]:
    """Yield the skills that one of several people has alone."""
    if len(plan.people) == 1:
        return
    alone: dict[str, list[Placement]] = {}
    for one in _in_time(plan):
        able = [person for person in plan.people if person.can(one.task.skill)]
        if len(able) == 1 and able[0].name:
            alone.setdefault(one.task.skill, []).append(one)
    if alone:
        first = min((tasks[0] for tasks in alone.values()), key=lambda one: (one.start, one.task.id))
        parts = [_sole(plan, skill, tasks) for skill, tasks in sorted(alone.items())]
        yield Risk(
            "sole-skill",
            "high" if any(one.task.id in plan.critical for tasks in alone.values() for one in tasks) else "medium",
            "When one person is missing, nobody else can do the work",
            f"Only one person each: {listed(parts)}.",
            f"No stand-in is named when “{first.task.title}” starts on {on(first.start)}.",
            "Name a stand-in for each, inside or outside, and let that person look on once.",
        )


def _sole(plan: Plan, skill: str, tasks: list[Placement]) -> str:
    hours = sum(one.task.likely_minutes for one in tasks) / _MINUTES_AN_HOUR
    return f"{skill}, {plan.people[tasks[0].person].name} ({hours:g} h)"


def _days_off(plan: Plan) -> Iterator[Risk]:
    """Yield tasks of the critical path that are interrupted by their person's days off."""
    for one in _critical(plan):
        person = plan.people[one.person]
        days = sorted(day for day in person.days_off if one.start <= day <= one.finish)
        if days and person.name:
            yield Risk(
                "days-off",
                "medium",
                f"A task that sets the end date lies across days off of {person.name}",
                f"“{one.task.title}” runs from {on(one.start)} to {on(one.finish)}; days off begin on {on(days[0])}.",
                f"It is less than half done when {person.name} leaves.",
                "Let somebody else do it, or do it before; hand over in writing on the last day.",
            )
            return


def _critical(plan: Plan) -> list[Placement]:
    return [one for one in _in_time(plan) if one.task.id in plan.critical]


def _tasks_of(plan: Plan, person: int) -> list[Placement]:
    return [one for one in _in_time(plan) if one.person == person]


def _in_time(plan: Plan) -> list[Placement]:
    return sorted(plan.schedule.placements, key=lambda one: (one.start, one.finish, one.task.id))

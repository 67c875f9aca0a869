"""What stands around the tasks in a result: capacity, deadline, assumptions and resources."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

from pydantic import JsonValue

from roadmap_worker.deadline import Deadline
from roadmap_worker.expand import holds, worded
from roadmap_worker.linked import EFFORT_NOTE
from roadmap_worker.people import Person
from roadmap_worker.plan import Plan
from roadmap_worker.schedule import Placement

Wire: TypeAlias = dict[str, JsonValue]

_MINUTES_AN_HOUR: Final = 60


def day(ordinal: int) -> str:
    """Return a day as it goes over the wire."""
    return date.fromordinal(ordinal).isoformat()


def hours(minutes: Iterable[int]) -> float:
    """Return minutes together as hours."""
    return round(sum(minutes) / _MINUTES_AN_HOUR, 2)


def capacity(people: Sequence[Person], placements: Sequence[Placement]) -> Wire:
    """Return who has how many hours a week, and how many are planned for each."""
    tasks = [placement.task for placement in placements]
    return {
        "hoursPerWeek": round(sum(person.hours_per_week for person in people), 2),
        "totalHours": hours(task.likely_minutes for task in tasks),
        "optimisticHours": hours(task.optimistic_minutes for task in tasks),
        "people": [_person(person, index, placements) for index, person in enumerate(people)],
    }


def deadline(found: Deadline | None) -> Wire | None:
    """Return whether the date asked for is met, and what would meet it."""
    if found is None:
        return None
    return {
        "date": found.date.isoformat(),
        "met": found.met,
        "lateByDays": found.late_by_days,
        "spareDays": found.spare_days,
        "hoursPerWeekNeeded": found.hours_per_week_needed,
        "options": [
            {"kind": one.kind, "says": one.says, "endDate": one.end.isoformat(), "meetsDeadline": one.meets_deadline}
            for one in found.options
        ],
    }


def assumptions(plan: Plan) -> Iterator[JsonValue]:
    """Yield what was taken for granted because nobody said otherwise."""
    given = {name for name, value in plan.request.variables.items() if str(value).strip()}
    yield from (reason for name, reason in plan.network.default_reasons.items() if name not in given)
    yield from plan.template.assumptions
    if plan.linked.tasks:
        yield EFFORT_NOTE
    if plan.linked.later:
        yield f"Actions of the strategy that begin after the end of this roadmap and stay there: {plan.linked.later}."
    if plan.linked.aside:
        yield f"Findings of the audit that don't serve this plan and stay there: {', '.join(plan.linked.aside)}."


def resources(plan: Plan) -> Iterator[Wire]:
    """Yield what helps with this plan."""
    for resource in plan.network.support_resources:
        if holds(resource.when, plan.facts):
            yield {"title": resource.title, "use": worded(resource.use, plan.facts), "url": resource.url}


def _person(person: Person, index: int, placements: Sequence[Placement]) -> Wire:
    return {
        "name": person.name,
        "hoursPerWeek": round(person.hours_per_week, 2),
        "hoursPlanned": hours(one.task.likely_minutes for one in placements if one.person == index),
        "skills": [*sorted(person.skills)],
    }

"""What stands around the tasks in a result: capacity, deadline, calendar, assumptions and resources."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

from pydantic import JsonValue

from roadmap_worker.deadline import Deadline
from roadmap_worker.estimates import PESSIMISTIC_FACTOR
from roadmap_worker.expand import holds, worded
from roadmap_worker.linked import EFFORT_NOTE
from roadmap_worker.people import MAX_HOURS_PER_WEEK, Person
from roadmap_worker.plan import Plan
from roadmap_worker.schedule import Placement

Wire: TypeAlias = dict[str, JsonValue]

_MINUTES_AN_HOUR: Final = 60
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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


def calendar(plan: Plan) -> Wire:
    """Return which days count, and the rules by which dates were found."""
    first, last = plan.schedule.start, plan.schedule.end
    asked = plan.request.start_date
    return {
        "workingDays": [name for number, name in enumerate(_WEEKDAYS) if number not in plan.workdays.weekend],
        "holidays": [day(one) for one in sorted(plan.workdays.holidays) if first <= one <= last],
        "publicHolidays": [
            {"date": day(one), "names": [*names]} for one, names in plan.public_holidays.items() if first <= one <= last
        ],
        "startDateRequested": asked.isoformat() if asked else None,
        "notes": list(_notes(plan)),
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


def _notes(plan: Plan) -> Iterator[JsonValue]:
    yield _about_holidays(plan)
    yield from _about_unknown_years(plan)
    if plan.request.start_date is None:
        yield "No start date was given, so work starts on the next working day after the request."
    elif plan.request.start_date.toordinal() != plan.schedule.start:
        yield f"{plan.request.start_date.isoformat()} is not a working day; work starts on {day(plan.schedule.start)}."
    if not plan.request.team:
        yield f"No team was given: {_unnamed(plan)}"
    if any(person.name and not person.skills for person in plan.people):
        yield "People without skills we know are planned for any kind of task."
    if plan.deadline and plan.deadline.options:
        yield "What would meet the deadline was found by list scheduling, so a little less may be enough."
    yield "Each person works on one task at a time, from its start to its end; days off may lie in between."
    yield "Work handed to another person starts on the next working day; one person may start it the same day."
    yield "The critical path is the chain that sets the end date; a wait ending on a weekend can leave slack on it."
    yield "Dates rest on the likely hours, spread evenly over the five working days of a week."
    if any(placement.task.pessimistic_minutes is None for placement in plan.schedule.placements):
        yield f"Where no pessimistic hours are known, {PESSIMISTIC_FACTOR:g} times the likely ones count (assumption)."


def _names_places(plan: Plan) -> bool:
    return plan.request.country is not None or any(member.country for member in plan.request.team)


def _about_holidays(plan: Plan) -> str:
    if not _names_places(plan):
        return "Only the holidays listed in the request are kept free; name a country to add its public holidays."
    if any(member.country for member in plan.request.team):
        return "Holidays and weekends of each person's own place are kept free, besides the holidays in the request."
    place = "-".join(filter(None, (plan.request.country, plan.request.region)))
    return f"The public holidays of {place} are kept free, besides those listed in the request."


def _about_unknown_years(plan: Plan) -> Iterator[str]:
    """Yield a warning for years without a single public holiday: some laws are known for some years only."""
    if not _names_places(plan):
        return
    first, last = (date.fromordinal(one).year for one in (plan.schedule.start, plan.schedule.end))
    known = {date.fromordinal(one).year for one in plan.public_holidays}
    unknown = [str(year) for year in range(first, last + 1) if year not in known]
    if unknown:
        yield f"No public holidays are known there for {', '.join(unknown)}: list those that count in the request."


def _unnamed(plan: Plan) -> str:
    count, total = len(plan.people), plan.request.hours_per_week
    if count == 1:
        return f"one person who can do every task is assumed, for {total:g} hours a week."
    return (
        f"{total:g} hours a week are more than the {MAX_HOURS_PER_WEEK:g} one person is planned for,"
        f" so {count} people who can do every task are assumed."
    )

"""Which days counted for a schedule, and the rules by which its dates were found, on the wire's names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import JsonValue

from roadmap_worker.context import Wire, day
from roadmap_worker.deadline import Deadline
from roadmap_worker.estimates import PESSIMISTIC_FACTOR
from roadmap_worker.people import MAX_HOURS_PER_WEEK, Person
from roadmap_worker.schedule import Schedule
from roadmap_worker.workdays import Workdays
from shared.contracts.requests import RoadmapRequest

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Dated:
    """A schedule with all that its dates rest on; `asked` is the day it was wanted to begin."""

    request: RoadmapRequest
    asked: date | None
    people: Sequence[Person]
    workdays: Workdays
    public_holidays: Mapping[int, tuple[str, ...]]
    schedule: Schedule
    deadline: Deadline | None


def calendar(dated: Dated) -> Wire:
    """Return which days count, and the rules by which dates were found."""
    first, last = dated.schedule.start, dated.schedule.end
    named = [(one, names) for one, names in dated.public_holidays.items() if first <= one <= last]
    return {
        "workingDays": [name for number, name in enumerate(_WEEKDAYS) if number not in dated.workdays.weekend],
        "holidays": [day(one) for one in sorted(dated.workdays.holidays) if first <= one <= last],
        "publicHolidays": [{"date": day(one), "names": [*names]} for one, names in named],
        "startDateRequested": dated.asked.isoformat() if dated.asked else None,
        "notes": list(_notes(dated)),
    }


def _notes(dated: Dated) -> Iterator[JsonValue]:
    yield _about_holidays(dated)
    yield from _about_unknown_years(dated)
    if dated.asked is None:
        yield "No start date was given, so work starts on the next working day after the request."
    elif dated.asked.toordinal() != dated.schedule.start:
        yield f"{dated.asked.isoformat()} is not a working day; work starts on {day(dated.schedule.start)}."
    if not dated.request.team:
        yield f"No team was given: {_unnamed(dated)}"
    if any(person.name and not person.skills for person in dated.people):
        yield "People without skills we know are planned for any kind of task."
    if dated.deadline and dated.deadline.options:
        yield "What would meet the deadline was found by list scheduling, so a little less may be enough."
    yield "Each person works on one task at a time, from its start to its end; days off may lie in between."
    yield "Work handed to another person starts on the next working day; one person may start it the same day."
    yield "The critical path is the chain that sets the end date; a wait ending on a weekend can leave slack on it."
    yield "Dates rest on the likely hours, spread evenly over the five working days of a week."
    if any(placement.task.pessimistic_minutes is None for placement in dated.schedule.placements):
        yield f"Where no pessimistic hours are known, {PESSIMISTIC_FACTOR:g} times the likely ones count (assumption)."


def _names_places(dated: Dated) -> bool:
    return dated.request.country is not None or any(member.country for member in dated.request.team)


def _about_holidays(dated: Dated) -> str:
    if not _names_places(dated):
        return "Only the holidays listed in the request are kept free; name a country to add its public holidays."
    if any(member.country for member in dated.request.team):
        return "Holidays and weekends of each person's own place are kept free, besides the holidays in the request."
    place = "-".join(filter(None, (dated.request.country, dated.request.region)))
    return f"The public holidays of {place} are kept free, besides those listed in the request."


def _about_unknown_years(dated: Dated) -> Iterator[str]:
    """Yield a warning for years without a single public holiday: some laws are known for some years only."""
    if not _names_places(dated):
        return
    first, last = (date.fromordinal(one).year for one in (dated.schedule.start, dated.schedule.end))
    known = {date.fromordinal(one).year for one in dated.public_holidays}
    unknown = [str(year) for year in range(first, last + 1) if year not in known]
    if unknown:
        yield f"No public holidays are known there for {', '.join(unknown)}: list those that count in the request."


def _unnamed(dated: Dated) -> str:
    count, total = len(dated.people), dated.request.hours_per_week
    if count == 1:
        return f"one person who can do every task is assumed, for {total:g} hours a week."
    return (
        f"{total:g} hours a week are more than the {MAX_HOURS_PER_WEEK:g} one person is planned for,"
        f" so {count} people who can do every task are assumed."
    )

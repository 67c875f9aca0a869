"""Which days are off where people are: public holidays and weekend of the plan's place, and of each person's own.

What is off for everybody makes the shared calendar; somebody who is elsewhere has the holidays of that place instead,
and where weekends differ is off on those of both: the shared one, and one's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from library.public_holidays import SATURDAY_AND_SUNDAY, PublicHolidays, public_holidays, refusal
from roadmap_worker.workdays import Workdays
from shared.contracts.requests import RoadmapRequest
from shared.errors import PermanentError

# As long as a plan may last, from the year before its start on.
_YEARS: Final = 22
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days everybody works, the days off of each member of the team, and the holidays by name and place."""

    workdays: Workdays
    days_off: tuple[frozenset[int], ...]
    named: Mapping[int, tuple[str, ...]]


def calendar_of(request: RoadmapRequest, start: date) -> Calendar:
    """Return the calendar of a request.

    Raises:
        PermanentError: for a place whose holidays are not known; the gateway refuses such a request.
    """
    years = range(start.year - 1, start.year + _YEARS)
    home = _holidays(request.country, request.region, years)
    places = [
        (member.country, member.region) if member.country else (request.country, request.region)
        for member in request.team
    ]
    theirs = [_holidays(country, region, years) for country, region in places]
    is_shared = all(place == (request.country, request.region) for place in places)
    shared = {*request.holidays, *(home.days if is_shared else ())}
    weekends = {found.weekend for found in theirs}
    weekend = weekends.pop() if len(weekends) == 1 else home.weekend
    own = tuple(
        frozenset(day.toordinal() for day in (*member.time_off, *(() if is_shared else found.days)))
        | _weekdays(found.weekend - weekend, years)
        for member, found in zip(request.team, theirs, strict=True)
    )
    named = _named([((request.country, request.region), home)] if is_shared else zip(places, theirs, strict=True))
    return Calendar(Workdays.of(shared, weekend=weekend), own, named)


def _weekdays(wanted: frozenset[int], years: range) -> frozenset[int]:
    """Return the days of those weekdays; ordinal 1 was a Monday."""
    first, end = date(years.start, 1, 1).toordinal(), date(years.stop, 1, 1).toordinal()
    return frozenset(day for weekday in wanted for day in range(first + (weekday + 1 - first) % _WEEK, end, _WEEK))


def _holidays(country: str | None, region: str | None, years: range) -> PublicHolidays:
    refused = refusal(country, region)
    if refused:
        raise PermanentError("unknown_place", "The public holidays of this place are not known", " ".join(refused))
    return PublicHolidays({}, SATURDAY_AND_SUNDAY) if country is None else public_holidays(country, region, years)


def _named(found: Iterable[tuple[tuple[str | None, str | None], PublicHolidays]]) -> Mapping[int, tuple[str, ...]]:
    names: dict[int, dict[str, None]] = {}
    for (country, region), holidays in found:
        where = "-".join(filter(None, (country, region)))
        for day, name in holidays.days.items():
            names.setdefault(day.toordinal(), {})[f"{name} ({where})"] = None
    return {day: tuple(texts) for day, texts in sorted(names.items())}

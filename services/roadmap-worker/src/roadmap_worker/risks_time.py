"""Risks that lie in the dates: no slack, waits on others, holidays, estimates, and a deadline met by a hair."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from roadmap_worker.plan import Plan
from roadmap_worker.risk import Risk, count, listed, on
from roadmap_worker.task import Wait

_MANY_WITHOUT_SLACK: Final = 0.7
_LONG_WAIT_DAYS: Final = 10
_THIN_MARGIN_DAYS: Final = 7
_SLIP: Final = 1.3
_WEEK: Final = 7
_WORKDAYS_A_WEEK: Final = 5
_YEAR_ENDS: Final = (12, 20)
_YEAR_BEGINS: Final = (1, 6)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A wait in the plan, and the last day of the work before it."""

    title: str
    begins: int
    wait: Wait

    @property
    def half(self) -> int:
        """The day on which half of the wait is over; weekends count only in calendar days."""
        days = self.wait.days * _WEEK / _WORKDAYS_A_WEEK if self.wait.is_working_days else self.wait.days
        return self.begins + max(1, round(days / 2))


def of_time(plan: Plan) -> Iterator[Risk]:
    """Yield what the dates don't forgive."""
    tight = sum(not slack for slack in plan.slack.values())
    total = len(plan.schedule.placements)
    if tight >= _MANY_WITHOUT_SLACK * total:
        yield Risk(
            "no-slack",
            "medium",
            "Almost every delay moves the end",
            f"{tight} of {total} tasks have less than a day of slack, waiting for each other or for people.",
            "The first task that ends a day late.",
            "Add hours, or tell others a later date than the one computed.",
        )
    yield from _long_waits(plan)
    yield from _slip(plan)
    if plan.deadline and plan.deadline.met and plan.deadline.spare_days < _THIN_MARGIN_DAYS:
        yield Risk(
            "thin-margin",
            "high",
            "The deadline is met with little to spare",
            f"{count(plan.deadline.spare_days, 'calendar day')} to spare before {plan.deadline.date.isoformat()}.",
            f"A task of the critical path ends later than planned, by {count(plan.deadline.spare_days + 1, 'day')}.",
            "Decide now which tasks of low priority would be left out.",
        )


def of_calendar(plan: Plan) -> Iterator[Risk]:
    """Yield holidays inside a task or a wait, and the weeks in which nobody answers."""
    first, last = plan.schedule.start, plan.schedule.end
    days = [day for day in sorted(plan.workdays.holidays) if first <= day <= last and _would_be_worked(plan, day)]
    found: dict[str, list[str]] = {}
    for day in days:
        if title := _across(plan, day):
            found.setdefault(title, []).append(on(day))
    if found:
        day = next(iter(found.values()))[0]
        yield Risk(
            "holidays",
            "low",
            "Holidays lie where others have to act or work is under way",
            listed([f"{', '.join(dates)} in “{title}”" for title, dates in found.items()]) + ".",
            f"A week before {day} nobody has said on which day they are back.",
            "Ask for answers before the holiday, and hand over in writing what is under way.",
        )
    yield from _launch_at_turn_of_year(plan)
    yield from _turn_of_year(plan)


def _launch_at_turn_of_year(plan: Plan) -> Iterator[Risk]:
    """Yield a start before the public in weeks that are like no others."""
    for one in plan.schedule.placements:
        if one.task.id in plan.network.launches and _is_turn_of_year(one.finish):
            yield Risk(
                f"quiet-start-{one.task.id}",
                "medium",
                "The start falls into weeks that are like no others",
                f"“{one.task.title}” ends on {on(one.finish)}; what people do between 20 December and 6 January tells"
                " little about other weeks (assumption).",
                f"A week before {on(one.start)} the date still stands.",
                "Start in the second week of January, unless these weeks are your season, and check once more.",
            )


def _turn_of_year(plan: Plan) -> Iterator[Risk]:
    """Yield the first wait on others that lies in the last days of December, in which few people answer."""
    waiting = (one for one in _waits(plan) if one.wait.is_working_days)
    one = next((one for one in waiting if any(map(_is_turn_of_year, range(one.begins, one.half + 1)))), None)
    if one:
        quiet = next(day for day in range(one.begins, one.half + 1) if _is_turn_of_year(day))
        yield Risk(
            "turn-of-year",
            "medium",
            "An answer is awaited between the years",
            f"{count(one.wait.days, 'working day')} after “{one.title}” begin on {on(one.begins)}; between 20 December"
            " and 6 January many people are away (assumption).",
            f"Nobody has said by {on(quiet)} on which day the answer comes.",
            "Ask a week earlier, or plan the answer for the second week of January.",
        )


def _would_be_worked(plan: Plan, day: int) -> bool:
    """Whether the day would be worked on if it were no holiday."""
    return date.fromordinal(day).weekday() not in plan.workdays.weekend


def _is_turn_of_year(day: int) -> bool:
    at = date.fromordinal(day)
    return (at.month, at.day) >= _YEAR_ENDS or (at.month, at.day) <= _YEAR_BEGINS


def _across(plan: Plan, day: int) -> str | None:
    """Return the task or the wait that a day lies in; of a person's usual night's rest between two tasks nothing."""
    for one in plan.schedule.placements:
        if one.start < day < one.finish:
            return one.task.title
    waiting = (one for one in _waits(plan) if one.wait.is_working_days)
    return next((one.title for one in waiting if one.begins < day <= one.begins + 2 * one.wait.days), None)


def _waits(plan: Plan) -> list[_Waiting]:
    """Return the longest wait after each task, in the order of time."""
    ends = {one.task.id: one for one in plan.schedule.placements}
    found = [_Waiting(one.task.title, one.finish, one.task.wait) for one in ends.values() if one.task.wait]
    for one in plan.schedule.placements:
        found += [_Waiting(ends[name].task.title, ends[name].finish, lag) for name, lag in one.task.lags]
    longest = {one.title: one for one in sorted(found, key=lambda one: one.wait.days)}
    return sorted(longest.values(), key=lambda one: (one.begins, one.title))


def _long_waits(plan: Plan) -> Iterator[Risk]:
    long = [one for one in _waits(plan) if one.wait.days >= _LONG_WAIT_DAYS]
    if long:
        parts = [f"{one.wait.days} {one.wait.unit} after “{one.title}” ({one.wait.reason})" for one in long]
        first = long[0]
        yield Risk(
            "long-waits",
            "medium",
            "Parts of the plan can't be hurried by working more",
            f"Waiting that others or the calendar decide: {listed(parts)}.",
            f"“{first.title}” isn't done on {on(first.begins)}, or nothing has come of it by {on(first.half)}.",
            "Start what comes before a wait as early as possible; plan other work for the wait.",
        )


def _slip(plan: Plan) -> Iterator[Risk]:
    end = plan.trial.with_longer_work(_SLIP).end()
    if end is not None and end > plan.schedule.end:
        early = sorted(plan.schedule.placements, key=lambda one: one.finish)[
            : max(1, len(plan.schedule.placements) // 4)
        ]
        hours = sum(one.task.likely_minutes for one in early) / 60
        yield Risk(
            "hours-are-estimates",
            "low",
            "The hours are estimates",
            f"If every task took 30 % longer (assumption), the plan would end on {on(end)},"
            f" {count(end - plan.schedule.end, 'day')} later.",
            f"The first {count(len(early), 'task')}, due by {on(early[-1].finish)}, took more than"
            f" {hours * _SLIP:.0f} h instead of {hours:g} h.",
            "Write down the actual hours from the first task on and plan the rest anew with what you learned.",
        )

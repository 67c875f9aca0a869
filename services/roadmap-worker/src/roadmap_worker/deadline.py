"""Whether a deadline is met, by how much it is missed, and what would meet it; the plan itself is never squeezed.

What would meet it comes from list schedules, see `trial`; the plan that is judged may be better than its list schedule.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap_worker.trial import Trial

OptionKind = Literal["more_hours", "another_person", "less_scope", "later_deadline"]


@dataclass(frozen=True, slots=True)
class DeadlineOption:
    """A change, and the end date that was computed with it."""

    kind: OptionKind
    says: str
    end: date
    meets_deadline: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """The verdict on a date; days are calendar days."""

    date: date
    met: bool
    late_by_days: int
    spare_days: int = 0
    hours_per_week_needed: float | None = None
    options: tuple[DeadlineOption, ...] = ()


def judge(deadline: date, end: int, trial: Trial) -> Deadline:
    """Compare the end of the plan with the deadline; options are computed only when it is missed."""
    days = deadline.toordinal() - end
    if days >= 0:
        return Deadline(deadline, met=True, late_by_days=0, spare_days=days)
    faster = trial.in_time(deadline.toordinal())
    needed = None if faster is None else round(faster.hours_per_week, 2)
    options = _options(deadline, end, trial, faster)
    return Deadline(deadline, met=False, late_by_days=-days, hours_per_week_needed=needed, options=options)


def _options(deadline: date, end: int, trial: Trial, faster: Trial | None) -> tuple[DeadlineOption, ...]:
    dropped = trial.without_low_priority()
    saved = sum(task.likely_minutes for task in trial.tasks) - sum(task.likely_minutes for task in dropped.tasks)
    offers: tuple[tuple[OptionKind, str, Trial], ...] = (
        _more_hours(trial, faster),
        (
            "another_person",
            "Add one person who can do every kind of task, with the average hours of the others.",
            trial.with_another_person(),
        ),
        ("less_scope", f"Leave out the tasks of low priority ({saved / 60:g} h).", dropped),
    )
    found: list[DeadlineOption] = []
    for kind, says, other in offers:
        new_end = other.end()
        if new_end is not None and new_end < end:
            meets = new_end <= deadline.toordinal()
            found.append(DeadlineOption(kind, says, date.fromordinal(new_end), meets_deadline=meets))
    last = date.fromordinal(end)
    later = DeadlineOption("later_deadline", f"Move the deadline to {last.isoformat()}.", last, meets_deadline=True)
    return (*found, later)


def _more_hours(trial: Trial, faster: Trial | None) -> tuple[OptionKind, str, Trial]:
    if faster is None:
        most = trial.with_most_hours()
        says = (
            f"More hours alone are not enough: even {_hours(most)} h a week leave the waits and the order of the work."
        )
        return "more_hours", says, most
    people = f", which takes {len(faster.people)} people" if len(faster.people) > len(trial.people) else ""
    return "more_hours", f"Plan {_hours(faster)} h a week instead of {_hours(trial)}{people}.", faster


def _hours(trial: Trial) -> str:
    return f"{round(trial.hours_per_week, 2):g}"

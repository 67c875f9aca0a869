"""When a plan is likely to end, given that tasks take between their optimistic and their pessimistic hours.

Method: Monte Carlo over the order and the people of the schedule. The hours of each task are drawn from the beta
distribution that PERT takes for three estimates (Malcolm et al. 1959: the most likely value weighs four times as much
as either end), independently of one another. Nobody is given other work meanwhile, as in the plan. Seeded, so the same
plan has the same range. Tasks that are late together, because somebody is ill or a market turns, make the true range
wider than this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from roadmap_worker.people import Person
from roadmap_worker.schedule import Schedule
from roadmap_worker.scheduling.problem import Line, Link, Problem
from roadmap_worker.task import Task
from roadmap_worker.team import team_problem
from roadmap_worker.workdays import Workdays

SAMPLES: Final = 2000
_SEED: Final = 1959
_MODE_WEIGHT: Final = 4
# Where nobody gave a pessimistic estimate; said among the assumptions.
PESSIMISTIC_FACTOR: Final = 1.5

Minutes: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FinishRange:
    """The days by which half and nine in ten of the drawn plans have ended, all ends in ascending order."""

    p50: int
    p90: int
    ends: Minutes

    def chance_by(self, day: int) -> float:
        """Return the share of drawn plans that have ended by the day, of 1."""
        return float(np.searchsorted(self.ends, day, side="right")) / len(self.ends)


def finish_range(schedule: Schedule, people: Sequence[Person], workdays: Workdays) -> FinishRange:
    """Return when the schedule's work is likely to end."""
    placements = schedule.placements
    drawn = _drawn([placement.task for placement in placements])
    # As long as the worst may take, so that every draw has its days.
    worst = [
        replace(placement.task, likely_minutes=int(drawn[number].max())) for number, placement in enumerate(placements)
    ]
    team = team_problem(worst, people, workdays, schedule.start)
    lines = {place: line for line, place in enumerate(team.places)}
    ends = _ends(team.problem, [lines[placement.person] for placement in placements], drawn)
    found = np.sort(np.asarray(team.problem.days, dtype=np.int64)[ends])
    at = [int(found[-(-len(found) * percent // 100) - 1]) for percent in (50, 90)]
    return FinishRange(at[0], at[1], found)


def _drawn(tasks: Sequence[Task]) -> tuple[Minutes, ...]:
    """Draw the minutes of every task; a task is drawn alike wherever it stands, so that one more changes no other."""
    return tuple(_beta(task, np.random.default_rng([_SEED, *task.id.encode()])) for task in tasks)


def _beta(task: Task, dice: np.random.Generator) -> Minutes:
    low, mode = task.optimistic_minutes, task.likely_minutes
    high = task.pessimistic_minutes or round(mode * PESSIMISTIC_FACTOR)
    low, high = min(low, mode), max(high, mode)
    if high == low:
        return np.full(SAMPLES, mode, dtype=np.int64)
    left = 1 + _MODE_WEIGHT * (mode - low) / (high - low)
    right = 1 + _MODE_WEIGHT * (high - mode) / (high - low)
    minutes = low + dice.beta(left, right, SAMPLES) * (high - low)
    return np.maximum(np.rint(minutes).astype(np.int64), 1)


def _ends(problem: Problem, lines: Sequence[int], drawn: Sequence[Minutes]) -> Minutes:
    """Go through the tasks in their order and return the last day of each draw, as indexes of the problem's days."""
    days = np.asarray(problem.days, dtype=np.int64)
    laid = [_Line.of(line) for line in problem.lines]
    free: dict[int, Minutes] = {}
    done: list[tuple[int, Minutes, Minutes]] = []
    last = np.zeros(SAMPLES, dtype=np.int64)
    for number, line in enumerate(lines):
        activity, own = problem.activities[number], laid[line]
        start = np.full(SAMPLES, own.minute_of(np.asarray([activity.release]))[0])
        start = np.maximum(start, free.get(line, 0))
        for link in activity.links:
            before_line, before_end, before_day = done[link.before]
            if before_line == line and not link.is_wait:
                start = np.maximum(start, before_end)
            else:
                start = np.maximum(start, own.minute_of(_earliest(days, link, before_day)))
        end = start + drawn[number]
        day = own.day_of(end - 1)
        free[line] = end
        done.append((line, end, day))
        last = np.maximum(last, day)
    return last


def _earliest(days: Minutes, link: Link, finish: Minutes) -> Minutes:
    working = finish + 1 + (link.working_days or 0)
    if link.calendar_days is None:
        return working
    return np.maximum(working, np.searchsorted(days, days[finish] + link.calendar_days + 1))


@dataclass(frozen=True, slots=True)
class _Line:
    """A person's line of work for many draws at once."""

    minutes_per_day: int
    days: Minutes
    first_at: Minutes

    @staticmethod
    def of(line: Line) -> "_Line":
        return _Line(line.minutes_per_day, np.asarray(line.days), np.asarray(line.first_at))

    def minute_of(self, day: Minutes) -> Minutes:
        return self.first_at[np.minimum(day, len(self.first_at) - 1)] * self.minutes_per_day

    def day_of(self, minute: Minutes) -> Minutes:
        return self.days[np.minimum(minute // self.minutes_per_day, len(self.days) - 1)]

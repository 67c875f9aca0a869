"""Dates for tasks: a plan's scheduling problem solved, and the solution as days again.

Each person works on one task at a time, from its start to its end; nights, weekends and days off may lie in between.
Work handed to another person starts on the next working day; the same person may go on the same day. A wait is full
days in between. Pure: same tasks, people and start, same schedule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_worker.people import Person
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.scheduling.listed import NoRoomError, ready_after
from roadmap_worker.scheduling.problem import Placed, Problem, Solution
from roadmap_worker.scheduling.search import search
from roadmap_worker.scheduling.solve import Method, solve
from roadmap_worker.task import Task
from roadmap_worker.team import Team, team_problem
from roadmap_worker.workdays import Workdays


class ScheduleTooLongError(Exception):
    """The work does not end within the horizon of twenty years."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Who does a task when: the minutes of each day, how much of the last day is over then, why not sooner.

    It starts no sooner because of the task its person was busy with, `held_up_by`, or else because of those it comes
    after, `waited_for`; with neither it starts on the first day it may.
    """

    task: Task
    person: int
    work: tuple[tuple[int, int], ...]
    finish_minute: int
    held_up_by: str | None
    waited_for: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """The first day of work."""
        return self.work[0][0]

    @property
    def finish(self) -> int:
        """The last day of work."""
        return self.work[-1][0]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Placements in the order they start: nothing stands before what it depends on.

    `bound` is the day before which no schedule of these tasks and people can end; None when nobody asked.
    """

    start: int
    placements: tuple[Placement, ...]
    method: Method = "list"
    bound: int | None = None

    @property
    def end(self) -> int:
        """The last day of work."""
        return max(placement.finish for placement in self.placements)

    @property
    def is_optimal(self) -> bool:
        """Whether it is proven that no schedule ends sooner."""
        return self.bound == self.end


def schedule(tasks: Sequence[Task], people: Sequence[Person], workdays: Workdays, start: int) -> Schedule:
    """Place every task by list scheduling alone, in milliseconds.

    Raises:
        ScheduleTooLongError: when the work would last longer than twenty years.
    """
    team = _team(tasks, people, workdays, start)
    try:
        return _schedule(team, tasks, search(team.problem))
    except NoRoomError as error:
        raise ScheduleTooLongError(*error.args) from error


def best_schedule(
    tasks: Sequence[Task], people: Sequence[Person], workdays: Workdays, start: int, effort: Effort
) -> Schedule:
    """Place every task so that the last day comes as soon as can be found, and say how soon it could come.

    Raises:
        ScheduleTooLongError: when the work would last longer than twenty years.
    """
    team = _team(tasks, people, workdays, start)
    try:
        solved = solve(team.problem, effort)
    except NoRoomError as error:
        raise ScheduleTooLongError(*error.args) from error
    return _schedule(team, tasks, solved.solution, method=solved.method, bound=team.problem.days[solved.bound])


def _team(tasks: Sequence[Task], people: Sequence[Person], workdays: Workdays, start: int) -> Team:
    return team_problem(tasks, people, workdays, workdays.on_or_after(start))


def _schedule(
    team: Team, tasks: Sequence[Task], solution: Solution, *, method: Method = "list", bound: int | None = None
) -> Schedule:
    numbers = sorted(range(len(tasks)), key=lambda number: _begin(team.problem, solution.placed[number], number))
    placements = tuple(_placement(team, tasks, solution, number) for number in numbers)
    return Schedule(team.problem.days[0], placements, method, bound)


def _begin(problem: Problem, placed: Placed, number: int) -> tuple[int, int, int]:
    return placed.first_day, placed.start % problem.lines[placed.line].minutes_per_day, number


def _placement(team: Team, tasks: Sequence[Task], solution: Solution, number: int) -> Placement:
    problem, placed = team.problem, solution.placed[number]
    line = problem.lines[placed.line]
    activity = problem.activities[number]
    ready = {
        link.before: ready_after(problem, link, solution.placed[link.before], placed.line) for link in activity.links
    }
    released = line.minute_of(activity.release)
    latest = max((released, *ready.values()))
    is_held_up = placed.start > latest
    return Placement(
        task=tasks[number],
        person=team.places[placed.line],
        work=tuple((problem.days[day], minutes) for day, minutes in _work(problem, placed)),
        finish_minute=(placed.end - 1) % line.minutes_per_day + 1,
        held_up_by=_just_before(tasks, solution, placed) if is_held_up else None,
        waited_for=() if is_held_up else tuple(tasks[one].id for one, minute in ready.items() if minute == latest),
    )


def _work(problem: Problem, placed: Placed) -> Iterator[tuple[int, int]]:
    line = problem.lines[placed.line]
    minute = placed.start
    while minute < placed.end:
        night = (minute // line.minutes_per_day + 1) * line.minutes_per_day
        yield line.day_of(minute), min(night, placed.end) - minute
        minute = night


def _just_before(tasks: Sequence[Task], solution: Solution, placed: Placed) -> str | None:
    others = enumerate(solution.placed)
    return next(
        (tasks[one].id for one, other in others if (other.line, other.end) == (placed.line, placed.start)), None
    )

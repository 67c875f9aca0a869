"""Serial schedule generation: activities in a given order, each as early as its resources allow, gaps included.

Of the modes that end on the same day the one with the smallest cost is taken, then one on a line that did the work
before, then the one whose resources have least to do, then the first. An order gives one schedule, always the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_worker.scheduling.problem import Activity, Link, Mode, Placed, Problem, Solution, place
from roadmap_worker.scheduling.usage import Usage


class NoRoomError(Exception):
    """An activity doesn't end within the days of the problem."""


@dataclass(slots=True)
class _State:
    problem: Problem
    usage: list[Usage]
    placed: dict[int, Placed]

    def ready(self, activity: Activity, line: int) -> int:
        """Return the first minute of the line on which the links let the activity start."""
        first = self.problem.lines[line].minute_of(activity.release)
        for link in activity.links:
            first = max(first, ready_after(self.problem, link, self.placed[link.before], line))
        return first

    def earliest(self, mode: Mode, start: int) -> int:
        """Return the first minute from `start` on at which every resource has room."""
        settled = -1
        while settled != start:
            settled = start
            for resource, units in mode.needs:
                most = self.problem.resources[resource].capacity - units
                start = self.usage[resource].earliest(start, mode.minutes, most)
        return start

    def take(self, number: int, placed: Placed) -> None:
        mode = self.problem.activities[number].modes[placed.mode]
        for resource, units in mode.needs:
            self.usage[resource].take(placed.start, mode.minutes, units)
        self.placed[number] = placed


def generate(problem: Problem, order: Sequence[int], modes: Sequence[int] | None = None) -> Solution:
    """Place every activity; `order` has nothing before what it comes after, `modes` leaves no choice of modes.

    Raises:
        NoRoomError: when something doesn't end within the days of the problem.
    """
    state = _State(problem, [Usage() for _ in problem.resources], {})
    for number in order:
        allowed = range(len(problem.activities[number].modes)) if modes is None else (modes[number],)
        state.take(number, _best(state, number, allowed))
    return Solution(tuple(state.placed[number] for number in range(len(problem.activities))))


def ready_after(problem: Problem, link: Link, before: Placed, line: int) -> int:
    """Return the first minute of a line on which what is linked to `before` may start."""
    if before.line == line and not link.is_wait:
        return before.end
    return problem.lines[line].minute_of(problem.earliest(link, before.last_day))


def _best(state: _State, number: int, modes: Sequence[int]) -> Placed:
    activity = state.problem.activities[number]
    did_it_before = {state.placed[link.before].line for link in activity.links}
    best: tuple[tuple[int, int, bool, int, int], int] | None = None
    for index in modes:
        mode = activity.modes[index]
        line = state.problem.lines[mode.line]
        start = state.earliest(mode, state.ready(activity, mode.line))
        if start + mode.minutes > line.length:
            continue
        load = sum(state.usage[resource].total for resource, _ in mode.needs)
        day = line.day_of(start + mode.minutes - 1)
        key = (day, mode.cost, mode.line not in did_it_before, load, index)
        if best is None or key < best[0]:
            best = (key, start)
    if best is None:
        raise NoRoomError(activity.id)
    return place(state.problem, number, best[0][4], best[1])

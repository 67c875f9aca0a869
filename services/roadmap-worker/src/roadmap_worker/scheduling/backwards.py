"""A schedule pushed against its own end: how late each activity could start if the others gave way."""

from dataclasses import dataclass

from roadmap_worker.scheduling.problem import Link, Placed, Problem, Solution, followers, place
from roadmap_worker.scheduling.usage import Usage


@dataclass(slots=True)
class _State:
    """Usage counts minutes backwards, from the end of the last day of the schedule."""

    problem: Problem
    ends: list[int]
    usage: list[Usage]
    latest: dict[int, Placed]

    def bound(self, after: tuple[tuple[int, Link], ...], line: int) -> int:
        """Return the minute of the line by which everything that comes after lets an activity end."""
        bound = self.ends[line]
        for later, link in after:
            follower = self.latest[later]
            if link.is_wait or follower.line != line:
                day = self.problem.latest(link, follower.first_day)
                bound = min(bound, self.problem.lines[line].minute_of(day + 1))
            else:
                bound = min(bound, follower.start)
        return bound


def push_late(problem: Problem, solution: Solution) -> Solution:
    """Return the schedule with everything as late as its last day, modes, links and resources allow.

    Activities are taken from the last to end to the first, gaps included, so none ends earlier than it did.
    """
    ends = [line.minute_of(solution.last_day + 1) for line in problem.lines]
    state = _State(problem, ends, [Usage() for _ in problem.resources], {})
    after = followers(problem.activities)
    was = solution.placed
    for number in sorted(range(len(was)), key=lambda one: (was[one].last_day, was[one].end, one), reverse=True):
        state.latest[number] = _latest(state, number, was[number].mode, after[number])
    return Solution(tuple(state.latest[number] for number in range(len(was))))


def _latest(state: _State, number: int, index: int, after: tuple[tuple[int, Link], ...]) -> Placed:
    mode = state.problem.activities[number].modes[index]
    ahead, settled = state.ends[mode.line] - state.bound(after, mode.line), -1
    while settled != ahead:
        settled = ahead
        for resource, units in mode.needs:
            most = state.problem.resources[resource].capacity - units
            ahead = state.usage[resource].earliest(ahead, mode.minutes, most)
    for resource, units in mode.needs:
        state.usage[resource].take(ahead, mode.minutes, units)
    return place(state.problem, number, index, state.ends[mode.line] - ahead - mode.minutes)

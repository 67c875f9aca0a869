"""A schedule, the day before which none can end, and how both were found.

The list schedule comes first. When a bound found without searching doesn't prove it to be the shortest, and there is a
choice of who does what when, a search tries to end sooner, but not at the price of more days in wishes than it gains.
What it finds is listed again, so that nothing starts later than it could, by the people whom a list schedule prefers
where that costs no day.
"""

from dataclasses import dataclass
from typing import Literal

from roadmap_worker.scheduling.bound import lower_bound
from roadmap_worker.scheduling.effort import Effort
from roadmap_worker.scheduling.exact import improve
from roadmap_worker.scheduling.listed import generate
from roadmap_worker.scheduling.problem import Problem, Solution
from roadmap_worker.scheduling.rules import shape
from roadmap_worker.scheduling.search import score, search, tighten

Method = Literal["list", "cp-sat"]


@dataclass(frozen=True, slots=True)
class Solved:
    """A schedule; it is proven to be the shortest when `bound` is its last day."""

    solution: Solution
    bound: int
    method: Method


def solve(problem: Problem, effort: Effort) -> Solved:
    """Return the best schedule found with the effort; a plan of one person gets less of it.

    Raises:
        NoRoomError: when something doesn't end within the days of the problem.
        graphlib.CycleError: when activities come after each other in a circle.
    """
    best = search(problem)
    bound = lower_bound(problem)
    if bound == best.last_day:
        return Solved(best, bound, "list")
    if [one.capacity for one in problem.resources] == [1]:
        effort = effort.alone()
    answer = improve(problem, best, bound, effort)
    if answer.solution is None:
        return Solved(best, answer.bound, "list")
    sooner = _listed(problem, answer.solution)
    if score(problem, sooner) > score(problem, best):
        # It ends sooner at too high a price in wishes: it is not taken, but what the search proved holds all the same.
        kept = improve(problem, best, answer.bound, effort.half(), keep_wishes=True)
        if kept.solution is None:
            return Solved(best, answer.bound, "list")
        sooner = _listed(problem, kept.solution)
    return Solved(sooner, answer.bound, "cp-sat")


def _listed(problem: Problem, found: Solution) -> Solution:
    """Return a list schedule that ends no later than the one found."""
    modes = [placed.mode for placed in found.placed]
    numbers = range(len(found.placed))
    # Taken by their starts nothing is placed later than it was, for what is in its way was there before as well.
    order = sorted(numbers, key=lambda one: (found.placed[one].first_day, found.placed[one].start, one))
    early = generate(problem, order, modes)
    network = shape(problem)
    candidates = (tighten(problem, network, early), tighten(problem, network, early, modes), early)
    # Whoever was promised a date by a list schedule is never told a later one, not for the sake of a wish either.
    in_time = [one for one in candidates if one.last_day <= found.last_day]
    return min(in_time, key=lambda one: score(problem, one))

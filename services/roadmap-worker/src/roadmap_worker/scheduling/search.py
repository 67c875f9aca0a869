"""The best of several list schedules: every rule is tried, then the best is pushed late and early again.

Better is what ends on an earlier day; a day by which a wish is missed counts as much; among equals the first stays.
What is urgent shows when the schedule is pushed against its end: the order of the latest starts often saves days.
"""

from collections.abc import Sequence
from typing import Final

from roadmap_worker.scheduling.backwards import push_late
from roadmap_worker.scheduling.listed import generate
from roadmap_worker.scheduling.problem import Problem, Solution
from roadmap_worker.scheduling.rules import Shape, by_weight, orders, shape

_ROUNDS: Final = 4


def search(problem: Problem) -> Solution:
    """Return a schedule that is good, quickly and always the same one.

    Raises:
        NoRoomError: when something doesn't end within the days of the problem.
        graphlib.CycleError: when activities come after each other in a circle.
    """
    network = shape(problem)
    found = [generate(problem, order) for order in dict.fromkeys(orders(problem, network))]
    best = min(found, key=lambda one: score(problem, one))
    for _ in range(_ROUNDS):
        again = tighten(problem, network, best)
        if score(problem, again) >= score(problem, best):
            break
        best = again
    return best


def tighten(problem: Problem, network: Shape, solution: Solution, modes: Sequence[int] | None = None) -> Solution:
    """Return the list schedule in which what has to start first, were all as late as possible, goes first."""
    late = push_late(problem, solution).placed
    starts = [one.start / problem.lines[one.line].minutes_per_day for one in late]
    starts = [one.first_day + start % 1 for one, start in zip(late, starts, strict=True)]
    return generate(problem, by_weight(problem, network, [-start for start in starts]), modes)


def score(problem: Problem, solution: Solution) -> tuple[int, int]:
    """Return the last day plus the days by which wishes are missed, then the last day; smaller is better."""
    late = (
        max(0, placed.last_day - activity.wish)
        for activity, placed in zip(problem.activities, solution.placed, strict=True)
        if activity.wish is not None
    )
    return solution.last_day + sum(late), solution.last_day

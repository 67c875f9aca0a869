"""The shortest length of a tiny PSPLIB instance: every order that the network allows, each job as early as it fits."""

from collections.abc import Sequence
from itertools import permutations

from support_roadmap.psplib import Instance


def shortest(instance: Instance) -> int:
    """Return the number of periods; some order of starting as early as possible leads to it."""
    last = len(instance.jobs)
    before = {
        number: {one for one in range(1, last) if number in instance.jobs[one - 1].successors}
        for number in range(2, last)
    }
    orders = (order for order in permutations(before) if _is_allowed(order, before))
    return min(_length(instance, order, before) for order in orders)


def _is_allowed(order: Sequence[int], before: dict[int, set[int]]) -> bool:
    return all(before[number] - {1} <= set(order[:place]) for place, number in enumerate(order))


def _length(instance: Instance, order: Sequence[int], before: dict[int, set[int]]) -> int:
    left = [list(instance.capacities) for _ in range(instance.horizon + 1)]
    end = {1: 0}
    for number in order:
        job = instance.jobs[number - 1]
        start = max(end[one] for one in before[number])
        while not all(_fits(left[period], job.demands) for period in range(start, start + job.duration)):
            start += 1
        for period in range(start, start + job.duration):
            left[period] = [free - units for free, units in zip(left[period], job.demands, strict=True)]
        end[number] = start + job.duration
    return max(end.values())


def _fits(free: Sequence[int], units: Sequence[int]) -> bool:
    return all(wanted <= there for wanted, there in zip(units, free, strict=True))

"""Random single-mode instances in the manner of ProGen, the generator behind PSPLIB; the same for the same seed.

Kolisch, Sprecher, Drexl, Management Science 41 (1995). Complexity is the arcs per job, none of them implied by others.
The resource factor is the share of resources a job needs. The resource strength places each capacity between the
largest single demand (0: as scarce as can be) and the peak when all jobs start as early as the network allows (1: as
if there were no limit).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from support_roadmap.psplib import Instance, Job


@dataclass(frozen=True, slots=True)
class Shape:
    """What an instance is like; the usual sets have complexity 1.5 to 2.1, factor 0.25 to 1, strength 0.2 to 1."""

    jobs: int = 30
    resources: int = 4
    complexity: float = 1.8
    factor: float = 0.5
    strength: float = 0.5


def instance(shape: Shape, seed: int) -> Instance:
    """Make an instance with `shape.jobs` jobs between the two dummies."""
    random = Random(seed)
    durations = [0, *(random.randint(1, 10) for _ in range(shape.jobs)), 0]
    after = _network(random, shape)
    demands = [_demands(random, shape) if duration else (0,) * shape.resources for duration in durations]
    jobs = [
        Job(duration, units, tuple(sorted(one + 1 for one in later)))
        for duration, units, later in zip(durations, demands, after, strict=True)
    ]
    starts = _earliest_starts(durations, after)
    return Instance(tuple(jobs), tuple(_capacity(jobs, starts, one, shape.strength) for one in range(shape.resources)))


def _network(random: Random, shape: Shape) -> list[set[int]]:
    """Return what follows each job: everybody has a way from the first dummy and to the last, then arcs are added."""
    last = shape.jobs + 1
    after: list[set[int]] = [set() for _ in range(last + 1)]
    for number in range(1, last):
        before = random.randrange(max(0, number - 8), number)
        after[0 if number <= 3 else before].add(number)
    wanted = round(shape.complexity * (shape.jobs + 2))
    for _ in range(shape.jobs * 20):
        if sum(map(len, after)) >= wanted - shape.jobs // 6:
            break
        first = random.randrange(1, last - 1)
        second = random.randrange(first + 1, min(last, first + 12))
        if not _is_implied(after, first, second):
            after[first].add(second)
    for number in range(1, last):
        if not after[number]:
            after[number].add(last)
    return after


def _is_implied(after: Sequence[set[int]], first: int, second: int) -> bool:
    """Whether the arc would follow from others, or others from it."""
    comes_before = [one for one in range(first + 1) if first in _later(after, one) or one == first]
    comes_after = _later(after, second) | {second}
    return second in _later(after, first) or any(after[one] & comes_after for one in comes_before)


def _later(after: Sequence[set[int]], number: int) -> set[int]:
    found: set[int] = set()
    todo = [number]
    while todo:
        new = after[todo.pop()] - found
        found |= new
        todo += new
    return found


def _demands(random: Random, shape: Shape) -> tuple[int, ...]:
    needed = random.sample(range(shape.resources), k=max(1, round(shape.factor * shape.resources)))
    return tuple(random.randint(1, 10) if one in needed else 0 for one in range(shape.resources))


def _earliest_starts(durations: Sequence[int], after: Sequence[set[int]]) -> list[int]:
    starts = [0] * len(durations)
    for number, duration in enumerate(durations):
        for later in after[number]:
            starts[later] = max(starts[later], starts[number] + duration)
    return starts


def _capacity(jobs: Sequence[Job], starts: Sequence[int], resource: int, strength: float) -> int:
    largest = max(job.demands[resource] for job in jobs)
    usage = [0] * (max(starts) + 11)
    for job, start in zip(jobs, starts, strict=True):
        for period in range(start, start + job.duration):
            usage[period] += job.demands[resource]
    return max(1, largest + round(strength * (max(*usage, largest) - largest)))

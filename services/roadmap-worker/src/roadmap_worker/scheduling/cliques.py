"""Sets of activities of which no two fit beside each other, whatever resource is in the way.

A solver sees each resource by itself. That one pair is kept apart by the first resource and another by the second is
what makes scarce instances long, and naming such sets lets it prove their length several times sooner.
"""

from collections.abc import Mapping, Sequence

from roadmap_worker.scheduling.problem import Activity, Problem


def cliques(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Return sets of three and more, one grown around each activity; only activities with one mode are looked at.

    Sets that one resource keeps apart by itself, as a person does, are left out.
    """
    single = [number for number, activity in enumerate(problem.activities) if len(activity.modes) == 1]
    # In a plan of people one resource is all there is in the way, and looking for sets took a fourth of a small plan.
    if all(_fills_one(problem, number) for number in single):
        return ()
    apart = {one: [other for other in single if other != one and _are_apart(problem, one, other)] for one in single}
    found = {_grown(one, apart) for one in single}
    return tuple(sorted(clique for clique in found if len(clique) > 2 and not _is_seen(problem, clique)))


def _fills_one(problem: Problem, number: int) -> bool:
    needs = _needs(problem.activities[number])
    return len(needs) == 1 and all(2 * units > problem.resources[one].capacity for one, units in needs.items())


def _is_seen(problem: Problem, clique: Sequence[int]) -> bool:
    needs = [_needs(problem.activities[number]) for number in clique]
    return any(
        all(2 * need.get(resource, 0) > problem.resources[resource].capacity for need in needs) for resource in needs[0]
    )


def _are_apart(problem: Problem, one: int, other: int) -> bool:
    needs, others = _needs(problem.activities[one]), _needs(problem.activities[other])
    return any(
        units + others.get(resource, 0) > problem.resources[resource].capacity
        for resource, units in needs.items()
        if resource in others
    )


def _needs(activity: Activity) -> dict[int, int]:
    return dict(activity.modes[0].needs)


def _grown(one: int, apart: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """Return the activity with those kept apart from it and from each other, the most contested first."""
    clique = [one]
    for other in sorted(apart[one], key=lambda number: (-len(apart[number]), number)):
        if all(other in apart[member] for member in clique):
            clique.append(other)
    return tuple(sorted(clique))

"""Which tasks set the end date.

The critical tasks are those on the driving chain and every other one with less than a day of slack. The chain is
traced back from the task that ends last: to the dependency that let it start no earlier, or, when the person was
still busy then, to the task the person was busy with (a resource dependency). A task that may not start before its
date ends the chain. A task on the chain can have slack: a wait that ends on a weekend absorbs days before it.
"""

from collections.abc import Mapping, Sequence

from roadmap_worker.schedule import Placement, Schedule


def critical_path(schedule: Schedule, slack: Mapping[str, int]) -> tuple[str, ...]:
    """Return the ids of the critical tasks in the order they start."""
    chain = set(_chain(schedule, slack))
    placed = sorted(schedule.placements, key=lambda placement: (placement.start, placement.finish))
    return tuple(one.task.id for one in placed if one.task.id in chain or not slack[one.task.id])


def _chain(schedule: Schedule, slack: Mapping[str, int]) -> Sequence[str]:
    by_id = {placement.task.id: placement for placement in schedule.placements}
    last = max(schedule.placements, key=lambda one: (one.finish, one.finish_minute, -slack[one.task.id]))
    chain = [last.task.id]
    while (before := _driver(by_id[chain[-1]], by_id, slack)) is not None:
        chain.append(before)
    return chain


def _driver(placement: Placement, by_id: Mapping[str, Placement], slack: Mapping[str, int]) -> str | None:
    if placement.held_up_by:
        return placement.held_up_by
    return max(placement.waited_for, key=lambda name: (by_id[name].finish, -slack[name]), default=None)

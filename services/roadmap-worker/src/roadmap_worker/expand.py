"""A network and the facts of a request as tasks: conditions decided, repetitions written out, hours computed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from roadmap_worker.facts import Fact, Facts
from roadmap_worker.network import Conditions, Network, TaskSpec, WaitSpec
from roadmap_worker.task import Priority, Task, Wait

Specs: TypeAlias = Mapping[str, TaskSpec]

_MINUTES_AN_HOUR: Final = 60
_LONG_WAIT_DAYS: Final = 5
_RAISED: Final[Mapping[Priority, Priority]] = {"low": "medium", "medium": "high", "high": "high"}


def expand(network: Network, facts: Facts) -> tuple[Task, ...]:
    """Return the tasks that exist for these facts, in the order of the network.

    A dependency on a task that doesn't exist becomes a dependency on what that one depends on. One on a repeated
    task means the same item when both repeat over the same fact, and all items otherwise.
    """
    specs = {spec.id: spec for spec in network.tasks}
    made: list[Task] = []
    for milestone in network.milestones:
        for spec in milestone.tasks:
            made += _instances(spec, milestone.id, facts, specs)
    return reduced(made)


def holds(conditions: Conditions, facts: Facts) -> bool:
    """Whether every fact has one of its values."""
    return all(str(facts[name]) in values for name, values in conditions.items())


def worded(text: str, facts: Facts) -> str:
    """Fill the names in braces; the text is ours, only the values are the user's, so nothing can be smuggled in."""
    return text.format_map({name: _inline(fact) for name, fact in facts.items()})


def _instances(spec: TaskSpec, milestone_id: str, facts: Facts, specs: Specs) -> list[Task]:
    if not _exists(spec, facts):
        return []
    items = [None] if spec.for_each is None else [*enumerate(_items(facts[spec.for_each]), start=1)]
    return [_instance(spec, milestone_id, one, facts, specs) for one in items]


def _instance(spec: TaskSpec, milestone_id: str, one: tuple[int, str] | None, facts: Facts, specs: Specs) -> Task:
    number = None if one is None else one[0]
    task_id = spec.id if one is None else f"{spec.id}-{number}"
    worded_with = facts if one is None else {**facts, "number": one[0], "item": one[1]}
    return replace(
        _task(spec, task_id, milestone_id, worded_with),
        depends_on=_resolved(spec, number, facts, specs),
        lags=_lags(spec, number, facts, specs),
    )


def _resolved(spec: TaskSpec, number: int | None, facts: Facts, specs: Specs) -> tuple[str, ...]:
    found: list[str] = []
    for before in (specs[name] for name in spec.predecessors):
        if _exists(before, facts):
            found += _same_item(before, spec, number, facts)
        else:
            found += _resolved(before, number if before.for_each == spec.for_each else None, facts, specs)
    return tuple(dict.fromkeys(found))


def _exists(spec: TaskSpec, facts: Facts) -> bool:
    return holds(spec.when, facts) and (spec.for_each is None or bool(_items(facts[spec.for_each])))


def _same_item(before: TaskSpec, spec: TaskSpec, number: int | None, facts: Facts) -> list[str]:
    """Return the ids that a dependency on an existing task means."""
    if before.for_each is None:
        return [before.id]
    if before.for_each == spec.for_each and number is not None:
        return [f"{before.id}-{number}"]
    return [f"{before.id}-{index}" for index in range(1, len(_items(facts[before.for_each])) + 1)]


def _lags(spec: TaskSpec, number: int | None, facts: Facts, specs: Specs) -> tuple[tuple[str, Wait], ...]:
    """Return the waits after single predecessors; a wait for something that doesn't happen is none."""
    waits = ((lag, _wait(lag, facts)) for lag in spec.lags if _exists(specs[lag.task], facts))
    return tuple(
        (name, wait) for lag, wait in waits if wait.days for name in _same_item(specs[lag.task], spec, number, facts)
    )


def reduced(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Drop each dependency that another one implies and that has no wait of its own; tasks stand after their own."""
    reached: dict[str, frozenset[str]] = {}
    found: list[Task] = []
    for task in tasks:
        implied = frozenset[str]().union(*(reached[before] for before in task.depends_on))
        reached[task.id] = implied.union(task.depends_on)
        lagged = {name for name, _ in task.lags}
        kept = tuple(name for name in task.depends_on if name not in implied or name in lagged)
        found.append(replace(task, depends_on=kept))
    return tuple(found)


def _task(spec: TaskSpec, task_id: str, milestone_id: str, facts: Facts) -> Task:
    optimistic, likely, pessimistic = (round(hours * _MINUTES_AN_HOUR) for hours in _hours(spec, facts))
    wait = None if spec.wait is None else _wait(spec.wait, facts)
    return Task(
        id=task_id,
        milestone_id=milestone_id,
        title=worded(spec.title, facts),
        description=worded(spec.description, facts),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        pessimistic_minutes=pessimistic,
        skill=spec.skill,
        depends_on=(),
        wait=wait,
        priority=_RAISED[spec.priority] if wait and wait.days >= _LONG_WAIT_DAYS else spec.priority,
        deliverable=worded(spec.deliverable, facts),
        success_criteria=tuple(worded(text, facts) for text in spec.success_criteria),
        within_days=spec.within_days,
        evidence=tuple(worded(text, facts) for text in spec.evidence),
    )


def _hours(spec: TaskSpec, facts: Facts) -> tuple[float, ...]:
    base = next((size.hours for size in spec.sizes if holds(size.when, facts)), spec.hours)
    if spec.per_item is None:
        return base
    fact = facts[spec.per_item.fact]
    count = fact if isinstance(fact, int) else len(_items(fact))
    return tuple(once + count * each for once, each in zip(base, spec.per_item.hours, strict=True))


def _wait(spec: WaitSpec, facts: Facts) -> Wait:
    days = facts[spec.fact] if spec.fact else spec.days
    assert isinstance(days, int)
    return Wait(days, spec.unit == "working days", worded(spec.reason, facts))


def _items(fact: Fact) -> Sequence[str]:
    return fact if isinstance(fact, tuple) else ()


def _inline(fact: Fact) -> str:
    if isinstance(fact, tuple):
        return "; ".join(fact)
    return f"{fact:,}" if isinstance(fact, int) else fact

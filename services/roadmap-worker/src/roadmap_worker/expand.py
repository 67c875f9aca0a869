"""A network and the facts of a request as tasks: conditions decided, repetitions written out, hours computed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from roadmap_worker.facts import Fact, Facts
from roadmap_worker.network import Conditions, Network, TaskSpec, WaitSpec
from roadmap_worker.task import Priority, Task, Wait

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
    return _reduced(made)


def holds(conditions: Conditions, facts: Facts) -> bool:
    """Whether every fact has one of its values."""
    return all(str(facts[name]) in values for name, values in conditions.items())


def worded(text: str, facts: Facts) -> str:
    """Fill the names in braces; the text is ours, only the values are the user's, so nothing can be smuggled in."""
    return text.format_map({name: _inline(fact) for name, fact in facts.items()})


def _instances(spec: TaskSpec, milestone_id: str, facts: Facts, specs: Mapping[str, TaskSpec]) -> list[Task]:
    if not holds(spec.when, facts):
        return []
    if spec.for_each is None:
        return [_task(spec, spec.id, milestone_id, facts, _resolved(spec, None, facts, specs))]
    return [
        _task(
            spec,
            f"{spec.id}-{number}",
            milestone_id,
            {**facts, "item": item, "number": number},
            _resolved(spec, number, facts, specs),
        )
        for number, item in enumerate(_items(facts[spec.for_each]), start=1)
    ]


def _resolved(spec: TaskSpec, number: int | None, facts: Facts, specs: Mapping[str, TaskSpec]) -> tuple[str, ...]:
    found: list[str] = []
    for before in (specs[name] for name in spec.depends_on):
        if not holds(before.when, facts) or (before.for_each and not _items(facts[before.for_each])):
            found += _resolved(before, number if before.for_each == spec.for_each else None, facts, specs)
        elif before.for_each is None:
            found.append(before.id)
        elif before.for_each == spec.for_each:
            found.append(f"{before.id}-{number}")
        else:
            found += [f"{before.id}-{index}" for index in range(1, len(_items(facts[before.for_each])) + 1)]
    return tuple(dict.fromkeys(found))


def _reduced(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Drop each dependency that another one implies; tasks stand after what they depend on."""
    reached: dict[str, frozenset[str]] = {}
    reduced: list[Task] = []
    for task in tasks:
        implied = frozenset[str]().union(*(reached[before] for before in task.depends_on))
        reached[task.id] = implied.union(task.depends_on)
        reduced.append(replace(task, depends_on=tuple(name for name in task.depends_on if name not in implied)))
    return tuple(reduced)


def _task(spec: TaskSpec, task_id: str, milestone_id: str, facts: Facts, depends_on: tuple[str, ...]) -> Task:
    optimistic, likely = _hours(spec, facts)
    wait = _wait(spec.wait, facts)
    return Task(
        id=task_id,
        milestone_id=milestone_id,
        title=worded(spec.title, facts),
        description=worded(spec.description, facts),
        optimistic_minutes=round(optimistic * _MINUTES_AN_HOUR),
        likely_minutes=round(likely * _MINUTES_AN_HOUR),
        skill=spec.skill,
        depends_on=depends_on,
        wait=wait,
        priority=_RAISED[spec.priority] if wait and wait.days >= _LONG_WAIT_DAYS else spec.priority,
        success_criteria=tuple(worded(text, facts) for text in spec.success_criteria),
    )


def _hours(spec: TaskSpec, facts: Facts) -> tuple[float, float]:
    if spec.per_item is None:
        return spec.optimistic, spec.likely
    fact = facts[spec.per_item.fact]
    count = fact if isinstance(fact, int) else len(_items(fact))
    return spec.optimistic + count * spec.per_item.optimistic, spec.likely + count * spec.per_item.likely


def _wait(spec: WaitSpec | None, facts: Facts) -> Wait | None:
    if spec is None:
        return None
    days = facts[spec.fact] if spec.fact else spec.days
    assert isinstance(days, int)
    return Wait(days, spec.unit == "working days", worded(spec.reason, facts))


def _items(fact: Fact) -> Sequence[str]:
    return fact if isinstance(fact, tuple) else ()


def _inline(fact: Fact) -> str:
    if isinstance(fact, tuple):
        return "; ".join(fact)
    return f"{fact:,}" if isinstance(fact, int) else fact

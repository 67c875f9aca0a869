"""What a reviewer would send back in a task network, found by machine.

A network without defects can be expanded for any request: all it refers to exists, and nothing it says is unfounded.
"""

from collections.abc import Collection, Iterator
from string import Formatter

from pydantic import BaseModel

from library.lint import lint, texts
from roadmap_worker.network import Conditions, Network, TaskSpec, WaitSpec
from roadmap_worker.people import SKILL_WORDS


def defects(subject: Network, facts: Collection[str]) -> tuple[str, ...]:
    """Return what is wrong with a network, given the names of the facts that its requests have."""
    return (*_names(subject), *_tasks(subject, facts), *_texts(subject, facts), *_milestones(subject))


def _names(subject: Network) -> Iterator[str]:
    ids = [task.id for task in subject.tasks]
    yield from (f"{task_id} is used twice" for task_id in sorted({one for one in ids if ids.count(one) > 1}))
    waiting = (
        *subject.answers_before,
        *subject.fixes_before,
        *subject.gates_before,
        *subject.fixes_after,
        *subject.launches,
    )
    yield from (f"{name} is not a task" for name in waiting if name not in ids)


def _tasks(subject: Network, facts: Collection[str]) -> Iterator[str]:
    earlier: set[str] = set()
    for task in subject.tasks:
        # What comes before stands before, so there can be no circle.
        yield from (
            f"{task.id} depends on {name}, which is not before it" for name in task.predecessors if name not in earlier
        )
        if task.skill not in SKILL_WORDS:
            yield f"{task.id} needs the unknown skill {task.skill}"
        if any(list(hours) != sorted(hours) for hours in _estimates(task)):
            yield f"{task.id} has hours that are not in the order optimistic, likely, pessimistic"
        yield from (f"{task.id} refers to {name}, which is not a fact" for name in _facts_of(task) if name not in facts)
        earlier.add(task.id)


def _texts(subject: Network, facts: Collection[str]) -> Iterator[str]:
    parts: tuple[BaseModel, ...] = (*subject.milestones, *subject.risks, *subject.support_resources)
    conditions: tuple[Conditions, ...] = tuple(one.when for one in (*subject.risks, *subject.support_resources))
    yield from (f"{name} is not a fact" for when in conditions for name in when if name not in facts)
    for text in (text for part in parts for text in texts(part)):
        yield from (f"“{finding.quote}”: {finding.says}" for finding in lint(text))
        yield from _placeholders(text, {*facts, "item", "number"})


def _placeholders(text: str, names: Collection[str]) -> Iterator[str]:
    """Find names that don't exist, and forms that would reach into a value instead of showing it."""
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None and (name not in names or form or conversion):
            yield f"“{text}”: {{{name}}} is not a fact to show"


def _milestones(subject: Network) -> Iterator[str]:
    owner = {task.id: milestone.id for milestone in subject.milestones for task in milestone.tasks}
    joined = {
        milestone
        for task in subject.tasks
        for name in task.predecessors
        if owner.get(name, owner[task.id]) != owner[task.id]
        for milestone in (owner[name], owner[task.id])
    }
    yield from (f"{one.id} has no tie to another milestone" for one in subject.milestones if one.id not in joined)


def _estimates(task: TaskSpec) -> Iterator[tuple[float, float, float]]:
    yield task.hours
    yield from (size.hours for size in task.sizes)
    if task.per_item:
        yield task.per_item.hours


def _facts_of(task: TaskSpec) -> Iterator[str]:
    yield from task.when
    yield from (name for size in task.sizes for name in size.when)
    waits: tuple[WaitSpec, ...] = (*task.lags, *([task.wait] if task.wait else []))
    yield from (wait.fact for wait in waits if wait.fact)
    if task.per_item:
        yield task.per_item.fact
    if task.for_each:
        yield task.for_each

"""One task where several sources ask for the same work: all of them named, the hours counted once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from roadmap_worker.linked import Linked, sentences
from roadmap_worker.linked_audit import is_named
from roadmap_worker.network import Covers, Network, TaskSpec
from roadmap_worker.task import Priority, Task, TaskSource

_RANK: Final[Mapping[Priority, int]] = {"high": 0, "medium": 1, "low": 2}
# A shorter title could stand in a sentence by chance.
_TELLING_TITLE: Final = 12


def without_doubles(linked: Linked) -> Linked:
    """Let the strategy's actions take in its questions they ask, and the audit's repairs the actions that name them."""
    names: dict[str, str] = {}
    tasks = {task.id: task for task in linked.tasks}
    for host, guest in [*_asked(linked.tasks), *_repaired(linked.tasks)]:
        if guest not in names and host not in names:
            names[guest] = host
            tasks[host] = absorb(tasks[host], tasks[guest])
    return linked.with_tasks(lambda task: tasks[task.id]).renamed(names)


def covered(tasks: Iterable[Task], network: Network, linked: Linked) -> tuple[tuple[Task, ...], Linked]:
    """Let the template's tasks take in the linked work they do anyway; gates stay first and apart."""
    specs = {spec.id: spec for spec in network.tasks}
    names: dict[str, str] = {}
    found: list[Task] = []
    for task in tasks:
        for guest in _guests(specs.get(task.id), linked):
            if guest.id not in names:
                names[guest.id] = task.id
                task = absorb(task, guest, hours=specs[task.id].covers.hours)  # noqa: PLW2901 - it grows by each
        found.append(task)
    return tuple(found), linked.renamed(names)


def absorb(host: Task, guest: Task, *, hours: Literal["larger", "own"] = "larger") -> Task:
    """Return the host with what the guest asks for; the larger estimate counts, or the host's own."""
    sources: tuple[tuple[TaskSource, str], ...] = ((guest.source, guest.source_id or guest.id), *guest.also_from)
    told = (
        f"This also does “{guest.title}”, which the linked {guest.source} asks for ({', '.join(i for _, i in sources)})"
    )
    grown = replace(
        host,
        description=sentences(host.description, told, guest.description),
        success_criteria=tuple(dict.fromkeys(host.success_criteria + guest.success_criteria)),
        evidence=tuple(dict.fromkeys(host.evidence + guest.evidence)),
        priority=host.priority if _RANK[host.priority] <= _RANK[guest.priority] else guest.priority,
        also_from=tuple(dict.fromkeys(host.also_from + sources)),
    )
    if hours == "own":
        return grown
    return replace(
        grown,
        optimistic_minutes=max(host.optimistic_minutes, guest.optimistic_minutes),
        likely_minutes=max(host.likely_minutes, guest.likely_minutes),
        pessimistic_minutes=max(_worst(host), _worst(guest)),
    )


def _worst(task: Task) -> int:
    return task.pessimistic_minutes or task.likely_minutes


def _asked(tasks: Iterable[Task]) -> Iterator[tuple[str, str]]:
    """Yield an action with the question that it quotes."""
    answers = [task for task in tasks if task.id.startswith("answer-")]
    for action in (task for task in tasks if task.id.startswith("strategy-action-")):
        said = f"{action.title} {action.description}"
        yield from ((action.id, one.id) for one in answers if one.title.removeprefix("Answer: ").rstrip("…") in said)


def _repaired(tasks: Iterable[Task]) -> Iterator[tuple[str, str]]:
    """Yield a repair with the action that quotes its title."""
    repairs = [task for task in tasks if task.source == "audit"]
    for action in (task for task in tasks if task.id.startswith("strategy-action-")):
        said = f"{action.title} {action.description}".casefold()
        yield from ((one.id, action.id) for one in repairs if _is_quoted(one.title, said))


def _is_quoted(title: str, said: str) -> bool:
    return len(title) >= _TELLING_TITLE and title.casefold() in said


def _guests(spec: TaskSpec | None, linked: Linked) -> Iterator[Task]:
    if spec is None or not (spec.covers.audit or spec.covers.strategy):
        return
    yield from (task for task in linked.tasks if task.id not in linked.gates and _covers(spec.covers, task))


def _covers(covers: Covers, task: Task) -> bool:
    """Whether all that its source asks for is covered, so that none of it is lost; what quoted it comes along."""
    patterns = {"audit": covers.audit, "strategy": covers.strategy, "template": ()}[task.source]
    return all(is_named(source_id, patterns) for source, source_id in task.origins if source == task.source)

"""The template's tasks and what is linked as one plan, in an order in which nothing precedes what it depends on."""

from collections.abc import Sequence
from dataclasses import replace

from roadmap_worker.expand import reduced
from roadmap_worker.linked import Linked
from roadmap_worker.merging import covered, without_doubles
from roadmap_worker.network import Network
from roadmap_worker.task import Task


def joined(tasks: Sequence[Task], network: Network, linked: Linked) -> tuple[tuple[Task, ...], Linked]:
    """Return all tasks, and what of the linked work is left beside the template's own.

    Named tasks of the template wait for the linked answers, repairs and gates, and so does what comes after them.
    """
    own, left = covered(tasks, network, without_doubles(linked))
    there = tuple(task.id for task in own if task.id in network.fixes_after)
    left = left.with_tasks(lambda task: _after(task, there) if task.id in left.fixes else task)
    waiting = tuple(_after_linked(task, network, left) for task in own)
    return reduced(_in_order((*left.tasks, *waiting))), left


def _after_linked(task: Task, network: Network, linked: Linked) -> Task:
    before = linked.answers if _is_one_of(task.id, network.answers_before) else ()
    before += linked.fixes if _is_one_of(task.id, network.fixes_before) else ()
    before += linked.gates if _is_one_of(task.id, network.gates_before) else ()
    return _after(task, before)


def _after(task: Task, before: Sequence[str]) -> Task:
    wanted = (name for name in before if name != task.id)
    return replace(task, depends_on=tuple(dict.fromkeys((*task.depends_on, *wanted))))


def _is_one_of(task_id: str, names: Sequence[str]) -> bool:
    stem, _, number = task_id.rpartition("-")
    return task_id in names or (number.isdigit() and stem in names)


def _in_order(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Order the tasks as written, each after what it depends on; a circle that merging closed is cut."""
    by_id = {task.id: task for task in tasks}
    done: dict[str, Task] = {}
    begun: set[str] = set()

    def place(task: Task) -> None:
        begun.add(task.id)
        for name in task.depends_on:
            if name not in begun:
                place(by_id[name])
        kept = tuple(name for name in task.depends_on if name in done)
        done[task.id] = replace(task, depends_on=kept, lags=tuple(lag for lag in task.lags if lag[0] in kept))

    for task in tasks:
        if task.id not in begun:
            place(task)
    return tuple(done.values())

"""What each person of a plan does: how much, from when to when, and what comes next."""

from collections.abc import Iterator

from exports import blocks
from exports.model import Block
from exports.roadmaps.wording import day, figure
from library.roadmaps.model import StoredRoadmap, StoredTask

_HEADERS = ("Who", "Tasks", "Hours left", "From", "To", "Next")


def people(roadmap: StoredRoadmap) -> Iterator[Block]:
    """Yield a table of the people who have open tasks; nothing when nobody is named."""
    open_tasks: dict[str, list[StoredTask]] = {}
    for task in roadmap.tasks:
        if task.assignee and task.status != "completed":
            open_tasks.setdefault(task.assignee, []).append(task)
    yield from blocks.table(_HEADERS, (_row(name, tasks) for name, tasks in open_tasks.items()))


def _row(name: str, tasks: list[StoredTask]) -> tuple[str, ...]:
    # What is under way comes before what begins the same day.
    following = min(tasks, key=lambda task: (task.status == "pending", task.start_date, task.due_date))
    return (
        name,
        str(len(tasks)),
        figure(sum(task.hours_left for task in tasks)),
        day(min(task.start_date for task in tasks)),
        day(max(task.due_date for task in tasks)),
        following.title,
    )

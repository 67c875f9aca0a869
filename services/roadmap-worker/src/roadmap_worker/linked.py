"""What a linked strategy and a linked audit add to a plan, beside the tasks of the template."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from roadmap_worker.linked_documents import Assumption, PlanRisk
from roadmap_worker.people import skills_in
from roadmap_worker.task import Task

EFFORT_NOTE: Final = (
    "Actions of the strategy are planned by their effort as S 4 h, M 10 h, L 24 h, a question as 1 h, and"
    " recommendations of the audit with the geometric mean of the hours it names (assumption)."
)
_LONGEST_TITLE: Final = 140
_ABOUT_WHOM: Final = re.compile(r"\b(?:account|customer|user|business|programme|data|text|art)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkedMilestone:
    """A milestone that isn't the template's."""

    id: str
    title: str
    objective: str
    success_metric: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Tasks beside the template's: `answers` come before its message, `fixes` and `gates` before its launch.

    `later` counts the actions that begin after the plan and stay in the strategy; `aside` are the audit's checks that
    don't serve the template. `risks` and `assumptions` are the strategy's own.
    """

    tasks: tuple[Task, ...] = ()
    milestones: tuple[LinkedMilestone, ...] = ()
    answers: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    later: int = 0
    aside: tuple[str, ...] = ()
    risks: tuple[PlanRisk, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    def renamed(self, names: dict[str, str]) -> "Linked":
        """Return the same, with tasks that went into others called by the others' ids."""

        def new(ids: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(names.get(one, one) for one in ids))

        tasks = tuple(replace(task, depends_on=new(task.depends_on)) for task in self.tasks if task.id not in names)
        used = {task.milestone_id for task in tasks}
        return replace(
            self,
            tasks=tasks,
            milestones=tuple(one for one in self.milestones if one.id in used),
            answers=new(self.answers),
            fixes=new(self.fixes),
            gates=new(self.gates),
        )

    def with_tasks(self, change: Callable[[Task], Task]) -> "Linked":
        """Return the same with each task changed."""
        return replace(self, tasks=tuple(change(task) for task in self.tasks))


def together(first: Linked, second: Linked) -> Linked:
    """Return both."""
    return Linked(
        tasks=first.tasks + second.tasks,
        milestones=first.milestones + second.milestones,
        answers=first.answers + second.answers,
        fixes=first.fixes + second.fixes,
        gates=first.gates + second.gates,
        later=first.later + second.later,
        aside=first.aside + second.aside,
        risks=first.risks + second.risks,
        assumptions=first.assumptions + second.assumptions,
    )


def skill_of(owner: str, work: str) -> str:
    """Return the skill of whoever is named, or the one that the wording of the work begins to name.

    Whoever leads something leads by knowing it, so strategy is taken only when nothing else is named. Words such as
    customers and accounts say whom the work is about, not who can do it.
    """
    for words in (owner, _ABOUT_WHOM.sub(" ", work)):
        found = skills_in([words])
        if found:
            return min(found - {"strategy"}, default="strategy")
    return "strategy"


def sentences(*parts: str) -> str:
    """Join parts that are not empty into text, each ending like a sentence."""
    ended = (part if part.endswith((".", "?", "!", "…", "”")) else f"{part}." for part in parts if part)
    return " ".join(ended)


def short(text: str) -> str:
    """Return a text as a title: on one line, and cut when it is too long for one."""
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1].rstrip()}…"

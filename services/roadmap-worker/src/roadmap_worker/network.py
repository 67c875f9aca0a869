"""The task networks of the templates, as reviewed YAML: which tasks there may be, how long they take, what follows."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import Field

from roadmap_worker.people import SKILL_WORDS
from roadmap_worker.task import Priority
from shared.contracts.wire import WireModel

Texts = tuple[str, ...]
Hours = Annotated[float, Field(gt=0, le=200)]
Conditions = Mapping[str, Texts]


class WaitSpec(WireModel):
    """Full days before what follows may start; `fact` names a computed number that replaces `days`."""

    days: int = 0
    fact: str | None = None
    unit: Literal["working days", "calendar days"]
    reason: str


class HoursPerItem(WireModel):
    """Hours added for each item of a fact: each line of a list, or each one of a number."""

    fact: str
    optimistic: Hours
    likely: Hours


class TaskSpec(WireModel):
    """A task that exists when its conditions hold, once or once for each item of a fact."""

    id: str
    title: str
    description: str
    optimistic: Hours
    likely: Hours
    per_item: HoursPerItem | None = None
    skill: str
    depends_on: Texts = ()
    wait: WaitSpec | None = None
    priority: Priority = "medium"
    success_criteria: Annotated[Texts, Field(min_length=1)]
    when: Conditions = Field(default_factory=dict)
    for_each: str | None = None


class MilestoneSpec(WireModel):
    """A result worth a meeting, with the tasks that bring it."""

    id: str
    title: str
    objectives: Annotated[Texts, Field(min_length=1)]
    success_metrics: Annotated[Texts, Field(min_length=1)]
    tasks: Annotated[tuple[TaskSpec, ...], Field(min_length=1)]


class Resource(WireModel):
    """Something that helps with the work; `when` says for which plans."""

    title: str
    use: str
    url: str | None = None
    when: Conditions = Field(default_factory=dict)


class RiskSpec(WireModel):
    """A risk that these facts bring, whatever the dates."""

    id: str
    risk: str
    evidence: str
    response: str
    severity: Literal["low", "medium", "high"]
    when: Conditions


class Network(WireModel):
    """A template: `answers_before` and `fixes_before` name the tasks that wait for linked questions and fixes."""

    template_id: str
    defaults: Mapping[str, str] = Field(default_factory=dict)
    default_reasons: Mapping[str, str] = Field(default_factory=dict)
    answers_before: Texts
    fixes_before: Texts
    milestones: Annotated[tuple[MilestoneSpec, ...], Field(min_length=3)]
    support_resources: tuple[Resource, ...]
    risks: tuple[RiskSpec, ...] = ()

    @property
    def tasks(self) -> tuple[TaskSpec, ...]:
        """All tasks in the order written."""
        return tuple(task for milestone in self.milestones for task in milestone.tasks)


@cache
def network(template_id: str) -> Network:
    """Return the network of a template.

    Raises:
        FileNotFoundError: for a template of which there is none.
    """
    text = files("roadmap_worker").joinpath("templates", f"{template_id}.yaml").read_text(encoding="utf-8")
    return Network.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def defects(subject: Network) -> tuple[str, ...]:
    """Return what is wrong with a network: ids used twice, references to nothing, unknown skills, hours upside down."""
    ids = [task.id for task in subject.tasks]
    found = [f"{task_id} is used twice" for task_id in sorted({task_id for task_id in ids if ids.count(task_id) > 1})]
    found += [f"{name} is not a task" for name in (*subject.answers_before, *subject.fixes_before) if name not in ids]
    for index, task in enumerate(subject.tasks):
        found += [
            f"{task.id} depends on {name}, which is not before it"
            for name in task.depends_on
            if name not in ids[:index]
        ]
        if task.skill not in SKILL_WORDS:
            found.append(f"{task.id} needs the unknown skill {task.skill}")
        if task.optimistic > task.likely or (task.per_item and task.per_item.optimistic > task.per_item.likely):
            found.append(f"{task.id} is optimistic above likely")
    return tuple(found)

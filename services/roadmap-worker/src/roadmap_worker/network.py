"""The task networks of the templates, as reviewed YAML: which tasks there may be, how long they take, what follows."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import Field

from roadmap_worker.task import Priority
from shared.contracts.wire import WireModel

Texts = tuple[str, ...]
Hours = Annotated[float, Field(gt=0, le=200)]
# Optimistic, likely and pessimistic.
Estimate = tuple[Hours, Hours, Hours]
Conditions = Mapping[str, Texts]


class WaitSpec(WireModel):
    """Full days before what follows may start; `fact` names a computed number that replaces `days`."""

    days: int = 0
    fact: str | None = None
    unit: Literal["working days", "calendar days"]
    reason: str


class LagSpec(WaitSpec):
    """A wait after one predecessor that holds up this task alone."""

    task: str


class HoursPerItem(WireModel):
    """Hours added for each item of a fact: each line of a list, or each one of a number."""

    fact: str
    hours: Estimate


class SizeSpec(WireModel):
    """Other hours for plans of which these facts hold; the first that fits counts."""

    when: Conditions
    hours: Estimate


class Covers(WireModel):
    """Linked work that this task does anyway: ids of the audit's checks and of the strategy's actions.

    A pattern may end in `*`. `larger`: whichever estimate is larger counts; `own`: somebody else does the linked work.
    """

    audit: Texts = ()
    strategy: Texts = ()
    hours: Literal["larger", "own"] = "larger"


class TaskSpec(WireModel):
    """A task that exists when its conditions hold, once or once for each item of a fact.

    `deliverable` is what exists afterwards, `evidence` what is kept to prove it. `within_days` is by when it is wanted
    done: work that nothing waits for, and that pays the sooner it is done.
    """

    id: str
    title: str
    description: str
    hours: Estimate
    sizes: tuple[SizeSpec, ...] = ()
    per_item: HoursPerItem | None = None
    skill: str
    depends_on: tuple[str | LagSpec, ...] = ()
    wait: WaitSpec | None = None
    priority: Priority = "medium"
    deliverable: Annotated[str, Field(min_length=1)]
    success_criteria: Annotated[Texts, Field(min_length=1)]
    evidence: Annotated[Texts, Field(min_length=1)]
    when: Conditions = Field(default_factory=dict)
    for_each: str | None = None
    within_days: int | None = None
    covers: Covers = Covers()

    @property
    def predecessors(self) -> Texts:
        """The ids of what comes before, with a lag or without."""
        return tuple(one if isinstance(one, str) else one.task for one in self.depends_on)

    @property
    def lags(self) -> tuple[LagSpec, ...]:
        """The waits after single predecessors."""
        return tuple(one for one in self.depends_on if not isinstance(one, str))


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
    early_sign: str
    response: str
    severity: Literal["low", "medium", "high"]
    when: Conditions


class Network(WireModel):
    """A template; `answers_before`, `fixes_before` and `gates_before` name the tasks that wait for linked work.

    They wait for the strategy's questions, for all of the audit's fixes, and for what keeps the page out of search.
    Repairs wait for the tasks of `fixes_after`. At `launches` others see the result first. `audit_scope`
    names the audit's checks that serve this plan.
    """

    template_id: str
    defaults: Mapping[str, str] = Field(default_factory=dict)
    default_reasons: Mapping[str, str] = Field(default_factory=dict)
    answers_before: Texts
    fixes_before: Texts
    gates_before: Texts
    fixes_after: Texts = ()
    launches: Texts = ()
    audit_scope: Texts = ("*",)
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

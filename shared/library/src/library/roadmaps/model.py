"""A stored roadmap as far as tracking changes it; what it does not know it keeps as it is."""

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from shared.contracts.wire import WireModel

TaskStatus = Literal["pending", "in_progress", "completed"]


class _Kept(WireModel):
    # What other modules say about a task goes through unchanged, with the blanks it was stored with.
    model_config = ConfigDict(extra="allow", str_strip_whitespace=False)


class StoredWait(_Kept):
    """Full days that pass before what follows may start."""

    days: int
    unit: Literal["working days", "calendar days"]
    reason: str = ""


class StoredLag(StoredWait):
    """A wait after one task only."""

    after: str


class StoredTask(_Kept):
    """A task with its dates in force, those of the first plan, and what was told of it; hours are hours of work.

    A roadmap of before tracking has no baseline: its dates are the first plan's.
    """

    id: str
    title: str
    description: str = ""
    start_date: date
    due_date: date
    estimated_hours: float
    assignee: str | None = None
    depends_on: tuple[str, ...] = ()
    slack_days: int = 0
    critical: bool = False
    skill: str = "strategy"
    priority: Literal["low", "medium", "high"] = "medium"
    optimistic_hours: float | None = None
    pessimistic_hours: float | None = None
    wait_after: StoredWait | None = None
    lags: tuple[StoredLag, ...] = ()
    not_before: date | None = None
    wanted_by: date | None = None
    success_criteria: tuple[str, ...] = ()
    deliverable: str = ""
    evidence: tuple[str, ...] = ()
    source: str = "template"
    status: TaskStatus = "pending"
    baseline_start_date: date | None = None
    baseline_due_date: date | None = None
    baseline_hours: float | None = None
    actual_hours: float | None = None
    remaining_hours: float | None = None
    started_on: date | None = None
    completed_on: date | None = None
    assigned_by_hand: bool = False
    dated_by_hand: bool = False
    slip_days: int = 0

    @property
    def baseline_due(self) -> date:
        """When the first plan wanted it done."""
        return self.baseline_due_date or self.due_date

    @property
    def hours_left(self) -> float:
        """What is still to be done: as told, else what the estimate leaves."""
        if self.status == "completed":
            return 0.0
        if self.remaining_hours is not None:
            return self.remaining_hours
        return max(self.estimated_hours - (self.actual_hours or 0.0), 0.0)


class StoredMilestone(_Kept):
    """A milestone with its tasks, in the order of their dates."""

    id: str
    title: str
    week: int = 0
    objectives: tuple[str, ...] = ()
    tasks: tuple[StoredTask, ...]
    success_metrics: tuple[str, ...] = ()
    start_date: date | None = None
    due_date: date | None = None
    completion_percentage: int = 0


class Slippage(WireModel):
    """How far the end has moved from the first plan's, in calendar days; `as_of` is the day of the last replan."""

    days: int = 0
    baseline_end_date: date
    as_of: date | None = None
    replans: int = 0


class StoredRisk(_Kept):
    """What may go wrong, what in the plan says so, how it would show early, and what to do."""

    risk: str = ""
    severity: str = "medium"
    evidence: str = ""
    early_sign: str = ""
    response: str = ""


class StoredOption(_Kept):
    """A change that would bring the end nearer to the deadline."""

    says: str
    end_date: date
    meets_deadline: bool


class StoredDeadline(_Kept):
    """Whether the date asked for is met; days are calendar days."""

    on: date = Field(alias="date")
    met: bool
    late_by_days: int = 0
    spare_days: int = 0
    options: tuple[StoredOption, ...] = ()


class StoredFinish(_Kept):
    """When the plan is likely to end; `chance_of_deadline` is of 1."""

    p50: date
    p90: date
    chance_of_deadline: float | None = None


class StoredBudgetLine(_Kept):
    """What is bought, for how much, and what has to be true before it is."""

    title: str
    amount: float
    why: str = ""
    released: str | None = None


class StoredBudget(_Kept):
    """A budget and its lines, which add up to it."""

    amount: float
    currency: str
    lines: tuple[StoredBudgetLine, ...] = ()
    basis: str = ""


class StoredMethod(_Kept):
    """How the schedule was found, and before which day none of these tasks and people could end."""

    method: str
    optimal: bool = False
    bound_date: date | None = None


class StoredRoadmap(_Kept):
    """A roadmap as its row holds it."""

    roadmap_id: str
    template_name: str = "Roadmap"
    start_date: date
    end_date: date
    total_duration: float
    milestones: tuple[StoredMilestone, ...] = Field(default=())
    critical_path: tuple[str, ...] = ()
    overall_progress: int = 0
    slippage: Slippage | None = None
    deadline: StoredDeadline | None = None
    finish: StoredFinish | None = None
    budget: StoredBudget | None = None
    schedule: StoredMethod | None = None
    risk_factors: tuple[StoredRisk, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[StoredMilestone, StoredTask], ...]:
        """All tasks in the order of the milestones, each with its own."""
        return tuple((milestone, task) for milestone in self.milestones for task in milestone.tasks)

    @property
    def tasks(self) -> tuple[StoredTask, ...]:
        """All tasks in the order of the milestones."""
        return tuple(task for _, task in self.rows)

    @property
    def baseline_end(self) -> date:
        """When the first plan ended."""
        return self.slippage.baseline_end_date if self.slippage else self.end_date


def stored_text(roadmap: StoredRoadmap) -> str:
    """Return a roadmap as its row keeps it: what was never said of it is not said now."""
    return roadmap.model_dump_json(by_alias=True, exclude_unset=True)

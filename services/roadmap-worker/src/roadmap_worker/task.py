"""A piece of work before it has dates."""

from dataclasses import dataclass
from typing import Literal

from roadmap_worker.workdays import Workdays

Priority = Literal["low", "medium", "high"]
TaskSource = Literal["template", "strategy", "audit"]


@dataclass(frozen=True, slots=True)
class Wait:
    """Full days that pass after a task before the next may start; nobody works during them."""

    days: int
    is_working_days: bool
    reason: str

    @property
    def unit(self) -> str:
        """What the days are."""
        return "working days" if self.is_working_days else "calendar days"

    def earliest_start(self, finish: int, workdays: Workdays) -> int:
        """Return the first day on which what waits may start."""
        if self.is_working_days:
            return workdays.after(finish, self.days)
        return workdays.on_or_after(finish + self.days + 1)

    def latest_finish(self, start: int, workdays: Workdays) -> int:
        """Return the last day to finish on when what waits starts on `start`."""
        if self.is_working_days:
            return workdays.before(start, self.days)
        return workdays.on_or_before(start - self.days - 1)


@dataclass(frozen=True, slots=True)
class Task:
    """Work of one person; `likely_minutes` are scheduled, the others say how sure that is.

    It starts no earlier than `not_before_days` after the start of the plan, and is wanted done `within_days` of it.
    `only_by` names the one person who may do it, when somebody has decided that.
    `lags` are waits after single predecessors, beside the wait that a predecessor has for all. `source_id` names the
    strategy's action or the audit's check that it came from; `also_from` the source and id of what it does as well.
    `evidence` is what to keep as proof that it was done.
    """

    id: str
    milestone_id: str
    title: str
    description: str
    optimistic_minutes: int
    likely_minutes: int
    skill: str
    depends_on: tuple[str, ...]
    wait: Wait | None
    priority: Priority
    success_criteria: tuple[str, ...]
    source: TaskSource = "template"
    not_before_days: int = 0
    within_days: int | None = None
    pessimistic_minutes: int | None = None
    lags: tuple[tuple[str, Wait], ...] = ()
    source_id: str | None = None
    only_by: str | None = None
    deliverable: str = ""
    evidence: tuple[str, ...] = ()
    also_from: tuple[tuple[TaskSource, str], ...] = ()

    @property
    def origins(self) -> tuple[tuple[TaskSource, str], ...]:
        """Everything linked that asked for it: the source and its id there."""
        own: tuple[tuple[TaskSource, str], ...] = ((self.source, self.source_id),) if self.source_id else ()
        return own + self.also_from

"""What stands around the tasks of a roadmap: how sure its dates are, what may go wrong, and what the money is for.

Roadmaps of before a part was known don't have it, so each of them may be missing.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from gateway.schemas.results import Part


class Slippage(Part):
    """How far the end has moved from the first plan's, in calendar days; `asOf` is the day of the last replan."""

    days: int
    baseline_end_date: date
    as_of: date | None
    replans: int


class Finish(Part):
    """When the plan is likely to end, by simulation: half of the simulated plans end by `p50`, nine of ten by `p90`."""

    planned: date | None = None
    p50: date
    p90: date
    chance_of_deadline: Annotated[float | None, Field(ge=0, le=1)]
    samples: int | None = None
    basis: str | None = None


class DeadlineOption(Part):
    """A change to the request with the end it was computed to lead to."""

    kind: str
    says: str
    end_date: date
    meets_deadline: bool


class Deadline(Part):
    """Whether the date asked for is met; days are calendar days, and options are there when it is missed."""

    on: Annotated[date, Field(alias="date")]
    met: bool
    late_by_days: int
    spare_days: int
    hours_per_week_needed: float | None
    options: tuple[DeadlineOption, ...]


class BudgetLine(Part):
    """What is bought; `released` says what has to be true before."""

    id: str
    title: str
    amount: float
    share: float
    why: str
    released: str | None


class RoadmapBudget(Part):
    """The budget of the request in lines that add up to it; the shares are an assumption, which `basis` explains."""

    amount: float
    currency: str
    lines: tuple[BudgetLine, ...]
    basis: str


class Schedule(Part):
    """How dates were found. No plan of these tasks and people ends before `boundDate`; the gap is in working days."""

    method: Literal["list", "cp-sat"]
    optimal: bool
    bound_date: date | None
    gap_days: int | None
    gap_percent: float | None


class Risk(Part):
    """What may go wrong, what in this plan says so, how it would show early, and what to do."""

    id: str = ""
    severity: Literal["low", "medium", "high"]
    risk: str
    evidence: str = ""
    early_sign: str = ""
    response: str = ""


class CapacityPerson(Part):
    """One of the team; without a name when no team was given."""

    name: str | None
    hours_per_week: float
    hours_planned: float
    skills: tuple[str, ...]


class Capacity(Part):
    """Who has how many hours a week, and how many of them are planned."""

    hours_per_week: float
    total_hours: float
    people: tuple[CapacityPerson, ...]

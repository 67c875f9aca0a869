"""What the API tells of a roadmap."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from gateway.schemas.results import Milestone, Part
from gateway.schemas.roadmap_parts import Capacity, Deadline, Finish, Risk, RoadmapBudget, Schedule, Slippage
from shared.contracts.wire import WireModel

Percent = Annotated[int, Field(ge=0, le=100)]


class RoadmapItem(WireModel):
    """A roadmap as a line of a list."""

    id: UUID
    strategy_id: UUID | None
    audit_id: UUID | None
    template_id: str
    template_name: str
    start_date: date
    end_date: date
    total_duration: Annotated[float, Field(description="Weeks.")]
    overall_progress: Percent
    created_at: AwareDatetime
    updated_at: AwareDatetime


class RoadmapPage(WireModel):
    """Roadmaps, newest first; nextCursor is null on the last page."""

    items: tuple[RoadmapItem, ...]
    next_cursor: str | None


class Roadmap(Part):
    """A roadmap as its job delivered it, and where it came from."""

    roadmap_id: UUID
    template_id: str
    template_name: str
    start_date: date
    end_date: date
    total_duration: Annotated[float, Field(description="Weeks.")]
    milestones: tuple[Milestone, ...]
    critical_path: tuple[str, ...]
    overall_progress: Percent
    slippage: Slippage | None = None
    capacity: Capacity | None = None
    deadline: Annotated[Deadline | None, Field(description="Null when none was asked for.")] = None
    finish: Finish | None = None
    budget: Annotated[RoadmapBudget | None, Field(description="Null when none was given.")] = None
    schedule: Schedule | None = None
    risk_factors: Annotated[
        tuple[Risk, ...], Field(description="The gravest first; those of the first plan, also after a replan.")
    ]
    support_resources: tuple[JsonValue, ...]
    assumptions: Annotated[tuple[str, ...], Field(description="What was taken for granted.")] = ()
    strategy_id: UUID | None
    audit_id: UUID | None
    job_id: UUID
    created_by: UUID
    created_at: AwareDatetime
    updated_at: AwareDatetime

"""What a team tells of a task, and what the API answers."""

from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from gateway.schemas.results import RoadmapTask
from library.roadmaps.model import TaskStatus
from shared.contracts.requests import Day
from shared.contracts.wire import Text, WireModel

_MOST_HOURS: Final = 10_000
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
# Strict, as "5" and true are no hours.
Hours = Annotated[float, Field(strict=True, ge=0, le=_MOST_HOURS, allow_inf_nan=False)]


class TaskChange(WireModel):
    """What is told of a task; what is left out stays as it is, and null takes a value back where there may be none."""

    status: TaskStatus | None = None
    actual_hours: Annotated[Hours | None, Field(description="Hours worked so far.")] = None
    remaining_hours: Annotated[
        Hours | None, Field(description="Hours still to be worked; null means what the estimate leaves.")
    ] = None
    assignee: Annotated[Text, Field(min_length=1, max_length=120)] | None = None
    start_date: Annotated[Day | None, Field(description="By hand; a later plan starts the task no earlier.")] = None
    due_date: Annotated[Day | None, Field(description="By hand; a later plan may move it.")] = None
    completed_on: Annotated[
        Day | None, Field(description="When it was completed, not in the future; today when nothing is said.")
    ] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(f"must change something: {', '.join(sorted(_NAMES))}")
        for name in ("status", "start_date", "due_date"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{_NAMES_OF[name]} must not be null; leave it out to keep it as it is")
        for name in ("start_date", "due_date", "completed_on"):
            value: date | None = getattr(self, name)
            if value and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
                raise ValueError(f"{_NAMES_OF[name]} must lie between the years {_FIRST_YEAR} and {_LAST_YEAR}")
        return self

    def changes(self) -> dict[str, object]:
        """Return what was said, by the names of a stored task."""
        return {name: getattr(self, name) for name in self.model_fields_set}


_NAMES_OF: Final = {name: field.alias or name for name, field in TaskChange.model_fields.items()}
_NAMES: Final = tuple(_NAMES_OF.values())


class TaskView(RoadmapTask):
    """A task with what was told of it, and what that made of its milestone and of the roadmap."""

    baseline_start_date: date | None
    baseline_due_date: date | None
    baseline_hours: float | None
    actual_hours: float | None
    remaining_hours: float | None
    started_on: date | None
    completed_on: date | None
    assigned_by_hand: bool
    dated_by_hand: bool
    slip_days: Annotated[int, Field(description="Calendar days after the first plan's due date; negative before it.")]
    milestone_id: str
    milestone_completion_percentage: int
    overall_progress: int
    open_predecessors: Annotated[
        tuple[str, ...], Field(description="Tasks that this one depends on and that are not completed.")
    ]

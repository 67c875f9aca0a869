"""The messages that cross RabbitMQ. Fields are only ever added, with a default; what is not known is ignored.

A command has one receiver and says what to do; an event says what happened and has any number of receivers.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

JobKind = Literal["strategy", "seo", "roadmap"]
JOB_KINDS: tuple[JobKind, ...] = ("strategy", "seo", "roadmap")


class Message(BaseModel):
    """What every message has; a receiver reads the versions it knows and refuses the others."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)

    schema_version: Literal[1] = 1


class JobRequested(Message):
    """Do this job; everything else about it is in its row."""

    workspace_id: UUID
    job_id: UUID
    kind: JobKind


class Event(Message):
    """What all events tell; `days` are the UTC days whose roll-up may have changed."""

    routing_key: ClassVar[str]

    event_id: UUID
    workspace_id: UUID
    days: Annotated[tuple[date, ...], Field(min_length=1, max_length=31)]
    occurred_at: AwareDatetime


class JobEnded(Event):
    """What all events about the end of a job tell."""

    job_id: UUID
    kind: JobKind


class StrategyGenerated(JobEnded):
    """A strategy was stored."""

    routing_key: ClassVar[str] = "strategy.generated"
    strategy_id: UUID


class SEOScored(JobEnded):
    """An audit was stored."""

    routing_key: ClassVar[str] = "seo.scored"
    audit_id: UUID


class RoadmapGenerated(JobEnded):
    """A roadmap was stored."""

    routing_key: ClassVar[str] = "roadmap.generated"
    roadmap_id: UUID


class JobFailed(JobEnded):
    """A job ended without a result."""

    routing_key: ClassVar[str] = "job.failed"
    code: str


class JobCancelled(JobEnded):
    """A job ended because somebody asked for it."""

    routing_key: ClassVar[str] = "job.cancelled"


class JobRetried(JobEnded):
    """An ended job was queued again, so the day it had ended on has to be counted anew."""

    routing_key: ClassVar[str] = "job.retried"


class LLMCostSettled(Event):
    """What a call to a language model cost is on the books; its job may still run, or be over for long."""

    routing_key: ClassVar[str] = "llm.cost_settled"
    job_id: UUID
    call_id: UUID


class SEORegressed(Event):
    """An audit found its page worse than the audit before it did, for the same keyword.

    `newly_shut` are the checks that keep the whole page back now and did not before. A score is None when there was
    none; `ruleset_changed` says that the two audits were made by different rules.
    """

    routing_key: ClassVar[str] = "seo.regressed"
    job_id: UUID
    audit_id: UUID
    previous_audit_id: UUID
    score_before: int | None
    score_after: int | None
    newly_shut: tuple[str, ...]
    ruleset_changed: bool


class StrategyChanged(Event):
    """What all events about a change by hand tell; the day is the one on which the strategy was made."""

    strategy_id: UUID


class StrategyUpdated(StrategyChanged):
    """A strategy has another title, status or text; `version` is the current one now."""

    routing_key: ClassVar[str] = "strategy.updated"
    version: int


class StrategyDeleted(StrategyChanged):
    """A strategy was deleted; it can come back."""

    routing_key: ClassVar[str] = "strategy.deleted"


class StrategyUndeleted(StrategyChanged):
    """A deleted strategy came back as it was."""

    routing_key: ClassVar[str] = "strategy.undeleted"


class JobChanged(Message):
    """A wake-up for whoever watches the job; the truth is in the database."""

    job_id: UUID


EVENTS: tuple[type[Event], ...] = (
    StrategyGenerated,
    SEOScored,
    RoadmapGenerated,
    JobFailed,
    JobCancelled,
    JobRetried,
    LLMCostSettled,
    SEORegressed,
    StrategyUpdated,
    StrategyDeleted,
    StrategyUndeleted,
)


class RollupMarked(Message):
    """What the aggregator needs of any event: which days of which workspace to count again."""

    workspace_id: UUID
    days: Annotated[tuple[date, ...], Field(min_length=1, max_length=31)]
    occurred_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class Ending:
    """Which job ended, and when by the database's clock."""

    workspace_id: UUID
    job_id: UUID
    kind: JobKind
    at: datetime

    def fields(self, event_id: UUID) -> dict[str, Any]:
        """Return what every event about an end has."""
        return {
            "event_id": event_id,
            "workspace_id": self.workspace_id,
            "job_id": self.job_id,
            "kind": self.kind,
            "days": (self.at.date(),),
            "occurred_at": self.at,
        }


def generated(ending: Ending, result_id: UUID, *, event_id: UUID) -> JobEnded:
    """Return the event that tells of a stored result."""
    fields = ending.fields(event_id)
    match ending.kind:
        case "strategy":
            return StrategyGenerated(strategy_id=result_id, **fields)
        case "seo":
            return SEOScored(audit_id=result_id, **fields)
        case "roadmap":
            return RoadmapGenerated(roadmap_id=result_id, **fields)

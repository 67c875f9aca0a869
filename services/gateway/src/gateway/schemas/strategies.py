"""What the API tells of a strategy: a line of a list, and the whole with its score and evidence."""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from documents.section import SectionSource
from gateway.schemas.results import Contributions, Finding, Part
from shared.contracts.requests import Framework
from shared.contracts.wire import WireModel

Compliance = Literal["pass", "needs_revision", "fail"]
Status = Literal["draft", "active", "completed", "archived"]
_ENGINE: Final = "Who wrote it: `offline:<knowledge base>`, `anthropic:<model>`, or `mixed` when a model wrote a part."
_SOURCE: Final = (
    "Who wrote it: `deterministic` (computed from the brief by rules, whichever engine writes the rest), `offline` (the"
    " offline engine), `anthropic` (a language model, checked by rules), `edited` (by hand), or `mixed` (a summary of"
    " sections of different origin)."
)
Points = Annotated[int, Field(ge=0, le=100)]


class StrategyItem(WireModel):
    """A strategy as a line of a list."""

    id: UUID
    title: str
    business_name: str
    framework: Framework
    score: Annotated[Points, Field(description="Overall score of the current version, computed by the server.")]
    compliance: Compliance
    engine: Annotated[str, Field(description=_ENGINE)]
    version: Annotated[int, Field(ge=1)]
    created_at: AwareDatetime
    updated_at: AwareDatetime


class StrategyPage(WireModel):
    """Strategies, newest first; nextCursor is null on the last page."""

    items: tuple[StrategyItem, ...]
    next_cursor: str | None


class Notice(Part):
    """Something about how a strategy was made that its reader has to know; `code` is for programs."""

    code: str
    title: str
    detail: str


class Score(WireModel):
    """Points from 0 to 100, overall and per dimension; each follows from the findings."""

    overall: Points
    clarity: Points
    specificity: Points
    outcome_focus: Points
    proof: Points
    objection_handling: Points
    risk_removal: Points


class Section(WireModel):
    """A part of the strategy in display order."""

    id: str
    title: str
    body: Annotated[str, Field(description="Markdown.")]
    source: Annotated[SectionSource, Field(description=_SOURCE)]


class Usage(Part):
    """What a language model was asked for; the offline engine asks none."""

    model: str | None
    input_tokens: int
    output_tokens: int
    cost_usd: float
    calls: Annotated[int, Field(description="Requests to the model, also those that failed.")] = 0


class StrategyVersion(Part):
    """What is told of a version of a strategy, whatever else an answer tells of it."""

    strategy_id: UUID
    version: Annotated[int, Field(ge=1)]
    title: str
    framework: Framework
    engine: Annotated[str, Field(description=_ENGINE)]
    document: Annotated[dict[str, JsonValue], Field(description="The strategy, structured per framework.")]
    sections: tuple[Section, ...]
    score: Score
    compliance: Compliance
    findings: tuple[Finding, ...]
    contributions: Annotated[Contributions | None, Field(description="Null for scores of an earlier scorer.")]
    scorer_version: str
    frameworks: tuple[JsonValue, ...]
    execution_plan: tuple[JsonValue, ...]
    success_metrics: tuple[JsonValue, ...]
    assumptions: tuple[JsonValue, ...]
    limitations: tuple[JsonValue, ...]
    open_questions: tuple[JsonValue, ...]
    notices: Annotated[tuple[Notice, ...], Field(description="What its reader has to know of how it was made.")]
    job_id: UUID
    created_by: UUID
    created_at: AwareDatetime


class Strategy(StrategyVersion):
    """A strategy in its current version; the parts are shaped as in the result of its job."""

    status: Status
    strategy: Annotated[str, Field(description="The whole document as Markdown.")]
    usage: Usage | None
    updated_at: AwareDatetime

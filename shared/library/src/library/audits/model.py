"""What a comparison of two audits says, in the shape the gateway serves.

Every change is "after" minus "before"; None always means that one of the two is not known, never that nothing changed.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, JsonValue

from shared.contracts.wire import WireModel

PillarName = Literal["technical", "topical", "authority"]
CheckState = Literal["ok", "problem", "not_measured", "not_applicable"]
Change = Literal["new", "worse", "fixed", "better", "not_comparable", "unchanged"]
CaveatCode = Literal[
    "order_reversed",
    "ruleset_changed",
    "keyword_changed",
    "page_moved",
    "competitors_changed",
    "crawl_changed",
    "coverage_changed",
    "no_score",
    "points_unknown",
    "reweighted",
]


class _Shown(WireModel):
    # What a page says is shown with the blanks it was stored with.
    model_config = ConfigDict(str_strip_whitespace=False)


class AuditHead(_Shown):
    """Which audit it is and what it came to."""

    id: UUID
    scored_at: AwareDatetime
    domain: str
    final_url: str | None
    primary_keyword: str
    overall_score: Annotated[int | None, Field(ge=0, le=100, description="Null when nothing could be measured.")]
    coverage: Annotated[float, Field(ge=0, le=1, description="Which part of the weights was measured.")]
    ruleset_version: str


class ScoreChange(_Shown):
    """A score of 100 in both audits; `change` is null unless both have one."""

    before: float | None
    after: float | None
    change: float | None


class ScoreChanges(_Shown):
    """The overall score and the three pillars."""

    overall: ScoreChange
    technical: ScoreChange
    topical: ScoreChange
    authority: ScoreChange


class ScoreParts(_Shown):
    """Where the change of the overall score comes from; the three add up to it."""

    checks: Annotated[float, Field(description="The `points` of all checks together.")]
    caps: Annotated[float, Field(description="What gates that shut or opened took or gave.")]
    rounding: Annotated[float, Field(description="Scores are shown as whole points.")]


class EvidenceChange(_Shown):
    """What a check saw, for checks that saw something else the second time."""

    before: tuple[JsonValue, ...]
    after: tuple[JsonValue, ...]


class CheckChange(_Shown):
    """One check in both audits; a state is null when that audit's rules did not have the check."""

    id: str
    pillar: PillarName
    title: str
    change: Change
    state_before: CheckState | None
    state_after: CheckState | None
    score_before: float | None
    score_after: float | None
    value_before: JsonValue
    value_after: JsonValue
    points: Annotated[float | None, Field(description="How far the check moved the overall score, before caps.")]
    evidence: Annotated[EvidenceChange | None, Field(description="Null when both audits saw the same.")]


class ChangeCounts(_Shown):
    """How many checks changed in which way."""

    new: int
    worse: int
    fixed: int
    better: int
    not_comparable: int
    unchanged: int


class SiteFindingChange(_Shown):
    """A finding about the site in both audits; its cases are null where an audit did not look for it."""

    id: str
    title: str
    severity: str
    change: Change
    cases_before: int | None
    cases_after: int | None
    evidence: Annotated[EvidenceChange | None, Field(description="Null when both audits saw the same.")]


class SiteChange(_Shown):
    """What changed about the site; a number of pages is null for an audit of the page alone."""

    pages_before: Annotated[int | None, Field(description="Addresses visited by the first audit.")]
    pages_after: Annotated[int | None, Field(description="Addresses visited by the second audit.")]
    pages_in_both: int
    findings: Annotated[tuple[SiteFindingChange, ...], Field(description="What needs attention first.")]


class Caveat(_Shown):
    """Why the difference is not, or not only, a change of the page."""

    code: CaveatCode
    message: str


class AuditComparison(_Shown):
    """What changed between two audits of one page."""

    before: Annotated[AuditHead, Field(alias="from")]
    after: Annotated[AuditHead, Field(alias="to")]
    score_change: ScoreChanges
    parts: Annotated[ScoreParts | None, Field(description="Null when one of the audits has no overall score.")]
    counts: ChangeCounts
    checks: Annotated[tuple[CheckChange, ...], Field(description="What needs attention first.")]
    site: Annotated[SiteChange | None, Field(description="Null when both audits are of the page alone.")]
    caveats: tuple[Caveat, ...]

"""What the API tells of an SEO audit."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from gateway.schemas.results import FirstSteps, Part, Pillar, Recommendation
from gateway.schemas.topics import ContentGap, SemanticCluster
from shared.contracts.wire import WireModel

Points = Annotated[int, Field(ge=0, le=100)]


class AuditItem(WireModel):
    """An audit as a line of a list."""

    id: UUID
    strategy_id: UUID | None
    domain: str
    final_url: str | None
    primary_keyword: str
    overall_score: Annotated[Points | None, Field(description="Null when nothing could be measured.")]
    coverage: Annotated[float, Field(ge=0, le=1, description="Which part of the weights was measured.")]
    ruleset_version: str
    created_at: AwareDatetime


class AuditPage(WireModel):
    """Audits, newest first; nextCursor is null on the last page."""

    items: tuple[AuditItem, ...]
    next_cursor: str | None


class Audit(Part):
    """An audit as its job delivered it, and where it came from."""

    audit_id: UUID
    domain: str
    final_url: str | None
    primary_keyword: str
    overall_score: Points | None
    coverage: float
    technical: Pillar
    topical: Pillar
    authority: Pillar
    semantic_clusters: tuple[SemanticCluster, ...]
    content_gaps: tuple[ContentGap, ...]
    competitor_benchmarks: tuple[JsonValue, ...]
    recommendations: tuple[Recommendation, ...]
    first_steps: FirstSteps | None
    ranking_prediction: Annotated[JsonValue, Field(description="Null unless rank data was supplied.")]
    pages: tuple[JsonValue, ...]
    fetch: dict[str, JsonValue]
    scored_at: AwareDatetime
    strategy_id: UUID | None
    job_id: UUID
    created_by: UUID
    created_at: AwareDatetime

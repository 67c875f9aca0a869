"""What readers of a job's events are told of an audit that goes on: enough to show the score."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import JsonValue

from seo_worker.evidence import Pending
from seo_worker.result.wire import AuditResult, CappedBy, PillarResult, Range
from shared.contracts.wire import WireModel


class _Pillar(WireModel):
    score: float | None
    coverage: float


class _Competitor(WireModel):
    competitor: str
    overall_score: int | None
    your_score: int | None


class _Told(WireModel):
    """The head of an audit; `pending` names what may still change it."""

    job_id: UUID
    audit_id: UUID
    final_url: str
    overall_score: int | None
    range: Range | None
    coverage: float
    capped_by: tuple[CappedBy, ...]
    technical: _Pillar
    topical: _Pillar
    authority: _Pillar
    competitors: tuple[_Competitor, ...]
    content_gaps: int
    pending: tuple[Pending, ...]


def told(job_id: UUID, result: AuditResult) -> Mapping[str, JsonValue]:
    """Return the head of an audit as the data of an event."""
    head = _Told(
        job_id=job_id,
        audit_id=result.audit_id,
        final_url=result.final_url,
        overall_score=result.overall_score,
        range=result.range,
        coverage=result.coverage,
        capped_by=result.capped_by,
        technical=_pillar(result.technical),
        topical=_pillar(result.topical),
        authority=_pillar(result.authority),
        competitors=tuple(
            _Competitor(competitor=row.competitor, overall_score=row.overall_score, your_score=row.your_score)
            for row in result.competitor_benchmarks
        ),
        content_gaps=len(result.content_gaps),
        pending=result.pending,
    )
    return head.model_dump(mode="json", by_alias=True)


def _pillar(pillar: PillarResult) -> _Pillar:
    return _Pillar(score=pillar.score, coverage=pillar.coverage)

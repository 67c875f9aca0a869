"""The result of an audit as `POST /score-seo` promises it."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, JsonValue, SerializeAsAny

from seo_worker.checks.outcome import Confidence
from seo_worker.checks.page_type import PageType
from seo_worker.evidence import Pending
from seo_worker.result.advice_wire import FirstSteps, Recommendation
from seo_worker.result.ranking_wire import RankingPrediction
from seo_worker.result.topics_wire import ContentGap, SemanticCluster
from shared.contracts.wire import WireModel

MetricStatus = Literal["good", "warning", "critical", "not_measured"]


class Metric(WireModel):
    """One check that applies; `score` is of 100, `contribution` is in points of the score before caps."""

    id: str
    title: str
    score: float | None
    weight: float
    status: MetricStatus
    value: JsonValue
    unit: str | None
    threshold: str
    evidence: tuple[str, ...]
    source: str
    confidence: Confidence
    contribution: float | None
    fix: str | None


class NotApplicable(WireModel):
    """One check that does not apply to this page, and why."""

    id: str
    title: str
    weight: float
    reason: str


class Range(WireModel):
    """Where the score would lie if everything unknown were worthless, or perfect."""

    low: float
    high: float


class PillarResult(WireModel):
    """One of the three pillars; without `score` too little could be measured."""

    score: float | None
    weight: float
    coverage: float
    range: Range | None
    metrics: tuple[Metric, ...]
    not_applicable: tuple[NotApplicable, ...]


class CompetitorBenchmark(WireModel):
    """A competitor judged by the same checks; `your_score` is the audited page's by exactly those."""

    competitor: str
    final_url: str
    overall_score: int | None
    your_score: int | None
    coverage: float
    technical: float | None
    topical: float | None
    authority: float | None
    word_count: int
    response_ms: int | None
    fetched_at: AwareDatetime | None


class CappedBy(WireModel):
    """Something that keeps the whole page back, and the most it can score until it is mended."""

    gate: str
    check_id: str
    cap: int
    title: str


class AuditedPage(WireModel):
    """One page that was read."""

    url: str
    final_url: str
    status: int | None
    title: str | None
    language: str | None
    page_type: PageType | None
    word_count: int | None
    parse: str


class CheckSummary(WireModel):
    """How the page-level checks of one page ended: numbers by state, and the ids of those that found a problem."""

    ok: int
    problem: int
    not_measured: int
    not_applicable: int
    problems: tuple[str, ...]


class CrawledPage(AuditedPage):
    """One address of a crawled site; `score` rests on the checks that can be asked of every page without a keyword.

    `depth` counts clicks from the audited page and is None where no followed link leads; `inlinks` counts visited pages
    that link here; `redirects_to` and `error` say why there is nothing to read.
    """

    score: int | None
    depth: int | None
    inlinks: int
    in_sitemap: bool | None
    redirects_to: str | None
    error: str | None
    checks: CheckSummary | None


class RobotsSummary(WireModel):
    """How robots.txt answered."""

    url: str
    state: str
    status: int | None


class SitemapSummary(WireModel):
    """How the sitemap answered."""

    url: str
    state: str
    url_count: int
    lists_page: bool | None


class FetchSummary(WireModel):
    """How the page was fetched, from where and as whom; times in milliseconds."""

    vantage: str
    user_agent: str
    requested_url: str
    status: int | None
    hops: tuple[str, ...]
    response_ms: tuple[float, ...]
    total_ms: float | None
    parse_ms: float | None
    wire_bytes: int
    html_bytes: int
    encoding: str | None
    truncated: str | None
    fetched_at: AwareDatetime | None
    robots: RobotsSummary
    sitemap: SitemapSummary


class AuditResult(WireModel):
    """The whole audit; `overall_score` is None when the page is unreachable or too little could be measured.

    `pending` names what is still being looked at while the job runs, and is empty in the whole audit.
    """

    audit_id: UUID
    domain: str
    final_url: str
    primary_keyword: str
    overall_score: int | None
    uncapped_score: float | None
    range: Range | None
    coverage: float
    capped_by: tuple[CappedBy, ...]
    technical: PillarResult
    topical: PillarResult
    authority: PillarResult
    semantic_clusters: tuple[SemanticCluster, ...]
    content_gaps: tuple[ContentGap, ...]
    competitor_benchmarks: tuple[CompetitorBenchmark, ...]
    recommendations: tuple[SerializeAsAny[Recommendation], ...]
    first_steps: FirstSteps | None
    ranking_prediction: RankingPrediction | None = None
    pages: tuple[SerializeAsAny[AuditedPage], ...]
    fetch: FetchSummary
    notes: tuple[str, ...]
    pending: tuple[Pending, ...]
    ruleset_version: str
    scored_at: AwareDatetime

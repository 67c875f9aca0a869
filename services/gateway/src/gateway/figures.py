"""The figures of a workspace, worked out from its roll-ups; the API and the pages show the same."""

from collections.abc import Sequence

from gateway.histograms import average, median, merge, percentile
from gateway.repository.stats import Bucket, Found
from gateway.schemas.stats import (
    Cost,
    Day,
    FrameworkCounts,
    JobCounts,
    Latency,
    LatencyByKind,
    ScoreCount,
    Stats,
)
from shared.money import NANO_PER_USD


def figures_of(found: Found) -> Stats:
    """Return the figures that totals and days stand for."""
    totals, buckets = found.totals, found.buckets
    compliance = totals.by_compliance
    return Stats(
        total_strategies=totals.strategies,
        avg_score=average(totals.sum_score, totals.strategies),
        median_score=median(totals.histogram),
        pass_count=compliance.get("pass", 0),
        needs_revision_count=compliance.get("needs_revision", 0),
        fail_count=compliance.get("fail", 0),
        by_framework=FrameworkCounts.model_validate(totals.by_framework),
        score_histogram=tuple(
            ScoreCount(score=score, count=count) for score, count in enumerate(totals.histogram) if count
        ),
        daily=tuple(_day(bucket) for bucket in buckets),
        jobs=JobCounts(
            queued=totals.jobs_queued,
            running=totals.jobs_running,
            succeeded=totals.jobs_succeeded,
            failed=totals.jobs_failed,
        ),
        latency=LatencyByKind(
            strategy=_latency(buckets, "strategy"), seo=_latency(buckets, "seo"), roadmap=_latency(buckets, "roadmap")
        ),
        cost=Cost(usd=totals.cost_nanousd / NANO_PER_USD, tokens=totals.tokens),
        as_of=totals.refreshed_at,
    )


def _day(bucket: Bucket) -> Day:
    return Day(
        date=bucket.day,
        strategies=bucket.strategies,
        audits=bucket.audits,
        roadmaps=bucket.roadmaps,
        avg_score=average(bucket.sum_score, bucket.strategies),
    )


def _latency(buckets: Sequence[Bucket], kind: str) -> Latency:
    histogram = merge(bucket.latency.get(kind, {}) for bucket in buckets)
    return Latency(p50_ms=percentile(histogram, 50), p95_ms=percentile(histogram, 95))

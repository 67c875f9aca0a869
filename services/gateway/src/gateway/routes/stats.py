"""The workspace's roll-up."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import Query
from starlette.responses import Response

from gateway.deps import ClaimedWorkspace, ServicesOf, authorize
from gateway.documentation import WORKSPACE_PROBLEMS, Gives, described
from gateway.histograms import average, median, merge, percentile
from gateway.repository.stats import Bucket, Totals, read_stats
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import STATS_EXAMPLE
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
from shared.db.pool import transaction
from shared.money import NANO_PER_USD

_MAX_DAYS: Final = 365
router = api_router("stats")

Days = Annotated[
    int, Query(ge=1, le=_MAX_DAYS, description="How many UTC days `daily` and `latency` cover, today included.")
]


@router.get(
    "/stats",
    operation_id="getStats",
    summary="Read the workspace's figures",
    **described(Gives(200, "The figures", Stats, STATS_EXAMPLE), problems=WORKSPACE_PROBLEMS),
)
async def get_stats(services: ServicesOf, claim: ClaimedWorkspace, days: Days = 30) -> Response:
    """Show totals over all time and a series of days, from roll-ups that are exact as of `asOf`."""
    async with transaction(services.pool, claim.context, read_only=True) as connection:
        found = await read_stats(connection, claim.workspace_id, days)
    authorize(claim, found.role, "viewer")
    return json_text_response(stats_of(found.totals, found.buckets).model_dump_json(by_alias=True))


def stats_of(totals: Totals, buckets: Sequence[Bucket]) -> Stats:
    """Return the figures that totals and days stand for."""
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

"""The workspace's roll-up: totals over all time, a series and latencies over the days asked for."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field

from shared.contracts.wire import WireModel

Count = Annotated[int, Field(ge=0)]


class FrameworkCounts(WireModel):
    """Strategies per framework; all five are always there."""

    # The keys are values of the `framework` field, so they stay as they are written there.
    model_config = ConfigDict(alias_generator=None)

    brand_positioning: Count = 0
    funnel_design: Count = 0
    seo_patterns: Count = 0
    competitor_model: Count = 0
    offer_architecture: Count = 0


class ScoreCount(WireModel):
    """How many strategies have exactly this score."""

    score: Annotated[int, Field(ge=0, le=100)]
    count: Annotated[int, Field(ge=1)]


class Day(WireModel):
    """What was made on one UTC day."""

    date: date
    strategies: Count
    audits: Count
    roadmaps: Count
    avg_score: Annotated[float | None, Field(description="Two decimals; null without a strategy that day.")]


class JobCounts(WireModel):
    """Jobs waiting and at work at this moment, and finished over all time."""

    queued: Count
    running: Count
    succeeded: Count
    failed: Count


class Latency(WireModel):
    """From request to result in milliseconds, rounded up to two significant digits; null without a finished job."""

    p50_ms: int | None
    p95_ms: int | None


class LatencyByKind(WireModel):
    """Latency of the jobs that succeeded in the days asked for."""

    strategy: Latency
    seo: Latency
    roadmap: Latency


class Cost(WireModel):
    """What language models cost over all time."""

    usd: float
    tokens: Count


class Stats(WireModel):
    """The state of a workspace in numbers, as of the last roll-up; only jobs.queued and jobs.running are live."""

    total_strategies: Count
    avg_score: Annotated[float | None, Field(description="Two decimals; null without strategies.")]
    median_score: Annotated[
        float | None, Field(description="Exact; the mean of the two middle scores when their number is even.")
    ]
    pass_count: Count
    needs_revision_count: Count
    fail_count: Count
    by_framework: FrameworkCounts
    score_histogram: Annotated[
        tuple[ScoreCount, ...], Field(description="The scores that occur, ascending; the others have no strategy.")
    ]
    daily: Annotated[tuple[Day, ...], Field(description="Every day asked for, oldest first, also the empty ones.")]
    jobs: JobCounts
    latency: LatencyByKind
    cost: Cost
    as_of: Annotated[AwareDatetime | None, Field(description="When the totals last changed; null before that.")]
